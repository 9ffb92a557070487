-- Question:   What did places do?
-- Parameters: the filters, $words (list: each must stand in the title, organisation or answers), $case_study_id
--             (NULL: all), $limit, $offset
-- Returns:    case_study_id, title, organisation, place_text, places (list of words), published_on, date_precision,
--             focus_area, themes (list of theme_id and theme), groups (list), what_changed, behaviours_that_enabled,
--             what_was_gained, unintended_consequences, inequality_effect, source_url, matching (how many in all)
WITH matching AS (
    SELECT in_view.n, case_study.*
    FROM in_view JOIN case_study ON case_study.case_study_id = in_view.record_id
    WHERE record_kind = 'case_study'
      AND ($case_study_id::VARCHAR IS NULL OR case_study_id = $case_study_id)
      AND (len($words::VARCHAR[]) = 0 OR list_bool_and(list_transform($words, lambda word: contains(
          lower(concat_ws(' ', title, organisation, what_changed, behaviours_that_enabled, what_was_gained,
                          unintended_consequences)), lower(word)))))
),
page AS (
    SELECT *, count(*) OVER () AS matching
    FROM matching
    ORDER BY published_on DESC NULLS LAST, case_study_id
    LIMIT $limit OFFSET $offset
)
SELECT case_study_id, title, organisation, place_text, coalesce(places, []) AS places, published_on,
       date_precision, focus_area, coalesce(themes, []) AS themes, coalesce(groups, []) AS groups, what_changed,
       behaviours_that_enabled, what_was_gained, unintended_consequences, inequality_effect, source_url, matching
FROM page
LEFT JOIN evidence.place_words USING (n)
LEFT JOIN evidence.theme_words USING (n)
LEFT JOIN evidence.group_words USING (n)
ORDER BY published_on DESC NULLS LAST, case_study_id
