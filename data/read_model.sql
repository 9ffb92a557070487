-- The evidence as the questions read it: in memory, numbered, worked out anew when the evidence has changed.
-- Whole numbers join several times faster than ids; nothing here is ever the only copy of anything.
-- $moment is the moment that it is looked at from; what hangs on the themes stands in read_model_themes.sql.

-- One row is one insight or case study that counts, and its number until the next change.
CREATE OR REPLACE TABLE evidence.number AS
    SELECT CAST(row_number() OVER (ORDER BY record_kind, record_id) AS INTEGER) AS n, record_kind, record_id
    FROM record_at($moment);

-- One row is one insight or case study that counts, or that is joined to one and counts with it.
CREATE OR REPLACE TABLE evidence.member AS
    SELECT n, record_kind, record_id FROM evidence.number
    UNION ALL
    SELECT number.n, number.record_kind, joined.insight_id
    FROM insight_joined_at($moment) AS joined
    JOIN evidence.number AS number ON number.record_kind = 'insight' AND number.record_id = joined.duplicate_of;

-- One row is one source that is heard, and its number until the next change.
CREATE OR REPLACE TABLE evidence.source_number AS
    SELECT source_id, CAST(row_number() OVER (ORDER BY source_id) AS INTEGER) AS source_no
    FROM (SELECT source_id FROM insight UNION SELECT source_id FROM case_study)
    WHERE source_id IS NOT NULL;

-- One row is one more source of a record: that of an insight which says the same and is joined to it.
CREATE OR REPLACE TABLE evidence.also_heard AS
    SELECT DISTINCT member.n, also.source_no,
           coalesce(insight.quote_permission, 'not recorded') <> 'public' AS confidential
    FROM evidence.member AS member
    ANTI JOIN evidence.number AS own ON own.record_kind = member.record_kind AND own.record_id = member.record_id
    JOIN insight ON insight_id = member.record_id
    LEFT JOIN evidence.source_number AS also USING (source_id);

-- One row is one theme that was ever given to a record, and its number until the next change.
CREATE OR REPLACE TABLE evidence.given_theme AS
    SELECT theme_id, CAST(row_number() OVER (ORDER BY theme_id) AS INTEGER) AS given_no
    FROM (SELECT DISTINCT theme_id FROM coding_given_at($moment));

-- One row is one theme as it was given to one record; ``first`` is true for one of those of the same pair.
CREATE OR REPLACE TABLE evidence.given AS
    SELECT n, given_no, after_seq, row_number() OVER (PARTITION BY n, given_no ORDER BY after_seq) = 1 AS first
    FROM coding_given_at($moment)
    JOIN evidence.member USING (record_kind, record_id)
    JOIN evidence.given_theme USING (theme_id);

-- One row is one area named by one record.
CREATE OR REPLACE TABLE evidence.place AS
    SELECT DISTINCT n, place_level, council_code, hscp_code, health_board_code
    FROM record_place JOIN evidence.member USING (record_kind, record_id);

-- One row is one value of the place filter, and its number until the next change.
CREATE OR REPLACE TABLE evidence.place_number AS
    SELECT place_id, CAST(row_number() OVER (ORDER BY place_id) AS INTEGER) AS place_no
    FROM (
        SELECT DISTINCT unnest([council_code, hscp_code, health_board_code, place_level]) AS place_id
        FROM evidence.place
    )
    WHERE place_id IS NOT NULL;

-- One row is one value of the place filter that keeps one record.
CREATE OR REPLACE TABLE evidence.place_choice AS
    SELECT DISTINCT n, place_no
    FROM (
        SELECT n, unnest([council_code, hscp_code, health_board_code, place_level]) AS place_id FROM evidence.place
    )
    JOIN evidence.place_number USING (place_id);

-- One row is one equality group that one record is about.
CREATE OR REPLACE TABLE evidence.about AS
    SELECT DISTINCT n, group_name FROM record_group JOIN evidence.member USING (record_kind, record_id);

-- One row is one insight of which it is recorded who spoke.
CREATE OR REPLACE TABLE evidence.speaker AS
    SELECT n, heard_from
    FROM evidence.number JOIN insight ON record_kind = 'insight' AND insight_id = record_id
    WHERE heard_from IS NOT NULL;

-- The few words that records are narrowed by, each kept as a number: a view of the evidence copies them for every
-- record in it, and numbers are copied in a third of the time.
DROP TABLE IF EXISTS evidence.heard;
DROP TYPE IF EXISTS evidence.word;
CREATE TYPE evidence.word AS ENUM (
    SELECT DISTINCT word
    FROM (
        SELECT unnest([record_kind, date_precision, source_kind, sector, focus_area, barrier_or_enabler,
                       inequality_effect, level, quote_permission]) AS word
        FROM record_at($moment)
        UNION ALL
        SELECT unnest(['insight', 'case_study', 'not_recorded'])
        UNION ALL
        SELECT unnest(['one_council', 'several_councils', 'hscp', 'health_board', 'wider_region', 'national', 'not_known'])
    )
    WHERE word IS NOT NULL
    ORDER BY word
);

-- One row is one insight or case study that counts, and once again for each insight that is joined to it, with that
-- one's source. The councils and boards that it names stand as bits, one an area, so that distinct areas of many
-- records are counted by joining bits instead of rows.
CREATE TABLE evidence.heard AS
    WITH named AS (SELECT * FROM record_at($moment) JOIN evidence.number AS number USING (record_kind, record_id)),
    council_bit AS (
        SELECT council_code, CAST(1 AS BIGINT) << CAST(row_number() OVER (ORDER BY council_code) - 1 AS INTEGER) AS bit
        FROM council
    ),
    board_bit AS (
        SELECT health_board_code,
               CAST(1 AS BIGINT) << CAST(row_number() OVER (ORDER BY health_board_code) - 1 AS INTEGER) AS bit
        FROM health_board
    ),
    areas AS (
        SELECT n, bit_or(council_bit.bit) AS council_bits, bit_or(board_bit.bit) AS board_bits,
               CASE WHEN count(DISTINCT council_code) FILTER (place_level = 'council') = 1 THEN 'one_council'
                    WHEN bool_or(place_level = 'council') THEN 'several_councils'
                    WHEN bool_or(place_level = 'hscp') THEN 'hscp'
                    WHEN bool_or(place_level = 'health_board') THEN 'health_board'
                    WHEN bool_or(place_level = 'wider_region') THEN 'wider_region'
                    WHEN bool_or(place_level = 'national') THEN 'national' END AS place_kind
        FROM evidence.place
        LEFT JOIN council_bit USING (council_code)
        LEFT JOIN board_bit USING (health_board_code)
        GROUP BY n
    ),
    told AS (
        SELECT named.n,
               CAST(record_kind AS evidence.word) AS record_kind,
               recorded_on,
               recorded_until,
               CAST(date_precision AS evidence.word) AS date_precision,
               CAST(source_kind AS evidence.word) AS source_kind,
               CAST(sector AS evidence.word) AS sector,
               CAST(focus_area AS evidence.word) AS focus_area,
               CAST(barrier_or_enabler AS evidence.word) AS barrier_or_enabler,
               CAST(inequality_effect AS evidence.word) AS inequality_effect,
               CAST(level AS evidence.word) AS level,
               CAST(quote_permission AS evidence.word) AS quote_permission,
               source_no,
               coalesce(quote_permission, 'not recorded') <> 'public'
                   OR named.n IN (SELECT n FROM evidence.also_heard WHERE confidential) AS confidential,
               true AS released, -- whether sharing mode may count it yet; data/releases.py takes it back
               coalesce(areas.council_bits, 0) AS council_bits,
               coalesce(areas.board_bits, 0) AS board_bits,
               CAST(coalesce(areas.place_kind, 'not_known') AS evidence.word) AS place_kind, -- the most exact that it names
               named.n IN (SELECT n FROM evidence.about) AS has_group
        FROM named
        LEFT JOIN areas ON areas.n = named.n
        LEFT JOIN evidence.source_number USING (source_id)
    )
    SELECT *, false AS again FROM told
    UNION ALL
    SELECT told.* REPLACE (also.source_no AS source_no), true
    FROM told JOIN evidence.also_heard AS also USING (n);

-- One row is one insight or case study that counts.
CREATE OR REPLACE VIEW evidence.record AS SELECT * EXCLUDE (again) FROM evidence.heard WHERE NOT again;

-- One row: how much counts in all.
CREATE OR REPLACE TABLE evidence.total AS
    SELECT count(*) FILTER (record_kind = 'insight') AS insights,
           count(*) FILTER (record_kind = 'case_study') AS case_studies
    FROM evidence.number;

-- One row is one area of one level, with its share of the people of Scotland.
CREATE OR REPLACE TABLE evidence.area AS
    SELECT 'council' AS area_level, council_code AS code, council AS name, population,
           population / sum(population) OVER () AS population_share
    FROM council
    UNION ALL
    SELECT 'hscp', hscp_code, hscp, population, population / sum(population) OVER () FROM hscp
    UNION ALL
    SELECT 'health_board', health_board_code, health_board, population, population / sum(population) OVER ()
    FROM health_board;

-- One row is one council in one way of parting the councils into bands; its bit is that of evidence.heard.
CREATE OR REPLACE TABLE evidence.council_band AS
    WITH parted AS (
        SELECT *, CAST(1 AS BIGINT) << CAST(row_number() OVER (ORDER BY council_code) - 1 AS INTEGER) AS bit
        FROM council
    )
    SELECT 'deprivation' AS parting, council_code, bit, population, local_share_q1 AS value,
           CASE WHEN local_share_q1 >= 0.25 THEN 1 WHEN local_share_q1 >= 0.10 THEN 2 ELSE 3 END AS band
    FROM parted
    UNION ALL
    SELECT 'urban_rural', council_code, bit, population, rural_share,
           CASE WHEN rural_share >= 0.4 THEN 1 WHEN rural_share >= 0.1 THEN 2 ELSE 3 END
    FROM parted
    UNION ALL
    SELECT 'islands', council_code, bit, population, NULL,
           CASE WHEN is_island THEN 1 WHEN has_islands THEN 2 ELSE 3 END
    FROM parted;

-- One row is one source that told something in confidence at one moment.
CREATE OR REPLACE VIEW evidence.confided AS
    SELECT DISTINCT insight.added_at, source_no
    FROM evidence.member AS member
    JOIN insight ON member.record_kind = 'insight' AND insight_id = member.record_id
    LEFT JOIN evidence.source_number USING (source_id)
    WHERE coalesce(insight.quote_permission, 'not recorded') <> 'public';

-- One row is one area that one record names exactly, at each level where that is so.
CREATE OR REPLACE TABLE evidence.named AS
    SELECT DISTINCT n, area_level, code
    FROM (
        SELECT n, 'council' AS area_level, council_code AS code FROM evidence.place
        UNION ALL
        SELECT n, 'hscp', hscp_code FROM evidence.place
        UNION ALL
        SELECT n, 'health_board', health_board_code FROM evidence.place
    )
    WHERE code IS NOT NULL
    ORDER BY area_level, n; -- a page asks about one level, and DuckDB then reads little of the others

-- One row is one area that lies within a wider one named by one record, so that it may be meant.
CREATE OR REPLACE TABLE evidence.within AS
    SELECT DISTINCT place.n, 'council' AS area_level, council.council_code AS code
    FROM evidence.place
    JOIN council ON place.council_code IS NULL
                AND (place.hscp_code = council.hscp_code
                     OR (place.hscp_code IS NULL AND place.health_board_code = council.health_board_code))
    UNION ALL
    SELECT DISTINCT place.n, 'hscp', hscp.hscp_code
    FROM evidence.place
    JOIN hscp ON place.hscp_code IS NULL AND place.health_board_code = hscp.health_board_code;

-- One row is one area that one record names, in words. Not gathered by record, so that a page of twenty records
-- reads the words of twenty.
CREATE OR REPLACE VIEW evidence.place_word AS
    SELECT n, CASE
               WHEN place_level = 'council' THEN council.council
               WHEN place_level = 'hscp' THEN hscp.hscp || ' partnership'
               WHEN place_level = 'health_board' THEN health_board.health_board
               WHEN place_level = 'national' THEN 'All Scotland'
               WHEN place_level = 'wider_region' THEN 'A wider area' END AS word,
           coalesce(place.council_code, place.hscp_code, place.health_board_code, place_level) AS place_id
    FROM evidence.place
    LEFT JOIN council ON council.council_code = place.council_code
    LEFT JOIN hscp ON hscp.hscp_code = place.hscp_code
    LEFT JOIN health_board ON health_board.health_board_code = place.health_board_code
    WHERE place_level <> 'not_known';
