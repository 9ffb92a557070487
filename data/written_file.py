"""The file of an upload as it is kept: its own bytes, or rebuilt without the personal data it held."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime

import xlsxwriter

from data import personal
from data.formula_text import guarded
from data.workbook import Cell, Workbook

_LONGEST_SHEET_NAME, _LONGEST_CELL = 31, 32_767
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FORMATS = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm:ss"}
_EARLIEST = datetime(1900, 3, 1)  # spreadsheet programs disagree about the days before


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
    out = io.BytesIO()
    # Shared texts in memory cost more than they save in a file that is only kept.
    settings = {"in_memory": True, "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    made = xlsxwriter.Workbook(out, settings)
    formats = {kind: made.add_format({"num_format": shown}) for kind, shown in _FORMATS.items()}
    names: set[str] = set()
    for sheet in book.sheets:
        page = made.add_worksheet(_sheet_name(sheet.name, names))
        for down, row in enumerate(sheet.rows, sheet.first_row - 1):
            for across, given in enumerate(row):
                cell = _masked(given)
                if isinstance(cell, str):
                    page.write_string(down, across, cell[:_LONGEST_CELL])
                elif isinstance(cell, bool):
                    page.write_boolean(down, across, cell)
                elif isinstance(cell, int | float):
                    page.write_number(down, across, cell)
                elif cell is not None and datetime(cell.year, cell.month, cell.day) >= _EARLIEST:
                    page.write_datetime(down, across, cell, formats[type(cell)])
                elif cell is not None:
                    page.write_string(down, across, cell.isoformat())
    made.close()
    return out.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a workbook may use for a sheet, unlike those before it."""
    base = _NOT_IN_SHEET_NAMES.sub(" ", name).strip(" '")[:_LONGEST_SHEET_NAME] or "Sheet"
    wanted, number = base, 1
    while wanted.lower() in taken or wanted.lower() == "history":
        number += 1
        wanted = f"{base[: _LONGEST_SHEET_NAME - len(str(number)) - 1]} {number}"
    taken.add(wanted.lower())
    return wanted


def _masked(cell: Cell) -> str | int | float | bool | date | datetime | None:
    """Text and numbers with personal data masked; a number that held some becomes the mask's words."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return cell
    text, kinds = personal.mask(str(cell))
    return guarded(text) if kinds or isinstance(cell, str) else cell
