-- Question:   How often would the themes above be raised, with all that is under them, if a theme stood elsewhere?
-- Parameters: the filters, $theme_id, $under (NULL: the top)
-- Returns:    theme_id, theme, mentions_with_sub, mentions_after, sources_with_sub, sources_after, places_with_sub,
--             places_after, confidential (records, now or after)
-- Every theme that the moved one stands under now or would stand under.
WITH RECURSIVE above(theme_id) AS (
    SELECT $under::VARCHAR WHERE $under::VARCHAR IS NOT NULL
    UNION
    SELECT theme.parent_theme_id FROM above JOIN evidence.theme AS theme USING (theme_id)
    WHERE theme.parent_theme_id IS NOT NULL
),
moved AS (SELECT member_id FROM evidence.theme_family WHERE theme_id = $theme_id),
before AS (SELECT theme_id FROM evidence.theme_family WHERE member_id = $theme_id AND theme_id <> $theme_id),
concerned AS (SELECT theme_id FROM before UNION SELECT theme_id FROM above),
family AS (
    SELECT family.theme_id, family.member_id, 'now' AS side
    FROM evidence.theme_family AS family JOIN concerned USING (theme_id)
    UNION
    SELECT family.theme_id, family.member_id, 'after'
    FROM evidence.theme_family AS family JOIN concerned USING (theme_id)
    WHERE family.member_id NOT IN (SELECT member_id FROM moved)
    UNION
    SELECT above.theme_id, moved.member_id, 'after' FROM above, moved
),
named AS (
    SELECT DISTINCT family.theme_id, family.side, n, source_no, council_bits, confidential, again
    FROM heard_in_view
    JOIN evidence.mention AS mention USING (n)
    JOIN family ON family.member_id = mention.theme_id
)
SELECT theme.theme_id, theme.theme,
       count(named.n) FILTER (side = 'now' AND NOT again) AS mentions_with_sub,
       count(named.n) FILTER (side = 'after' AND NOT again) AS mentions_after,
       count(DISTINCT source_no) FILTER (side = 'now') AS sources_with_sub,
       count(DISTINCT source_no) FILTER (side = 'after') AS sources_after,
       coalesce(bit_count(bit_or(council_bits) FILTER (side = 'now')), 0) AS places_with_sub,
       coalesce(bit_count(bit_or(council_bits) FILTER (side = 'after')), 0) AS places_after,
       count(DISTINCT named.n) FILTER (confidential) AS confidential
FROM concerned JOIN evidence.theme AS theme USING (theme_id) LEFT JOIN named USING (theme_id)
GROUP BY ALL
ORDER BY theme.theme
