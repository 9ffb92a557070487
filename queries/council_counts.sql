-- Question:   Which councils do insights name, and which not, as far as could be expected?
-- Parameters: the filters
-- Returns:    council_code, council, insights, case_studies, mentions (distinct record-theme pairs), sources (distinct),
--             expected (source-area pairs by share of people), status (named, wider_area, not_named,
--             too_few_expected), population, confidential (records)
SELECT code AS council_code, name AS council, insights, case_studies, mentions, sources, expected, status, population,
       confidential
FROM area_counts
WHERE area_level = 'council'
ORDER BY insights DESC, council
