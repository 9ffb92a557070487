-- Question:   How many different sources name a council?
-- Parameters: the filters
-- Returns:    sources (distinct; insights only)
SELECT count(DISTINCT source_no) AS sources
FROM in_view JOIN evidence.named USING (n)
WHERE record_kind = 'insight' AND area_level = 'council'
