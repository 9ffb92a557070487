-- Question:   Is each area of a level heard more or less than its share of people?
-- Parameters: the filters, $area_level (council, hscp, health_board)
-- Returns:    code, name, observed (distinct sources of insights that name it: source-area pairs), expected (all pairs of
--             the level by share of people), ratio (observed over expected), lower, upper (of the ratio, 95 %),
--             limit_low, limit_high (of the ratio, where 99.8 % of areas like it lie), dispersion (phi, 1 or more),
--             outside (more or less where it lies outside that limit and 5 or more are expected, else empty),
--             population, confidential (insights)
-- Measure:    ratios.of_areas
WITH heard AS (
    SELECT code, count(DISTINCT source_no) AS observed, count(*) FILTER (confidential) AS confidential
    FROM in_view JOIN evidence.named USING (n)
    WHERE record_kind = 'insight' AND area_level = $area_level
    GROUP BY code
)
SELECT area.code, area.name, coalesce(observed, 0) AS observed,
       coalesce((SELECT sum(observed) FROM heard), 0) * area.population_share AS expected, area.population,
       coalesce(confidential, 0) AS confidential
FROM evidence.area AS area LEFT JOIN heard USING (code)
WHERE area.area_level = $area_level
ORDER BY coalesce(observed, 0) / area.population_share DESC, area.name
