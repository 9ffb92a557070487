-- Question:   Which themes occur together?
-- Parameters: the filters
-- Returns:    theme_id, theme, other_theme_id, other_theme (later in the alphabet), records (that name both
--             themselves), sources (distinct), share (0-1 of the records that name either), confidential (records)
WITH placed AS (SELECT *, CAST(row_number() OVER (ORDER BY theme, theme_id) AS INTEGER) AS place FROM evidence.theme),
mentioned AS MATERIALIZED (SELECT n, place FROM evidence.mention JOIN placed USING (theme_id)),
together AS (
    SELECT one.n, one.place, other.place AS other_place
    FROM mentioned AS one JOIN mentioned AS other ON other.n = one.n AND other.place > one.place
),
totals AS (
    SELECT place, count(*) FILTER (NOT again) AS records FROM heard_in_view JOIN mentioned USING (n) GROUP BY place
),
pairs AS (
    SELECT place, other_place, count(*) FILTER (NOT again) AS records, count(DISTINCT source_no) AS sources,
           count(*) FILTER (confidential AND NOT again) AS confidential
    FROM heard_in_view JOIN together USING (n)
    GROUP BY place, other_place
)
SELECT one.theme_id, one.theme, other.theme_id AS other_theme_id, other.theme AS other_theme, pairs.records,
       pairs.sources, pairs.records / (total.records + other_total.records - pairs.records) AS share,
       pairs.confidential
FROM pairs
JOIN placed AS one ON one.place = pairs.place
JOIN placed AS other ON other.place = pairs.other_place
JOIN totals AS total ON total.place = pairs.place
JOIN totals AS other_total ON other_total.place = pairs.other_place
ORDER BY pairs.records DESC, one.theme, other.theme
