-- Question:   Who spoke, in the words that were written down?
-- Parameters: the filters
-- Returns:    heard_from (NULL where it was not recorded), records (insights), source_numbers (list of distinct sources)
SELECT heard_from, count(*) AS records, list(DISTINCT source_no) FILTER (source_no IS NOT NULL) AS source_numbers
FROM in_view LEFT JOIN evidence.speaker USING (n)
WHERE in_view.record_kind = 'insight'
GROUP BY ALL
ORDER BY records DESC, heard_from
