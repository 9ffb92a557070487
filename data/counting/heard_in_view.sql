-- Question:   From which sources were the records in view heard, those of joined insights among them?
-- Parameters: the filters
-- Returns:    n, record_kind, recorded_on, recorded_until, date_precision, source_kind, sector, focus_area,
--             barrier_or_enabler, inequality_effect, level, quote_permission, source_no, confidential, released,
--             council_bits, board_bits (one bit an area), has_group, again (whether the record has another row already)
-- A step for counting sources: each record once, and once again for each insight that is joined to it.
SELECT *, false AS again FROM in_view
UNION ALL
SELECT in_view.* REPLACE (also.source_no AS source_no), true
FROM in_view JOIN evidence.also_heard AS also USING (n)
