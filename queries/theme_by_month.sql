-- Question:   How often was each theme raised in each month?
-- Parameters: the filters
-- Returns:    month (its first day), theme_id, theme, mentions, sources (distinct), confidential (records)
-- Only records dated to a day or a month; the others stand in undated_totals.
SELECT CAST(date_trunc('month', recorded_on) AS DATE) AS month, theme.theme_id, theme.theme,
       count(*) FILTER (NOT again) AS mentions, count(DISTINCT source_no) AS sources,
       count(*) FILTER (confidential AND NOT again) AS confidential
FROM heard_in_view
JOIN evidence.mention AS mention USING (n)
JOIN evidence.theme AS theme USING (theme_id)
WHERE date_precision IN ('day', 'month')
GROUP BY ALL
ORDER BY month, theme.theme
