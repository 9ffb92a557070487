-- Question:   How many records and sources does each month have?
-- Parameters: the filters
-- Returns:    month (its first day), records, sources (distinct), confidential (records)
-- Only records dated to a day or a month; the others stand in undated_totals.
SELECT CAST(date_trunc('month', recorded_on) AS DATE) AS month, count(*) AS records,
       count(DISTINCT source_no) AS sources, count(*) FILTER (confidential) AS confidential
FROM in_view
WHERE date_precision IN ('day', 'month')
GROUP BY ALL
ORDER BY month
