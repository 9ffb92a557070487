-- Question:   Which council areas were named for the first time by what has come in since a moment?
-- Parameters: the filters, $since (moment, UTC)
-- Returns:    council_code, council, insights, confidential (insights)
SELECT code AS council_code, area.name AS council, count(DISTINCT in_view.n) AS insights,
       count(DISTINCT in_view.n) FILTER (confidential) AS confidential
FROM in_view
JOIN evidence.named AS named ON named.n = in_view.n AND named.area_level = 'council'
JOIN evidence.area AS area USING (area_level, code)
JOIN evidence.number AS number ON number.n = in_view.n
JOIN insight ON insight_id = record_id
WHERE in_view.record_kind = 'insight'
GROUP BY code, area.name
HAVING min(added_at) > $since::TIMESTAMP
ORDER BY council
