-- Question:   Where does each council and each health board stand on a map of equal squares?
-- Parameters: (none)
-- Returns:    area_level (council, health_board), code, short_label, column (from the left), row (from the top)
SELECT 'council' AS area_level, council_code AS code, short_label, tile_column AS "column", tile_row AS "row"
FROM council
UNION ALL
SELECT 'health_board', health_board_code, short_label, tile_column, tile_row
FROM health_board
ORDER BY area_level, code
