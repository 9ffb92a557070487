-- Question:   Are island councils heard as much as their share of people?
-- Parameters: the filters
-- Returns:    band (1-3), band_name, councils (in the band), population_share (0-1), insights (that name a council
--             of the band), sources (distinct), observed (distinct source-council pairs), expected (pairs by share
--             of people), ratio (observed over expected), lower, upper (of the ratio, 95 %), outside (more or less
--             where the 99.8 % interval leaves 1 outside and 5 or more are expected, else empty),
--             confidential (insights)
-- Measure:    ratios.of_bands
-- Whether the place of a record is on an island is not recorded, only its council.
SELECT band, CASE band WHEN 1 THEN 'Councils that are all islands'
                       WHEN 2 THEN 'Councils with some islands'
                       ELSE 'Other councils' END AS band_name,
       councils, population_share, insights, sources, observed, expected, confidential
FROM band_counts
WHERE parting = 'islands'
ORDER BY band
