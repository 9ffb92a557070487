-- Question:   Which insights in view have no theme yet?
-- Parameters: the filters, $shared (whether only what may be quoted publicly is told), $limit, $offset
-- Returns:    insight_id, matching (how many in all)
SELECT record_id AS insight_id, count(*) OVER () AS matching
FROM in_view JOIN evidence.number AS number USING (n)
WHERE in_view.record_kind = 'insight' AND NOT ($shared::BOOLEAN AND confidential)
  AND n NOT IN (SELECT n FROM evidence.mention)
ORDER BY recorded_on DESC NULLS LAST, n
LIMIT $limit OFFSET $offset
