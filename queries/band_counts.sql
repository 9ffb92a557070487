-- Question:   In each way of parting the councils into bands: how much is each band heard beside its share of people?
-- Parameters: the filters
-- Returns:    parting (deprivation, urban_rural, islands), band (1-3), councils (in the band), population_share (0-1),
--             insights (that name a council of the band), sources (distinct), observed (distinct source-council
--             pairs), expected (pairs by share of people), widening, narrowing, mixed, none_stated,
--             not_recorded (insights), confidential (insights)
WITH placed AS (
    SELECT DISTINCT in_view.n, source_no, inequality_effect, confidential, place.council_code, parting, band
    FROM in_view
    JOIN evidence.place AS place USING (n)
    JOIN evidence.council_band USING (council_code)
    WHERE record_kind = 'insight'
),
heard AS (
    SELECT parting, band, count(DISTINCT n) AS insights, count(DISTINCT source_no) AS sources,
           count(DISTINCT (source_no, council_code)) FILTER (source_no IS NOT NULL) AS observed,
           count(DISTINCT n) FILTER (inequality_effect = 'widening') AS widening,
           count(DISTINCT n) FILTER (inequality_effect = 'narrowing') AS narrowing,
           count(DISTINCT n) FILTER (inequality_effect = 'mixed') AS mixed,
           count(DISTINCT n) FILTER (inequality_effect = 'none stated') AS none_stated,
           count(DISTINCT n) FILTER (inequality_effect IS NULL) AS not_recorded,
           count(DISTINCT n) FILTER (confidential) AS confidential
    FROM placed GROUP BY parting, band
),
pairs AS (SELECT parting, sum(observed) AS pairs FROM heard GROUP BY parting),
people AS (
    SELECT parting, band, count(*) AS councils,
           sum(population) / sum(sum(population)) OVER (PARTITION BY parting) AS population_share
    FROM evidence.council_band GROUP BY parting, band
)
SELECT people.parting, people.band, people.councils, people.population_share,
       coalesce(heard.insights, 0) AS insights, coalesce(heard.sources, 0) AS sources,
       coalesce(heard.observed, 0) AS observed, coalesce(pairs.pairs, 0) * people.population_share AS expected,
       coalesce(heard.widening, 0) AS widening, coalesce(heard.narrowing, 0) AS narrowing,
       coalesce(heard.mixed, 0) AS mixed, coalesce(heard.none_stated, 0) AS none_stated,
       coalesce(heard.not_recorded, 0) AS not_recorded, coalesce(heard.confidential, 0) AS confidential
FROM people LEFT JOIN heard USING (parting, band) LEFT JOIN pairs USING (parting)
ORDER BY people.parting, people.band
