-- Question:   At which points of a flat map do insights and case studies belong?
-- Parameters: the filters
-- Returns:    council_code, council, longitude, latitude (degrees, a point inside the council), insights,
--             case_studies, sources (distinct), insight_sources (distinct), confidential (records)
-- A record stands at the point of each council that it names; more exact places are not kept.
WITH heard AS (
    SELECT code,
           count(*) FILTER (record_kind = 'insight') AS insights,
           count(*) FILTER (record_kind = 'case_study') AS case_studies,
           count(DISTINCT source_no) AS sources,
           count(DISTINCT source_no) FILTER (record_kind = 'insight') AS insight_sources,
           count(*) FILTER (confidential) AS confidential
    FROM in_view JOIN evidence.named USING (n)
    WHERE area_level = 'council'
    GROUP BY code
)
SELECT council_code, council, longitude, latitude, insights, case_studies, sources, insight_sources, confidential
FROM heard JOIN council ON council_code = code
ORDER BY council
