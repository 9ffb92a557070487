-- Question:   Which insights and case studies do the filters leave in view?
-- Parameters: $theme, $place, $focus_area, $source_kind, $sector, $level, $group (lists; empty: all),
--             $from_date, $to_date, $record_kind (NULL: all)
-- Returns:    n, record_kind, record_id, recorded_on, date_precision, source_kind, source_id, focus_area,
--             barrier_or_enabler, inequality_effect, level, quote_permission, recorded_until, sector, source_no,
--             confidential
-- A theme stands for itself and its sub-themes; "not_recorded" is a value like any other. A date filter leaves
-- in what certainly lies inside: the whole period that a record is dated to.
SELECT record.*
FROM evidence.record AS record
WHERE ($record_kind::VARCHAR IS NULL OR record_kind = $record_kind)
  AND (len($focus_area::VARCHAR[]) = 0 OR list_contains($focus_area, coalesce(focus_area, 'not_recorded')))
  AND (len($source_kind::VARCHAR[]) = 0 OR list_contains($source_kind, coalesce(source_kind, 'not_recorded')))
  AND (len($sector::VARCHAR[]) = 0 OR list_contains($sector, coalesce(sector, 'not_recorded')))
  AND (len($level::VARCHAR[]) = 0 OR list_contains($level, coalesce(level, 'not_recorded')))
  AND ($from_date::DATE IS NULL OR recorded_on >= $from_date)
  AND ($to_date::DATE IS NULL OR recorded_until <= $to_date)
  AND (len($theme::VARCHAR[]) = 0 OR n IN (
          SELECT n FROM evidence.mention
          JOIN evidence.theme_family AS family ON family.member_id = mention.theme_id
          WHERE list_contains($theme, family.theme_id)))
  AND (len($place::VARCHAR[]) = 0 OR n IN (
          SELECT n FROM evidence.place
          WHERE list_contains($place, council_code) OR list_contains($place, hscp_code)
             OR list_contains($place, health_board_code) OR list_contains($place, place_level)))
  AND (len($group::VARCHAR[]) = 0
       OR n IN (SELECT n FROM evidence.about WHERE list_contains($group, group_name))
       OR (list_contains($group, 'not_recorded') AND n NOT IN (SELECT n FROM evidence.about)))
