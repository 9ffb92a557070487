-- Question:   At which points of a flat map do insights and case studies belong?
-- Parameters: the filters
-- Returns:    council_code, council, longitude, latitude (degrees, a point inside the council), insights,
--             case_studies, sources (distinct), insight_sources (distinct), confidential (records)
-- A record stands at the point of each council that it names; more exact places are not kept.
SELECT council.council_code, council.council, council.longitude, council.latitude,
       count(DISTINCT n) FILTER (record_kind = 'insight') AS insights,
       count(DISTINCT n) FILTER (record_kind = 'case_study') AS case_studies,
       count(DISTINCT source_no) AS sources,
       count(DISTINCT source_no) FILTER (record_kind = 'insight') AS insight_sources,
       count(DISTINCT n) FILTER (confidential) AS confidential
FROM in_view
JOIN evidence.place AS place USING (n)
JOIN council USING (council_code)
GROUP BY ALL
ORDER BY council.council
