-- Question:   Which themes can be chosen, and how many records would each keep, with those of the themes under it?
-- Parameters: (none)
-- Returns:    filter, value, label, parent, records
SELECT 'theme' AS filter, theme.theme_id AS value, theme.theme AS label, theme.parent_theme AS parent,
       coalesce(kept.records, 0) AS records
FROM evidence.theme AS theme
LEFT JOIN (SELECT theme_no, count(*) AS records FROM evidence.mention_with_sub GROUP BY theme_no) AS kept
       USING (theme_no)
