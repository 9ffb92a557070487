-- Question:   Which records have these numbers?
-- Parameters: $numbers (list)
-- Returns:    n, record_kind, record_id
SELECT n, record_kind, record_id FROM evidence.number WHERE n IN (SELECT unnest($numbers::INTEGER[]))
