"""Applies a decision about a word to every stored record that holds it, and takes it back again.

Everything here runs inside the caller's write transaction.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from data import records
from data.cell_words import OPEN, REPEATED, SETTLED
from data.fields import FIELDS
from data.remembered import Remembered, decision_key
from data.themes import ThemeNames, record_event
from data.word_effects import give, saying_it_already, take
from data.write import new_id, now

KINDS = ("insight", "case_study")
_HELD = pa.schema([(name, pa.string()) for name in ("record_kind", "record_id", "field", "raw")])


@dataclass(frozen=True)
class Held:
    """One word in one field of one stored record."""

    record_kind: str
    record_id: str
    field: str
    raw: str


def held_words(cursor: duckdb.DuckDBPyConnection, field: str, raw: str, *, are_open: bool) -> list[Held]:
    """Where a word stands in stored records, in any way of writing it: open, or decided already."""
    key = decision_key(field, raw)
    fields = {"date": ["recorded_on", "published_on"], "themes": ["themes", "parent_theme"]}.get(field, [field])
    rows = cursor.execute(
        "SELECT record_kind, record_id, field, raw FROM unresolved"
        " WHERE (state = $open) = $are_open AND list_contains($fields, field)",
        {"open": OPEN, "are_open": are_open, "fields": fields},
    ).fetchall()
    return [Held(*row) for row in rows if decision_key(field, row[3]) == key]


def settle(cursor: duckdb.DuckDBPyConnection, held: list[Held], values: tuple[str, ...], who: str) -> int:
    """Give records what an open word of theirs was decided to stand for; returns how many records there are."""
    _mark(cursor, held, SETTLED)
    if held and held[0].field == "themes":
        names = ThemeNames(cursor)
        values = tuple(stands for theme_id in values if (stands := names.stands_as(theme_id)))
    for field, kind, ids in _by_field(held):
        if kind == "theme":
            _move(cursor, ids, values, who)
        elif values:
            _keep_versions(cursor, field, kind, ids)
            already = saying_it_already(cursor, field, kind, ids, values)
            mine = [one for one in held if (one.field, one.record_kind) == (field, kind)]
            _mark(cursor, [one for one in mine if one.record_id in already], REPEATED)
            give(cursor, field, kind, ids, values, who)
    return len({(one.record_kind, one.record_id) for one in held})


def reopen(cursor: duckdb.DuckDBPyConnection, held: list[Held], values: tuple[str, ...], remembered: Remembered) -> int:
    """Take from records what a decided word had given them, and leave the word open again.

    ``remembered`` no longer holds the decision. What another word of the same record gives stays. A precision
    that was made coarser, and a theme that was moved, stay as they are.
    """
    if held and held[0].field == "themes":
        names = ThemeNames(cursor)
        values = tuple(dict.fromkeys([*values, *filter(None, map(names.stands_as, values))]))
    repeated = _in_state(cursor, held, REPEATED)
    _mark(cursor, held, OPEN)
    for field, kind, ids in _by_field([one for one in held if one not in repeated]):
        if kind != "theme" and values:
            _keep_versions(cursor, field, kind, ids)
            take(cursor, field, kind, ids, values, remembered)
    return len({(one.record_kind, one.record_id) for one in held})


def settle_what_is_remembered(cursor: duckdb.DuckDBPyConnection, who: str) -> int:
    """Settle every open word that somebody has decided; for records that came back as they were before."""
    remembered = Remembered(cursor)
    rows = cursor.execute(
        "SELECT record_kind, record_id, field, raw FROM unresolved WHERE state = $1", [OPEN]
    ).fetchall()
    found: dict[tuple[str, tuple[str, ...]], list[Held]] = defaultdict(list)
    for one in (Held(*row) for row in rows):
        values = remembered.of(one.field, one.raw)
        if values is not None:
            found[one.field, values].append(one)
    return sum(settle(cursor, held, values, who) for (_, values), held in found.items())


def _by_field(held: list[Held]) -> list[tuple[str, str, list[str]]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in held:
        found[one.field, one.record_kind].append(one.record_id)
    return [(field, kind, list(dict.fromkeys(ids))) for (field, kind), ids in found.items()]


def _mark(cursor: duckdb.DuckDBPyConnection, held: list[Held], state: str) -> None:
    columns = zip(*[(one.record_kind, one.record_id, one.field, one.raw) for one in held], strict=True)
    cursor.register(
        "held",
        pa.table([pa.array(part, pa.string()) for part in columns], schema=_HELD) if held else _HELD.empty_table(),
    )
    cursor.execute(
        "UPDATE unresolved SET state = $state FROM held WHERE unresolved.record_kind = held.record_kind"
        " AND unresolved.record_id = held.record_id AND unresolved.field = held.field AND unresolved.raw = held.raw",
        {"state": state},
    )
    cursor.unregister("held")


def _in_state(cursor: duckdb.DuckDBPyConnection, held: list[Held], state: str) -> set[Held]:
    rows = cursor.execute(
        "SELECT record_kind, record_id, field, raw FROM unresolved WHERE state = $1", [state]
    ).fetchall()
    return {Held(*row) for row in rows} & set(held)


def _keep_versions(cursor: duckdb.DuckDBPyConnection, field: str, kind: str, ids: list[str]) -> None:
    """Keep the records as they stand, where a field of theirs is about to change."""
    if field not in (*FIELDS[kind], "date_precision"):
        return
    rows = [
        [new_id(), kind, record.record_id, record.as_json(), now(), None]
        for record in records.load(cursor, kind, ids).values()
        if record.live
    ]
    if rows:
        cursor.executemany("INSERT INTO record_version VALUES ($1, $2, $3, $4, $5, $6)", rows)


def _move(cursor: duckdb.DuckDBPyConnection, ids: list[str], values: tuple[str, ...], who: str) -> None:
    """Put themes whose parent was an open word under the theme that the word stands for, unless that made a circle."""
    names = ThemeNames(cursor)
    for theme_id in ids:
        above: str | None = names.stands_as(values[0]) if values else None
        parent_id = above
        while above and above != theme_id:
            above = names.themes[above].parent_theme_id
        if parent_id and above is None and theme_id in names.themes:
            made = cursor.execute(
                "SELECT any_value(upload_id) FROM theme_event WHERE into_id = $1", [theme_id]
            ).fetchone()
            record_event(
                cursor, "move", who=who, theme_ids=[theme_id], into_id=parent_id, upload_id=made[0] if made else None
            )
