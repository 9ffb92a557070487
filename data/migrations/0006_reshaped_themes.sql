-- Themes that people re-shape: what a coding takes as done, insights that were joined, and what is worked out from
-- the events at any moment and in any draft.
ALTER TABLE coding ADD COLUMN after_seq BIGINT DEFAULT 0;
ALTER TABLE coding ADD COLUMN tagging_id VARCHAR;
ALTER TABLE coding ADD COLUMN taken_by_tagging_id VARCHAR;

-- One row is one time that an insight was found to say what another says and was joined to it, until it was parted.
CREATE TABLE insight_join (
    join_id VARCHAR PRIMARY KEY, insight_id VARCHAR NOT NULL, duplicate_of VARCHAR NOT NULL,
    joined_by VARCHAR, joined_at TIMESTAMP NOT NULL, parted_by VARCHAR, parted_at TIMESTAMP
);

-- One row is one call in which a person gave a theme to records or took it away, until that was undone.
CREATE TABLE tagging (
    tagging_id VARCHAR PRIMARY KEY, did VARCHAR NOT NULL, theme_id VARCHAR NOT NULL, made_by VARCHAR,
    made_at TIMESTAMP NOT NULL, undone_by VARCHAR, undone_at TIMESTAMP
);

DROP VIEW theme;
DROP MACRO TABLE theme_at;
DROP MACRO TABLE theme_event_at;
DROP TABLE coding_now;
DROP VIEW record;

-- One row is one event in force at a moment, in a draft (NULL: outside any), undone ones left out. What a draft
-- holds comes after everything outside it, as it will when it is committed: ``turn`` is that order.
CREATE MACRO theme_event_at(moment, draft) AS TABLE
    SELECT event.*, CASE WHEN event.draft_id IS NULL THEN event.seq ELSE event.seq + 1000000000000000 END AS turn
    FROM theme_event AS event
    WHERE event.made_at <= moment
      AND (event.draft_id IS NULL OR event.draft_id = draft)
      AND event.kind <> 'undo'
      AND event.event_id NOT IN (
          SELECT undoing.undoes_event_id
          FROM theme_event AS undoing
          WHERE undoing.kind = 'undo' AND undoing.undoes_event_id IS NOT NULL
            AND undoing.made_at <= moment
            AND (undoing.draft_id IS NULL OR undoing.draft_id = draft)
      );

-- One row is one theme that was merged into another, in force at a moment, in a draft. A theme counts as merged
-- from its last making on, so that what it becomes was made later than itself and no circle can form.
CREATE MACRO theme_merge_at(moment, draft) AS TABLE
    WITH in_force AS MATERIALIZED (
        SELECT kind, theme_ids, into_id, turn FROM theme_event_at(moment, draft)
        WHERE kind IN ('create', 'merge', 'split')
    ),
    made AS (
        SELECT into_id AS theme_id, max(turn) AS turn
        FROM in_force GROUP BY into_id
    ),
    merged AS (SELECT unnest(theme_ids) AS theme_id, into_id, turn FROM in_force WHERE kind = 'merge')
    SELECT merged.theme_id, arg_min(merged.into_id, merged.turn) AS into_id, min(merged.turn) AS turn
    FROM merged
    JOIN made ON made.theme_id = merged.theme_id AND made.turn < merged.turn
    JOIN made AS later ON later.theme_id = merged.into_id AND later.turn >= merged.turn
    GROUP BY merged.theme_id;

-- One row is one theme that was merged and the theme that it stands for at a moment, in a draft. Each round follows
-- twice as many merges as the one before.
CREATE MACRO theme_stands_at(moment, draft) AS TABLE
    WITH RECURSIVE merged AS MATERIALIZED (SELECT theme_id, into_id FROM theme_merge_at(moment, draft)),
    jump(theme_id, stands_as) USING KEY (theme_id) AS (
        SELECT theme_id, into_id FROM merged
        UNION
        SELECT jump.theme_id, next.stands_as
        FROM jump JOIN recurring.jump AS next ON next.theme_id = jump.stands_as
    )
    SELECT theme_id, stands_as FROM jump;

-- One row is one theme as it stands at a moment, in a draft. One whose parent was retired stands a level higher; one
-- that would stand under itself stands at the top.
CREATE MACRO theme_at(moment, draft) AS TABLE
    WITH RECURSIVE in_force AS MATERIALIZED (SELECT * FROM theme_event_at(moment, draft)),
    stands AS MATERIALIZED (SELECT * FROM theme_stands_at(moment, draft)),
    made AS (
        SELECT into_id AS theme_id, arg_max(payload, turn) AS payload, max(turn) AS turn
        FROM in_force WHERE kind IN ('create', 'merge', 'split') GROUP BY into_id
    ),
    told AS (
        SELECT unnest(theme_ids) AS theme_id, kind, turn, payload, into_id
        FROM in_force WHERE kind IN ('rename', 'define', 'move', 'retire')
    ),
    last_told AS (
        SELECT theme_id,
               arg_max(json_extract_string(payload, '$.theme'), turn) FILTER (kind = 'rename') AS theme,
               arg_max(coalesce(json_extract_string(payload, '$.definition'), ''), turn)
                   FILTER (kind = 'define') AS definition,
               max(turn) FILTER (kind = 'move') AS moved,
               arg_max(coalesce(into_id, ''), turn) FILTER (kind = 'move') AS parent_theme_id,
               max(turn) FILTER (kind = 'retire') AS retired
        FROM told GROUP BY theme_id
    ),
    described AS MATERIALIZED (
        SELECT made.theme_id,
               coalesce(last_told.theme, json_extract_string(made.payload, '$.theme')) AS theme,
               CASE WHEN last_told.moved IS NULL
                    THEN json_extract_string(made.payload, '$.parent_theme_id')
                    ELSE nullif(last_told.parent_theme_id, '') END AS parent_as_told,
               nullif(coalesce(last_told.definition,
                               json_extract_string(made.payload, '$.definition')), '') AS definition,
               coalesce(last_told.retired > made.turn, false) OR stands.stands_as IS NOT NULL AS retired
        FROM made LEFT JOIN last_told USING (theme_id) LEFT JOIN stands USING (theme_id)
    ),
    link AS MATERIALIZED (
        SELECT described.theme_id, described.retired, parent.theme_id AS parent_theme_id,
               coalesce(parent.retired, false) AS parent_retired
        FROM described
        LEFT JOIN stands ON stands.theme_id = described.parent_as_told
        LEFT JOIN described AS parent
               ON parent.theme_id = coalesce(stands.stands_as, described.parent_as_told)
              AND parent.theme_id <> described.theme_id
    ),
    lifted(theme_id, parent_theme_id, parent_retired, depth) AS (
        SELECT theme_id, parent_theme_id, parent_retired, 0 FROM link
        UNION ALL
        SELECT lifted.theme_id, link.parent_theme_id, link.parent_retired, depth + 1
        FROM lifted JOIN link ON link.theme_id = lifted.parent_theme_id
        WHERE lifted.parent_retired AND depth < 100
    ),
    above AS MATERIALIZED (
        SELECT theme_id,
               CASE WHEN NOT arg_max(parent_retired, depth) THEN arg_max(struct_pack(id := parent_theme_id), depth).id
                    END AS parent_theme_id
        FROM lifted GROUP BY theme_id
    ),
    reached(theme_id) AS (
        SELECT theme_id FROM above WHERE parent_theme_id IS NULL
        UNION
        SELECT above.theme_id FROM reached JOIN above ON above.parent_theme_id = reached.theme_id
    )
    SELECT described.theme_id, described.theme,
           CASE WHEN described.theme_id IN (SELECT theme_id FROM reached) THEN above.parent_theme_id
                END AS parent_theme_id,
           described.definition, described.retired
    FROM described JOIN above USING (theme_id);

-- One row is one theme as it stands now, outside any draft.
CREATE VIEW theme AS SELECT * FROM theme_at(TIMESTAMP '9999-12-31 00:00:00', NULL);

-- One row is one coding in force at a moment.
CREATE MACRO coding_given_at(moment) AS TABLE
    SELECT coding_id, record_kind, record_id, theme_id, coalesce(after_seq, 0) AS after_seq
    FROM coding WHERE coded_at <= moment AND (removed_at IS NULL OR removed_at > moment);

-- One row is one coding, at a moment, in a draft, of a record that a split chose, and the theme that it counts
-- under: it goes with the earliest event that concerns it, then with the next from there. ``halt`` leads over
-- the merges to the next theme that was split, so that one step of a coding is one split.
CREATE MACRO coding_moved_at(moment, draft) AS TABLE
    WITH RECURSIVE chosen AS MATERIALIZED (
        SELECT record_kind, record_id, event.theme_ids[1] AS theme_id, event.into_id, event.turn
        FROM theme_event_at(moment, draft) AS event JOIN theme_event_record USING (event_id)
        WHERE event.kind = 'split'
    ),
    merged AS MATERIALIZED (SELECT * FROM theme_merge_at(moment, draft)),
    halt(theme_id, halts_at) USING KEY (theme_id) AS (
        SELECT theme_id, into_id FROM merged WHERE theme_id NOT IN (SELECT theme_id FROM chosen)
        UNION
        SELECT halt.theme_id, next.halts_at
        FROM halt JOIN recurring.halt AS next ON next.theme_id = halt.halts_at
    ),
    split_hop AS MATERIALIZED (
        SELECT chosen.* REPLACE (coalesce(halt.halts_at, chosen.into_id) AS into_id)
        FROM chosen LEFT JOIN halt ON halt.theme_id = chosen.into_id
    ),
    merge_hop AS MATERIALIZED (
        SELECT merged.theme_id, coalesce(halt.halts_at, merged.into_id) AS into_id, merged.turn
        FROM merged LEFT JOIN halt ON halt.theme_id = merged.into_id
    ),
    given AS MATERIALIZED (
        SELECT DISTINCT coding.record_kind, coding.record_id, coding.theme_id, coding.after_seq
        FROM coding_given_at(moment) AS coding
        SEMI JOIN chosen ON chosen.record_kind = coding.record_kind AND chosen.record_id = coding.record_id
    ),
    follows(record_kind, record_id, theme_id, after_seq, at_theme, at_turn) AS (
        SELECT given.*, coalesce(halt.halts_at, given.theme_id), given.after_seq
        FROM given LEFT JOIN halt ON halt.theme_id = given.theme_id
        UNION ALL
        SELECT follows.record_kind, follows.record_id, follows.theme_id, follows.after_seq,
               CASE WHEN coalesce(min(split_hop.turn) < min(merge_hop.turn), min(split_hop.turn) IS NOT NULL)
                    THEN arg_min(split_hop.into_id, split_hop.turn) ELSE min(merge_hop.into_id) END,
               least(min(split_hop.turn), min(merge_hop.turn))
        FROM follows
        LEFT JOIN split_hop ON split_hop.record_kind = follows.record_kind
                           AND split_hop.record_id = follows.record_id
                           AND split_hop.theme_id = follows.at_theme
                           AND split_hop.turn > follows.at_turn
        LEFT JOIN merge_hop ON merge_hop.theme_id = follows.at_theme
        WHERE split_hop.turn IS NOT NULL OR merge_hop.turn IS NOT NULL
        GROUP BY follows.record_kind, follows.record_id, follows.theme_id, follows.after_seq
    )
    SELECT record_kind, record_id, theme_id, after_seq, arg_max(at_theme, at_turn) AS stands_as
    FROM follows GROUP BY record_kind, record_id, theme_id, after_seq;

-- One row is one coding in force at a moment, in a draft, followed through the merges and splits.
CREATE MACRO coding_stands_at(moment, draft) AS TABLE
    SELECT coding.coding_id, coding.record_kind, coding.record_id,
           coalesce(moved.stands_as, stands.stands_as, coding.theme_id) AS stands_as
    FROM coding_given_at(moment) AS coding
    LEFT JOIN coding_moved_at(moment, draft) AS moved
           ON moved.record_kind = coding.record_kind AND moved.record_id = coding.record_id
          AND moved.theme_id = coding.theme_id AND moved.after_seq = coding.after_seq
    LEFT JOIN theme_stands_at(moment, draft) AS stands ON stands.theme_id = coding.theme_id;

-- One row is one distinct pair of a record and a theme as it stands at a moment, in a draft.
CREATE MACRO coding_at(moment, draft) AS TABLE
    SELECT DISTINCT record_kind, record_id, stands_as AS theme_id FROM coding_stands_at(moment, draft);

-- One row is one distinct pair of a record and a theme as it stands now.
CREATE VIEW coding_now AS SELECT * FROM coding_at(TIMESTAMP '9999-12-31 00:00:00', NULL);


-- One row is one event up to a moment, in a draft, also one that was taken back, with what its themes were called at
-- the time.
CREATE MACRO theme_history_at(moment, draft) AS TABLE
    WITH event AS MATERIALIZED (
        SELECT *, CASE WHEN draft_id IS NULL THEN seq ELSE seq + 1000000000000000 END AS turn
        FROM theme_event
        WHERE made_at <= moment AND (draft_id IS NULL OR draft_id = draft)
    ),
    called AS MATERIALIZED (
        SELECT CASE WHEN kind = 'rename' THEN theme_ids[1] ELSE into_id END AS theme_id, turn,
               json_extract_string(payload, '$.theme') AS theme
        FROM event WHERE kind IN ('create', 'rename', 'merge', 'split')
    ),
    acted AS (
        SELECT event_id, turn, unnest(theme_ids) AS theme_id, generate_subscripts(theme_ids, 1) AS place FROM event
    ),
    named AS (
        SELECT acted.event_id, list(called.theme ORDER BY place) AS themes
        FROM acted ASOF LEFT JOIN called ON called.theme_id = acted.theme_id AND called.turn < acted.turn
        GROUP BY acted.event_id
    ),
    put AS (
        SELECT event_id, turn,
               CASE WHEN kind = 'move' THEN into_id
                    ELSE json_extract_string(payload, '$.parent_theme_id') END AS parent_theme_id
        FROM event
    ),
    above AS (
        SELECT put.event_id, called.theme AS parent_theme
        FROM put ASOF JOIN called ON called.theme_id = put.parent_theme_id AND called.turn < put.turn
    ),
    moved AS (SELECT event_id, count(*) AS records FROM theme_event_record GROUP BY event_id)
    SELECT event.event_id, event.seq, event.turn, event.kind, event.theme_ids, coalesce(named.themes, []) AS themes,
           event.into_id, json_extract_string(event.payload, '$.theme') AS theme,
           json_extract_string(event.payload, '$.definition') AS definition, above.parent_theme,
           coalesce(moved.records, 0) AS records, event.made_by, event.made_at, event.workshop_id, event.draft_id,
           event.undoes_event_id,
           event.event_id IN (SELECT undoes_event_id FROM event WHERE undoes_event_id IS NOT NULL) AS undone,
           list_append(event.theme_ids, event.into_id) AS about
    FROM event
    LEFT JOIN named USING (event_id)
    LEFT JOIN above USING (event_id)
    LEFT JOIN moved USING (event_id);

-- One row is one theme that one of the wanted themes came from, by merges and splits that stand, or is it itself.
CREATE MACRO theme_kin(wanted) AS TABLE
    WITH RECURSIVE came AS MATERIALIZED (
        SELECT into_id AS theme_id, unnest(theme_ids) AS from_id
        FROM theme_event AS event
        WHERE kind IN ('merge', 'split')
          AND NOT EXISTS (
              SELECT 1 FROM theme_event AS undoing
              WHERE undoing.undoes_event_id = event.event_id
                AND undoing.draft_id IS NOT DISTINCT FROM event.draft_id)
    ),
    kin(theme_id) AS (
        SELECT unnest(wanted)
        UNION
        SELECT came.from_id FROM kin JOIN came ON came.theme_id = kin.theme_id
    )
    SELECT theme_id FROM kin;

-- One row is one insight that was joined, at a moment, to another that says the same and counted then.
CREATE MACRO insight_joined_at(moment) AS TABLE
    SELECT joined.insight_id, joined.duplicate_of
    FROM (
        SELECT insight_id, duplicate_of FROM insight_join
        WHERE joined_at <= moment AND (parted_at IS NULL OR parted_at > moment)
        UNION
        SELECT insight_id, duplicate_of FROM insight
        WHERE duplicate_of IS NOT NULL AND insight_id NOT IN (SELECT insight_id FROM insight_join)
    ) AS joined
    JOIN insight AS kept ON kept.insight_id = joined.duplicate_of
    WHERE kept.added_at <= moment AND (kept.removed_at IS NULL OR kept.removed_at > moment);

-- One row is one insight or case study that counted at a moment, with the last day of the period it is dated to.
CREATE MACRO record_at(moment) AS TABLE
    WITH live AS (
        SELECT 'insight' AS record_kind, insight_id AS record_id, recorded_on, date_precision, source_kind,
               source_id, focus_area, barrier_or_enabler, inequality_effect, level, quote_permission
        FROM insight
        WHERE added_at <= moment AND (removed_at IS NULL OR removed_at > moment)
          AND insight_id NOT IN (SELECT insight_id FROM insight_joined_at(moment))
        UNION ALL
        SELECT 'case_study', case_study_id, published_on, date_precision, NULL,
               source_id, focus_area, NULL, inequality_effect, NULL, 'public'
        FROM case_study WHERE added_at <= moment AND (removed_at IS NULL OR removed_at > moment)
    )
    SELECT live.*,
           CASE date_precision
               WHEN 'day' THEN recorded_on
               WHEN 'month' THEN last_day(recorded_on)
               WHEN 'quarter' THEN last_day(recorded_on + INTERVAL 2 MONTH)
               WHEN 'year' THEN make_date(year(recorded_on), 12, 31)
           END AS recorded_until,
           source.sector
    FROM live LEFT JOIN source USING (source_id);

-- One row is one insight or case study that was not taken back, those that are joined to another among them.
CREATE VIEW record_live AS
    SELECT 'insight' AS record_kind, insight_id AS record_id FROM insight WHERE removed_at IS NULL
    UNION ALL
    SELECT 'case_study', case_study_id FROM case_study WHERE removed_at IS NULL;

-- One row is one insight or case study that counts now.
CREATE VIEW record AS SELECT * FROM record_at(TIMESTAMP '9999-12-31 00:00:00');
