-- Question:   How much is heard about people who use other languages, and how many are they?
-- Parameters: the filters
-- Returns:    kind (group: whom insights in view are about; yardstick: what is known of everybody), name, records
--             (insights), sources (distinct; both NULL for a yardstick), population_share (0-1), base (what it is a share
--             of), year, source, confidential (insights)
-- In which language somebody spoke is not recorded, and no share is of all people, so nothing is compared.
SELECT 'group' AS kind, alias.label AS name, count(in_view.n) AS records, count(DISTINCT source_no) AS sources,
       CAST(NULL AS DOUBLE) AS population_share, CAST(NULL AS VARCHAR) AS base, CAST(NULL AS VARCHAR) AS year,
       CAST(NULL AS VARCHAR) AS source, count(*) FILTER (confidential) AS confidential
FROM group_alias AS alias
LEFT JOIN evidence.about AS about ON about.group_name = alias.label
LEFT JOIN in_view ON in_view.n = about.n AND record_kind = 'insight'
WHERE alias.characteristic = 'Language'
GROUP BY ALL
UNION ALL
SELECT 'yardstick', category, NULL, NULL, share_of_population, base, year, source, NULL
FROM equality_group WHERE characteristic = 'Language'
ORDER BY kind, records DESC NULLS LAST, name
