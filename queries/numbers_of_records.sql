-- Question:   Which numbers do these records have?
-- Parameters: $kinds, $ids (lists of the same length)
-- Returns:    numbers (list, in the order of the records; those that do not count are left out)
SELECT list(n ORDER BY place) AS numbers
FROM (
    SELECT unnest($kinds::VARCHAR[]) AS record_kind, unnest($ids::VARCHAR[]) AS record_id,
           unnest(range(len($ids::VARCHAR[]))) AS place
) AS wanted
JOIN evidence.number USING (record_kind, record_id)
