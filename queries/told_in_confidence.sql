-- Question:   Was anything told in confidence, and may sharing mode count it yet?
-- Parameters: (none)
-- Returns:    confidential, released (confidential records, and those of them in whole batches)
SELECT count(*) FILTER (confidential) AS confidential, count(*) FILTER (confidential AND released) AS released
FROM evidence.record
