-- Question:   Which themes can be chosen, and how many records would each keep, with those of the themes under it?
-- Parameters: (none)
-- Returns:    filter, value, label, parent, records
SELECT 'theme' AS filter, theme.theme_id AS value, theme.theme AS label, theme.parent_theme AS parent,
       count(mention.n) AS records
FROM evidence.theme AS theme
LEFT JOIN evidence.mention_with_sub AS mention USING (theme_no)
GROUP BY ALL
