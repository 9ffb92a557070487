"""A first look at a file, from its first rows: which tables it holds and how their columns are read.

It takes a second or two whatever the size of the file, touches no database lock, and comes before the full look,
which counts what would become of every row (``import_file`` with ``dry_run``).
"""

from __future__ import annotations

from dataclasses import dataclass

from data import workbook
from data.cells import as_text
from data.choices import PLAIN, Choices
from data.columns import Table
from data.errors import Problem, WorkbookError
from data.personal import mask
from data.template_sheets import without_template_sheets
from data.uploads import label_of, tables_of

ROWS = 500
SAMPLES = 3


@dataclass(frozen=True)
class SeenColumn:
    """One column: its header, its field if it was understood, and cells that stand in it, personal data masked."""

    header: str
    field: str | None
    samples: tuple[str, ...]


@dataclass(frozen=True)
class SeenTable:
    """One table: its kind, its sheet, and its columns."""

    kind: str
    sheet: str
    columns: tuple[SeenColumn, ...]


@dataclass(frozen=True)
class Preview:
    """What the first rows of a file show; ``problems`` with the severity "error" means that it is refused."""

    tables: tuple[SeenTable, ...]
    problems: tuple[Problem, ...]


def preview(
    content: bytes, name: str, choices: Choices = PLAIN, limits: workbook.Limits | None = None, rows: int = ROWS
) -> Preview:
    """Look at the first rows of an XLSX or CSV file. What is wrong further down is not seen."""
    label, _ = label_of(name)
    try:
        book = without_template_sheets(workbook.read(content, name, limits, most_rows=rows))
        tables, aside = tables_of(book, label, choices)
    except WorkbookError as error:
        return Preview((), (error.problem,))
    problems = [one for one in book.problems if one.code != "cell_too_long"] + aside
    problems += [problem for table in tables for problem in table.problems]
    return Preview(tuple(_seen(table) for table in tables), tuple(problems))


def _seen(table: Table) -> SeenTable:
    rows = table.sheet.rows[table.first_data : table.first_data + ROWS]
    columns = []
    for column in table.columns:
        cells = (as_text(row[column.at]) for row in rows if column.at < len(row))
        filled = dict.fromkeys(" ".join(mask(text)[0].split()) for text in cells if text)
        columns.append(SeenColumn(column.header, column.field, tuple(filled)[:SAMPLES]))
    return SeenTable(table.kind, table.sheet.name, tuple(columns))
