-- Question:   Which equality groups is no insight in view about, and how many would be expected?
-- Parameters: the filters
-- Returns:    group_name, characteristic, category (the yardstick that the name was reviewed to mean; NULL for none),
--             population_share (0-1; NULL where it must not be compared), base_rows (insights that name any group),
--             expected (base_rows by share; NULL where it must not be compared), year, source (of the yardstick),
--             note (why it is compared or not)
WITH base AS (SELECT count(*) AS base_rows FROM in_view WHERE record_kind = 'insight' AND has_group),
heard AS (SELECT DISTINCT group_name FROM in_view JOIN evidence.about USING (n) WHERE record_kind = 'insight')
SELECT alias.label AS group_name, alias.characteristic, alias.category,
       CASE WHEN alias.compare THEN share_of_population END AS population_share,
       base.base_rows,
       CASE WHEN alias.compare THEN base.base_rows * share_of_population END AS expected,
       CASE WHEN alias.compare THEN equality_group.year END AS year,
       CASE WHEN alias.compare THEN equality_group.source END AS source, alias.note
FROM group_alias AS alias CROSS JOIN base
LEFT JOIN equality_group USING (characteristic, category)
WHERE alias.label NOT IN (SELECT group_name FROM heard)
ORDER BY expected DESC NULLS LAST, group_name
