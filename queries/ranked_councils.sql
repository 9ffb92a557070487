-- Question:   How many sources name each council, the most deprived councils first?
-- Parameters: the filters
-- Returns:    council_code, council, deprivation (share of its data zones in the most deprived fifth, 0-1), bit (its
--             place in council_bits), population, observed (distinct sources of insights)
WITH heard AS (
    SELECT code AS council_code, count(DISTINCT source_no) AS observed
    FROM in_view JOIN evidence.named USING (n)
    WHERE record_kind = 'insight' AND area_level = 'council'
    GROUP BY code
)
SELECT band.council_code, area.name AS council, band.value AS deprivation, band.bit, band.population,
       coalesce(heard.observed, 0) AS observed
FROM evidence.council_band AS band
JOIN evidence.area AS area ON area.area_level = 'council' AND area.code = band.council_code
LEFT JOIN heard USING (council_code)
WHERE band.parting = 'deprivation'
ORDER BY deprivation DESC, council
