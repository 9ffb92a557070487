-- Question:   In each way of parting the councils into bands: how much is each band heard beside its share of people?
-- Parameters: the filters
-- Returns:    parting (deprivation, urban_rural, islands), band (1-3), councils (in the band), population_share (0-1),
--             insights (that name a council of the band), sources (distinct), observed (distinct source-council
--             pairs), expected (pairs by share of people), widening, narrowing, mixed, none_stated,
--             not_recorded (insights), confidential (insights)
WITH people AS (
    SELECT parting, band, count(*) AS councils, bit_or(bit) AS bits,
           sum(population) / sum(sum(population)) OVER (PARTITION BY parting) AS population_share
    FROM evidence.council_band GROUP BY parting, band
),
heard AS (
    SELECT parting, band, count(*) AS insights, count(DISTINCT source_no) AS sources,
           count(*) FILTER (inequality_effect = 'widening') AS widening,
           count(*) FILTER (inequality_effect = 'narrowing') AS narrowing,
           count(*) FILTER (inequality_effect = 'mixed') AS mixed,
           count(*) FILTER (inequality_effect = 'none stated') AS none_stated,
           count(*) FILTER (inequality_effect IS NULL) AS not_recorded,
           count(*) FILTER (confidential) AS confidential
    FROM in_view JOIN people ON council_bits & bits <> 0
    WHERE record_kind = 'insight'
    GROUP BY parting, band
),
one AS (
    SELECT bit_or(council_bits) AS council_bits
    FROM in_view WHERE record_kind = 'insight' AND source_no IS NOT NULL AND council_bits <> 0
    GROUP BY source_no
),
paired AS (
    SELECT parting, band, CAST(sum(bit_count(council_bits & bits)) AS BIGINT) AS observed
    FROM one JOIN people ON council_bits & bits <> 0
    GROUP BY parting, band
),
pairs AS (SELECT parting, sum(observed) AS pairs FROM paired GROUP BY parting)
SELECT people.parting, people.band, people.councils, people.population_share,
       coalesce(heard.insights, 0) AS insights, coalesce(heard.sources, 0) AS sources,
       coalesce(paired.observed, 0) AS observed, coalesce(pairs.pairs, 0) * people.population_share AS expected,
       coalesce(heard.widening, 0) AS widening, coalesce(heard.narrowing, 0) AS narrowing,
       coalesce(heard.mixed, 0) AS mixed, coalesce(heard.none_stated, 0) AS none_stated,
       coalesce(heard.not_recorded, 0) AS not_recorded, coalesce(heard.confidential, 0) AS confidential
FROM people
LEFT JOIN heard USING (parting, band)
LEFT JOIN paired USING (parting, band)
LEFT JOIN pairs USING (parting)
ORDER BY people.parting, people.band
