-- Question:   What exactly was said?
-- Parameters: the filters, $ids (list: only these insights; NULL: all), $shared (whether only what may be quoted
--             publicly is told), $limit, $offset
-- Returns:    insight_id, title, text, recorded_on, date_precision, source_kind, source_name, source_url,
--             place_text, places (list of words), focus_area, themes (list of theme_id and theme), groups (list),
--             barrier_or_enabler, inequality_effect, level, quote_permission, original_cells, upload_id, sheet,
--             sheet_row, withdrawn (its source took its words back), also_from
--             (list: the sources of insights that say the same and are joined to it), matching (how many match in all)
WITH hits AS MATERIALIZED (
    SELECT n, recorded_on
    FROM in_view
    WHERE record_kind = 'insight' AND NOT ($shared::BOOLEAN AND confidential)
      AND ($ids::VARCHAR[] IS NULL OR n IN (
          SELECT n FROM evidence.number JOIN (SELECT unnest($ids::VARCHAR[]) AS record_id) AS wanted USING (record_id)
          WHERE record_kind = 'insight'))
),
page AS MATERIALIZED (
    SELECT n, record_id, (SELECT count(*) FROM hits) AS matching
    FROM hits JOIN evidence.number USING (n)
    ORDER BY recorded_on DESC NULLS LAST, n
    LIMIT $limit OFFSET $offset
),
place_words AS (
    SELECT n, list_sort(list(DISTINCT word)) AS places FROM page JOIN evidence.place_word USING (n) GROUP BY n
),
theme_words AS (
    SELECT n, list(struct_pack(theme_id := theme_id, theme := theme) ORDER BY theme) AS themes
    FROM page JOIN evidence.theme_word USING (n) GROUP BY n
),
also AS (
    SELECT n, list(DISTINCT joined.source_name ORDER BY joined.source_name) AS also_from
    FROM page JOIN evidence.member AS member USING (n) JOIN insight AS joined ON joined.insight_id = member.record_id
    WHERE member.record_id <> page.record_id AND joined.source_name IS NOT NULL
    GROUP BY n
),
group_words AS (
    SELECT n, list(group_name ORDER BY group_name) AS groups FROM page JOIN evidence.about USING (n) GROUP BY n
)
SELECT insight_id, title, text, recorded_on, date_precision, source_kind, source_name, source_url, place_text,
       coalesce(places, []) AS places, focus_area, coalesce(themes, []) AS themes,
       coalesce(groups, []) AS groups, barrier_or_enabler, inequality_effect, level, quote_permission,
       original_cells, upload_id, sheet, sheet_row, withdrawn_at IS NOT NULL AS withdrawn,
       coalesce(also_from, []) AS also_from, matching
FROM page
JOIN insight ON insight_id = record_id
LEFT JOIN place_words USING (n)
LEFT JOIN theme_words USING (n)
LEFT JOIN group_words USING (n)
LEFT JOIN also USING (n)
ORDER BY recorded_on DESC NULLS LAST, insight_id
