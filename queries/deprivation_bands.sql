-- Question:   Are councils with many of the most deprived areas heard as much as their share of people?
-- Parameters: the filters
-- Returns:    band (1-3), band_name, councils (in the band), population_share (0-1), insights (that name a council
--             of the band), sources (distinct), observed (distinct source-council pairs), expected (pairs by share
--             of people), widening, narrowing, mixed, none_stated, not_recorded (insights), confidential (insights)
-- Bands by a council's share of data zones in the most deprived fifth (SIMD 2020v2): 25 % and more, 10-25 %, less.
WITH placed AS (
    SELECT DISTINCT in_view.n, source_no, inequality_effect, confidential, place.council_code, band
    FROM in_view
    JOIN evidence.place AS place USING (n)
    JOIN evidence.council_band USING (council_code)
    WHERE record_kind = 'insight'
),
pairs AS (SELECT count(DISTINCT (source_no, council_code)) AS pairs FROM placed WHERE source_no IS NOT NULL),
heard AS (
    SELECT band, count(DISTINCT n) AS insights, count(DISTINCT source_no) AS sources,
           count(DISTINCT (source_no, council_code)) FILTER (source_no IS NOT NULL) AS observed,
           count(DISTINCT n) FILTER (inequality_effect = 'widening') AS widening,
           count(DISTINCT n) FILTER (inequality_effect = 'narrowing') AS narrowing,
           count(DISTINCT n) FILTER (inequality_effect = 'mixed') AS mixed,
           count(DISTINCT n) FILTER (inequality_effect = 'none stated') AS none_stated,
           count(DISTINCT n) FILTER (inequality_effect IS NULL) AS not_recorded,
           count(DISTINCT n) FILTER (confidential) AS confidential
    FROM placed GROUP BY band
),
people AS (
    SELECT band, count(*) AS councils, sum(population) / sum(sum(population)) OVER () AS population_share
    FROM evidence.council_band GROUP BY band
)
SELECT people.band,
       CASE people.band WHEN 1 THEN 'Councils with many of the most deprived areas'
                        WHEN 2 THEN 'Councils with some of the most deprived areas'
                        ELSE 'Councils with few of the most deprived areas' END AS band_name,
       people.councils, people.population_share,
       coalesce(heard.insights, 0) AS insights, coalesce(heard.sources, 0) AS sources,
       coalesce(heard.observed, 0) AS observed, pairs.pairs * people.population_share AS expected,
       coalesce(heard.widening, 0) AS widening, coalesce(heard.narrowing, 0) AS narrowing,
       coalesce(heard.mixed, 0) AS mixed, coalesce(heard.none_stated, 0) AS none_stated,
       coalesce(heard.not_recorded, 0) AS not_recorded, coalesce(heard.confidential, 0) AS confidential
FROM people CROSS JOIN pairs LEFT JOIN heard USING (band)
ORDER BY people.band
