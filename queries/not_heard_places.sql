-- Question:   Which areas of a level does no insight in view name, and how many sources would be expected there?
-- Parameters: the filters, $area_level (council, hscp, health_board)
-- Returns:    code, name, status (wider_area, not_named, too_few_expected), expected (source-area pairs by share of
--             people), population
SELECT code, name, status, expected, population
FROM area_counts
WHERE area_level = $area_level AND status <> 'named'
ORDER BY expected DESC, name
