-- Question:   How exactly do the insights in view say where they are about?
-- Parameters: the filters
-- Returns:    kind (one_council, several_councils, hscp, health_board, wider_region, national, not_known),
--             insights (each once, under the most exact kind it names; they add up to the insights in view),
--             sources (distinct), confidential (insights)
WITH counted AS (
    SELECT place_kind, count(*) AS insights, count(DISTINCT source_no) AS sources,
           count(*) FILTER (confidential) AS confidential
    FROM in_view
    WHERE record_kind = 'insight'
    GROUP BY place_kind
)
SELECT kinds.kind, coalesce(insights, 0) AS insights, coalesce(sources, 0) AS sources,
       coalesce(confidential, 0) AS confidential
FROM (VALUES (1, 'one_council'), (2, 'several_councils'), (3, 'hscp'), (4, 'health_board'), (5, 'wider_region'),
             (6, 'national'), (7, 'not_known')) AS kinds(place_in_order, kind)
LEFT JOIN counted ON counted.place_kind = kinds.kind
ORDER BY kinds.place_in_order
