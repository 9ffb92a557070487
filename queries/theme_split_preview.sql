-- Question:   How often would a theme be raised without these records, and the new theme that takes them?
-- Parameters: the filters, $theme_id, $records (list of ids)
-- Returns:    part (now, stays, moves), mentions, sources (distinct), places (distinct councils), confidential
--             (records)
WITH named AS (
    SELECT n, source_no, council_bits, confidential, again,
           n IN (SELECT n FROM evidence.number WHERE list_contains($records::VARCHAR[], record_id)) AS chosen
    FROM heard_in_view JOIN evidence.mention AS mention USING (n)
    WHERE mention.theme_id = $theme_id
),
parts AS (
    SELECT 'now' AS part, * FROM named
    UNION ALL SELECT 'stays', * FROM named WHERE NOT chosen
    UNION ALL SELECT 'moves', * FROM named WHERE chosen
)
SELECT kind.part, count(parts.n) FILTER (NOT again) AS mentions, count(DISTINCT source_no) AS sources,
       coalesce(bit_count(bit_or(council_bits)), 0) AS places, count(*) FILTER (confidential AND NOT again) AS confidential
FROM (SELECT unnest(['now', 'stays', 'moves']) AS part, unnest([1, 2, 3]) AS place) AS kind
LEFT JOIN parts USING (part)
GROUP BY kind.part, kind.place
ORDER BY kind.place
