-- Question:   Where does each council, partnership and health board stand on a map of equal squares?
-- Parameters: (none)
-- Returns:    area_level (council, hscp, health_board), code, short_label, column (from the left), row (from the top)
-- A partnership of several councils stands where the largest of them does, and its label ends in +.
SELECT 'council' AS area_level, council_code AS code, short_label, tile_column AS "column", tile_row AS "row"
FROM council
UNION ALL
SELECT 'hscp', hscp_code, arg_max(short_label, population) || CASE WHEN count(*) > 1 THEN '+' ELSE '' END,
       arg_max(tile_column, population), arg_max(tile_row, population)
FROM council GROUP BY hscp_code
UNION ALL
SELECT 'health_board', health_board_code, short_label, tile_column, tile_row
FROM health_board
ORDER BY area_level, code
