-- Question:   How many different sources name a council?
-- Parameters: the filters
-- Returns:    sources (distinct; insights only), confidential (insights)
SELECT count(DISTINCT source_no) AS sources, count(DISTINCT n) FILTER (confidential) AS confidential
FROM in_view JOIN evidence.named USING (n)
WHERE record_kind = 'insight' AND area_level = 'council'
