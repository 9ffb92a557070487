-- Question:   What is there to say about one theme?
-- Parameters: the filters, $theme_id
-- Returns:    theme_id, theme, parent_theme_id, parent_theme, definition, mentions, mentions_with_sub, sources,
--             sources_with_sub, places, places_with_sub, rank_by_mentions (1 is the highest), rank_by_sources,
--             rank_by_places, themes (that stand), first_on, last_on (days that insights are dated to),
--             barrier, enabler, both, widening, narrowing, mixed (insights that name the theme itself), quotable
--             (records that may be quoted publicly), confidential (records), confidential_with_sub (records)
WITH mentioned AS (
    SELECT heard_in_view.*, mention.theme_id FROM heard_in_view JOIN evidence.mention AS mention USING (n)
),
direct AS (
    SELECT theme_id, count(*) FILTER (NOT again) AS mentions, count(DISTINCT source_no) AS sources,
           bit_count(bit_or(council_bits)) AS places
    FROM mentioned GROUP BY theme_id
),
ranked AS (
    SELECT theme_id, mentions, sources, places,
           rank() OVER (ORDER BY coalesce(mentions, 0) DESC) AS rank_by_mentions,
           rank() OVER (ORDER BY coalesce(sources, 0) DESC) AS rank_by_sources,
           rank() OVER (ORDER BY coalesce(places, 0) DESC) AS rank_by_places,
           count(*) OVER () AS themes
    FROM evidence.theme LEFT JOIN direct USING (theme_id)
),
own AS (
    SELECT min(recorded_on) AS first_on, max(recorded_until) AS last_on,
           count(*) FILTER (barrier_or_enabler = 'barrier') AS barrier,
           count(*) FILTER (barrier_or_enabler = 'enabler') AS enabler,
           count(*) FILTER (barrier_or_enabler = 'both') AS both,
           count(*) FILTER (inequality_effect = 'widening') AS widening,
           count(*) FILTER (inequality_effect = 'narrowing') AS narrowing,
           count(*) FILTER (inequality_effect = 'mixed') AS mixed,
           count(*) FILTER (NOT confidential) AS quotable,
           count(*) FILTER (confidential) AS confidential
    FROM mentioned WHERE theme_id = $theme_id AND NOT again
),
rolled AS (
    SELECT count(*) FILTER (NOT again) AS mentions, count(DISTINCT source_no) AS sources,
           coalesce(bit_count(bit_or(council_bits)), 0) AS places,
           count(*) FILTER (confidential AND NOT again) AS confidential
    FROM heard_in_view JOIN evidence.mention_with_sub USING (n) JOIN evidence.theme USING (theme_no)
    WHERE theme_id = $theme_id
)
SELECT theme.theme_id, theme.theme, theme.parent_theme_id, theme.parent_theme, theme.definition,
       coalesce(ranked.mentions, 0) AS mentions, rolled.mentions AS mentions_with_sub,
       coalesce(ranked.sources, 0) AS sources, rolled.sources AS sources_with_sub,
       coalesce(ranked.places, 0) AS places, rolled.places AS places_with_sub,
       rank_by_mentions, rank_by_sources, rank_by_places, ranked.themes, first_on, last_on,
       own.barrier, own.enabler, own.both, widening, narrowing, mixed, quotable, own.confidential,
       rolled.confidential AS confidential_with_sub
FROM evidence.theme AS theme JOIN ranked USING (theme_id), own, rolled
WHERE theme.theme_id = $theme_id
