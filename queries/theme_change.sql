-- Question:   Which themes were raised by more, and which by fewer, in one period than in another?
-- Parameters: the filters, $earlier_from, $earlier_to, $later_from, $later_to (days, both included)
-- Returns:    theme_id, theme, mentions_earlier, mentions_later, sources_earlier, sources_later (distinct), present
--             (sources heard from in both periods), share_earlier, share_later (of those, 0-1), difference, lower,
--             upper (later minus earlier, with its 95 % interval), first_on, last_on (days that it is dated to)
-- Measure:    periods.change (queries/measures/paired.py: of the sources heard from in both periods)
-- Only records that certainly lie inside a period count in it.
WITH dated AS (
    SELECT *, recorded_on >= $earlier_from::DATE AND recorded_until <= $earlier_to::DATE AS earlier,
           recorded_on >= $later_from::DATE AND recorded_until <= $later_to::DATE AS later
    FROM heard_in_view WHERE recorded_on IS NOT NULL
),
present AS (
    SELECT source_no FROM dated WHERE source_no IS NOT NULL GROUP BY source_no HAVING bool_or(earlier) AND bool_or(later)
),
raised AS (SELECT dated.*, mention.theme_id FROM dated JOIN evidence.mention AS mention USING (n)),
by_source AS (
    SELECT theme_id, source_no, bool_or(earlier) AS earlier, bool_or(later) AS later
    FROM raised JOIN present USING (source_no) GROUP BY ALL
),
paired AS (
    SELECT theme_id, count(*) FILTER (earlier AND later) AS both_times, count(*) FILTER (earlier AND NOT later) AS before,
           count(*) FILTER (later AND NOT earlier) AS after
    FROM by_source GROUP BY theme_id
),
counted AS (
    SELECT theme_id, count(*) FILTER (earlier AND NOT again) AS mentions_earlier,
           count(*) FILTER (later AND NOT again) AS mentions_later,
           count(DISTINCT source_no) FILTER (earlier) AS sources_earlier,
           count(DISTINCT source_no) FILTER (later) AS sources_later,
           min(recorded_on) AS first_on, max(recorded_until) AS last_on
    FROM raised GROUP BY theme_id
)
SELECT theme.theme_id, theme.theme, mentions_earlier, mentions_later, sources_earlier, sources_later,
       (SELECT count(*) FROM present) AS present, coalesce(both_times, 0) AS both_times, coalesce(before, 0) AS before,
       coalesce(after, 0) AS after, first_on, last_on
FROM counted JOIN evidence.theme AS theme USING (theme_id) LEFT JOIN paired USING (theme_id)
WHERE mentions_earlier > 0 OR mentions_later > 0
ORDER BY greatest(sources_earlier, sources_later) DESC, theme.theme
