-- Question:   How often was each theme heard, by how many different sources, about how many councils?
-- Parameters: the filters
-- Returns:    theme_id, theme, parent_theme_id, parent_theme, mentions, mentions_with_sub (distinct records),
--             sources, sources_with_sub (distinct sources), places, places_with_sub (distinct councils),
--             share (0-1 of all mentions), confidential (records)
WITH told AS (
    SELECT mention.theme_id, in_view.n, in_view.source_no, in_view.confidential
    FROM in_view JOIN evidence.mention AS mention USING (n)
),
placed AS (
    SELECT DISTINCT n, council_code FROM evidence.place WHERE council_code IS NOT NULL
),
direct AS (
    SELECT theme_id, count(*) AS mentions, count(DISTINCT source_no) AS sources,
           count(*) FILTER (confidential) AS confidential
    FROM told GROUP BY theme_id
),
direct_places AS (
    SELECT theme_id, count(DISTINCT council_code) AS places FROM told JOIN placed USING (n) GROUP BY theme_id
),
rolled AS (
    SELECT family.theme_id, count(DISTINCT told.n) AS mentions, count(DISTINCT told.source_no) AS sources
    FROM told JOIN evidence.theme_family AS family ON family.member_id = told.theme_id
    GROUP BY family.theme_id
),
rolled_places AS (
    SELECT family.theme_id, count(DISTINCT council_code) AS places
    FROM told JOIN evidence.theme_family AS family ON family.member_id = told.theme_id JOIN placed USING (n)
    GROUP BY family.theme_id
)
SELECT theme.theme_id, theme.theme, theme.parent_theme_id, theme.parent_theme,
       coalesce(direct.mentions, 0) AS mentions,
       coalesce(rolled.mentions, 0) AS mentions_with_sub,
       coalesce(direct.sources, 0) AS sources,
       coalesce(rolled.sources, 0) AS sources_with_sub,
       coalesce(direct_places.places, 0) AS places,
       coalesce(rolled_places.places, 0) AS places_with_sub,
       coalesce(direct.mentions / nullif(sum(direct.mentions) OVER (), 0), 0.0) AS share,
       coalesce(direct.confidential, 0) AS confidential
FROM evidence.theme AS theme
LEFT JOIN direct USING (theme_id)
LEFT JOIN direct_places USING (theme_id)
LEFT JOIN rolled USING (theme_id)
LEFT JOIN rolled_places USING (theme_id)
ORDER BY mentions DESC, theme.theme
