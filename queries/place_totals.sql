-- Question:   How exactly do the insights in view say where they are about?
-- Parameters: the filters
-- Returns:    kind (one_council, several_councils, hscp, health_board, wider_region, national, not_known),
--             insights (each once, under the most exact kind it names; they add up to the insights in view),
--             sources (distinct), confidential (insights)
WITH one AS (
    SELECT in_view.n, in_view.source_no, in_view.confidential,
           count(DISTINCT council_code) FILTER (place_level = 'council') AS councils,
           bool_or(place_level = 'hscp') AS hscp,
           bool_or(place_level = 'health_board') AS health_board,
           bool_or(place_level = 'wider_region') AS wider_region,
           bool_or(place_level = 'national') AS national
    FROM in_view LEFT JOIN evidence.place AS place USING (n)
    WHERE record_kind = 'insight'
    GROUP BY ALL
),
sorted AS (
    SELECT CASE WHEN councils = 1 THEN 'one_council'
                WHEN councils > 1 THEN 'several_councils'
                WHEN hscp THEN 'hscp'
                WHEN health_board THEN 'health_board'
                WHEN wider_region THEN 'wider_region'
                WHEN national THEN 'national'
                ELSE 'not_known' END AS kind,
           source_no, confidential
    FROM one
)
SELECT kinds.kind, count(sorted.kind) AS insights, count(DISTINCT source_no) AS sources,
       count(*) FILTER (confidential) AS confidential
FROM (VALUES (1, 'one_council'), (2, 'several_councils'), (3, 'hscp'), (4, 'health_board'), (5, 'wider_region'),
             (6, 'national'), (7, 'not_known')) AS kinds(place_in_order, kind)
LEFT JOIN sorted USING (kind)
GROUP BY kinds.place_in_order, kinds.kind
ORDER BY kinds.place_in_order
