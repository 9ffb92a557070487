-- Question:   Is each theme told as a barrier, as an enabler, or as both at once?
-- Parameters: the filters
-- Returns:    theme_id, theme, barrier, enabler, both, not_recorded (insights that name the theme itself),
--             sources (distinct), confidential (insights)
SELECT theme.theme_id, theme.theme,
       count(*) FILTER (NOT again AND barrier_or_enabler = 'barrier') AS barrier,
       count(*) FILTER (NOT again AND barrier_or_enabler = 'enabler') AS enabler,
       count(*) FILTER (NOT again AND barrier_or_enabler = 'both') AS both,
       count(*) FILTER (NOT again AND barrier_or_enabler IS NULL) AS not_recorded,
       count(DISTINCT source_no) AS sources,
       count(*) FILTER (confidential AND NOT again) AS confidential
FROM heard_in_view
JOIN evidence.mention AS mention USING (n)
JOIN evidence.theme AS theme USING (theme_id)
WHERE record_kind = 'insight'
GROUP BY ALL
ORDER BY count(*) DESC, theme.theme
