"""Writes insights and case studies in bulk, each whole: its fields, areas, groups, themes and open words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from data.fields import DATE_FIELD, FIELDS, ID_FIELD
from data.places import Area
from data.record import Record
from data.write import new_id, now

_IDS = pa.schema([("id", pa.string())])
_PLACES = pa.schema([(name, pa.string()) for name in ("id", "place_level", "council", "hscp", "board")])
_PAIRS = pa.schema([("id", pa.string()), ("first", pa.string()), ("second", pa.string())])


def load(cursor: duckdb.DuckDBPyConnection, kind: str, ids: Sequence[str]) -> dict[str, Record]:
    """The stored records with these ids (removed ones too, with ``live`` False), by id."""
    if not ids:
        return {}
    key, fields = ID_FIELD[kind], FIELDS[kind]
    cursor.register("wanted", pa.Table.from_pydict({"id": list(dict.fromkeys(ids))}, schema=_IDS))
    rows = cursor.execute(
        f"SELECT {', '.join(fields)}, upload_id, sheet, sheet_row, removed_at IS NULL FROM {kind}"
        f" WHERE {key} IN (SELECT id FROM wanted)"
    ).fetchall()
    places = _grouped(
        cursor.execute(
            f"SELECT {key}, place_level, council_code, hscp_code, health_board_code FROM {kind}_place"
            f" WHERE {key} IN (SELECT id FROM wanted)"
        ).fetchall()
    )
    groups = _grouped(
        cursor.execute(f"SELECT {key}, group_name FROM {kind}_group WHERE {key} IN (SELECT id FROM wanted)").fetchall()
    )
    themes = _grouped(
        cursor.execute(
            "SELECT record_id, theme_id FROM coding WHERE removed_at IS NULL AND record_kind = $kind"
            " AND record_id IN (SELECT id FROM wanted)",
            {"kind": kind},
        ).fetchall()
    )
    unresolved = _grouped(
        cursor.execute(
            "SELECT record_id, field, raw FROM unresolved WHERE state = 'open' AND record_kind = $kind"
            " AND record_id IN (SELECT id FROM wanted)",
            {"kind": kind},
        ).fetchall()
    )
    cursor.unregister("wanted")
    width = len(fields)
    at = fields.index(key)
    return {
        row[at]: Record(
            kind,
            dict(zip(fields, row, strict=False)),
            tuple(Area(*codes) for codes in places.get(row[at], ())),
            tuple(name for (name,) in groups.get(row[at], ())),
            tuple(theme_id for (theme_id,) in themes.get(row[at], ())),
            tuple((field, raw) for field, raw in unresolved.get(row[at], ())),
            *row[width:],
        )
        for row in rows
    }


def insert(cursor: duckdb.DuckDBPyConnection, kind: str, records: Sequence[Record]) -> None:
    """Add records whose ids are not stored yet."""
    if not records:
        return
    names = (*FIELDS[kind], "upload_id", "sheet", "sheet_row")
    cursor.register("incoming", _table(kind, records))
    cursor.execute(
        f"INSERT INTO {kind} ({', '.join(names)}, added_at) SELECT {', '.join(names)}, $now FROM incoming",
        {"now": now()},
    )
    cursor.unregister("incoming")
    _insert_parts(cursor, kind, records)


def replace(
    cursor: duckdb.DuckDBPyConnection,
    kind: str,
    records: Sequence[Record],
    before: Iterable[Record],
    upload_id: str,
) -> None:
    """Put records in the place of the stored ones with their ids; the stored ones go to ``record_version``."""
    versions = [
        [new_id(), kind, record.record_id, record.as_json(), now(), upload_id] for record in before if record.live
    ]
    if versions:
        cursor.executemany("INSERT INTO record_version VALUES ($1, $2, $3, $4, $5, $6)", versions)
    put(cursor, kind, records)


def put(cursor: duckdb.DuckDBPyConnection, kind: str, records: Sequence[Record]) -> None:
    """Overwrite stored records, and make them count again if they had been taken back."""
    if not records:
        return
    key = ID_FIELD[kind]
    names = [name for name in (*FIELDS[kind], "upload_id", "sheet", "sheet_row") if name != key]
    cursor.register("incoming", _table(kind, records))
    cursor.execute(
        f"UPDATE {kind} SET {', '.join(f'{name} = incoming.{name}' for name in names)}, removed_at = NULL"
        f" FROM incoming WHERE {kind}.{key} = incoming.{key}"
    )
    cursor.unregister("incoming")
    _drop_parts(cursor, kind, [record.record_id for record in records], keep_tags=True)
    _insert_parts(cursor, kind, records)


def remove(cursor: duckdb.DuckDBPyConnection, kind: str, ids: Sequence[str]) -> None:
    """Stop records from counting; the row stays with ``removed_at`` set, its codings end."""
    if not ids:
        return
    cursor.register("going", pa.Table.from_pydict({"id": list(ids)}, schema=_IDS))
    cursor.execute(
        f"UPDATE {kind} SET removed_at = $now WHERE {ID_FIELD[kind]} IN (SELECT id FROM going)",
        {"now": now()},
    )
    cursor.unregister("going")
    _drop_parts(cursor, kind, ids)


def _drop_parts(cursor: duckdb.DuckDBPyConnection, kind: str, ids: Sequence[str], *, keep_tags: bool = False) -> None:
    """End what hangs on records; ``keep_tags`` leaves the themes that a person gave."""
    key = ID_FIELD[kind]
    cursor.register("going", pa.Table.from_pydict({"id": list(ids)}, schema=_IDS))
    for part in ("place", "group"):
        cursor.execute(f"DELETE FROM {kind}_{part} WHERE {key} IN (SELECT id FROM going)")
    cursor.execute(
        "DELETE FROM unresolved WHERE record_kind = $kind AND record_id IN (SELECT id FROM going)",
        {"kind": kind},
    )
    cursor.execute(
        "UPDATE coding SET removed_at = $now WHERE removed_at IS NULL AND record_kind = $kind"
        " AND record_id IN (SELECT id FROM going) AND (origin = 'upload' OR NOT $keep_tags)",
        {"kind": kind, "now": now(), "keep_tags": keep_tags},
    )
    cursor.unregister("going")


def _insert_parts(cursor: duckdb.DuckDBPyConnection, kind: str, records: Sequence[Record]) -> None:
    """The areas, groups, codings and open words of records."""
    places = [(record.record_id, *area.codes) for record in records for area in record.places]
    cursor.register("part", _columns(_PLACES, places))
    cursor.execute(f"INSERT INTO {kind}_place SELECT * FROM part")
    groups = [(record.record_id, name, "") for record in records for name in dict.fromkeys(record.groups)]
    cursor.register("part", _columns(_PAIRS, groups))
    cursor.execute(f"INSERT INTO {kind}_group SELECT id, first FROM part")
    codings = [
        (record.record_id, theme_id, record.upload_id)
        for record in records
        for theme_id in dict.fromkeys(record.themes)
    ]
    cursor.register("part", _columns(_PAIRS, codings))
    cursor.execute(
        "INSERT INTO coding (coding_id, record_kind, record_id, theme_id, origin, coded_at, upload_id)"
        " SELECT uuid()::VARCHAR, $kind, id, first, 'upload', $now, second FROM part"
        " WHERE NOT EXISTS (SELECT 1 FROM coding WHERE record_kind = $kind AND record_id = id AND theme_id = first"
        " AND removed_at IS NULL)",
        {"kind": kind, "now": now()},
    )
    words = [(record.record_id, field, raw) for record in records for field, raw in record.unresolved]
    cursor.register("part", _columns(_PAIRS, words))
    cursor.execute("INSERT INTO unresolved SELECT $kind, id, first, second, 'open' FROM part", {"kind": kind})
    cursor.unregister("part")


def _table(kind: str, records: Sequence[Record]) -> pa.Table:
    day = DATE_FIELD[kind]
    columns = {
        name: pa.array([record.values[name] for record in records], pa.date32() if name == day else pa.string())
        for name in FIELDS[kind]
    }
    columns["upload_id"] = pa.array([record.upload_id for record in records], pa.string())
    columns["sheet"] = pa.array([record.sheet for record in records], pa.string())
    columns["sheet_row"] = pa.array([record.sheet_row for record in records], pa.int32())
    return pa.table(columns)


def _columns(schema: pa.Schema, rows: list[tuple[Any, ...]]) -> pa.Table:
    parts = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    return pa.table([pa.array(part, pa.string()) for part in parts], schema=schema)


def _grouped(rows: list[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    grouped: dict[str, list[tuple[Any, ...]]] = {}
    for key, *rest in rows:
        grouped.setdefault(key, []).append(tuple(rest))
    return grouped
