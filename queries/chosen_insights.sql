-- Question:   What exactly was said in these insights?
-- Parameters: the filters, $ids (list), $shared (whether only what may be quoted publicly is told)
-- Returns:    insight_id, title, text, recorded_on, date_precision, source_kind, source_name, source_url,
--             place_text, places (list of words), themes (list of theme_id and theme), quote_permission,
--             withdrawn (its source took its words back)
-- In the order of the list.
WITH page AS MATERIALIZED (
    SELECT n, record_id, list_position($ids::VARCHAR[], record_id) AS turn
    FROM in_view JOIN evidence.number AS number USING (n)
    WHERE in_view.record_kind = 'insight' AND NOT ($shared::BOOLEAN AND confidential)
      AND list_contains($ids::VARCHAR[], record_id)
),
place_words AS (
    SELECT n, list_sort(list(DISTINCT word)) AS places FROM page JOIN evidence.place_word USING (n) GROUP BY n
),
theme_words AS (
    SELECT n, list(struct_pack(theme_id := theme_id, theme := theme) ORDER BY theme) AS themes
    FROM page JOIN evidence.theme_word USING (n) GROUP BY n
)
SELECT insight_id, title, text, recorded_on, date_precision, source_kind, source_name, source_url, place_text,
       coalesce(places, []) AS places, coalesce(themes, []) AS themes, quote_permission,
       withdrawn_at IS NOT NULL AS withdrawn
FROM page
JOIN insight ON insight_id = record_id
LEFT JOIN place_words USING (n)
LEFT JOIN theme_words USING (n)
ORDER BY turn
