-- Question:   From how many different sources of each sector was it heard, and how many are small?
-- Parameters: the filters, $since (moment, UTC)
-- Returns:    sector ("not_recorded" where blank), sources (distinct), new_sources (distinct; nothing of theirs was
--             here before), small (distinct sources known to be small), sized (distinct sources whose size is
--             recorded), records, confidential (records)
WITH added AS (
    SELECT heard_in_view.*, source.size, coalesce(source.sector, 'not_recorded') AS of_sector,
           coalesce(insight.added_at, case_study.added_at) > $since::TIMESTAMP AS new
    FROM heard_in_view JOIN evidence.number AS number USING (n)
    LEFT JOIN insight ON insight_id = CASE number.record_kind WHEN 'insight' THEN record_id END
    LEFT JOIN case_study ON case_study_id = CASE number.record_kind WHEN 'case_study' THEN record_id END
    LEFT JOIN evidence.source_number AS known USING (source_no)
    LEFT JOIN source ON source.source_id = known.source_id
)
SELECT of_sector AS sector, count(DISTINCT source_no) AS sources,
       count(DISTINCT source_no) FILTER (new AND source_no NOT IN (
           SELECT source_no FROM added WHERE NOT new AND source_no IS NOT NULL)) AS new_sources,
       count(DISTINCT source_no) FILTER (lower(size) = 'small') AS small,
       count(DISTINCT source_no) FILTER (size IS NOT NULL) AS sized,
       count(*) FILTER (NOT again) AS records, count(*) FILTER (confidential AND NOT again) AS confidential
FROM added
GROUP BY of_sector
ORDER BY sources DESC, sector
