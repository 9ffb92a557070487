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
wider AS (
    SELECT DISTINCT area_level, code, true AS named
    FROM in_view JOIN evidence.within USING (n)
    WHERE record_kind = coalesce($record_kind::VARCHAR, 'insight')
),
areas AS (
    SELECT area.*, heard.* EXCLUDE (area_level, code), wider.named AS in_wider,
           coalesce(sum(heard.sources) OVER (PARTITION BY area.area_level), 0) * area.population_share AS expected
    FROM evidence.area AS area
    LEFT JOIN heard USING (area_level, code)
    LEFT JOIN wider USING (area_level, code)
)
SELECT area_level, code, name,
       coalesce(insights, 0) AS insights,
       coalesce(case_studies, 0) AS case_studies,
       CAST(coalesce(mentions, 0) AS BIGINT) AS mentions,
       coalesce(sources, 0) AS sources,
       expected,
       CASE WHEN coalesce(counted, 0) > 0 THEN 'named'
            WHEN in_wider THEN 'wider_area'
            WHEN expected >= 3 THEN 'not_named'
            ELSE 'too_few_expected' END AS status,
       population,
       coalesce(confidential, 0) AS confidential
FROM areas
ORDER BY insights DESC, name
