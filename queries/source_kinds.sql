-- Question:   Through what kinds of source was it heard?
-- Parameters: the filters
-- Returns:    source_kind ("not_recorded" where blank), records (insights), sources (distinct), confidential
--             (insights)
SELECT coalesce(source_kind, 'not_recorded') AS source_kind, count(*) AS records,
       count(DISTINCT source_no) AS sources, count(*) FILTER (confidential) AS confidential
FROM in_view
WHERE record_kind = 'insight'
GROUP BY ALL
ORDER BY records DESC, source_kind
