-- Question:   Are councils with many of the most deprived areas heard as much as their share of people?
-- Parameters: the filters
-- Returns:    band (1-3), band_name, councils (in the band), population_share (0-1), insights (that name a council
--             of the band), sources (distinct), observed (distinct source-council pairs), expected (pairs by share
--             of people), ratio (observed over expected), lower, upper (of the ratio, 95 %), outside (more or less
--             where the 99.8 % interval leaves 1 outside and 5 or more are expected, else empty), widening,
--             narrowing, mixed, none_stated, not_recorded (insights), confidential (insights)
-- Measure:    ratios.of_bands
-- Bands by a council's share of data zones in the most deprived fifth: 25 % and more, 10-25 %, less.
SELECT band, CASE band WHEN 1 THEN 'Councils with many of the most deprived areas'
                       WHEN 2 THEN 'Councils with some of the most deprived areas'
                       ELSE 'Councils with few of the most deprived areas' END AS band_name,
       * EXCLUDE (parting, band)
FROM band_counts
WHERE parting = 'deprivation'
ORDER BY band
