-- Question:   Which councils does each source name, and how many sources name the same ones?
-- Parameters: the filters
-- Returns:    council_bits (one bit a council), sources
WITH one AS (
    SELECT source_no, bit_or(council_bits) AS council_bits
    FROM in_view WHERE record_kind = 'insight' AND source_no IS NOT NULL AND council_bits <> 0
    GROUP BY source_no
)
SELECT council_bits, count(*) AS sources FROM one GROUP BY council_bits ORDER BY council_bits
