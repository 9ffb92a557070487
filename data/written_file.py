"""The file of an upload as it is kept: its own bytes, or rebuilt without the personal data it held."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

from openpyxl import Workbook as NewBook

from data import personal
from data.formula_text import guarded
from data.workbook import Cell, Workbook


def file_as_saved(book: Workbook, content: bytes, *, masked: bool) -> bytes:
    """The bytes to keep: the file itself if nothing in it was masked, else its sheets with the data masked.

    A rebuilt XLSX holds values only; a rebuilt CSV is UTF-8.
    """
    if not masked:
        return content
    return _csv(book) if book.kind == "csv" else _xlsx(book)


def _csv(book: Workbook) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    for sheet in book.sheets:
        writer.writerows([_masked(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode()


def _xlsx(book: Workbook) -> bytes:
    made = NewBook(write_only=True)
    for sheet in book.sheets:
        page = made.create_sheet(sheet.name[:31])
        for _ in range(sheet.first_row - 1):
            page.append([])
        for row in sheet.rows:
            page.append([_masked(cell) for cell in row])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _masked(cell: Cell) -> str | int | float | bool | date | datetime | None:
    """Text and numbers with personal data masked; a number that held some becomes the mask's words."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return cell
    text, kinds = personal.mask(str(cell))
    return guarded(text) if kinds or isinstance(cell, str) else cell
