"""The two sheets of our own templates that hold no rows; import leaves them out and says nothing about it."""

from __future__ import annotations

from dataclasses import replace

from data.workbook import Sheet, Workbook

# Stands in the first cell of such a sheet. A sheet of a person's own, whatever its name, is never left out.
MARK = "Kenspeckle leaves this sheet out when the file is brought in."


def without_template_sheets(book: Workbook) -> Workbook:
    """The workbook without the explanations and lists that our templates carry."""
    return replace(book, sheets=tuple(sheet for sheet in book.sheets if not _is_ours(sheet)))


def _is_ours(sheet: Sheet) -> bool:
    return bool(sheet.rows and sheet.rows[0]) and sheet.rows[0][0] == MARK
