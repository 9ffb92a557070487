"""Gives themes to insights and case studies and takes them away, one record or many, so that it can be taken back.

A theme given by a person starts after the splits that there have been: they do not move it. Every call is one row
of ``tagging``, and what it did can be undone as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from data.connect import database
from data.errors import Refused
from data.theme_scope import said
from data.themes import ThemeNames
from data.write import new_id, now, write

Record = tuple[str, str]  # insight or case_study, and its id
ORIGINS = ("person", "suggestion")


@dataclass(frozen=True)
class Tagging:
    """What one call did: for how many records it changed something, and for how many nothing was to be done."""

    tagging_id: str | None
    theme_id: str
    theme: str
    changed: int
    unchanged: int


def give(theme: str, records: Sequence[str | Record], *, who: str, origin: str = "person") -> Tagging:
    """Tag records with a theme; those that count under it already stay as they are.

    ``origin`` is "suggestion" where a person accepted what was suggested. Raises Refused for an unknown theme or
    record.
    """
    if origin not in ORIGINS:
        raise ValueError(origin)
    with write("evidence") as cursor:
        theme_id, name = _theme(cursor, theme)
        wanted = _records(cursor, records)
        held = _under(cursor, theme_id)
        new = [record for record in wanted if record not in held]
        tagging_id = _note(cursor, "give", theme_id, who) if new else None
        cursor.execute(
            "INSERT INTO coding (coding_id, record_kind, record_id, theme_id, coder, origin, coded_at, after_seq,"
            " tagging_id) SELECT uuid()::VARCHAR, unnest($kinds::VARCHAR[]), unnest($ids::VARCHAR[]), $theme, $who,"
            " $origin, $now, (SELECT coalesce(max(seq), 0) FROM theme_event), $tagging",
            {**_columns(new), "theme": theme_id, "who": who, "origin": origin, "now": now(), "tagging": tagging_id},
        )
    return Tagging(tagging_id, theme_id, name, len(new), len(wanted) - len(new))


def take(theme: str, records: Sequence[str | Record], *, who: str) -> Tagging:
    """Take a theme away from records, by whatever older theme it was given that counts under it now."""
    with write("evidence") as cursor:
        theme_id, name = _theme(cursor, theme)
        wanted = _records(cursor, records)
        held = _under(cursor, theme_id)
        gone = [record for record in wanted if record in held]
        tagging_id = _note(cursor, "take", theme_id, who) if gone else None
        cursor.execute(
            "UPDATE coding SET removed_at = $now, taken_by_tagging_id = $tagging WHERE removed_at IS NULL"
            " AND coding_id IN (SELECT coding_id FROM coding_stands_at(TIMESTAMP '9999-12-31', NULL) AS stands"
            " JOIN (SELECT unnest($kinds::VARCHAR[]) AS record_kind, unnest($ids::VARCHAR[]) AS record_id) AS wanted"
            " USING (record_kind, record_id) WHERE stands.stands_as = $theme)",
            {**_columns(gone), "theme": theme_id, "now": now(), "tagging": tagging_id},
        )
    return Tagging(tagging_id, theme_id, name, len(gone), len(wanted) - len(gone))


def undo_tagging(tagging_id: str, *, who: str) -> int:
    """Take one call back; returns for how many records something changed. What was changed since stays as it is."""
    with write("evidence") as cursor:
        found = cursor.execute("SELECT undone_at FROM tagging WHERE tagging_id = $1", [tagging_id]).fetchone()
        if found is None:
            raise Refused("There is no such tagging.")
        if found[0] is not None:
            raise Refused("This tagging was taken back already.")
        given = cursor.execute(
            "UPDATE coding SET removed_at = $now WHERE removed_at IS NULL AND tagging_id = $tagging",
            {"now": now(), "tagging": tagging_id},
        ).fetchone()
        # A coding that ended is never brought back to life: it ended, and another begins, so that every past day
        # is still told as it was.
        back = cursor.execute(
            "INSERT INTO coding (coding_id, record_kind, record_id, theme_id, coder, origin, coded_at, upload_id,"
            " after_seq, tagging_id) SELECT uuid()::VARCHAR, record_kind, record_id, theme_id, coder, origin, $now,"
            " upload_id, after_seq, tagging_id FROM coding AS ended WHERE taken_by_tagging_id = $tagging"
            " AND EXISTS (SELECT 1 FROM record_live AS live WHERE live.record_kind = ended.record_kind"
            "  AND live.record_id = ended.record_id)"
            " AND NOT EXISTS (SELECT 1 FROM coding AS other WHERE other.removed_at IS NULL"
            "  AND other.record_kind = ended.record_kind AND other.record_id = ended.record_id"
            "  AND other.theme_id = ended.theme_id)",
            {"now": now(), "tagging": tagging_id},
        ).fetchone()
        cursor.execute(
            "UPDATE tagging SET undone_at = $1, undone_by = $2 WHERE tagging_id = $3", [now(), who, tagging_id]
        )
    return sum(int(count[0]) for count in (given, back) if count)


def taggings(limit: int = 20) -> list[dict[str, Any]]:
    """The newest calls: tagging_id, did (give, take), theme_id, theme, records, made_by, made_at, undone_at."""
    with database().cursor() as cursor:
        cursor.execute(
            "SELECT tagging_id, did, tagging.theme_id, theme.theme,"
            " (SELECT count(*) FROM coding WHERE coding.tagging_id = tagging.tagging_id"
            "  OR coding.taken_by_tagging_id = tagging.tagging_id) AS records,"
            " made_by, made_at, undone_at FROM tagging LEFT JOIN theme ON theme.theme_id = tagging.theme_id"
            " ORDER BY made_at DESC, tagging_id LIMIT $1",
            [limit],
        )
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _theme(cursor: duckdb.DuckDBPyConnection, words: str) -> tuple[str, str]:
    names = ThemeNames(cursor)
    theme_id = names.look_up(words.strip())
    if theme_id is None:
        raise Refused(f"There is no theme {said(words)}. See: python -m data theme list")
    return theme_id, names.themes[theme_id].theme


def _records(cursor: duckdb.DuckDBPyConnection, records: Sequence[str | Record]) -> list[Record]:
    """The records that are meant, each once. An id that both an insight and a case study have means both."""
    ids = list(dict.fromkeys(one if isinstance(one, str) else one[1] for one in records))
    rows = cursor.execute(
        "SELECT record_kind, record_id FROM record_live WHERE record_id IN (SELECT unnest($1::VARCHAR[]))",
        [ids],
    ).fetchall()
    known = {(kind, record_id) for kind, record_id in rows}
    kinds = ("insight", "case_study")
    wanted: dict[Record, None] = {}
    missing = 0
    for one in dict.fromkeys(records):
        found = [(kind, one) for kind in kinds if (kind, one) in known] if isinstance(one, str) else [one]
        found = [record for record in found if record in known]
        missing += not found
        wanted.update(dict.fromkeys(found))
    if missing:
        raise Refused(f"{missing:,} of these are no insight or case study that counts. Nothing was changed.")
    if not wanted:
        raise Refused("Choose at least one insight or case study.")
    return list(wanted)


def _under(cursor: duckdb.DuckDBPyConnection, theme_id: str) -> set[Record]:
    rows = cursor.execute("SELECT record_kind, record_id FROM coding_now WHERE theme_id = $1", [theme_id]).fetchall()
    return {(kind, record_id) for kind, record_id in rows}


def _note(cursor: duckdb.DuckDBPyConnection, did: str, theme_id: str, who: str) -> str:
    tagging_id = new_id()
    cursor.execute(
        "INSERT INTO tagging (tagging_id, did, theme_id, made_by, made_at) VALUES ($1, $2, $3, $4, $5)",
        [tagging_id, did, theme_id, who, now()],
    )
    return tagging_id


def _columns(records: Sequence[Record]) -> dict[str, list[str]]:
    return {"kinds": [kind for kind, _ in records], "ids": [record_id for _, record_id in records]}
