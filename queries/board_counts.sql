-- Question:   Which health boards do insights name, and which not, as far as could be expected?
-- Parameters: the filters
-- Returns:    health_board_code, health_board, insights, case_studies, mentions (distinct record-theme pairs), sources (distinct),
--             expected (source-area pairs by share of people), status (named, wider_area, not_named,
--             too_few_expected), population, confidential (records)
SELECT code AS health_board_code, name AS health_board, insights, case_studies, mentions, sources, expected, status, population,
       confidential
FROM area_counts
WHERE area_level = 'health_board'
ORDER BY insights DESC, health_board
