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
    size VARCHAR,
    sector_upload_id VARCHAR           -- the upload that told the sector, so that it can be taken back
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
    upload_id VARCHAR
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

-- One row is one event in force at a moment, in a draft (NULL: outside any), undone ones left out.
CREATE MACRO theme_event_at(moment, draft) AS TABLE
    SELECT event.*
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

-- One row is one theme as it stands at a moment, in a draft.
CREATE MACRO theme_at(moment, draft) AS TABLE
    WITH RECURSIVE in_force AS (SELECT * FROM theme_event_at(moment, draft)),
    made AS (
        SELECT into_id AS theme_id, arg_max(payload, seq) AS payload, max(seq) AS seq
        FROM in_force WHERE kind IN ('create', 'merge', 'split') GROUP BY into_id
    ),
    told AS (
        SELECT unnest(theme_ids) AS theme_id, kind, seq, payload, into_id
        FROM in_force WHERE kind IN ('rename', 'define', 'move', 'retire', 'merge')
    ),
    last_told AS (
        SELECT theme_id,
               arg_max(json_extract_string(payload, '$.theme'), seq) FILTER (kind = 'rename') AS theme,
               arg_max(coalesce(json_extract_string(payload, '$.definition'), ''), seq)
                   FILTER (kind = 'define') AS definition,
               max(seq) FILTER (kind = 'move') AS moved_seq,
               arg_max(coalesce(into_id, ''), seq) FILTER (kind = 'move') AS parent_theme_id,
               max(seq) FILTER (kind IN ('retire', 'merge')) AS retired_seq,
               arg_max(into_id, seq) FILTER (kind = 'merge') AS merged_into
        FROM told GROUP BY theme_id
    ),
    successor(theme_id, stands_as, depth) AS (
        SELECT theme_id, theme_id, 0 FROM made
        UNION ALL
        SELECT successor.theme_id, last_told.merged_into, depth + 1
        FROM successor
        JOIN last_told ON last_told.theme_id = successor.stands_as
        WHERE last_told.merged_into IS NOT NULL AND depth < 1000
    ),
    stands AS (SELECT theme_id, arg_max(stands_as, depth) AS stands_as FROM successor GROUP BY theme_id),
    described AS (
        SELECT made.theme_id,
               coalesce(last_told.theme, json_extract_string(made.payload, '$.theme')) AS theme,
               CASE WHEN last_told.moved_seq IS NULL
                    THEN json_extract_string(made.payload, '$.parent_theme_id')
                    ELSE nullif(last_told.parent_theme_id, '') END AS parent_as_told,
               nullif(coalesce(last_told.definition,
                               json_extract_string(made.payload, '$.definition')), '') AS definition,
               coalesce(last_told.retired_seq > made.seq, false) AS retired
        FROM made LEFT JOIN last_told USING (theme_id)
    )
    SELECT described.theme_id,
           described.theme,
           CASE WHEN stands.stands_as = described.theme_id THEN NULL ELSE stands.stands_as END AS parent_theme_id,
           described.definition,
           described.retired
    FROM described
    LEFT JOIN stands ON stands.theme_id = described.parent_as_told;

-- One row is one theme as it stands now, outside any draft.
CREATE VIEW theme AS SELECT * FROM theme_at(TIMESTAMP '9999-12-31 00:00:00', NULL);

-- One row is one distinct pair of a record and a theme as it stands now, worked out from coding and
-- theme_event and written anew, in the same transaction, by every change to either.
CREATE TABLE coding_now (record_kind VARCHAR NOT NULL, record_id VARCHAR NOT NULL, theme_id VARCHAR NOT NULL);

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

-- ---------------------------------------------------------------- time and follow-up (reserved: not written yet)

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
    asks VARCHAR,                      -- JSON: choices, ends of a scale, axes: what the kind of step needs
    page VARCHAR,                      -- evidence: the page whose picture is shown
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

-- One row is one insight or case study that counts, with the last day of the period it is dated to.
CREATE VIEW record AS
    WITH live AS (
        SELECT 'insight' AS record_kind, insight_id AS record_id, recorded_on, date_precision, source_kind,
               source_id, focus_area, barrier_or_enabler, inequality_effect, level, quote_permission
        FROM insight WHERE removed_at IS NULL AND duplicate_of IS NULL
        UNION ALL
        SELECT 'case_study', case_study_id, published_on, date_precision, NULL,
               source_id, focus_area, NULL, inequality_effect, NULL, 'public'
        FROM case_study WHERE removed_at IS NULL
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
