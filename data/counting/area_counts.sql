-- Question:   Which areas of each level do insights name, and which not, as far as could be expected?
-- Parameters: the filters
-- Returns:    area_level (council, hscp, health_board), code, name, insights, case_studies, mentions (distinct
--             record-theme pairs), sources (distinct), expected (source-area pairs by share of people),
--             status (named, wider_area, not_named, too_few_expected), population, confidential (records)
-- Counted on insights; on case studies only when the filters leave nothing else.
WITH placed AS (
    SELECT n, area_level, code, record_kind, source_no, confidential, theme_count,
           record_kind = coalesce($record_kind::VARCHAR, 'insight') AS counts
    FROM in_view JOIN evidence.named USING (n) LEFT JOIN evidence.theme_count USING (n)
),
heard AS (
    SELECT area_level, code,
           count(*) FILTER (record_kind = 'insight') AS insights,
           count(*) FILTER (record_kind = 'case_study') AS case_studies,
           count(*) FILTER (counts) AS counted,
           count(DISTINCT source_no) FILTER (counts) AS sources,
           sum(theme_count) FILTER (counts) AS mentions,
           count(*) FILTER (confidential) AS confidential
    FROM placed GROUP BY ALL
),
pairs AS (SELECT area_level, sum(sources) AS pairs FROM heard GROUP BY area_level),
wider AS (
    SELECT DISTINCT area_level, code
    FROM in_view JOIN evidence.within USING (n)
    WHERE record_kind = coalesce($record_kind::VARCHAR, 'insight')
)
SELECT area.area_level, area.code, area.name,
       coalesce(heard.insights, 0) AS insights,
       coalesce(heard.case_studies, 0) AS case_studies,
       CAST(coalesce(heard.mentions, 0) AS BIGINT) AS mentions,
       coalesce(heard.sources, 0) AS sources,
       coalesce(pairs.pairs, 0) * area.population_share AS expected,
       CASE WHEN coalesce(heard.counted, 0) > 0 THEN 'named'
            WHEN (area.area_level, area.code) IN (SELECT (area_level, code) FROM wider) THEN 'wider_area'
            WHEN coalesce(pairs.pairs, 0) * area.population_share >= 3 THEN 'not_named'
            ELSE 'too_few_expected' END AS status,
       area.population,
       coalesce(heard.confidential, 0) AS confidential
FROM evidence.area AS area
LEFT JOIN heard USING (area_level, code)
LEFT JOIN pairs USING (area_level)
ORDER BY insights DESC, area.name
