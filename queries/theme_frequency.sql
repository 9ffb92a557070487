-- Question:   How often was each theme heard, by how many different sources, about how many councils?
-- Parameters: the filters
-- Returns:    theme_id, theme, parent_theme_id, parent_theme, mentions, mentions_with_sub (distinct records),
--             sources, sources_with_sub (distinct sources), places, places_with_sub (distinct councils),
--             share (0-1 of all mentions), confidential (records), confidential_with_sub (records)
WITH above AS (
    SELECT theme_no, count(*) FILTER (NOT again) AS mentions, count(DISTINCT source_no) AS sources,
           bit_count(bit_or(council_bits)) AS places, count(*) FILTER (confidential AND NOT again) AS confidential
    FROM heard_in_view JOIN evidence.mention_above USING (n)
    GROUP BY theme_no
),
rolled AS (
    SELECT theme_id, mentions, sources, places, confidential
    FROM theme_counts JOIN evidence.theme USING (theme_id) WHERE NOT has_sub
    UNION ALL
    SELECT theme_id, mentions, sources, places, confidential FROM above JOIN evidence.theme USING (theme_no)
)
SELECT theme.theme_id, theme.theme, theme.parent_theme_id, theme.parent_theme,
       coalesce(theme_counts.mentions, 0) AS mentions,
       coalesce(rolled.mentions, 0) AS mentions_with_sub,
       coalesce(theme_counts.sources, 0) AS sources,
       coalesce(rolled.sources, 0) AS sources_with_sub,
       coalesce(theme_counts.places, 0) AS places,
       coalesce(rolled.places, 0) AS places_with_sub,
       coalesce(theme_counts.mentions / nullif(sum(theme_counts.mentions) OVER (), 0), 0.0) AS share,
       coalesce(theme_counts.confidential, 0) AS confidential,
       coalesce(rolled.confidential, 0) AS confidential_with_sub
FROM evidence.theme AS theme
LEFT JOIN theme_counts USING (theme_id)
LEFT JOIN rolled USING (theme_id)
ORDER BY mentions DESC, theme.theme
