"""The file of an upload as it is kept: its own bytes, or rebuilt without what is not to be kept."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter

from data import personal
from data.cells import as_text
from data.fields import WITHDRAWN
from data.formula_text import guarded, unguarded
from data.workbook import Cell, Workbook

_LONGEST_SHEET_NAME, _LONGEST_CELL = 31, 32_767
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FORMATS = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm:ss"}
_EARLIEST = datetime(1900, 3, 1)  # spreadsheet programs disagree about the days before
Hides = Callable[[str, int], bool]
Headers = Mapping[tuple[str, int], str]
"""The headers of columns by sheet and place (from 0), where they say what stands under them."""
Written = str | int | float | bool | date | datetime | None


@dataclass(frozen=True)
class KeptFile:
    """The bytes to keep, and whether anything in them was masked or left out."""

    content: bytes
    masked: bool


def file_as_saved(
    book: Workbook,
    content: bytes,
    hides: Hides | None,
    withdrawn: Collection[tuple[str, int]] = (),
    headers: Headers | None = None,
) -> KeptFile:
    """The file itself if nothing in it is to be masked, else its sheets rebuilt.

    ``hides`` says whether the personal data of a row (by sheet and row as a person sees them) is masked;
    ``withdrawn`` names the rows whose source has withdrawn: they say only that; ``headers`` are those without which
    nobody sees that what stands under them is personal. A rebuilt XLSX holds values only –
    no notes, links, properties or macros – and a rebuilt CSV is UTF-8.
    """
    if hides is None and not withdrawn:
        return KeptFile(content, masked=False)
    write = _csv if book.kind == "csv" else _xlsx
    rebuilt = write(book, hides, withdrawn, headers or {})
    return KeptFile(rebuilt, masked=True)


def _csv(book: Workbook, hides: Hides | None, withdrawn: Collection[tuple[str, int]], headers: Headers) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    for sheet in book.sheets:
        for at, row in enumerate(sheet.rows, start=sheet.first_row):
            writer.writerow(_row(row, sheet.name, at, hides, withdrawn, headers))
    return out.getvalue().encode()


def _xlsx(book: Workbook, hides: Hides | None, withdrawn: Collection[tuple[str, int]], headers: Headers) -> bytes:
    out = io.BytesIO()
    # Shared texts in memory cost more than they save in a file that is only kept.
    settings = {"in_memory": True, "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    made = xlsxwriter.Workbook(out, settings)
    formats = {kind: made.add_format({"num_format": shown}) for kind, shown in _FORMATS.items()}
    names: set[str] = set()
    for sheet in book.sheets:
        page = made.add_worksheet(_sheet_name(sheet.name, names))
        for down, row in enumerate(sheet.rows, sheet.first_row - 1):
            for across, cell in enumerate(_row(row, sheet.name, down + 1, hides, withdrawn, headers)):
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


def _row(
    row: list[Cell],
    sheet: str,
    at: int,
    hides: Hides | None,
    withdrawn: Collection[tuple[str, int]],
    headers: Headers,
) -> list[Written]:
    if (sheet, at) in withdrawn:
        return [WITHDRAWN]
    hide = hides is not None and hides(sheet, at)
    return [_written(cell, headers.get((sheet, column), ""), hide=hide) for column, cell in enumerate(row)]


def _written(cell: Cell, header: str, *, hide: bool) -> Written:
    """A cell to write: formula-like text guarded, personal data masked; a number that held some becomes words."""
    if header and hide and cell is not None:
        text, kinds = personal.mask_under(header, as_text(cell))
        if kinds:
            return guarded(unguarded(text))
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return cell
    text, kinds = personal.mask(str(cell)) if hide else (str(cell), ())
    return guarded(unguarded(text)) if kinds or isinstance(cell, str) else cell
