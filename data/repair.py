"""Mends rows that need attention: each goes through the same import as any file, or is discarded with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from data import records, workbook
from data.cells import as_text
from data.choices import PLAIN, Choices
from data.connect import database
from data.errors import Refused, WorkbookError
from data.fields import ID_FIELD, TEXT_FIELDS
from data.history import parked_rows
from data.parked_file import cells_of, columns_for, parked_csv, parked_workbook
from data.personal import mask, mask_under
from data.receipts import Receipt
from data.uploads import import_file
from data.write import note_in_audit, now, write

LONGEST_REASON = 300  # characters
Cells = Mapping[str, str]


def to_mend(row: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The cells of a parked row to mend: what each column stands for, its header, what it says now.

    Columns that the row's file has and the row leaves blank are among them.
    """
    said = cells_of(row)
    return [(column, header, said.get(column, "")) for column, header in columns_for(row["kind"], [row]).items()]


def stored_words(row: Mapping[str, Any]) -> dict[str, str]:
    """The stored title, text or answers that a parked row's id has, by field; {} where there are none."""
    kind, cells = row["kind"], cells_of(row)
    record_id = cells.get(ID_FIELD.get(kind, ""), "")
    if not record_id:
        return {}
    with database().cursor() as cursor:
        held = records.load(cursor, kind, [record_id]).get(record_id)
    if held is None or not held.live:
        return {}
    return {name: mask(held.values[name])[0] for name in TEXT_FIELDS[kind] if held.values[name]}


def mend(mended: Mapping[str, Cells], who: str, choices: Choices = PLAIN, *, dry_run: bool = False) -> Receipt:
    """Bring rows in again with mended cells, by parked row id; all of them as one upload that can be taken back.

    ``mended`` gives cells by column as ``to_mend`` names them; a column that is left out stays as it was. A row that
    is still not right stays on the list with its new cells. A cell that is handed back masked keeps what it held, and
    personal data is kept where that was chosen for the file of every row.
    Raises Refused if a row does not wait any more.
    """
    waiting = {row["parked_row_id"]: row for row in parked_rows(masked=False)}
    if not mended or not mended.keys() <= waiting.keys():
        raise Refused("One of these rows does not need attention any more. Load the page again.")
    rows = [_with(waiting[row_id], cells) for row_id, cells in mended.items()]
    if choices.personal == PLAIN.personal and all(row["personal_data"] == "keep" for row in rows):
        choices = replace(choices, personal="keep", personal_reason=rows[0]["personal_reason"] or "")
    one_kind = len({row["kind"] for row in rows}) == 1
    content, ending = (parked_csv(rows), "csv") if one_kind else (parked_workbook(rows), "xlsx")
    return import_file(content, f"{_name(rows)}.{ending}", replace(choices, kind="auto"), dry_run=dry_run, who=who)


def use_new_words(row_ids: Sequence[str], who: str, *, dry_run: bool = False) -> Receipt:
    """Put the words of parked rows in place of the stored ones with their ids; the earlier words are kept."""
    return mend({row_id: {} for row_id in row_ids}, who, Choices(changed_text="replace"), dry_run=dry_run)


def discard(row_ids: Sequence[str], why: str, who: str) -> int:
    """Take rows off the list for good, with a reason; returns how many. They stay in the database and can come back.

    Raises Refused without a reason, or if one of the rows does not wait.
    """
    reason = mask(" ".join(why.split()))[0][:LONGEST_REASON]
    if not reason:
        raise Refused("Say why these rows are discarded: the reason is kept with them.")
    with write() as cursor:
        found = cursor.execute(
            "UPDATE parked_row SET state = 'discarded', settled_at = $1, settled_by = $2, settled_why = $3"
            " WHERE state = 'waiting' AND list_contains($4, parked_row_id)",
            [now(), who, reason, list(row_ids)],
        ).fetchone()
        if not found or found[0] != len(set(row_ids)):
            raise Refused("One of these rows does not need attention any more. Load the page again.")
        for row_id in row_ids:
            note_in_audit(cursor, who, "discard a row", row_id)
    return len(set(row_ids))


def put_back(row_ids: Sequence[str], who: str) -> int:
    """Put discarded rows back on the list; returns how many."""
    with write() as cursor:
        found = cursor.execute(
            "UPDATE parked_row SET state = 'waiting', settled_at = NULL, settled_by = NULL, settled_why = NULL"
            " WHERE state = 'discarded' AND list_contains($1, parked_row_id)",
            [list(row_ids)],
        ).fetchone()
        for row_id in row_ids:
            note_in_audit(cursor, who, "put a discarded row back", row_id)
    return int(found[0]) if found else 0


def unmasked(row: Mapping[str, Any], who: str) -> dict[str, str]:
    """The cells of a parked row, by header, with the personal data that is masked in the list.

    Only where it is kept: it was chosen to be, or the untouched file is. That somebody looked is recorded. Raises
    Refused if it is not kept.
    """
    held = next(
        (one for one in parked_rows(row["upload_id"], masked=False) if one["parked_row_id"] == row["parked_row_id"]),
        row,
    )
    cells = dict(held["cells"])
    if cells == row["cells"]:
        by_mask = {mask(text)[0]: text for text in _original_cells(row)}
        cells = {header: by_mask.get(cell, cell) for header, cell in cells.items()}
    with write() as cursor:
        note_in_audit(cursor, who, "look at masked personal data", row["parked_row_id"])
    return cells


def _original_cells(row: Mapping[str, Any]) -> list[str]:
    """The cells of a row's place in the untouched file."""
    with database().cursor() as cursor:
        found = cursor.execute(
            "SELECT content FROM upload_original WHERE upload_id = $1", [row["upload_id"]]
        ).fetchone()
    if found is None:
        raise Refused("The untouched file is not kept, so what was masked cannot be shown.")
    try:
        book = workbook.read(bytes(found[0]), row["file_name"])
    except WorkbookError:
        raise Refused("The untouched file cannot be read any more.") from None
    sheet = next((one for one in book.sheets if one.name == (row["sheet"] or "")), book.sheets[0])
    at = (row["sheet_row"] or 0) - sheet.first_row
    return [text for cell in sheet.rows[at] if (text := as_text(cell))] if 0 <= at < len(sheet.rows) else []


def _with(row: Mapping[str, Any], cells: Cells) -> dict[str, Any]:
    """The row with mended cells, under the headers that come back as the same columns."""
    columns = columns_for(row["kind"], [row])
    if not cells.keys() <= columns.keys():
        raise Refused("There is no such column in this row. Load the page again.")
    held = cells_of(row)
    shown = {column: mask_under(header, held.get(column, ""))[0] for column, header in columns.items()}
    changed = {column: text.strip() for column, text in cells.items() if text != shown[column]}
    said = {**held, **changed}
    fields = {header: column for column, header in columns.items() if not column.startswith("=")}
    return {
        **row,
        "cells": {header: said[column] for column, header in columns.items() if said.get(column)},
        "mapping": fields,
    }


def _name(rows: Sequence[Mapping[str, Any]]) -> str:
    """What the upload of mended rows is called: after the file they came with."""
    stems = list(dict.fromkeys(PurePath(row["file_name"]).stem.removeprefix("mended – ") for row in rows))
    return f"mended – {stems[0] if len(stems) == 1 else 'rows of several files'}"
