-- Question:   What did people say about inequality, over everything in view?
-- Parameters: the filters
-- Returns:    effect (widening, narrowing, mixed, none stated, not_recorded), records, sources (distinct),
--             confidential (records)
WITH heard AS (
    SELECT inequality_effect AS effect, count(*) AS records, count(DISTINCT source_no) AS sources,
           count(*) FILTER (confidential) AS confidential
    FROM in_view GROUP BY ALL
)
SELECT offered.effect,
       coalesce(records, 0) AS records,
       coalesce(sources, 0) AS sources,
       coalesce(confidential, 0) AS confidential
FROM (VALUES (1, 'widening'), (2, 'narrowing'), (3, 'mixed'), (4, 'none stated'), (5, 'not_recorded'))
     AS offered(place_in_order, effect)
LEFT JOIN heard ON coalesce(heard.effect, 'not_recorded') = offered.effect
ORDER BY place_in_order
