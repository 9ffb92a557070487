-- Question:   Which records may a search find within what the filters leave?
-- Parameters: the filters, $shared (whether only what may be quoted publicly), $added_after (moment; NULL: any)
-- Returns:    numbers (list of the records' numbers, the newest first)
SELECT list(n ORDER BY recorded_on DESC NULLS LAST, n) FILTER (
           NOT ($shared::BOOLEAN AND confidential)
           AND ($added_after::TIMESTAMP IS NULL OR n IN (
               SELECT n FROM evidence.number
               LEFT JOIN insight ON insight_id = CASE record_kind WHEN 'insight' THEN record_id END
               LEFT JOIN case_study ON case_study_id = CASE record_kind WHEN 'case_study' THEN record_id END
               WHERE coalesce(insight.added_at, case_study.added_at) > $added_after::TIMESTAMP))) AS numbers
FROM in_view
