-- Question:   Which insights and case studies do the filters leave in view, and from which sources were they heard?
-- Parameters: $theme, $place, $focus_area, $source_kind, $sector, $level, $group (lists; empty: all),
--             $from_date, $to_date, $record_kind (NULL: all), $audience (team: everything; shared: what
--             sharing mode may count; public: what may be quoted publicly)
-- Returns:    n, record_kind, recorded_on, recorded_until, date_precision, source_kind, sector, focus_area,
--             barrier_or_enabler, inequality_effect, level, quote_permission, source_no, confidential, released,
--             council_bits, board_bits (one bit an area), place_kind, has_group, again (whether the record has another row
--             already: it has one for each insight that is joined to it, with that one's source)
-- The step in_view has each record once; the step heard_in_view, for counting sources, has all of these rows. A theme
-- stands for itself and its sub-themes; "not_recorded" is a value like any other. A date filter leaves in what certainly
-- lies inside: the whole period that a record is dated to.
-- Each condition begins on a line of its own and is left out where its filter is not set (see question.py): DuckDB
-- would plan and weigh it for every record all the same.
SELECT heard.*
FROM evidence.heard AS heard
WHERE true
  AND (NOT confidential OR ($audience::VARCHAR = 'shared' AND released))
  AND record_kind = $record_kind::VARCHAR
  AND list_contains($focus_area::VARCHAR[], coalesce(focus_area, 'not_recorded'))
  AND list_contains($source_kind::VARCHAR[], coalesce(source_kind, 'not_recorded'))
  AND list_contains($sector::VARCHAR[], coalesce(sector, 'not_recorded'))
  AND list_contains($level::VARCHAR[], coalesce(level, 'not_recorded'))
  AND recorded_on >= $from_date::DATE
  AND recorded_until <= $to_date::DATE
  AND n IN (
          SELECT n FROM evidence.mention_with_sub
          JOIN evidence.theme USING (theme_no)
          JOIN (SELECT unnest($theme::VARCHAR[]) AS theme_id) AS chosen USING (theme_id))
  AND n IN (
          SELECT n FROM evidence.place_choice
          JOIN evidence.place_number USING (place_no)
          JOIN (SELECT unnest($place::VARCHAR[]) AS place_id) AS chosen USING (place_id))
  AND (n IN (SELECT n FROM evidence.about
             JOIN (SELECT unnest($group::VARCHAR[]) AS group_name) AS chosen USING (group_name))
       OR (list_contains($group, 'not_recorded') AND NOT has_group))
