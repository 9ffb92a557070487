-- Question:   How many people and organisations told something in confidence, in each cell that tables are made of?
-- Parameters: the filters
-- Returns:    system (place, council, hscp, health_board, place_kind, theme, group, time, effect, focus_area,
--             source_kind, one for each way of parting councils and one for each field of completeness), leaf, kind, council_code, hscp_code, health_board_code (for a place), records, sources
--             (distinct; confidential insights only)
WITH told AS (
    SELECT in_view.*, heard_from
    FROM in_view LEFT JOIN evidence.speaker USING (n)
    WHERE in_view.record_kind = 'insight' AND confidential
),
placed AS (SELECT DISTINCT told.n, told.source_no, place.* EXCLUDE (n) FROM told LEFT JOIN evidence.place AS place USING (n)),
recorded AS (
    SELECT n, source_no,
           recorded_on IS NOT NULL AS recorded_on,
           place_kind <> 'not_known' AS place,
           has_group AS groups, heard_from IS NOT NULL AS heard_from, n IN (SELECT n FROM evidence.theme_count) AS themes,
           source_no IS NOT NULL AS source, sector IS NOT NULL AS sector, focus_area IS NOT NULL AS focus_area,
           barrier_or_enabler IS NOT NULL AS barrier_or_enabler, inequality_effect IS NOT NULL AS inequality_effect,
           level IS NOT NULL AS level, quote_permission IS NOT NULL AS quote_permission
    FROM told
),
cells AS (
    SELECT 'place' AS system, concat_ws('/', coalesce(place_level, 'not_known'), council_code, hscp_code, health_board_code) AS leaf,
           coalesce(place_level, 'not_known') AS kind, council_code, hscp_code, health_board_code, n, source_no
    FROM placed
    UNION ALL
    SELECT area_level, code, NULL, NULL, NULL, NULL, n, source_no FROM told JOIN evidence.named USING (n)
    UNION ALL
    SELECT 'kind', coalesce(place_level, 'not_known'), NULL, NULL, NULL, NULL, n, source_no FROM placed
    UNION ALL
    SELECT parting, CAST(band AS VARCHAR), NULL, NULL, NULL, NULL, n, source_no
    FROM placed JOIN evidence.council_band USING (council_code)
    UNION ALL
    SELECT 'place_kind', CAST(place_kind AS VARCHAR), NULL, NULL, NULL, NULL, n, source_no FROM told
    UNION ALL
    SELECT 'theme', coalesce(theme_id, 'not_recorded'), NULL, NULL, NULL, NULL, n, source_no
    FROM told LEFT JOIN evidence.mention USING (n)
    UNION ALL
    SELECT 'group', coalesce(group_name, 'not_recorded'), NULL, NULL, NULL, NULL, n, source_no
    FROM told LEFT JOIN evidence.about USING (n)
    UNION ALL
    SELECT 'time', CASE WHEN date_precision IN ('day', 'month') THEN strftime(date_trunc('month', recorded_on), '%Y-%m-%d')
                        ELSE concat_ws('/', coalesce(date_precision, 'none'), year(recorded_on)) END,
           NULL, NULL, NULL, NULL, n, source_no
    FROM told
    UNION ALL
    SELECT 'effect', coalesce(inequality_effect, 'not_recorded'), NULL, NULL, NULL, NULL, n, source_no FROM told
    UNION ALL
    SELECT 'focus_area', coalesce(focus_area, 'not_recorded'), NULL, NULL, NULL, NULL, n, source_no FROM told
    UNION ALL
    SELECT 'source_kind', coalesce(source_kind, 'not_recorded'), NULL, NULL, NULL, NULL, n, source_no FROM told
    UNION ALL
    SELECT 'field/' || field, CASE WHEN held THEN 'recorded' ELSE 'missing' END, NULL, NULL, NULL, NULL, n, source_no
    FROM (UNPIVOT recorded ON COLUMNS(* EXCLUDE (n, source_no)) INTO NAME field VALUE held)
)
SELECT system, leaf, kind, council_code, hscp_code, health_board_code, count(DISTINCT n) AS records,
       count(DISTINCT source_no) AS sources
FROM cells
GROUP BY ALL
ORDER BY system, leaf
