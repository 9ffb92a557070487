-- Question:   What did people say about inequality, by theme, council, group and month?
-- Parameters: the filters, $by (theme, council, group, month; NULL: all four)
-- Returns:    by, id (of the theme or council, the group's name, or the first day of the month; not_recorded), name,
--             records (insights), sources (distinct), widening, narrowing, mixed, none_stated, effect_not_recorded,
--             barrier, enabler, both, barrier_not_recorded, micro, meso, macro, level_not_recorded (insights),
--             confidential (insights)
-- An insight with two themes, councils or groups counts with both: rows are never added up.
WITH heard AS (
    SELECT in_view.*, recorded_on IS NOT NULL AND date_precision IN ('day', 'month') AS has_month
    FROM in_view WHERE record_kind = 'insight'
),
tied AS (
    SELECT 'theme' AS "by", theme_id AS id, n FROM evidence.mention
    WHERE coalesce($by, 'theme') = 'theme'
    UNION ALL
    SELECT 'council', code, n FROM evidence.named WHERE area_level = 'council' AND coalesce($by, 'council') = 'council'
    UNION ALL
    SELECT 'group', group_name, n FROM evidence.about WHERE coalesce($by, 'group') = 'group'
    UNION ALL
    SELECT 'month', strftime(date_trunc('month', recorded_on), '%Y-%m-%d'), n FROM heard
    WHERE has_month AND coalesce($by, 'month') = 'month'
    UNION ALL
    SELECT ties.tie, 'not_recorded', n
    FROM heard CROSS JOIN (VALUES ('theme'), ('council'), ('group'), ('month')) AS ties(tie)
    WHERE coalesce($by, tie) = tie
      AND CASE tie WHEN 'theme' THEN n NOT IN (SELECT n FROM evidence.theme_count) WHEN 'council' THEN council_bits = 0
                   WHEN 'group' THEN NOT has_group ELSE NOT has_month END
)
SELECT "by", id, coalesce(theme.theme, area.name, id) AS name, count(*) AS records, count(DISTINCT source_no) AS sources,
       count(*) FILTER (inequality_effect = 'widening') AS widening,
       count(*) FILTER (inequality_effect = 'narrowing') AS narrowing,
       count(*) FILTER (inequality_effect = 'mixed') AS mixed,
       count(*) FILTER (inequality_effect = 'none stated') AS none_stated,
       count(*) FILTER (inequality_effect IS NULL) AS effect_not_recorded,
       count(*) FILTER (barrier_or_enabler = 'barrier') AS barrier,
       count(*) FILTER (barrier_or_enabler = 'enabler') AS enabler,
       count(*) FILTER (barrier_or_enabler = 'both') AS both,
       count(*) FILTER (barrier_or_enabler IS NULL) AS barrier_not_recorded,
       count(*) FILTER (level = 'micro') AS micro, count(*) FILTER (level = 'meso') AS meso,
       count(*) FILTER (level = 'macro') AS macro, count(*) FILTER (level IS NULL) AS level_not_recorded,
       count(*) FILTER (confidential) AS confidential
FROM heard
JOIN tied USING (n)
LEFT JOIN evidence.theme AS theme ON "by" = 'theme' AND theme_id = id
LEFT JOIN evidence.area AS area ON "by" = 'council' AND area.area_level = 'council' AND area.code = id
GROUP BY "by", id, theme.theme, area.name
ORDER BY 1, CASE WHEN "by" = 'month' THEN 0 ELSE -(widening + narrowing) END, name
