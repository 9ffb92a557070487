"""Small real files for tests, written the way a person's spreadsheet program would."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]


def csv_file(rows: Rows) -> bytes:
    """A UTF-8 CSV file."""
    out = io.StringIO()
    csv.writer(out).writerows(["" if cell is None else cell for cell in row] for row in rows)
    return out.getvalue().encode()


def xlsx_file(**sheets: Rows) -> bytes:
    """An XLSX workbook with one sheet a keyword."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
