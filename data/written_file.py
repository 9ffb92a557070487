"""The file of an upload as it is kept: its own bytes, or rebuilt without what is not to be kept."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook as NewBook

from data import personal
from data.fields import WITHDRAWN
from data.formula_text import guarded, unguarded
from data.workbook import Cell, Workbook

_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]+")
Hides = Callable[[str, int], bool]
Written = str | int | float | bool | date | datetime | None


@dataclass(frozen=True)
class KeptFile:
    """The bytes to keep, and whether anything in them was masked or left out."""

    content: bytes
    masked: bool


def file_as_saved(
    book: Workbook, content: bytes, hides: Hides | None, withdrawn: Collection[tuple[str, int]] = ()
) -> KeptFile:
    """The file itself if nothing in it is to be masked, else its sheets rebuilt.

    ``hides`` says whether the personal data of a row (by sheet and row as a person sees them) is masked;
    ``withdrawn`` names the rows whose source has withdrawn: they say only that. A rebuilt XLSX holds values only –
    no notes, links, properties or macros – and a rebuilt CSV is UTF-8.
    """
    if hides is None and not withdrawn:
        return KeptFile(content, masked=False)
    rebuilt = _csv(book, hides, withdrawn) if book.kind == "csv" else _xlsx(book, hides, withdrawn)
    return KeptFile(rebuilt, masked=True)


def _csv(book: Workbook, hides: Hides | None, withdrawn: Collection[tuple[str, int]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    for sheet in book.sheets:
        for at, row in enumerate(sheet.rows, start=sheet.first_row):
            writer.writerow(_row(row, sheet.name, at, hides, withdrawn))
    return out.getvalue().encode()


def _xlsx(book: Workbook, hides: Hides | None, withdrawn: Collection[tuple[str, int]]) -> bytes:
    made = NewBook(write_only=True)
    for sheet in book.sheets:
        page = made.create_sheet(_title(sheet.name))
        for _ in range(sheet.first_row - 1):
            page.append([])
        for at, row in enumerate(sheet.rows, start=sheet.first_row):
            page.append(_row(row, sheet.name, at, hides, withdrawn))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _title(name: str) -> str:
    """A sheet's name as a workbook may have it; the brackets of a mask may not stand there."""
    return _NOT_IN_TITLES.sub("-", name).strip("' ")[:31] or "sheet"


def _row(
    row: list[Cell], sheet: str, at: int, hides: Hides | None, withdrawn: Collection[tuple[str, int]]
) -> list[Written]:
    if (sheet, at) in withdrawn:
        return [WITHDRAWN]
    hide = hides is not None and hides(sheet, at)
    return [_written(cell, hide=hide) for cell in row]


def _written(cell: Cell, *, hide: bool) -> Written:
    """A cell to write: formula-like text guarded, personal data masked; a number that held some becomes words."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return cell
    text, kinds = personal.mask(str(cell)) if hide else (str(cell), ())
    return guarded(unguarded(text)) if kinds or isinstance(cell, str) else cell
