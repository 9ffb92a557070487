-- Question:   Which partnerships do insights name, and which not, as far as could be expected?
-- Parameters: the filters
-- Returns:    hscp_code, hscp, insights, case_studies, mentions (distinct record-theme pairs), sources (distinct),
--             expected (source-area pairs by share of people), status (named, wider_area, not_named,
--             too_few_expected), population, confidential (records)
SELECT code AS hscp_code, name AS hscp, insights, case_studies, mentions, sources, expected, status, population,
       confidential
FROM area_counts
WHERE area_level = 'hscp'
ORDER BY insights DESC, hscp
