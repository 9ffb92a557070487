-- Question:   How often was each theme given directly, and by how many different sources?
-- Parameters: the filters
-- Returns:    theme_id, mentions (distinct records), sources (distinct), places (distinct councils),
--             confidential (records)
WITH counted AS (
    SELECT theme_no, count(*) FILTER (NOT again) AS mentions, count(DISTINCT source_no) AS sources,
           bit_count(bit_or(council_bits)) AS places, count(*) FILTER (confidential AND NOT again) AS confidential
    FROM heard_in_view JOIN evidence.mention USING (n)
    GROUP BY theme_no
)
SELECT theme_id, mentions, sources, places, confidential FROM counted JOIN evidence.theme USING (theme_no)
