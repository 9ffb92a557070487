-- Question:   Which themes come up more, or less, with which equality groups than chance would have it?
-- Parameters: the filters
-- Returns:    theme_id, theme, group_name, records (insights with both), sources (distinct, with both), observed (sources
--             whose one insight has both), expected (by chance), base_sources (all sources with both fields
--             recorded), lift (observed over expected), p (two-sided Fisher; NULL where fewer than 3 are expected),
--             q (after Benjamini and Hochberg), signal (more, less or empty), overlapping (whether theme and group
--             mean nearly the same by name)
-- Measure:    screening.theme_group
-- Each source counts by one insight, always the same one: insights of one source are not independent.
WITH usable AS (
    SELECT n, source_no, hash(n) AS lot
    FROM in_view
    WHERE record_kind = 'insight' AND n IN (SELECT n FROM evidence.theme_count) AND has_group AND source_no IS NOT NULL
),
chosen AS (SELECT source_no, arg_min(n, lot) AS n FROM usable GROUP BY source_no),
pairs AS (
    SELECT theme_id, group_name, count(*) AS records, count(DISTINCT source_no) AS sources,
           count(*) FILTER (n IN (SELECT n FROM chosen)) AS observed
    FROM usable JOIN evidence.mention USING (n) JOIN evidence.about USING (n)
    GROUP BY theme_id, group_name
),
themes AS (SELECT theme_id, count(*) AS with_theme FROM chosen JOIN evidence.mention USING (n) GROUP BY theme_id),
groups AS (SELECT group_name, count(*) AS with_group FROM chosen JOIN evidence.about USING (n) GROUP BY group_name)
SELECT theme.theme_id, theme.theme, theme.definition, groups.group_name,
       coalesce(pairs.records, 0) AS records, coalesce(pairs.sources, 0) AS sources,
       coalesce(pairs.observed, 0) AS observed, with_theme, with_group,
       (SELECT count(*) FROM chosen) AS base_sources
FROM themes JOIN evidence.theme AS theme USING (theme_id) CROSS JOIN groups
LEFT JOIN pairs USING (theme_id, group_name)
ORDER BY theme.theme, groups.group_name
