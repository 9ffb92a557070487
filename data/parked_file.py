"""Rows that need attention as a workbook, what to mend in front of each row's own cells; and such a file read again."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import xlsxwriter

from data.columns import NEEDED, column_names, fields_of
from data.formula_text import guarded
from data.plain import plain
from data.workbook import Cell, Sheet, Workbook

FRONT = ("what to mend", "in the file", "in the sheet", "in the row", "waiting as")
HEADER_ROWS_LOOKED_AT = 50
LONGEST_CELL = 32_767  # what a workbook can hold
_SHEETS = {"insight": "insights", "case_study": "case_studies", "theme": "themes", "theme_event": "theme_events"}
Row = Mapping[str, Any]
Marks = dict[tuple[str, int], str]  # sheet and row as a person sees them: the id of the parked row


def parked_workbook(rows: Sequence[Row]) -> bytes:
    """An XLSX of rows as ``history.parked_rows`` gives them, one sheet for each kind of row.

    Every column that the rows' files have is there, also where no waiting row fills it, and one for the words that
    a row must have. Cells are text and formula-like text is guarded, so the file can be opened, mended and brought
    in again: the columns in front tell the import which row waits.
    """
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    heading, mend = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "italic": True})
    for kind in dict.fromkeys(row["kind"] for row in rows):
        header, *lines = _lines(kind, [row for row in rows if row["kind"] == kind])
        sheet = book.add_worksheet(_SHEETS.get(kind, "rows"))
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 48)
        sheet.set_column(1, len(FRONT) - 1, 12)
        sheet.set_column(len(FRONT), max(len(FRONT), len(header) - 1), 24)
        sheet.write_row(0, 0, header, heading)
        for at, line in enumerate(lines, start=1):
            for column, text in enumerate(line):
                if text:
                    sheet.write_string(at, column, text[:LONGEST_CELL], mend if column == 0 else None)
    book.close()
    return made.getvalue()


def parked_csv(rows: Sequence[Row]) -> bytes:
    """The same for rows of one kind as a CSV file, which is read again without a process of its own."""
    out = io.StringIO()
    out.write("sep=,\r\n")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(_lines(rows[0]["kind"], rows))
    return ("\ufeff" + out.getvalue()).encode()


def _lines(kind: str, rows: Sequence[Row]) -> list[list[str]]:
    """The header and the rows: what to mend and where the row stands, then its cells."""
    columns = columns_for(kind, rows)
    lines = [[*FRONT, *columns.values()]]
    for row in rows:
        said = cells_of(row)
        where = (row["file_name"], row["sheet"] or "", str(row["sheet_row"] or ""), row["parked_row_id"])
        lines.append([row["what_to_do"], *where, *(said.get(column, "") for column in columns)])
    return [[guarded(text) for text in line] for line in lines]


def columns_for(kind: str, rows: Sequence[Row]) -> dict[str, str]:
    """The columns in which rows of one kind can be mended: what each stands for, and its header.

    A column stands for its field, or for ``="`` and its header where it has none. A header that would not be
    understood by its name gives way to the name of its field, so that the columns are the same when they come back.
    """
    names, known = column_names()[kind], set(fields_of(kind))
    columns: dict[str, str] = {}
    for row in rows:
        for header, field in row["mapping"].items():
            if field in known:
                columns.setdefault(field, header if names.get(plain(header)) == field else field.replace("_", " "))
    if not columns.keys() & set(NEEDED[kind]):
        columns[NEEDED[kind][0]] = NEEDED[kind][0].replace("_", " ")
    for row in rows:
        for header in row["cells"]:
            field = _field(row, header, known)
            if field is None:
                columns.setdefault(f"={header}", f"{header} (kept)" if plain(header) in names else header)
            else:
                columns.setdefault(field, header)
    return columns


def cells_of(row: Row) -> dict[str, str]:
    """The cells of a parked row by the columns of ``columns_for``."""
    known = set(fields_of(row["kind"]))
    return {_field(row, header, known) or f"={header}": str(cell) for header, cell in row["cells"].items()}


def marked(book: Workbook) -> tuple[Workbook, Marks]:
    """A workbook without the columns in front of a downloaded list of parked rows, and which row waits as what.

    Any other workbook comes back as it is.
    """
    marks: Marks = {}
    sheets = [_without_front(sheet, marks) for sheet in book.sheets]
    return (replace(book, sheets=tuple(sheets)), marks) if marks else (book, marks)


def _without_front(sheet: Sheet, marks: Marks) -> Sheet:
    for at, row in enumerate(sheet.rows[:HEADER_ROWS_LOOKED_AT]):
        found = {cell.strip().casefold(): column for column, cell in enumerate(row) if isinstance(cell, str)}
        if not found.keys() >= set(FRONT):
            continue
        gone = {found[name] for name in FRONT}
        rows = [*sheet.rows[:at], *([None if c in gone else cell for c, cell in enumerate(r)] for r in sheet.rows[at:])]
        for below, cells in enumerate(sheet.rows[at + 1 :], start=at + 1):
            waits_as = _text(cells, found[FRONT[-1]])
            if waits_as:
                marks[(sheet.name, sheet.first_row + below)] = waits_as
        return replace(sheet, rows=rows)
    return sheet


def _text(cells: Sequence[Cell], at: int) -> str:
    cell = cells[at] if at < len(cells) else None
    return cell.strip() if isinstance(cell, str) else ""


def _field(row: Row, header: str, known: set[str]) -> str | None:
    """The field that a header of a parked row stands for; theme rows parked earlier stand by their fields."""
    field = row["mapping"].get(header)
    if field is None and row["kind"].startswith("theme") and header in row["mapping"].values():
        field = header
    return field if field in known else None
