-- Question:   What did places do?
-- Parameters: the filters, $ids (list: only these case studies; NULL: all), $limit, $offset
-- Returns:    case_study_id, title, organisation, place_text, places (list of words), areas (list of place_id and
--             place, to link to), published_on, date_precision,
--             focus_area, themes (list of theme_id and theme), groups (list), what_changed, behaviours_that_enabled,
--             what_was_gained, unintended_consequences, inequality_effect, source_url, original_cells,
--             withdrawn (its source took its words back), matching (how many in all)
WITH hits AS MATERIALIZED (
    SELECT n, recorded_on
    FROM in_view
    WHERE record_kind = 'case_study'
      AND ($ids::VARCHAR[] IS NULL OR n IN (
          SELECT n FROM evidence.number JOIN (SELECT unnest($ids::VARCHAR[]) AS record_id) AS wanted USING (record_id)
          WHERE record_kind = 'case_study'))
),
page AS MATERIALIZED (
    SELECT n, record_id, (SELECT count(*) FROM hits) AS matching
    FROM hits JOIN evidence.number USING (n)
    ORDER BY recorded_on DESC NULLS LAST, n
    LIMIT $limit OFFSET $offset
),
place_words AS (
    SELECT n, list_sort(list(DISTINCT word)) AS places,
           list(DISTINCT struct_pack(place_id := place_id, place := word)) AS areas
    FROM page JOIN evidence.place_word USING (n) GROUP BY n
),
theme_words AS (
    SELECT n, list(struct_pack(theme_id := theme_id, theme := theme) ORDER BY theme) AS themes
    FROM page JOIN evidence.theme_word USING (n) GROUP BY n
),
group_words AS (
    SELECT n, list(group_name ORDER BY group_name) AS groups FROM page JOIN evidence.about USING (n) GROUP BY n
)
SELECT case_study_id, title, organisation, place_text, coalesce(places, []) AS places,
       coalesce(areas, []) AS areas, published_on,
       date_precision, focus_area, coalesce(themes, []) AS themes, coalesce(groups, []) AS groups, what_changed,
       behaviours_that_enabled, what_was_gained, unintended_consequences, inequality_effect, source_url,
       original_cells, withdrawn_at IS NOT NULL AS withdrawn, matching
FROM page
JOIN case_study ON case_study_id = record_id
LEFT JOIN place_words USING (n)
LEFT JOIN theme_words USING (n)
LEFT JOIN group_words USING (n)
ORDER BY published_on DESC NULLS LAST, case_study_id
