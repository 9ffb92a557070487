-- Question:   Which equality groups are the records in view about, and do people say gaps get wider or smaller?
-- Parameters: the filters
-- Returns:    group_name ("not_recorded" for records that name none), records, sources (distinct), widening,
--             narrowing, mixed, none_stated, not_recorded (records), confidential (records)
-- A record about two groups counts in both: groups are never added up.
SELECT coalesce(about.group_name, 'not_recorded') AS group_name,
       count(*) AS records,
       count(DISTINCT source_no) AS sources,
       count(*) FILTER (inequality_effect = 'widening') AS widening,
       count(*) FILTER (inequality_effect = 'narrowing') AS narrowing,
       count(*) FILTER (inequality_effect = 'mixed') AS mixed,
       count(*) FILTER (inequality_effect = 'none stated') AS none_stated,
       count(*) FILTER (inequality_effect IS NULL) AS not_recorded,
       count(*) FILTER (confidential) AS confidential
FROM in_view LEFT JOIN evidence.about AS about USING (n)
GROUP BY ALL
ORDER BY records DESC, group_name
