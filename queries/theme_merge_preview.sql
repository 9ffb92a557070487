-- Question:   How often would these themes be raised if they were one?
-- Parameters: the filters, $theme_ids (list)
-- Returns:    theme_id (NULL: the merged theme), theme, mentions, sources (distinct), places (distinct councils),
--             confidential (records)
-- Each theme as it is counted now, then all of them as one: a record that names several counts once.
WITH named AS (
    SELECT n, source_no, council_bits, confidential, again, mention.theme_id
    FROM heard_in_view JOIN evidence.mention AS mention USING (n)
    WHERE list_contains($theme_ids::VARCHAR[], mention.theme_id)
),
merged AS (SELECT DISTINCT n, source_no, council_bits, confidential, again FROM named)
SELECT theme.theme_id, theme.theme, count(named.n) FILTER (NOT again) AS mentions, count(DISTINCT source_no) AS sources,
       coalesce(bit_count(bit_or(council_bits)), 0) AS places, count(*) FILTER (confidential AND NOT again) AS confidential
FROM evidence.theme AS theme LEFT JOIN named USING (theme_id)
WHERE list_contains($theme_ids::VARCHAR[], theme.theme_id)
GROUP BY ALL
UNION ALL
SELECT NULL, NULL, count(*) FILTER (NOT again), count(DISTINCT source_no), coalesce(bit_count(bit_or(council_bits)), 0),
       count(*) FILTER (confidential AND NOT again)
FROM merged
ORDER BY 1 NULLS LAST
