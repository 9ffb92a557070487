-- Question:   How much of what was heard has been used in a decision: an agreed action, or the room's chosen reading?
-- Parameters: the filters, $since (moment, UTC)
-- Returns:    insights, case_studies (distinct, tied to one of them), new_insights, new_case_studies (tied only to
--             decisions made since), confidential (records tied)
WITH decided AS (
    SELECT link.record_kind, link.record_id, min(decision.made_at) > $since::TIMESTAMP AS new
    FROM evidence_link AS link
    JOIN (
        SELECT 'action' AS from_kind, action_id AS from_id, made_at FROM action WHERE state <> 'dropped'
        UNION ALL
        SELECT 'interpretation', interpretation_id, made_at FROM interpretation WHERE state = 'chosen'
    ) AS decision USING (from_kind, from_id)
    GROUP BY ALL
)
SELECT count(*) FILTER (in_view.record_kind = 'insight') AS insights,
       count(*) FILTER (in_view.record_kind = 'case_study') AS case_studies,
       count(*) FILTER (in_view.record_kind = 'insight' AND new) AS new_insights,
       count(*) FILTER (in_view.record_kind = 'case_study' AND new) AS new_case_studies,
       count(*) FILTER (confidential) AS confidential
FROM in_view
JOIN evidence.number AS number USING (n)
JOIN decided ON decided.record_kind = number.record_kind AND decided.record_id = number.record_id
