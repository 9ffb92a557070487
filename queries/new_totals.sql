-- Question:   What has come in since a moment, from whom, and when was it heard?
-- Parameters: the filters, $since (moment, UTC)
-- Returns:    insights, case_studies, sources (distinct), new_sources (distinct; nothing of theirs was here before),
--             first_on, last_on (days that it is dated to), undated (records), confidential (records)
WITH added AS (
    SELECT heard_in_view.*, coalesce(insight.added_at, case_study.added_at) > $since::TIMESTAMP AS new
    FROM heard_in_view JOIN evidence.number AS number USING (n)
    LEFT JOIN insight ON insight_id = CASE number.record_kind WHEN 'insight' THEN record_id END
    LEFT JOIN case_study ON case_study_id = CASE number.record_kind WHEN 'case_study' THEN record_id END
)
SELECT count(*) FILTER (new AND NOT again AND record_kind = 'insight') AS insights,
       count(*) FILTER (new AND NOT again AND record_kind = 'case_study') AS case_studies,
       count(DISTINCT source_no) FILTER (new) AS sources,
       count(DISTINCT source_no) FILTER (new AND source_no NOT IN (
           SELECT source_no FROM added WHERE NOT new AND source_no IS NOT NULL)) AS new_sources,
       min(recorded_on) FILTER (new) AS first_on, max(recorded_until) FILTER (new) AS last_on,
       count(*) FILTER (new AND NOT again AND recorded_on IS NULL) AS undated,
       count(*) FILTER (new AND NOT again AND confidential) AS confidential
FROM added
