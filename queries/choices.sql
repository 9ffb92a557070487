-- Question:   What can be chosen in each filter, and how many records would each choice keep?
-- Parameters: (none)
-- Returns:    filter (theme, place, focus_area, source_kind, sector, level, group), value, label, parent (label of
--             the theme or board above, NULL if none), records
FROM theme_choices UNION ALL FROM other_choices
ORDER BY filter, label
