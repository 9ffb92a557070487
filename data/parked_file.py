"""Rows that need attention as a workbook: what to mend in the first column, then the row's own cells."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from data.formula_text import guarded

FRONT = ("what to mend", "in the file", "in the sheet", "in the row")
_SHEETS = {"insight": "insights", "case_study": "case_studies", "theme": "themes", "theme_event": "theme_events"}


def parked_workbook(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """An XLSX of rows as ``history.parked_rows`` gives them, one sheet for each kind of row.

    Cells are text and formula-like text is guarded, so the file can be opened, mended and brought in again.
    """
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    heading, mend = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "italic": True})
    for kind in dict.fromkeys(row["kind"] for row in rows):
        mine = [row for row in rows if row["kind"] == kind]
        headers = list(dict.fromkeys(header for row in mine for header in row["cells"]))
        sheet = book.add_worksheet(_SHEETS.get(kind, "rows"))
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 48)
        sheet.write_row(0, 0, [*FRONT, *(guarded(header) for header in headers)], heading)
        for at, row in enumerate(mine, start=1):
            sheet.write_string(at, 0, guarded(row["what_to_do"]), mend)
            front = (row["file_name"], row["sheet"], str(row["sheet_row"] or ""))
            cells = (str(row["cells"].get(header) or "") for header in headers)
            for column, text in enumerate((*front, *cells), start=1):
                sheet.write_string(at, column, guarded(text)[:32_767])
    book.close()
    return made.getvalue()
