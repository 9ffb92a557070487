-- Question:   How many records are known too roughly to stand in one week, month, quarter or year?
-- Parameters: the filters, $period (week, month, quarter, year)
-- Returns:    kind (month, quarter, year, none), year (NULL for none), theme_id (always NULL: the whole), records,
--             sources (distinct), confidential (records)
SELECT coalesce(date_precision, 'none') AS kind, year(recorded_on) AS year, CAST(NULL AS VARCHAR) AS theme_id,
       count(*) AS records, count(DISTINCT source_no) AS sources, count(*) FILTER (confidential) AS confidential
FROM in_view
WHERE recorded_on IS NULL OR date_trunc($period, recorded_on) <> date_trunc($period, recorded_until)
GROUP BY ALL
ORDER BY kind, year
