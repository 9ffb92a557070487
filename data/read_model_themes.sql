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

-- One row is one distinct pair of a record and a theme as it stands.
CREATE OR REPLACE TABLE evidence.mention AS
    WITH standing AS (
        SELECT DISTINCT given.n, coalesce(moved.stands_as, stands.stands_as, given.theme_id) AS theme_id
        FROM evidence.given AS given
        LEFT JOIN (
            SELECT n, theme_id, after_seq, stands_as
            FROM coding_moved_at($moment, $draft) JOIN evidence.member USING (record_kind, record_id)
        ) AS moved ON moved.n = given.n AND moved.theme_id = given.theme_id AND moved.after_seq = given.after_seq
        LEFT JOIN theme_stands_at($moment, $draft) AS stands ON stands.theme_id = given.theme_id
    )
    SELECT n, theme_id, theme_no FROM standing LEFT JOIN evidence.theme USING (theme_id);

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

-- One row is one distinct pair of a record and a theme that it counts under: its own, or one above.
CREATE OR REPLACE TABLE evidence.mention_with_sub AS
    SELECT DISTINCT mention.n, theme.theme_no
    FROM evidence.mention
    JOIN evidence.theme_family AS family ON family.member_id = mention.theme_id
    JOIN evidence.theme AS theme ON theme.theme_id = family.theme_id;

-- One row is one theme of one record, in words.
CREATE OR REPLACE VIEW evidence.theme_word AS
    SELECT n, theme.theme_id, theme.theme
    FROM evidence.mention JOIN evidence.theme AS theme USING (theme_id);
