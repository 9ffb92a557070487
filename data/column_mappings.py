"""Remembers what people decided about the headers of their spreadsheets, for the next file that has them."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from data.column_decisions import Remembered
from data.connect import database
from data.errors import Refused
from data.header_names import exactly, heading
from data.plain import key
from data.tables_in_book import SeenColumn
from data.write import note_in_audit, now, write

Key = tuple[str, str]


def remembered() -> dict[Key, Remembered]:
    """Every remembered header: (its plain form, the kind of rows) to the field it was given ("": left out)."""
    with database().cursor() as cursor:
        rows = cursor.execute("SELECT header_normal, kind, field, decided_at FROM column_mapping").fetchall()
    return {(header, kind): Remembered(field or "", decided_at) for header, kind, field, decided_at in rows}


def remember(cursor: duckdb.DuckDBPyConnection, columns: Iterable[SeenColumn], who: str) -> None:
    """Keep what was chosen for headers, inside the transaction that saves their file.

    What a header means by its name alone need not be remembered; an earlier decision that it undoes is dropped.
    """
    for seen in columns:
        column = seen.column
        if column.how != "chosen" or column.header.startswith("column "):
            continue
        header, chosen = key(column.words), column.field or ""
        by_name = exactly(heading(column.words), seen.kind)
        cursor.execute("DELETE FROM column_mapping WHERE header_normal = $1 AND kind = $2", [header, seen.kind])
        if by_name is None or by_name.field != chosen:
            cursor.execute(
                "INSERT INTO column_mapping VALUES ($1, $2, $3, $4, $5)", [header, seen.kind, chosen, who, now()]
            )


def forget(header: str, kind: str, who: str) -> None:
    """Forget what was decided about a header. Raises Refused if nothing was."""
    with write() as cursor:
        gone = cursor.execute(
            "DELETE FROM column_mapping WHERE header_normal = $1 AND kind = $2", [key(header), kind]
        ).fetchone()
        if not gone or not gone[0]:
            raise Refused("Nothing is remembered about this header.")
        note_in_audit(cursor, who, "forget column", kind)
