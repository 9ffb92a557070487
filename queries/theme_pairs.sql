-- Question:   Which themes occur together?
-- Parameters: the filters
-- Returns:    theme_id, theme, other_theme_id, other_theme (later in the alphabet), records (that name both
--             themselves), sources (distinct), share (0-1 of the records that name either), confidential (records)
WITH mentioned AS (
    SELECT n, source_no, confidential, again, mention.theme_id, theme.theme
    FROM heard_in_view
    JOIN evidence.mention AS mention USING (n)
    JOIN evidence.theme AS theme USING (theme_id)
),
totals AS (SELECT theme_id, count(*) AS records FROM mentioned WHERE NOT again GROUP BY theme_id),
pairs AS (
    SELECT one.theme_id, one.theme, other.theme_id AS other_theme_id, other.theme AS other_theme,
           count(*) FILTER (NOT one.again) AS records, count(DISTINCT one.source_no) AS sources,
           count(*) FILTER (one.confidential AND NOT one.again) AS confidential
    FROM mentioned AS one
    JOIN mentioned AS other ON other.n = one.n AND NOT other.again AND (other.theme, other.theme_id) > (one.theme, one.theme_id)
    GROUP BY ALL
)
SELECT pairs.theme_id, pairs.theme, pairs.other_theme_id, pairs.other_theme, pairs.records, pairs.sources,
       pairs.records / (total.records + other_total.records - pairs.records) AS share, pairs.confidential
FROM pairs
JOIN totals AS total ON total.theme_id = pairs.theme_id
JOIN totals AS other_total ON other_total.theme_id = pairs.other_theme_id
ORDER BY pairs.records DESC, pairs.theme, pairs.other_theme
