-- Writes coding_now anew: every coding in force, followed through the merges and splits that came after.
-- A coding moves with the earliest later event that concerns it, then with the next from there, and so on.
INSERT INTO coding_now
WITH RECURSIVE moved AS (
    SELECT event_id, kind, seq, into_id, unnest(theme_ids) AS theme_id
    FROM theme_event_at(TIMESTAMP '9999-12-31 00:00:00', NULL)
    WHERE kind IN ('merge', 'split')
),
follows(coding_id, record_kind, record_id, theme_id, seq) AS (
    SELECT coding_id, record_kind, record_id, theme_id, CAST(0 AS BIGINT)
    FROM coding WHERE removed_at IS NULL
    UNION ALL
    SELECT follows.coding_id, follows.record_kind, follows.record_id,
           arg_min(moved.into_id, moved.seq), min(moved.seq)
    FROM follows
    JOIN moved ON moved.theme_id = follows.theme_id AND moved.seq > follows.seq
    LEFT JOIN theme_event_record AS chosen
           ON chosen.event_id = moved.event_id
          AND chosen.record_kind = follows.record_kind AND chosen.record_id = follows.record_id
    WHERE moved.kind = 'merge' OR chosen.event_id IS NOT NULL
    GROUP BY follows.coding_id, follows.record_kind, follows.record_id
),
last AS (
    SELECT record_kind, record_id, arg_max(theme_id, seq) AS theme_id
    FROM follows GROUP BY coding_id, record_kind, record_id
)
SELECT DISTINCT record_kind, record_id, theme_id FROM last;
