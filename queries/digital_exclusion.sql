-- Question:   Who is cut off from digital life, and what is said about it?
-- Parameters: the filters
-- Returns:    kind (theme: what insights in view say; yardstick: what is known of everybody), name, records (insights),
--             sources (distinct; both NULL for a yardstick), population_share (0-1), base (what it is a share of), year,
--             source, confidential (insights)
-- Whether the people who spoke have or use the internet is not recorded, so nothing is compared.
SELECT 'theme' AS kind, theme.theme AS name, count(*) AS records, count(DISTINCT source_no) AS sources,
       CAST(NULL AS DOUBLE) AS population_share, CAST(NULL AS VARCHAR) AS base, CAST(NULL AS VARCHAR) AS year,
       CAST(NULL AS VARCHAR) AS source, count(*) FILTER (confidential) AS confidential
FROM in_view
JOIN evidence.mention USING (n)
JOIN evidence.theme AS theme USING (theme_id)
WHERE record_kind = 'insight'
  AND regexp_matches(lower(theme.theme), '(^|[^a-z])(digital|online|internet|technology|remote)')
GROUP BY ALL
UNION ALL
SELECT 'yardstick', category, NULL, NULL, share_of_population, base, year, source, NULL
FROM equality_group WHERE characteristic = 'Digital exclusion'
ORDER BY kind, records DESC NULLS LAST, name
