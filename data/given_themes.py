"""What a row says about themes, beside what was given to its record and what has become of the themes since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import duckdb

from data.plain import key
from data.record import Record


class GivenThemes:
    """The themes of stored records, as uploads gave them, as people left them and as they count now."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, kind: str, held: Mapping[str, Record]) -> None:
        self._stands: dict[str, str] = {}
        self._gone: dict[str, str] = {}
        self._uploaded: dict[str, set[str]] = {}
        self._counted: dict[str, set[str]] = {}
        if not held:  # the usual case: a file of new rows asks nothing
            return
        ids = {"kind": kind, "ids": list(held)}
        self._stands = dict(cursor.execute("SELECT * FROM theme_stands_at(TIMESTAMP '9999-12-31', NULL)").fetchall())
        self._gone = {
            key(name): theme_id
            for theme_id, name in cursor.execute("SELECT theme_id, theme FROM theme WHERE retired").fetchall()
        }
        # By record: what its last upload gave, whether or not somebody took some of it away since.
        self._uploaded = _sets(
            cursor.execute(
                f"SELECT record_id, theme_id FROM coding JOIN {kind} AS record ON record.{kind}_id = record_id"
                " WHERE record_kind = $kind AND origin = 'upload' AND coding.upload_id = record.upload_id"
                " AND record_id IN (SELECT unnest($ids::VARCHAR[]))",
                ids,
            ).fetchall()
        )
        self._counted = _sets(
            cursor.execute(
                "SELECT record_id, theme_id FROM coding_now"
                " WHERE record_kind = $kind AND record_id IN (SELECT unnest($ids::VARCHAR[]))",
                ids,
            ).fetchall()
        )

    def kept(self, stored: Record, record: Record) -> Record:
        """The incoming record with the themes as they are stored, if it says what was said before.

        It does where it repeats what the last upload gave, by whatever names those themes go now, or what counts
        now: re-shaping themes and tagging in Kenspeckle are not undone by a file that knows nothing of them.
        """
        uploaded = self._uploaded.get(stored.record_id, set())
        gone = {
            word: theme_id
            for word in record.unresolved
            if word[0] == "themes" and (theme_id := self._gone.get(key(word[1]))) in uploaded
        }
        said = {*record.themes, *(theme_id for theme_id in gone.values() if theme_id)}
        same = (
            uploaded,
            {self._stands.get(theme_id, theme_id) for theme_id in uploaded},
            self._counted.get(stored.record_id, set()),
        )
        if said not in same and {self._stands.get(theme_id, theme_id) for theme_id in said} != same[1]:
            return record
        left = tuple(word for word in record.unresolved if word not in gone)
        return replace(record, themes=stored.themes, unresolved=left)


def _sets(rows: list[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for record_id, theme_id in rows:
        found.setdefault(record_id, set()).add(theme_id)
    return found
