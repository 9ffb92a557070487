-- Question:   Which themes did what has come in since a moment raise, and which not at all?
-- Parameters: the filters, $since (moment, UTC)
-- Returns:    theme_id, theme, added (mentions of records that came in since), sources_added (distinct), mentions (all
--             of now), first_on, last_on (days that what came in is dated to), heard_last_on (of all), confidential
--             (records that came in)
SELECT theme.theme_id, theme.theme, count(*) FILTER (new AND NOT again) AS added,
       count(DISTINCT source_no) FILTER (new) AS sources_added, count(*) FILTER (NOT again) AS mentions,
       min(recorded_on) FILTER (new) AS first_on, max(recorded_until) FILTER (new) AS last_on,
       max(recorded_until) AS heard_last_on, count(*) FILTER (new AND NOT again AND confidential) AS confidential
FROM (
    SELECT heard_in_view.*, coalesce(insight.added_at, case_study.added_at) > $since::TIMESTAMP AS new
    FROM heard_in_view JOIN evidence.number AS number USING (n)
    LEFT JOIN insight ON insight_id = CASE number.record_kind WHEN 'insight' THEN record_id END
    LEFT JOIN case_study ON case_study_id = CASE number.record_kind WHEN 'case_study' THEN record_id END
) AS heard
JOIN evidence.mention USING (n)
JOIN evidence.theme AS theme USING (theme_id)
GROUP BY ALL
ORDER BY added DESC, mentions DESC, theme.theme
