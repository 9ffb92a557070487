"""Finds the row that a corrected one stood for: the same words in the same row of the same file, with other details.

A row without an id is known by what it says and where and when it was heard. Where its file comes again with another
date, place or source, it would be a second row. It is the stored one if the file of the same name had the same words
in the same row of the same sheet, has that stored row no more, and still has nearly all others of it. Anything less
may be another file or half of one: then both stand.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import duckdb

from data import records
from data.fields import ID_FIELD
from data.record import Record
from data.rows import Row

Sorted = tuple[Row, Record]

_OTHERS_LEAST = 2  # other rows of the stored file that the new one must still have
_OTHERS_SHARE = 0.8


def put_right(
    cursor: duckdb.DuckDBPyConnection, kind: str, label: str, made: list[Sorted], seen: Collection[tuple[str, str]]
) -> list[Sorted]:
    """The rows without an id of their own, those that correct a stored one under the stored one's id.

    ``seen`` are the kinds and ids of all rows of the file.
    """
    if not made:
        return made
    ids = {record_id for of, record_id in seen if of == kind}
    mended = _corrected(cursor, kind, label, [record for _, record in made], ids)
    return [(row, mended.get(record.record_id, record)) for row, record in made] if mended else made


def _corrected(
    cursor: duckdb.DuckDBPyConnection, kind: str, label: str, made: Sequence[Record], ids: Collection[str]
) -> Mapping[str, Record]:
    """The records that correct a stored one, by the id made for them."""
    held = cursor.execute(
        f"SELECT {ID_FIELD[kind]}, sheet, sheet_row FROM {kind} JOIN upload USING (upload_id)"
        " WHERE upload.file_name = $1 AND undone_at IS NULL AND removed_at IS NULL AND withdrawn_at IS NULL",
        [label],
    ).fetchall()
    gone = {(sheet, row): record_id for record_id, sheet, row in held if record_id not in ids}
    here = len(held) - len(gone)
    stands = {record_id for record_id, _, _ in held}
    asked = {
        record.record_id: (record, gone[record.sheet, record.sheet_row])
        for record in made
        if record.record_id not in stands and (record.sheet, record.sheet_row) in gone
    }
    if not asked or here < _OTHERS_LEAST or here < _OTHERS_SHARE * (len(held) - len(asked)):
        return {}
    stored = records.load(cursor, kind, [*asked, *(old for _, old in asked.values())])
    found = {}
    for made_id, (record, old) in asked.items():
        if made_id not in stored and stored[old].says_the_same(record):
            found[made_id] = replace(record, values={**record.values, ID_FIELD[kind]: old})
    return found
