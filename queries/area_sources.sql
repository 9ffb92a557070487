-- Question:   How many different sources name an area of a level?
-- Parameters: the filters, $area_level (council, hscp, health_board)
-- Returns:    sources (distinct; insights only)
SELECT count(DISTINCT source_no) AS sources
FROM in_view JOIN evidence.named USING (n)
WHERE record_kind = 'insight' AND area_level = $area_level
