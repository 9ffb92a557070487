-- Question:   What exactly was said?
-- Parameters: the filters, $words (list: each must stand in the title, text or source name), $limit, $offset
-- Returns:    insight_id, title, text, recorded_on, date_precision, source_kind, source_name, source_url,
--             place_text, places (list of words), focus_area, themes (list of theme_id and theme), groups (list),
--             barrier_or_enabler, inequality_effect, level, quote_permission, original_cells, upload_id, sheet,
--             sheet_row, matching (how many match in all)
WITH matching AS (
    SELECT in_view.n, insight.*
    FROM in_view JOIN insight ON insight.insight_id = in_view.record_id
    WHERE record_kind = 'insight'
      AND (len($words::VARCHAR[]) = 0 OR list_bool_and(list_transform($words, lambda word: contains(
          lower(concat_ws(' ', title, text, insight.source_name)), lower(word)))))
),
page AS (
    SELECT *, count(*) OVER () AS matching
    FROM matching
    ORDER BY recorded_on DESC NULLS LAST, insight_id
    LIMIT $limit OFFSET $offset
)
SELECT insight_id, title, text, recorded_on, date_precision, source_kind, source_name, source_url, place_text,
       coalesce(places, []) AS places, focus_area, coalesce(themes, []) AS themes,
       coalesce(groups, []) AS groups, barrier_or_enabler, inequality_effect, level, quote_permission,
       original_cells, upload_id, sheet, sheet_row, matching
FROM page
LEFT JOIN evidence.place_words USING (n)
LEFT JOIN evidence.theme_words USING (n)
LEFT JOIN evidence.group_words USING (n)
ORDER BY recorded_on DESC NULLS LAST, insight_id
