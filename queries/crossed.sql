-- Question:   How few people and organisations told something in confidence in any square of the crossed tables?
-- Parameters: the filters
-- Returns:    crossing (theme_effect, theme_barrier, theme_month, group_effect, band_effect, speaker), least (distinct
--             sources behind the square with the fewest, squares without any left out), empty (squares without any,
--             in rows that have some)
WITH told AS (
    SELECT in_view.*, heard_from
    FROM in_view LEFT JOIN evidence.speaker USING (n)
    WHERE in_view.record_kind = 'insight' AND confidential
),
squares AS (
    SELECT 'theme_effect' AS crossing, theme_id AS row, coalesce(CAST(inequality_effect AS VARCHAR), '-') AS col, source_no
    FROM told JOIN evidence.mention USING (n)
    UNION ALL
    SELECT 'theme_barrier', theme_id, coalesce(CAST(barrier_or_enabler AS VARCHAR), '-'), source_no
    FROM told JOIN evidence.mention USING (n)
    UNION ALL
    SELECT 'theme_month', theme_id, concat_ws('/', date_precision, CAST(date_trunc('month', recorded_on) AS VARCHAR)),
           source_no
    FROM told JOIN evidence.mention USING (n)
    UNION ALL
    SELECT 'group_effect', coalesce(group_name, '-'), coalesce(CAST(inequality_effect AS VARCHAR), '-'), source_no
    FROM told LEFT JOIN evidence.about USING (n)
    UNION ALL
    SELECT 'band_effect', concat_ws('/', parting, CAST(band AS VARCHAR)), coalesce(CAST(inequality_effect AS VARCHAR), '-'), source_no
    FROM told JOIN evidence.place USING (n) JOIN evidence.council_band USING (council_code)
    UNION ALL
    SELECT 'speaker', coalesce(heard_from, '-'), '-', source_no FROM told
),
counted AS (
    SELECT crossing, row, col, count(DISTINCT source_no) AS sources FROM squares GROUP BY ALL
)
SELECT crossing, min(sources) AS least, count(DISTINCT row) * count(DISTINCT col) - count(*) AS empty
FROM counted
GROUP BY crossing
ORDER BY crossing
