-- Question:   How many records are known only to the year or quarter, or have no date at all?
-- Parameters: the filters
-- Returns:    kind (year, quarter, none), year (NULL for none), theme_id (NULL for the whole), records,
--             sources (distinct), confidential (records)
WITH beside AS (
    SELECT n, source_no, confidential, coalesce(date_precision, 'none') AS kind, year(recorded_on) AS year
    FROM in_view WHERE date_precision IS NULL OR date_precision NOT IN ('day', 'month')
)
SELECT kind, year, CAST(NULL AS VARCHAR) AS theme_id, count(*) AS records, count(DISTINCT source_no) AS sources,
       count(*) FILTER (confidential) AS confidential
FROM beside GROUP BY ALL
UNION ALL
SELECT kind, year, theme_id, count(*), count(DISTINCT source_no), count(*) FILTER (confidential)
FROM beside JOIN evidence.mention USING (n) GROUP BY ALL
ORDER BY kind, year, theme_id
