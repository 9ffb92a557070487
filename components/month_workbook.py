"""The manager's month as a workbook: every part on a sheet of its own, with all its rows."""

from __future__ import annotations

import io

import xlsxwriter

from components.month_parts import Link, Part, parts, span
from data.formula_text import guarded
from queries.month_review import MonthReview

_WIDE = 44  # letters of the first column


def workbook(review: MonthReview) -> bytes:
    """The XLSX. Text is written as text; a number that is masked says that it is not shown."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    found = parts(review)
    about = book.add_worksheet("About")
    about.set_column(0, 0, 110)
    told = [f"What is new: {span(review)}", *(text for part in found for text in _lines(part)), *review.notes]
    for at, text in enumerate(told):
        about.write_string(at, 0, guarded(text), bold if at == 0 else None)
    for part in found:
        if part.rows:
            _sheet(book, bold, part)
    book.close()
    return made.getvalue()


def _lines(part: Part) -> list[str]:
    said = ["".join(one.words if isinstance(one, Link) else one for one in line) for line in part.lines]
    return [f"{part.heading}: {line}" for line in said]


def _sheet(book: xlsxwriter.Workbook, bold: object, part: Part) -> None:
    sheet = book.add_worksheet(part.heading.replace(":", "")[:31])
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, len(part.columns), 24)
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(part.columns):
        sheet.write_string(0, at, column.label, bold)
    for line, row in enumerate(part.rows, 1):
        for at, column in enumerate(part.columns):
            value = row.get(column.name)
            if isinstance(value, int | float) and column.is_number:
                sheet.write_number(line, at, value)
            else:
                sheet.write_string(line, at, guarded(column.words(row)))
