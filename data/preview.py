"""A first look at a file, from its first rows: which tables it holds and how their columns are read.

It takes a second or two whatever the size of the file, waits for no other upload, and comes before the full look,
which counts what would become of every row (``import_file`` with ``dry_run``).
"""

from __future__ import annotations

from dataclasses import dataclass

from data import workbook
from data.choices import PLAIN, Choices
from data.column_mappings import remembered
from data.errors import Problem, WorkbookError
from data.tables_in_book import NoTable, SeenColumn, tables_of
from data.template_sheets import without_template_sheets
from data.themes import known_themes
from data.uploads import label_of

ROWS = 500


@dataclass(frozen=True)
class Preview:
    """What the first rows of a file show: the kinds of rows, the columns with cells that stand in them, and what is
    to be said. A problem with the severity "error" means that the file is refused."""

    kinds: tuple[str, ...]
    columns: tuple[SeenColumn, ...]
    problems: tuple[Problem, ...]


def preview(
    content: bytes, name: str, choices: Choices = PLAIN, limits: workbook.Limits | None = None, rows: int = ROWS
) -> Preview:
    """Look at the first rows of an XLSX or CSV file. What is wrong further down is not seen."""
    label, _ = label_of(name)
    try:
        book = without_template_sheets(workbook.read(content, name, limits, most_rows=rows))
        found = tables_of(book, label, choices, remembered(), known_themes().look_up)
    except NoTable as error:
        return Preview((), tuple(error.columns), (error.problem,))
    except WorkbookError as error:
        return Preview((), (), (error.problem,))
    told = [one for one in book.problems if one.code != "cell_too_long"] + list(found.problems)
    told += [problem for table in found.tables for problem in table.problems]
    return Preview(tuple(table.kind for table in found.tables), tuple(found.columns), tuple(told))
