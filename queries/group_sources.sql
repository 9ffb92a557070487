-- Question:   How many different sources are behind the insights about either of two groups?
-- Parameters: the filters, $first_group, $second_group (names of equality groups)
-- Returns:    sources (distinct; insights only)
SELECT count(DISTINCT source_no) AS sources
FROM in_view JOIN evidence.about USING (n)
WHERE record_kind = 'insight' AND group_name IN ($first_group, $second_group)
