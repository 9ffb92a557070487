"""Finds the row that a corrected one stood for: the same words in the same row of the same table, with other details.

A row without an id is known by what it says and where and when it was heard. Where its table comes again with another
date, place or source, it would be a second row. It is the stored one if an upload, whatever its file was called, had
the same words in the same row of the same sheet, and if the new file has that stored row no more but still nearly all
others of the upload. Anything less may be another table or half of one: then both stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import duckdb

from data import records
from data.fields import ID_FIELD
from data.record import Record
from data.rows import Row

Sorted = tuple[Row, Record]

_OTHERS_LEAST = 2  # stored rows that must have come again unchanged
_SHARE = 0.8  # of an upload, that must have come again, unchanged or put right


def put_right(
    cursor: duckdb.DuckDBPyConnection, kind: str, made: list[Sorted], seen: Collection[tuple[str, str]]
) -> list[Sorted]:
    """The rows without an id of their own, those that correct a stored one under the stored one's id.

    ``seen`` are the kinds and ids of all rows of the file.
    """
    if not made:
        return made
    ids = {record_id for of, record_id in seen if of == kind}
    mended = _corrected(cursor, kind, [record for _, record in made], ids)
    return [(row, mended.get(record.record_id, record)) for row, record in made] if mended else made


def _corrected(
    cursor: duckdb.DuckDBPyConnection, kind: str, made: Sequence[Record], ids: Collection[str]
) -> Mapping[str, Record]:
    """The records that correct a stored one, by the id made for them."""
    id_field, counting = ID_FIELD[kind], "upload USING (upload_id) WHERE undone_at IS NULL AND removed_at IS NULL"
    rows = cursor.execute(
        f"WITH shared AS (SELECT DISTINCT upload_id FROM {kind} JOIN {counting}"
        f" AND {id_field} IN (SELECT unnest($1::VARCHAR[])))"
        f" SELECT upload_id, {id_field}, sheet, sheet_row FROM {kind} JOIN {counting} AND withdrawn_at IS NULL"
        f" AND upload_id IN (FROM shared) ORDER BY uploaded_at",
        [list(ids)],
    ).fetchall()
    held, here = Counter(upload for upload, *_ in rows), Counter(upload for upload, one, *_ in rows if one in ids)
    gone: dict[tuple[str | None, int | None], list[tuple[str, str]]] = {}
    for upload, one, sheet, row in rows:
        if one not in ids:
            gone.setdefault((sheet, row), []).append((upload, one))
    stands = {one for _, one, *_ in rows}
    asked = [
        (record, upload, old)
        for record in made
        if record.record_id not in stands
        for upload, old in gone.get((record.sheet, record.sheet_row), ())
    ]
    stored = records.load(cursor, kind, [one for record, _, old in asked for one in (record.record_id, old)])
    mended = [
        (record, upload, old)
        for record, upload, old in asked
        if record.record_id not in stored and stored[old].says_the_same(record)
    ]
    again = here + Counter(upload for _, upload, _ in mended)
    of_this_table = {upload for upload, all_rows in held.items() if again[upload] >= _SHARE * all_rows}
    if sum(here[upload] for upload in of_this_table) < _OTHERS_LEAST:
        return {}
    return {
        record.record_id: replace(record, values={**record.values, id_field: old})
        for record, upload, old in mended
        if upload in of_this_table
    }
