-- Question:   What did people say about inequality, over everything in view?
-- Parameters: the filters
-- Returns:    effect (widening, narrowing, mixed, none stated, not_recorded), records, sources (distinct),
--             confidential (records)
SELECT effect.effect, count(n) AS records, count(DISTINCT source_no) AS sources,
       count(*) FILTER (confidential) AS confidential
FROM (VALUES (1, 'widening'), (2, 'narrowing'), (3, 'mixed'), (4, 'none stated'), (5, 'not_recorded'))
     AS effect(place_in_order, effect)
LEFT JOIN in_view ON coalesce(in_view.inequality_effect, 'not_recorded') = effect.effect
GROUP BY effect.place_in_order, effect.effect
ORDER BY effect.place_in_order
