-- Question:   What was said in the records that name all of these themes themselves?
-- Parameters: the filters, $theme_ids (list), $shared (whether only what may be quoted publicly is told), $words
--             (list; only records with all of these in them), $ids (list: only these records; NULL: all), $first
--             (which are told where there are more than $limit: newest; quotable, of those the newest; or drawn at
--             random, for the same records always the same)
-- Returns:    record_kind, record_id, title, text, quotable (whether it may be quoted publicly), matching (how many
--             there are in all)
-- The newest first; a record whose source took its words back has none.
WITH named AS (
    SELECT n FROM evidence.mention
    JOIN (SELECT unnest($theme_ids::VARCHAR[]) AS theme_id) AS wanted USING (theme_id)
    GROUP BY n HAVING count(DISTINCT theme_id) = len(list_distinct($theme_ids::VARCHAR[]))
),
spoken AS MATERIALIZED (
    SELECT n, in_view.recorded_on, confidential, number.record_kind, record_id,
           coalesce(insight.title, case_study.title) AS title,
           coalesce(insight.text, concat_ws(' ', case_study.what_changed, case_study.behaviours_that_enabled,
                                            case_study.what_was_gained, case_study.unintended_consequences)) AS text
    FROM in_view SEMI JOIN named USING (n) JOIN evidence.number AS number USING (n)
    -- A condition on the left table alone, beside the equation, would make DuckDB compare every row with every other.
    LEFT JOIN insight ON insight_id = CASE number.record_kind WHEN 'insight' THEN record_id END
    LEFT JOIN case_study ON case_study_id = CASE number.record_kind WHEN 'case_study' THEN record_id END
    WHERE NOT ($shared::BOOLEAN AND confidential)
      AND ($ids::VARCHAR[] IS NULL OR list_contains($ids::VARCHAR[], record_id))
),
matched AS (
    SELECT * FROM spoken
    WHERE len(list_filter($words::VARCHAR[],
                          lambda word: NOT contains(lower(concat_ws(' ', title, text)), lower(word)))) = 0
),
page AS (
    SELECT *, (SELECT count(*) FROM matched) AS matching FROM matched
    ORDER BY CASE $first::VARCHAR WHEN 'drawn' THEN md5(record_kind || record_id)
                                  WHEN 'quotable' THEN CASE WHEN confidential THEN '1' ELSE '0' END END,
             recorded_on DESC NULLS LAST, n
    LIMIT $limit
)
SELECT record_kind, record_id, title, text, NOT confidential AS quotable, matching
FROM page
ORDER BY recorded_on DESC NULLS LAST, n
