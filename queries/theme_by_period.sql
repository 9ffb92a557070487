-- Question:   How often was each theme raised in each week, month, quarter or year?
-- Parameters: the filters, $period (week, month, quarter, year)
-- Returns:    starts_on (its first day; weeks begin on Monday), theme_id, theme, mentions, sources (distinct),
--             confidential (records)
-- Only records known to lie in one such period; the others stand in undated_by_period.
SELECT CAST(date_trunc($period, recorded_on) AS DATE) AS starts_on, theme.theme_id, theme.theme,
       count(*) FILTER (NOT again) AS mentions, count(DISTINCT source_no) AS sources,
       count(*) FILTER (confidential AND NOT again) AS confidential
FROM heard_in_view
JOIN evidence.mention AS mention USING (n)
JOIN evidence.theme AS theme USING (theme_id)
WHERE date_trunc($period, recorded_on) = date_trunc($period, recorded_until)
GROUP BY ALL
ORDER BY starts_on, theme.theme
