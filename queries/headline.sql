-- Question:   How much is in view, from how many sources, about how many councils?
-- Parameters: the filters
-- Returns:    insights, case_studies, all_insights, all_case_studies (counts), sources (distinct), councils
--             (distinct councils named by insights), boards, first_on, last_on (dates), confidential (records)
WITH counted AS (
    SELECT count(*) FILTER (record_kind = 'insight' AND NOT again) AS insights,
           count(*) FILTER (record_kind = 'case_study' AND NOT again) AS case_studies,
           count(DISTINCT source_no) AS sources,
           bit_count(coalesce(bit_or(council_bits) FILTER (record_kind = 'insight'), 0)) AS councils,
           bit_count(coalesce(bit_or(board_bits) FILTER (record_kind = 'insight'), 0)) AS boards,
           min(recorded_on) AS first_on,
           max(recorded_until) AS last_on,
           count(*) FILTER (confidential AND NOT again) AS confidential
    FROM heard_in_view
)
SELECT counted.insights, counted.case_studies, total.insights AS all_insights,
       total.case_studies AS all_case_studies, sources, councils, boards, first_on, last_on, confidential
FROM counted, evidence.total AS total
