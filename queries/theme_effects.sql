-- Question:   Per theme: do people say that gaps get wider or smaller?
-- Parameters: the filters
-- Returns:    theme_id, theme, widening, narrowing, mixed, none_stated, not_recorded (records that name the
--             theme itself), sources (distinct sources that stated an effect), confidential (records)
SELECT theme.theme_id, theme.theme,
       count(*) FILTER (NOT again AND inequality_effect = 'widening') AS widening,
       count(*) FILTER (NOT again AND inequality_effect = 'narrowing') AS narrowing,
       count(*) FILTER (NOT again AND inequality_effect = 'mixed') AS mixed,
       count(*) FILTER (NOT again AND inequality_effect = 'none stated') AS none_stated,
       count(*) FILTER (NOT again AND inequality_effect IS NULL) AS not_recorded,
       count(DISTINCT source_no) FILTER (inequality_effect IN ('widening', 'narrowing', 'mixed')) AS sources,
       count(*) FILTER (confidential AND NOT again) AS confidential
FROM heard_in_view
JOIN evidence.mention AS mention USING (n)
JOIN evidence.theme AS theme USING (theme_id)
GROUP BY ALL
ORDER BY widening + narrowing DESC, theme.theme
