"""What a decided word gives to stored records, field by field, and how that is taken from them again.

Everything here runs inside the caller's write transaction.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from data.areas import Area
from data.cell_words import OPEN, REPEATED, SETTLED, CellWords, together
from data.dates import read_date
from data.fields import DATE_FIELD, ID_FIELD, OF_SOURCE
from data.places import gazetteer
from data.remembered import Remembered
from data.themes import ThemeNames
from data.write import now


def give(
    cursor: duckdb.DuckDBPyConnection, field: str, kind: str, ids: list[str], values: tuple[str, ...], who: str
) -> None:
    """Add to records of one kind what a word of this field stands for; a field that holds something is left."""
    key = ID_FIELD[kind]
    mine = f"{key} IN (SELECT unnest($ids))"
    if field == "themes":
        cursor.execute(
            "INSERT INTO coding (coding_id, record_kind, record_id, theme_id, coder, origin, coded_at, upload_id)"
            f" SELECT uuid()::VARCHAR, $kind, {key}, given.theme_id, $who, 'person', $now, upload_id"
            f" FROM {kind} CROSS JOIN (SELECT unnest($themes) AS theme_id) AS given"
            f" WHERE {mine} AND NOT EXISTS (SELECT 1 FROM coding AS held WHERE held.removed_at"
            f" IS NULL AND held.record_kind = $kind AND held.record_id = {key} AND held.theme_id = given.theme_id)",
            {"kind": kind, "who": who, "now": now(), "themes": list(values), "ids": ids},
        )
    elif field == "groups":
        cursor.execute(
            f"INSERT INTO {kind}_group SELECT {key}, given.group_name FROM {kind}"
            f" CROSS JOIN (SELECT unnest($groups) AS group_name) AS given WHERE {mine}"
            f" AND NOT EXISTS (SELECT 1 FROM {kind}_group AS held WHERE held.{key} = {kind}.{key}"
            " AND held.group_name = given.group_name)",
            {"groups": list(values), "ids": ids},
        )
    elif field == "place":
        areas = [gazetteer().area(code) for code in values]
        _put_places(cursor, kind, {at: together([*held, *areas]) for at, held in _places(cursor, kind, ids).items()})
    elif column := OF_SOURCE.get(field):
        cursor.execute(
            f"UPDATE source SET {column} = $value, {column}_upload_id = told.upload_id FROM (SELECT source_id,"
            f" min(upload_id) AS upload_id FROM {kind} WHERE {mine} GROUP BY source_id) AS told"
            f" WHERE told.source_id = source.source_id AND source.{column} IS NULL",
            {"value": values[0], "ids": ids},
        )
    elif field == DATE_FIELD[kind]:
        read = read_date(values[0])
        cursor.execute(
            f"UPDATE {kind} SET {field} = $day, date_precision = $precision WHERE {field} IS NULL AND {mine}",
            {"day": read.on, "precision": read.precision, "ids": ids},
        )
    elif field == "date_precision":
        day = DATE_FIELD[kind]
        cursor.execute(
            f"UPDATE {kind} SET {day} = CAST(date_trunc($precision, {day}) AS DATE), date_precision = $precision"
            f" WHERE {mine} AND list_position($finest_first, date_precision)"
            " < list_position($finest_first, $precision)",
            {"precision": values[0], "ids": ids, "finest_first": ["day", "month", "quarter", "year"]},
        )
    else:
        cursor.execute(
            f"UPDATE {kind} SET {field} = $value WHERE {field} IS NULL AND {mine}",
            {"value": values[0], "ids": ids},
        )


def saying_it_already(
    cursor: duckdb.DuckDBPyConnection, field: str, kind: str, ids: list[str], values: tuple[str, ...]
) -> set[str]:
    """The records that hold all of these themes or groups without the word; none for other fields."""
    pairs = {
        "themes": "SELECT record_id, theme_id FROM coding WHERE removed_at IS NULL AND record_kind = $kind",
        "groups": f"SELECT {ID_FIELD[kind]}, group_name FROM {kind}_group WHERE $kind <> ''",
    }.get(field)
    if pairs is None:
        return set()
    rows = cursor.execute(
        f"SELECT pair.record_id FROM ({pairs}) AS pair(record_id, value) WHERE list_contains($values, pair.value)"
        " AND pair.record_id IN (SELECT unnest($ids)) GROUP BY pair.record_id"
        " HAVING count(DISTINCT pair.value) = len($values)",
        {"kind": kind, "ids": ids, "values": list(values)},
    ).fetchall()
    return {row[0] for row in rows}


def take(
    cursor: duckdb.DuckDBPyConnection,
    field: str,
    kind: str,
    ids: list[str],
    values: tuple[str, ...],
    remembered: Remembered,
) -> None:
    """Take from records of one kind what a word of this field had given them, unless another word gives it too."""
    key = ID_FIELD[kind]
    mine = f"{key} IN (SELECT unnest($ids))"
    what = {"ids": ids, "values": list(values)}
    if field == "themes":
        cursor.execute(
            "UPDATE coding SET removed_at = $now WHERE removed_at IS NULL AND record_kind = $kind"
            " AND record_id IN (SELECT unnest($ids)) AND list_contains($values, theme_id)",
            {**what, "kind": kind, "now": now()},
        )
        _give_again(cursor, field, kind, ids, remembered)
    elif field == "groups":
        cursor.execute(
            f"DELETE FROM {kind}_group WHERE {mine} AND list_contains($values, group_name)",
            what,
        )
        _give_again(cursor, field, kind, ids, remembered)
    elif field == "place":
        words = CellWords(ThemeNames(cursor), remembered)
        texts = cursor.execute(
            f"SELECT {key}, place_text FROM {kind} WHERE {mine} AND place_text IS NOT NULL", {"ids": ids}
        ).fetchall()
        _put_places(cursor, kind, {record_id: words.understand("place", text).areas for record_id, text in texts})
    elif column := OF_SOURCE.get(field):
        cursor.execute(
            f"UPDATE source SET {column} = NULL, {column}_upload_id = NULL WHERE list_contains($values, {column})"
            f" AND source_id IN (SELECT source_id FROM {kind} WHERE {mine})",
            what,
        )
    elif field == DATE_FIELD[kind]:
        cursor.execute(f"UPDATE {kind} SET {field} = NULL, date_precision = NULL WHERE {mine}", {"ids": ids})
    elif field != "date_precision":
        cursor.execute(
            f"UPDATE {kind} SET {field} = NULL WHERE {mine} AND list_contains($values, {field})",
            what,
        )


def _give_again(
    cursor: duckdb.DuckDBPyConnection, field: str, kind: str, ids: list[str], remembered: Remembered
) -> None:
    """Another decided word of the same record may stand for the same: what it gives comes back."""
    rows = cursor.execute(
        "SELECT record_id, raw FROM unresolved WHERE record_kind = $kind AND field = $field AND state <> $open"
        " AND record_id IN (SELECT unnest($ids))",
        {"kind": kind, "field": field, "open": OPEN, "ids": ids},
    ).fetchall()
    names = ThemeNames(cursor) if field == "themes" else None
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for record_id, raw in rows:
        decided = remembered.of(field, raw) or ()
        values = tuple(filter(None, map(names.stands_as, decided))) if names else decided
        if values:
            found.setdefault(values, {})[record_id] = raw
    for values, words in found.items():
        already = saying_it_already(cursor, field, kind, list(words), values)
        missing = [record_id for record_id in words if record_id not in already]
        give(cursor, field, kind, missing, values, "")
        cursor.execute(
            "UPDATE unresolved SET state = $settled WHERE record_kind = $kind AND field = $field AND state = $repeated"
            " AND record_id IN (SELECT unnest($ids)) AND raw IN (SELECT unnest($words))",
            {
                "settled": SETTLED,
                "repeated": REPEATED,
                "kind": kind,
                "field": field,
                "ids": missing,
                "words": list({words[one] for one in missing}),
            },
        )


def _places(cursor: duckdb.DuckDBPyConnection, kind: str, ids: list[str]) -> dict[str, list[Area]]:
    found: dict[str, list[Area]] = {record_id: [] for record_id in ids}
    for record_id, *codes in cursor.execute(
        f"SELECT {ID_FIELD[kind]}, place_level, council_code, hscp_code, health_board_code FROM {kind}_place"
        f" WHERE {ID_FIELD[kind]} IN (SELECT unnest($1))",
        [ids],
    ).fetchall():
        found[record_id].append(Area(*codes))
    return found


def _put_places(cursor: duckdb.DuckDBPyConnection, kind: str, places: dict[str, tuple[Area, ...]]) -> None:
    rows = [(record_id, *area.codes) for record_id, areas in places.items() for area in areas]
    if not rows:
        return
    cursor.execute(f"DELETE FROM {kind}_place WHERE {ID_FIELD[kind]} IN (SELECT unnest($1))", [list(places)])
    names = ("id", "place_level", "council_code", "hscp_code", "health_board_code")
    columns = [pa.array(part, pa.string()) for part in zip(*rows, strict=True)]
    cursor.register("placed", pa.table(columns, names=names))
    cursor.execute(f"INSERT INTO {kind}_place SELECT * FROM placed")
    cursor.unregister("placed")
