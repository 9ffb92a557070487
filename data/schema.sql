-- Kenspeckle's tables. Above each: its grain, what exactly one row is.
-- The same SQL is meant to run on DuckLake too: no sequences, enums, RETURNING or foreign keys.
-- Moments are naive UTC timestamps (…_at), days are dates (…_on), ids are the user's own or UUIDs.

-- One row is one version that this file's schema has had, and when it got there.
CREATE TABLE schema_version (version INTEGER NOT NULL, applied_at TIMESTAMP NOT NULL, note VARCHAR);

-- One row is one reference file that was loaded, with the hash that tells whether it has changed since.
CREATE TABLE reference_file (file_name VARCHAR PRIMARY KEY, sha256 VARCHAR NOT NULL, loaded_at TIMESTAMP NOT NULL);

-- ---------------------------------------------------------------- evidence

-- One row is one thing heard or read.
CREATE TABLE insight (
    insight_id VARCHAR PRIMARY KEY,
    recorded_on DATE,
    date_precision VARCHAR,            -- day, month, quarter, year; recorded_on is the period's first day
    title VARCHAR,
    text VARCHAR,
    source_kind VARCHAR,
    source_id VARCHAR,
    source_name VARCHAR,
    source_url VARCHAR,
    heard_from VARCHAR,                -- who spoke; whom it is about stands in insight_group
    place_text VARCHAR,
    focus_area VARCHAR,
    barrier_or_enabler VARCHAR,
    inequality_effect VARCHAR,
    level VARCHAR,
    quote_permission VARCHAR,
    duplicate_of VARCHAR,
    data_zone VARCHAR,
    original_cells VARCHAR,            -- JSON object: the cells of columns that were not understood
    upload_id VARCHAR,
    sheet VARCHAR,
    sheet_row INTEGER,
    added_at TIMESTAMP NOT NULL,
    removed_at TIMESTAMP,
    withdrawn_at TIMESTAMP             -- its words were blanked at its source's wish; it still counts
);

-- One row is one area named by one insight; an insight that names none has one row, not_known.
CREATE TABLE insight_place (
    insight_id VARCHAR NOT NULL,
    place_level VARCHAR NOT NULL,      -- council, hscp, health_board, wider_region, national, not_known
    council_code VARCHAR,
    hscp_code VARCHAR,
    health_board_code VARCHAR
);

-- One row is one equality group that one insight is about.
CREATE TABLE insight_group (insight_id VARCHAR NOT NULL, group_name VARCHAR NOT NULL);

-- One row is one published story, told in four answers.
CREATE TABLE case_study (
    case_study_id VARCHAR PRIMARY KEY,
    title VARCHAR,
    organisation VARCHAR,
    source_id VARCHAR,
    place_text VARCHAR,
    published_on DATE,
    date_precision VARCHAR,
    focus_area VARCHAR,
    what_changed VARCHAR,
    behaviours_that_enabled VARCHAR,
    what_was_gained VARCHAR,
    unintended_consequences VARCHAR,
    inequality_effect VARCHAR,
    source_url VARCHAR,
    original_cells VARCHAR,
    upload_id VARCHAR,
    sheet VARCHAR,
    sheet_row INTEGER,
    added_at TIMESTAMP NOT NULL,
    removed_at TIMESTAMP,
    withdrawn_at TIMESTAMP             -- its words were blanked at its source's wish; it still counts
);

-- One row is one area named by one case study.
CREATE TABLE case_study_place (
    case_study_id VARCHAR NOT NULL,
    place_level VARCHAR NOT NULL,
    council_code VARCHAR,
    hscp_code VARCHAR,
    health_board_code VARCHAR
);

-- One row is one equality group that one case study is about.
CREATE TABLE case_study_group (case_study_id VARCHAR NOT NULL, group_name VARCHAR NOT NULL);

-- One row is one earlier text of an insight or case study, whole, as it stood before an upload changed it.
CREATE TABLE record_version (
    version_id VARCHAR PRIMARY KEY,
    record_kind VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    snapshot VARCHAR NOT NULL,         -- JSON: every field, area, group, theme and open word of the record
    replaced_at TIMESTAMP NOT NULL,
    replaced_by_upload_id VARCHAR
);

-- One row is one organisation, person or publication that evidence comes from.
CREATE TABLE source (
    source_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,             -- name, site: what the source is known by
    sector VARCHAR,
    size VARCHAR,                      -- small, medium, large
    sector_upload_id VARCHAR,          -- the upload that told the sector, so that it can be taken back
    size_upload_id VARCHAR             -- the upload that told the size
);

-- One row is one word in one field of one record that nobody has placed yet (or has, by its state).
CREATE TABLE unresolved (
    record_kind VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    raw VARCHAR NOT NULL,
    state VARCHAR NOT NULL             -- open; settled; repeated: settled, and said in another word beside it
);

-- One row is one decision about a word, to be applied the next time the word comes up. value is a JSON list of what
-- it stands for; NULL leaves it as not recorded.
CREATE TABLE remembered_decision (
    field VARCHAR NOT NULL, raw_normal VARCHAR NOT NULL, value VARCHAR, decided_by VARCHAR, decided_at TIMESTAMP
);

-- One row is one header whose meaning somebody settled, to be offered the next time it is seen.
CREATE TABLE column_mapping (
    header_normal VARCHAR NOT NULL, kind VARCHAR NOT NULL, field VARCHAR, decided_by VARCHAR, decided_at TIMESTAMP
);

-- One row is one time that an insight was found to say what another says and was joined to it, until it was parted.
CREATE TABLE insight_join (
    join_id VARCHAR PRIMARY KEY, insight_id VARCHAR NOT NULL, duplicate_of VARCHAR NOT NULL,
    joined_by VARCHAR, joined_at TIMESTAMP NOT NULL, parted_by VARCHAR, parted_at TIMESTAMP
);

-- ---------------------------------------------------------------- themes

-- One row is one theme given to one record; theme_id stays as it was given, whatever becomes of the theme.
CREATE TABLE coding (
    coding_id VARCHAR PRIMARY KEY,
    record_kind VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    theme_id VARCHAR NOT NULL,
    coder VARCHAR,
    origin VARCHAR NOT NULL,           -- upload, person, suggestion
    coded_at TIMESTAMP NOT NULL,
    removed_at TIMESTAMP,
    upload_id VARCHAR,
    after_seq BIGINT DEFAULT 0,        -- the last theme event it takes as done: an earlier split does not move it
    tagging_id VARCHAR,                -- the call that gave it, and the one that took it away, where a person did
    taken_by_tagging_id VARCHAR
);

-- One row is one call in which a person gave a theme to records or took it away, until that was undone.
CREATE TABLE tagging (
    tagging_id VARCHAR PRIMARY KEY, did VARCHAR NOT NULL, theme_id VARCHAR NOT NULL, made_by VARCHAR,
    made_at TIMESTAMP NOT NULL, undone_by VARCHAR, undone_at TIMESTAMP
);

-- One row is one change to the themes; rows are only ever added.
CREATE TABLE theme_event (
    event_id VARCHAR PRIMARY KEY,
    seq BIGINT NOT NULL,               -- the total order of events (clocks go back)
    kind VARCHAR NOT NULL,             -- create, rename, define, move, merge, split, retire, undo
    theme_ids VARCHAR[],               -- the themes it acts on
    into_id VARCHAR,                   -- the theme it makes, or for a move the new parent
    payload VARCHAR,                   -- JSON: theme, definition, parent_theme_id
    made_by VARCHAR,
    made_at TIMESTAMP NOT NULL,
    workshop_id VARCHAR,
    draft_id VARCHAR,
    base_seq BIGINT,
    undoes_event_id VARCHAR,
    upload_id VARCHAR
);

-- One row is one record that a split moved to the new theme.
CREATE TABLE theme_event_record (event_id VARCHAR NOT NULL, record_kind VARCHAR NOT NULL, record_id VARCHAR NOT NULL);

-- One row is one draft of theme changes and what has become of it.
CREATE TABLE theme_draft (
    draft_id VARCHAR PRIMARY KEY, workshop_id VARCHAR, name VARCHAR, state VARCHAR NOT NULL,
    opened_by VARCHAR, opened_at TIMESTAMP NOT NULL, closed_at TIMESTAMP
);

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

-- ---------------------------------------------------------------- uploads

-- One row is one file taken in.
CREATE TABLE upload (
    upload_id VARCHAR PRIMARY KEY,
    file_name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,             -- insight, case_study, theme, mixed
    who VARCHAR,
    uploaded_at TIMESTAMP NOT NULL,
    personal_data VARCHAR NOT NULL,    -- mask, park, keep: what was chosen for personal data
    mapping VARCHAR,                   -- JSON: column -> field
    rows_read BIGINT NOT NULL,
    rows_saved BIGINT NOT NULL,
    rows_parked BIGINT NOT NULL,
    rows_unchanged BIGINT NOT NULL,
    rows_blank BIGINT NOT NULL,
    undone_at TIMESTAMP,
    undone_by VARCHAR,
    personal_reason VARCHAR,           -- why personal data may be kept, where it was kept
    permission VARCHAR                 -- what was said about quoting where the file has no column for it
);

-- One row is the file of one upload as it was saved (personal data masked where it was masked).
CREATE TABLE upload_file (upload_id VARCHAR PRIMARY KEY, masked BOOLEAN NOT NULL, content BLOB NOT NULL);

-- One row is the untouched file of one upload; only where an administrator switched retention on.
CREATE TABLE upload_original (upload_id VARCHAR PRIMARY KEY, content BLOB NOT NULL);

-- One row is one row of an upload that needs attention before it can count.
CREATE TABLE parked_row (
    parked_row_id VARCHAR PRIMARY KEY,
    upload_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,           -- code of the problem
    what_to_do VARCHAR NOT NULL,
    sheet VARCHAR,
    sheet_row INTEGER,
    cells VARCHAR NOT NULL,            -- JSON object: header -> cell, personal data masked
    cells_sha256 VARCHAR NOT NULL,
    state VARCHAR NOT NULL,            -- waiting, settled (mended), discarded, taken_back, withdrawn
    parked_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP,
    settled_by VARCHAR,
    settled_upload_id VARCHAR,         -- the upload that took the mended row in
    settled_why VARCHAR                -- why it was discarded
);

-- ---------------------------------------------------------------- time and follow-up

-- One row is one regular look at a source, also when nothing was found.
CREATE TABLE scan_check (
    scan_check_id VARCHAR PRIMARY KEY, source_id VARCHAR, source_name VARCHAR, week_on DATE NOT NULL,
    found BOOLEAN NOT NULL, note VARCHAR, checked_by VARCHAR, checked_at TIMESTAMP NOT NULL
);

-- One row is one mark that somebody put on the time axis.
CREATE TABLE annotation (
    annotation_id VARCHAR PRIMARY KEY, marked_on DATE NOT NULL, words VARCHAR NOT NULL, source_url VARCHAR,
    made_by VARCHAR, made_at TIMESTAMP NOT NULL, removed_at TIMESTAMP
);

-- One row is one time that somebody looked through what is new; what came in after it is new the next time.
CREATE TABLE review (
    review_id VARCHAR PRIMARY KEY, reviewed_at TIMESTAMP NOT NULL, reviewed_by VARCHAR, taken_back_at TIMESTAMP
);

-- One row is one search that somebody keeps.
CREATE TABLE saved_search (
    saved_search_id VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, address VARCHAR NOT NULL, made_by VARCHAR,
    made_at TIMESTAMP NOT NULL, seen_at TIMESTAMP, removed_at TIMESTAMP
);

-- One row is one place or group that somebody undertook to listen to.
CREATE TABLE listening_task (
    listening_task_id VARCHAR PRIMARY KEY, about_kind VARCHAR NOT NULL, about_id VARCHAR NOT NULL, words VARCHAR,
    owner VARCHAR, due_on DATE, state VARCHAR NOT NULL, made_by VARCHAR, made_at TIMESTAMP NOT NULL, done_at TIMESTAMP
);

-- ---------------------------------------------------------------- the room

-- One row is one session of people making sense together.
CREATE TABLE workshop (
    workshop_id VARCHAR PRIMARY KEY, title VARCHAR NOT NULL, purpose VARCHAR, template VARCHAR, code_hash VARCHAR,
    expires_at TIMESTAMP, current_step_id VARCHAR, state VARCHAR NOT NULL, made_by VARCHAR, made_at TIMESTAMP NOT NULL,
    code_seed VARCHAR,                 -- random; the join code follows from it and from this server's own key
    pack VARCHAR,                      -- JSON: ground rules, access needs, how to take part
    screen VARCHAR,                    -- JSON: what the stage shows beside the step: blank, code, timer_ends_at
    held_words VARCHAR,                -- JSON: words that keep an answer back until the host has looked at it
    draft_id VARCHAR,                  -- the draft of the themes that this workshop works on
    opened_at TIMESTAMP,
    closed_at TIMESTAMP
);

-- One row is one step of a workshop's run of show.
CREATE TABLE step (
    step_id VARCHAR PRIMARY KEY, workshop_id VARCHAR NOT NULL, place_in_order INTEGER NOT NULL, kind VARCHAR NOT NULL,
    title VARCHAR, words VARCHAR, minutes INTEGER, filters VARCHAR, host_notes VARCHAR, state VARCHAR NOT NULL,
    revealed_at TIMESTAMP,
    asks VARCHAR,                      -- JSON: choices, ends of a scale, axes, the card: what the kind of step needs
    page VARCHAR,                      -- evidence: the page whose card is shown
    named BOOLEAN,                     -- whether answers carry the name that a participant gives
    live BOOLEAN                       -- whether answers show as they come, or only after the reveal
);

-- One row is one answer; where the step is anonymous it carries no name, no time and no address.
CREATE TABLE response (
    response_id VARCHAR PRIMARY KEY, step_id VARCHAR NOT NULL, answer VARCHAR NOT NULL, given_name VARCHAR,
    hidden BOOLEAN NOT NULL, take_back_hash VARCHAR,
    came_by VARCHAR,                   -- door, host, chat, group, rehearsal
    held_for VARCHAR,                  -- why it waits for the host's look: personal data, link, markup, word
    pinned BOOLEAN,
    closed_on_stage BOOLEAN,           -- a story that may distress: it stays closed on the stage until opened
    joined_into VARCHAR                -- the answer that says the same and stands for this one too
);

-- One row is one item that the room placed somewhere.
CREATE TABLE placement (
    placement_id VARCHAR PRIMARY KEY, step_id VARCHAR NOT NULL, item_kind VARCHAR NOT NULL, item_id VARCHAR NOT NULL,
    across DOUBLE, up DOUBLE, zone VARCHAR
);

-- One row is one receipt against sending twice, tied to no answer and deleted when the step closes.
CREATE TABLE spent_token (token_hash VARCHAR PRIMARY KEY, step_id VARCHAR NOT NULL);

-- One row is one reading of the evidence, with the dissent that was voiced.
CREATE TABLE interpretation (
    interpretation_id VARCHAR PRIMARY KEY, workshop_id VARCHAR, reading VARCHAR NOT NULL, dissent VARCHAR,
    state VARCHAR NOT NULL, made_by VARCHAR, made_at TIMESTAMP NOT NULL,
    about VARCHAR                      -- what the readings that stand side by side are about
);

-- One row is one agreed action.
CREATE TABLE action (
    action_id VARCHAR PRIMARY KEY, workshop_id VARCHAR, words VARCHAR NOT NULL, owner VARCHAR, level VARCHAR,
    due_on DATE, state VARCHAR NOT NULL, made_by VARCHAR, made_at TIMESTAMP NOT NULL, done_at TIMESTAMP,
    outcome VARCHAR                    -- what became of it, in words for the people who were listened to
);

-- One row is one tie from an interpretation or action to a piece of its evidence.
CREATE TABLE evidence_link (
    from_kind VARCHAR NOT NULL, from_id VARCHAR NOT NULL, record_kind VARCHAR NOT NULL, record_id VARCHAR NOT NULL
);

-- One row is one frozen snapshot that was shared.
CREATE TABLE publication (
    publication_id VARCHAR PRIMARY KEY, workshop_id VARCHAR, title VARCHAR NOT NULL, snapshot VARCHAR NOT NULL,
    published_by VARCHAR, published_at TIMESTAMP NOT NULL, withdrawn_at TIMESTAMP, withdrawn_why VARCHAR
);

-- One row is one thing that somebody did.
CREATE TABLE audit (
    audit_id VARCHAR PRIMARY KEY, who VARCHAR, did VARCHAR NOT NULL, about VARCHAR, did_at TIMESTAMP NOT NULL
);

-- ---------------------------------------------------------------- reference (loaded from data/reference/)

-- One row is one council area of Scotland.
CREATE TABLE council (
    council_code VARCHAR PRIMARY KEY, council VARCHAR NOT NULL, health_board_code VARCHAR NOT NULL,
    hscp_code VARCHAR NOT NULL, population INTEGER NOT NULL, simd_zones INTEGER NOT NULL,
    simd_zones_q1 INTEGER NOT NULL, local_share_q1 DOUBLE NOT NULL, rural_share DOUBLE, is_island BOOLEAN NOT NULL,
    has_islands BOOLEAN NOT NULL, short_label VARCHAR NOT NULL, tile_column INTEGER NOT NULL,
    tile_row INTEGER NOT NULL, longitude DOUBLE NOT NULL, latitude DOUBLE NOT NULL, source VARCHAR NOT NULL
);

-- One row is one territorial health board.
CREATE TABLE health_board (
    health_board_code VARCHAR PRIMARY KEY, health_board VARCHAR NOT NULL, population INTEGER NOT NULL,
    simd_zones INTEGER NOT NULL, simd_zones_q1 INTEGER NOT NULL, councils INTEGER NOT NULL,
    short_label VARCHAR NOT NULL, tile_column INTEGER NOT NULL, tile_row INTEGER NOT NULL, source VARCHAR NOT NULL
);

-- One row is one health and social care partnership.
CREATE TABLE hscp (
    hscp_code VARCHAR PRIMARY KEY, hscp VARCHAR NOT NULL, population INTEGER NOT NULL, simd_zones INTEGER NOT NULL,
    simd_zones_q1 INTEGER NOT NULL, councils INTEGER NOT NULL, health_board_code VARCHAR NOT NULL,
    source VARCHAR NOT NULL
);

-- One row is one table that counts are held against: the population, deprivation, urban and rural areas.
CREATE TABLE yardstick (
    yardstick VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, year VARCHAR NOT NULL, source VARCHAR NOT NULL
);

-- One row is one category of one equality characteristic and its share of the people in its base.
CREATE TABLE equality_group (
    characteristic VARCHAR NOT NULL, category VARCHAR NOT NULL, share_of_population DOUBLE, base VARCHAR,
    year VARCHAR, basis VARCHAR, source VARCHAR, note VARCHAR, PRIMARY KEY (characteristic, category)
);

-- One row is one group label of the evidence and the yardstick category it was reviewed to mean, if any.
CREATE TABLE group_alias (
    label VARCHAR PRIMARY KEY, characteristic VARCHAR, category VARCHAR, compare BOOLEAN NOT NULL, note VARCHAR
);

-- One row is one council's part of one postcode sector.
CREATE TABLE postcode_sector (
    sector VARCHAR NOT NULL, council_code VARCHAR NOT NULL, share DOUBLE NOT NULL, is_main BOOLEAN NOT NULL
);

-- One row is one town or neighbourhood in one council.
CREATE TABLE town (
    town VARCHAR NOT NULL, normal VARCHAR NOT NULL, kind VARCHAR NOT NULL, council_code VARCHAR NOT NULL,
    is_ambiguous BOOLEAN NOT NULL, latitude DOUBLE, longitude DOUBLE
);

-- One row is one other way to write a place's name.
CREATE TABLE place_alias (
    normal VARCHAR PRIMARY KEY, alias VARCHAR NOT NULL, level VARCHAR NOT NULL, code VARCHAR, note VARCHAR
);

-- One row is one word of one vocabulary: the value itself or a synonym of it.
CREATE TABLE vocabulary (
    field VARCHAR NOT NULL, value VARCHAR NOT NULL, label VARCHAR, synonym VARCHAR NOT NULL, note VARCHAR
);

-- ---------------------------------------------------------------- what the questions read

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

-- One row is one area named by one insight or case study.
CREATE VIEW record_place AS
    SELECT 'insight' AS record_kind, insight_id AS record_id, place_level, council_code, hscp_code, health_board_code
    FROM insight_place
    UNION ALL
    SELECT 'case_study', case_study_id, place_level, council_code, hscp_code, health_board_code
    FROM case_study_place;

-- One row is one equality group that one insight or case study is about.
CREATE VIEW record_group AS
    SELECT 'insight' AS record_kind, insight_id AS record_id, group_name FROM insight_group
    UNION ALL
    SELECT 'case_study', case_study_id, group_name FROM case_study_group;
