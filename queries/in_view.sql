-- Question:   Which insights and case studies do the filters leave in view, and from which sources were they heard?
-- Parameters: $theme, $place, $focus_area, $source_kind, $sector, $level, $group (lists; empty: all),
--             $from_date, $to_date, $record_kind (NULL: all), $audience (team: everything; shared: what
--             sharing mode may count; public: what may be quoted publicly)
-- Returns:    n, record_kind, recorded_on, recorded_until, date_precision, source_kind, sector, focus_area,
--             barrier_or_enabler, inequality_effect, level, quote_permission, source_no, confidential, released,
--             council_bits, board_bits (one bit an area), place_kind, has_group, again (whether the record has another row
--             already: it has one for each insight that is joined to it, with that one's source)
-- The step in_view has each record once; the step heard_in_view, for counting sources, has all of these rows. A theme stands for itself and its sub-themes; "not_recorded" is a value like any other. A date filter leaves
-- in what certainly lies inside: the whole period that a record is dated to.
SELECT heard.*
FROM evidence.heard AS heard
WHERE ($audience::VARCHAR = 'team' OR NOT confidential OR ($audience = 'shared' AND released))
  AND ($record_kind::VARCHAR IS NULL OR record_kind = $record_kind)
  AND (len($focus_area::VARCHAR[]) = 0 OR list_contains($focus_area, coalesce(focus_area, 'not_recorded')))
  AND (len($source_kind::VARCHAR[]) = 0 OR list_contains($source_kind, coalesce(source_kind, 'not_recorded')))
  AND (len($sector::VARCHAR[]) = 0 OR list_contains($sector, coalesce(sector, 'not_recorded')))
  AND (len($level::VARCHAR[]) = 0 OR list_contains($level, coalesce(level, 'not_recorded')))
  AND ($from_date::DATE IS NULL OR recorded_on >= $from_date)
  AND ($to_date::DATE IS NULL OR recorded_until <= $to_date)
  AND (len($theme::VARCHAR[]) = 0 OR n IN (
          SELECT n FROM evidence.mention_with_sub
          JOIN evidence.theme USING (theme_no) JOIN (SELECT unnest($theme) AS theme_id) AS chosen USING (theme_id)))
  AND (len($place::VARCHAR[]) = 0 OR n IN (
          SELECT n FROM evidence.place_choice
          JOIN evidence.place_number USING (place_no)
          JOIN (SELECT unnest($place) AS place_id) AS chosen USING (place_id)))
  AND (len($group::VARCHAR[]) = 0
       OR n IN (SELECT n FROM evidence.about JOIN (SELECT unnest($group) AS group_name) AS chosen USING (group_name))
       OR (list_contains($group, 'not_recorded') AND NOT has_group))
