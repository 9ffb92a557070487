-- Question:   Which records may a search find within what the filters leave?
-- Parameters: the filters, $shared (whether only what may be quoted publicly), $added_after (moment; NULL: any)
-- Returns:    numbers (list of the records' numbers, the newest first)
SELECT list(n ORDER BY recorded_on DESC NULLS LAST, n) FILTER (
           NOT ($shared::BOOLEAN AND confidential)
           AND ($added_after::TIMESTAMP IS NULL OR n IN (
               SELECT n FROM evidence.number
               LEFT JOIN insight ON record_kind = 'insight' AND insight_id = record_id
               LEFT JOIN case_study ON record_kind = 'case_study' AND case_study_id = record_id
               WHERE coalesce(insight.added_at, case_study.added_at) > $added_after::TIMESTAMP))) AS numbers
FROM in_view
