"""Writes insights and case studies in bulk, each whole: its fields, areas, groups, themes and open words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from data.cell_words import OPEN
from data.fields import FIELDS, ID_FIELD
from data.places import Area
from data.record import Record
from data.records_arrow import listed, places, whole, words
from data.write import new_id, now

_IDS = pa.schema([("id", pa.string())])


_WITHOUT_CODING = (
    " WHERE NOT EXISTS (SELECT 1 FROM coding WHERE record_kind = '{kind}' AND record_id = id"
    " AND theme_id = first AND removed_at IS NULL)"
)


def load(cursor: duckdb.DuckDBPyConnection, kind: str, ids: Sequence[str]) -> dict[str, Record]:
    """The stored records with these ids (removed ones too, with ``live`` False), by id."""
    if not ids:
        return {}
    key, fields = ID_FIELD[kind], FIELDS[kind]
    cursor.register("wanted", pa.Table.from_pydict({"id": list(dict.fromkeys(ids))}, schema=_IDS))
    if not cursor.execute(f"SELECT 1 FROM {kind} WHERE {key} IN (SELECT id FROM wanted) LIMIT 1").fetchone():
        cursor.unregister("wanted")
        return {}
    rows = cursor.execute(
        f"SELECT {', '.join(fields)}, upload_id, sheet, sheet_row, removed_at IS NULL,"
        f" withdrawn_at IS NOT NULL FROM {kind}"
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
    codings = _grouped(
        cursor.execute(
            "SELECT record_id, theme_id, origin = 'person' FROM coding WHERE removed_at IS NULL"
            " AND record_kind = $kind AND record_id IN (SELECT id FROM wanted)",
            {"kind": kind},
        ).fetchall()
    )
    words = _grouped(
        cursor.execute(
            "SELECT record_id, field, raw, state FROM unresolved WHERE record_kind = $kind"
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
            tuple(theme_id for theme_id, by_person in codings.get(row[at], ()) if not by_person),
            tuple((field, raw) for field, raw, state in words.get(row[at], ()) if state == OPEN),
            upload_id=row[width],
            sheet=row[width + 1],
            sheet_row=row[width + 2],
            live=row[width + 3],
            settled=tuple((field, raw, state) for field, raw, state in words.get(row[at], ()) if state != OPEN),
            withdrawn=row[width + 4],
            by_people=tuple(theme_id for theme_id, by_person in codings.get(row[at], ()) if by_person),
        )
        for row in rows
    }


def withdrawn(cursor: duckdb.DuckDBPyConnection, kind: str) -> dict[str, bool]:
    """The records whose source has withdrawn, by id, and whether each counts (its upload was not taken back)."""
    return dict(
        cursor.execute(
            f"SELECT {ID_FIELD[kind]}, removed_at IS NULL FROM {kind} WHERE withdrawn_at IS NOT NULL"
        ).fetchall()
    )


def insert(cursor: duckdb.DuckDBPyConnection, kind: str, records: Sequence[Record]) -> None:
    """Add records whose ids are not stored yet."""
    if not records:
        return
    names = (*FIELDS[kind], "upload_id", "sheet", "sheet_row")
    cursor.register("incoming", whole(kind, records))
    cursor.execute(
        f"INSERT INTO {kind} ({', '.join(names)}, added_at, withdrawn_at) SELECT {', '.join(names)}, $now,"
        " CASE WHEN withdrawn THEN $now END FROM incoming",
        {"now": now()},
    )
    cursor.unregister("incoming")
    _insert_parts(cursor, kind, records, fresh=True)


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
    cursor.register("incoming", whole(kind, records))
    cursor.execute(
        f"UPDATE {kind} SET {', '.join(f'{name} = incoming.{name}' for name in names)}, removed_at = NULL"
        f" FROM incoming WHERE {kind}.{key} = incoming.{key}"
    )
    cursor.unregister("incoming")
    _drop_parts(cursor, kind, [record.record_id for record in records], by_people_too=False)
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
    _drop_parts(cursor, kind, ids, by_people_too=True)


def _drop_parts(cursor: duckdb.DuckDBPyConnection, kind: str, ids: Sequence[str], *, by_people_too: bool) -> None:
    """Areas, groups and open words go; codings end. What people coded stays where a record is only replaced."""
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
        " AND record_id IN (SELECT id FROM going) AND (origin <> 'person' OR $by_people_too)",
        {"kind": kind, "now": now(), "by_people_too": by_people_too},
    )
    cursor.unregister("going")


def _insert_parts(
    cursor: duckdb.DuckDBPyConnection, kind: str, records: Sequence[Record], *, fresh: bool = False
) -> None:
    """The areas, groups, codings and open words of records; ``fresh`` ones have no coding yet."""
    if not records:
        return
    ids = pa.array([record.values[ID_FIELD[kind]] for record in records], pa.string())
    for part, insertion in (
        (places(records, ids), f"INSERT INTO {kind}_place SELECT * FROM part"),
        (listed(records, ids, "groups"), f"INSERT INTO {kind}_group SELECT id, first FROM part"),
        (
            listed(records, ids, "themes"),
            "INSERT INTO coding (coding_id, record_kind, record_id, theme_id, origin, coded_at, upload_id)"
            # Ids that grow with time go into the index side by side.
            f" SELECT uuidv7()::VARCHAR, '{kind}', id, first, 'upload', '{now()}'::TIMESTAMP, second FROM part"
            + ("" if fresh else _WITHOUT_CODING.format(kind=kind)),
        ),
        (words(records, ids), f"INSERT INTO unresolved SELECT '{kind}', id, field, raw, state FROM part"),
    ):
        if part.num_rows:
            cursor.register("part", part)
            cursor.execute(insertion)
            cursor.unregister("part")


def _grouped(rows: list[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    grouped: dict[str, list[tuple[Any, ...]]] = {}
    for key, *rest in rows:
        grouped.setdefault(key, []).append(tuple(rest))
    return grouped
