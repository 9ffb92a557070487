-- Question:   What can be chosen in each filter but that of themes, and how many records would each choice keep?
-- Parameters: (none)
-- Returns:    filter, value, label, parent, records
WITH coded AS (
    SELECT 'focus_area' AS filter, coalesce(focus_area, 'not_recorded') AS value, count(*) AS records
    FROM evidence.record GROUP BY ALL
    UNION ALL
    SELECT 'source_kind', coalesce(source_kind, 'not_recorded'), count(*)
    FROM evidence.record WHERE record_kind = 'insight' GROUP BY ALL
    UNION ALL
    SELECT 'sector', coalesce(sector, 'not_recorded'), count(*) FROM evidence.record GROUP BY ALL
    UNION ALL
    SELECT 'level', coalesce(level, 'not_recorded'), count(*)
    FROM evidence.record WHERE record_kind = 'insight' GROUP BY ALL
    UNION ALL
    SELECT 'group', coalesce(group_name, 'not_recorded'), count(*)
    FROM evidence.record LEFT JOIN evidence.about USING (n) GROUP BY ALL
),
placed AS (
    SELECT area.area_level AS level, area.code, area.name, count(DISTINCT place.n) AS records
    FROM evidence.area AS area
    LEFT JOIN evidence.place AS place
           ON area.code = CASE area.area_level WHEN 'council' THEN place.council_code
                                          WHEN 'hscp' THEN place.hscp_code ELSE place.health_board_code END
    GROUP BY ALL
),
wide AS (
    SELECT place_level, count(DISTINCT n) AS records FROM evidence.place GROUP BY place_level
)
SELECT 'place' AS filter, code AS value, name AS label, level AS parent, records FROM placed
UNION ALL
SELECT 'place', kinds.kind, kinds.words, NULL, coalesce(wide.records, 0)
FROM (VALUES ('wider_region', 'A wider area'), ('national', 'All Scotland'), ('not_known', 'Place not known'))
     AS kinds(kind, words)
LEFT JOIN wide ON wide.place_level = kinds.kind
UNION ALL
SELECT filter, value, value, NULL, records FROM coded
