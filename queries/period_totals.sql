-- Question:   How many records and sources does each week, month, quarter or year have?
-- Parameters: the filters, $period (week, month, quarter, year)
-- Returns:    starts_on (its first day; weeks begin on Monday), records, sources (distinct), confidential (records)
-- Only records known to lie in one such period; the others stand in undated_by_period.
SELECT CAST(date_trunc($period, recorded_on) AS DATE) AS starts_on, count(*) FILTER (NOT again) AS records,
       count(DISTINCT source_no) AS sources, count(*) FILTER (confidential AND NOT again) AS confidential
FROM heard_in_view
WHERE date_trunc($period, recorded_on) = date_trunc($period, recorded_until)
GROUP BY ALL
ORDER BY starts_on
