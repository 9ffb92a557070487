-- Question:   Are councils where many people live in rural areas heard as much as their share of people?
-- Parameters: the filters
-- Returns:    band (1-3), band_name, councils (in the band), population_share (0-1), insights (that name a council
--             of the band), sources (distinct), observed (distinct source-council pairs), expected (pairs by share
--             of people), ratio (observed over expected), lower, upper (of the ratio, 95 %), outside (more or less
--             where the 99.8 % interval leaves 1 outside and 5 or more are expected, else empty),
--             confidential (insights)
-- Measure:    ratios.of_bands
-- Bands by a council's share of people in rural areas: 40 % and more, 10-40 %, less. A council is a mix: no place or
-- person is called rural because of it.
SELECT band, CASE band WHEN 1 THEN 'Councils where many live in rural areas'
                       WHEN 2 THEN 'Councils where some live in rural areas'
                       ELSE 'Councils where few live in rural areas' END AS band_name,
       councils, population_share, insights, sources, observed, expected, confidential
FROM band_counts
WHERE parting = 'urban_rural'
ORDER BY band
