-- What hangs on the themes: worked out anew when a theme has changed, or a draft of themes.
-- $moment is the moment that they are looked at from, $draft the draft (NULL: outside any).

-- One row is one theme that stands, with its number until the next change, its parent's name, and whether others
-- stand under it.
CREATE OR REPLACE TABLE evidence.theme AS
    WITH standing AS MATERIALIZED (SELECT * FROM theme_at($moment, $draft) WHERE NOT retired)
    SELECT theme.theme_id, theme.theme, theme.parent_theme_id, parent.theme AS parent_theme, theme.definition,
           CAST(row_number() OVER (ORDER BY theme.theme_id) AS INTEGER) AS theme_no,
           theme.theme_id IN (SELECT parent_theme_id FROM standing WHERE parent_theme_id IS NOT NULL) AS has_sub
    FROM standing AS theme LEFT JOIN standing AS parent ON parent.theme_id = theme.parent_theme_id;

-- One row is one theme as it was given to one record that a split has moved. Kept by itself, so that DuckDB knows how
-- few they are.
CREATE OR REPLACE TABLE evidence.split_record AS FROM coding_moved_at($moment, $draft);
CREATE OR REPLACE TABLE evidence.split AS
    SELECT n, given_no, after_seq, stands_as
    FROM evidence.split_record
    JOIN evidence.member USING (record_kind, record_id)
    JOIN evidence.given_theme USING (theme_id);

-- One row is one theme that was given, and the one that it counts under.
CREATE OR REPLACE TABLE evidence.given_stands AS
    SELECT given_no, coalesce(stands_as, theme_id) AS stands_as
    FROM evidence.given_theme LEFT JOIN theme_stands_at($moment, $draft) USING (theme_id);

-- One row is one theme that records count under, and its number until the next change.
CREATE OR REPLACE TABLE evidence.counts_under AS
    SELECT stands_as AS theme_id, theme_no, CAST(row_number() OVER (ORDER BY stands_as) AS INTEGER) AS under_no
    FROM (SELECT stands_as FROM evidence.given_stands UNION SELECT stands_as FROM evidence.split)
    LEFT JOIN evidence.theme ON theme_id = stands_as;

-- One row is one distinct pair of a record and a theme as it stands. Only where several given themes count under one, or
-- a split moved some of a theme's records, can a pair come twice: telling the others apart would take longest of all.
CREATE OR REPLACE TABLE evidence.mention AS
    WITH unmoved AS (
        SELECT given_no, under_no, count(*) OVER (PARTITION BY under_no) = 1
               AND NOT (SELECT count(*) > 0 FROM evidence.split) AS alone
        FROM evidence.given_stands JOIN evidence.counts_under ON theme_id = stands_as
    ),
    moved AS (
        SELECT n, given_no, after_seq, under_no FROM evidence.split JOIN evidence.counts_under ON theme_id = stands_as
    ),
    standing AS (
        SELECT n, under_no FROM evidence.given JOIN unmoved USING (given_no) WHERE first AND alone
        UNION ALL
        SELECT DISTINCT given.n, coalesce(moved.under_no, unmoved.under_no)
        FROM evidence.given
        JOIN unmoved USING (given_no)
        LEFT JOIN moved
               ON moved.n = given.n AND moved.given_no = given.given_no AND moved.after_seq = given.after_seq
        WHERE NOT alone
    )
    SELECT n, theme_id, theme_no FROM standing JOIN evidence.counts_under USING (under_no);

-- One row is one record that has a theme, with the number of its themes.
CREATE OR REPLACE TABLE evidence.theme_count AS
    SELECT n, CAST(count(*) AS INTEGER) AS theme_count FROM evidence.mention GROUP BY n;

-- One row is one theme and one theme that counts with it: itself, or one under it at any depth.
CREATE OR REPLACE TABLE evidence.theme_family AS
    WITH RECURSIVE family(theme_id, member_id) AS (
        SELECT theme_id, theme_id FROM evidence.theme
        UNION
        SELECT family.theme_id, theme.theme_id
        FROM family JOIN evidence.theme AS theme ON theme.parent_theme_id = family.member_id
    )
    SELECT * FROM family;

-- One row is one distinct pair of a record and a theme that has others under it and that it counts under.
CREATE OR REPLACE TABLE evidence.mention_above AS
    WITH above AS (
        SELECT member.theme_no, theme.theme_no AS above_no
        FROM evidence.theme_family AS family
        JOIN evidence.theme AS member ON member.theme_id = family.member_id
        JOIN evidence.theme AS theme ON theme.theme_id = family.theme_id AND theme.has_sub
    )
    SELECT DISTINCT n, above_no AS theme_no FROM evidence.mention JOIN above USING (theme_no);

-- One row is one distinct pair of a record and a theme that it counts under: its own, or one above.
CREATE OR REPLACE VIEW evidence.mention_with_sub AS
    SELECT n, theme_no FROM evidence.mention JOIN evidence.theme USING (theme_no) WHERE NOT has_sub
    UNION ALL
    FROM evidence.mention_above;

-- One row is one theme of one record, in words.
CREATE OR REPLACE VIEW evidence.theme_word AS
    SELECT n, theme.theme_id, theme.theme
    FROM evidence.mention JOIN evidence.theme AS theme USING (theme_id);
