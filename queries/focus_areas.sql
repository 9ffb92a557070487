-- Question:   How much was heard in each focus area?
-- Parameters: the filters
-- Returns:    focus_area ("not_recorded" where blank), records, sources (distinct), confidential (records)
SELECT coalesce(focus_area, 'not_recorded') AS focus_area, count(*) AS records,
       count(DISTINCT source_no) AS sources, count(*) FILTER (confidential) AS confidential
FROM in_view
GROUP BY ALL
ORDER BY records DESC, focus_area
