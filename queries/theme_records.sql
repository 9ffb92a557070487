-- Question:   What was said in the records that name all of these themes themselves?
-- Parameters: the filters, $theme_ids (list), $shared (whether only what may be quoted publicly is told), $limit
-- Returns:    record_kind, record_id, title, text, quotable (whether it may be quoted publicly)
-- The newest first; a record whose source took its words back has none.
WITH named AS (
    SELECT n FROM evidence.mention
    JOIN (SELECT unnest($theme_ids::VARCHAR[]) AS theme_id) AS wanted USING (theme_id)
    GROUP BY n HAVING count(DISTINCT theme_id) = len(list_distinct($theme_ids::VARCHAR[]))
),
page AS MATERIALIZED (
    SELECT n, recorded_on, confidential FROM in_view SEMI JOIN named USING (n)
    WHERE NOT ($shared::BOOLEAN AND confidential)
    ORDER BY recorded_on DESC NULLS LAST, n
    LIMIT $limit
)
SELECT record_kind, record_id, coalesce(insight.title, case_study.title) AS title,
       coalesce(insight.text, concat_ws(' ', case_study.what_changed, case_study.behaviours_that_enabled,
                                        case_study.what_was_gained, case_study.unintended_consequences)) AS text,
       NOT confidential AS quotable
FROM page
JOIN evidence.number AS number USING (n)
LEFT JOIN insight ON record_kind = 'insight' AND insight_id = record_id
LEFT JOIN case_study ON record_kind = 'case_study' AND case_study_id = record_id
ORDER BY page.recorded_on DESC NULLS LAST, n
