-- Question:   Who should be listened to next, so that each group is heard by its share?
-- Parameters: the filters
-- Returns:    group, characteristic, category (the yardstick that the name was reviewed to mean; NULL for none),
--             population_share (0-1; NULL where it must not be compared), base_rows (insights for which it is
--             recorded who spoke), observed (of them from this group), expected (base_rows by share), gap (how many
--             more from this group), sources (distinct, from this group), year, source (of the yardstick), note (why
--             it is compared or not), base_sources (distinct, behind base_rows)
-- Measure:    groups.listening
-- Gaps overlap, as one person is of several groups: they are never added up.
SELECT alias.label AS "group", alias.characteristic, alias.category,
       CASE WHEN alias.compare THEN share_of_population END AS population_share,
       CASE WHEN alias.compare THEN equality_group.year END AS year,
       CASE WHEN alias.compare THEN equality_group.source END AS source, alias.note
FROM group_alias AS alias
LEFT JOIN equality_group USING (characteristic, category)
ORDER BY alias.label
