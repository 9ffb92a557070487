-- Question:   Which words separate what is said about one group from what is said about another?
-- Parameters: the filters, $first_group, $second_group (names of equality groups)
-- Returns:    word, first_sources, second_sources (distinct sources of insights about only that group with the word),
--             log_odds (natural logarithm; above 0: more with the first), score (log_odds over its standard error),
--             typical_of (first or second), first_base, second_base (sources of each group)
-- Measure:    screening.words_apart
-- Words of three letters and more, each once a source; insights about both groups only tell how common a word is.
WITH about_either AS (
    SELECT n, bool_or(group_name = $first_group) AS first, bool_or(group_name = $second_group) AS second
    FROM evidence.about GROUP BY n
),
texts AS (
    SELECT coalesce(CAST(source_no AS VARCHAR), 'n' || in_view.n) AS who,
           coalesce(first AND NOT second, false) AS first, coalesce(second AND NOT first, false) AS second,
           lower(concat_ws(' ', insight.title, insight.text)) AS words
    FROM in_view
    JOIN evidence.number AS number USING (n)
    JOIN insight ON insight_id = number.record_id
    JOIN about_either USING (n)
    WHERE in_view.record_kind = 'insight' AND (first OR second)
),
spoken AS (
    SELECT DISTINCT who, first, second, unnest(regexp_extract_all(words, '[a-zà-ÿ]{3,}')) AS word FROM texts
)
SELECT word, count(DISTINCT who) FILTER (first) AS first_sources, count(DISTINCT who) FILTER (second) AS second_sources,
       count(DISTINCT who) AS anywhere,
       (SELECT count(DISTINCT who) FROM texts WHERE first) AS first_base,
       (SELECT count(DISTINCT who) FROM texts WHERE second) AS second_base
FROM spoken GROUP BY word
ORDER BY word
