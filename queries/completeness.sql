-- Question:   How much of what could be recorded about the insights in view is recorded?
-- Parameters: the filters
-- Returns:    field, recorded, of (insights), share (0-1; NULL when there are none), sources (distinct, of
--             all insights in view), confidential (insights)
WITH counted AS (
    SELECT count(*) AS all_rows,
           count(*) FILTER (confidential) AS confidential,
           count(DISTINCT source_no) AS sources,
           count(recorded_on) AS recorded_on,
           count(*) FILTER (place_kind <> 'not_known') AS place,
           count(*) FILTER (has_group) AS groups,
           count(heard_from) AS heard_from,
           count(*) FILTER (n IN (SELECT n FROM evidence.theme_count)) AS themes,
           count(source_no) AS source,
           count(sector) AS sector,
           count(focus_area) AS focus_area,
           count(barrier_or_enabler) AS barrier_or_enabler,
           count(inequality_effect) AS inequality_effect,
           count(level) AS level,
           count(quote_permission) AS quote_permission
    FROM in_view LEFT JOIN evidence.speaker USING (n)
    WHERE record_kind = 'insight'
),
told AS (UNPIVOT counted ON COLUMNS(* EXCLUDE (all_rows, confidential, sources)) INTO NAME field VALUE recorded)
SELECT field, recorded, all_rows AS of, recorded / nullif(all_rows, 0) AS share, sources, confidential
FROM told
ORDER BY share DESC, field
