"""Finds the tables of a whole workbook, and says of every other sheet why nothing of it is taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NoReturn

from data.choices import Choices
from data.column_content import Themes
from data.column_decisions import Decided, Remembered, decided, in_sheet
from data.columns import Column, Table
from data.errors import Problem, WorkbookError
from data.personal import mask
from data.sheets_aside import set_aside, why_no_data, why_without_table
from data.tables_in_sheet import SheetRead, tables_in
from data.workbook import Cell, Sheet, Workbook

_LOOK_IN_HELP = "Help lists the names that are understood."


@dataclass(frozen=True)
class SeenColumn:
    """One column of a file as a person is asked about it: the sheet, the kind of its rows, the name by which a
    mapping means it, and the column itself."""

    sheet: str
    kind: str
    name: str
    column: Column


@dataclass
class BookRead:
    """The tables of a workbook, what is told of its sheets, and the rows of each sheet that are in no table."""

    tables: list[Table] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    outside: list[tuple[Sheet, int, list[Cell]]] = field(default_factory=list)

    @property
    def columns(self) -> list[SeenColumn]:
        """Every column of every table, named so that no two are the same."""
        return _seen([(table.sheet.name, table.kind, table.columns) for table in self.tables])

    @property
    def mapping(self) -> dict[str, str]:
        """Column to field, for the columns that were understood; ``--mapping`` takes the same."""
        return {seen.name: seen.column.field for seen in self.columns if seen.column.field}


class NoTable(WorkbookError):
    """A file without a table that can be taken in; ``columns`` are those of a header that lacks what is needed."""

    def __init__(self, problem: Problem, columns: list[SeenColumn]) -> None:
        super().__init__(problem)
        self.columns = columns


def tables_of(
    book: Workbook,
    label: str,
    choices: Choices,
    remembered: Mapping[tuple[str, str], Remembered],
    themes: Themes,
) -> BookRead:
    """The tables of a workbook with a word for every sheet that is set aside.

    Raises NoTable where nothing can be taken in, and says what is missing.
    """
    chosen = decided(choices.mapping, remembered)
    reads = [(sheet, tables_in(sheet, label, choices.kind, chosen, themes)) for sheet in book.sheets]
    found = BookRead()
    everything = [table for _, read in reads for table in read.tables]
    for sheet, read in reads:
        why = _why_aside(sheet, read, everything, chosen)
        if why is None:
            found.tables += read.tables
            found.problems += read.beside
            found.outside += [(sheet, at, list(row)) for at, row in read.outside]
            continue
        found.problems.append(set_aside(sheet, label, why))
        found.outside += [(sheet, at, row) for at, row in enumerate(sheet.rows)]
    if not found.tables:
        _refuse(book, reads, label)
    if not any(table.height for table in found.tables):
        raise WorkbookError(
            Problem(
                "error",
                "no_rows",
                "There are no rows under the header: nothing was saved.",
                label,
                found.tables[0].sheet.name,
                found="no data rows",
            )
        )
    return found


def personal_outside(found: BookRead, label: str, in_name: tuple[str, ...]) -> list[Problem]:
    """Personal data in the file's name, above a header, in a header, in a row or sheet that was set aside."""
    told = []
    if in_name:
        what = "The file's name was masked. Give the file another name."
        told.append(Problem("warning", "personal_data", what, label, found=", ".join(sorted(set(in_name)))))
    for sheet, at, row in found.outside:
        kinds = sorted({kind for cell in row if isinstance(cell, str) for kind in mask(cell)[1]})
        if kinds:
            what = "This row is no data row: nothing of it is saved, and it is masked in the file that is kept."
            told.append(
                Problem("warning", "personal_data", what, label, sheet.name, sheet.first_row + at, "", ", ".join(kinds))
            )
    return told


def _why_aside(sheet: Sheet, read: SheetRead, everything: list[Table], chosen: Decided) -> str | None:
    """Why nothing of a sheet is taken in; None where its tables are."""
    others = [table for table in everything if table.sheet.name != sheet.name]
    if not read.tables:
        return why_without_table(sheet, read.header, others)
    if len(read.tables) > 1 or any(column.how == "chosen" for column in read.tables[0].columns):
        return None
    return why_no_data(replace(read.tables[0], sheet=sheet), others)


def _seen(tables: list[tuple[str, str, tuple[Column, ...]]]) -> list[SeenColumn]:
    """The columns of several tables; a header that an earlier sheet has with another field is named with its sheet."""
    named: dict[str, tuple[str, str | None]] = {}
    found = []
    for sheet, kind, columns in tables:
        for column in columns:
            name = column.header
            if name in named and named[name] != (kind, column.field):
                name = in_sheet(name, sheet)
            named.setdefault(name, (kind, column.field))
            found.append(SeenColumn(sheet, kind, name, column))
    return found


def _refuse(book: Workbook, reads: list[tuple[Sheet, SheetRead]], label: str) -> NoReturn:
    filled = [sheet for sheet in book.sheets if any(any(cell is not None for cell in row) for row in sheet.rows)]
    if not filled:
        raise WorkbookError(
            Problem(
                "error",
                "file_empty",
                "The file is empty: nothing was saved. Choose the file that holds the rows.",
                label,
                found="no rows",
            )
        )
    lacking = next(((sheet, read.header) for sheet, read in reads if read.header and not read.tables), None)
    if lacking:
        sheet, header = lacking
        raise NoTable(
            Problem(
                "error",
                "no_text_column",
                "The header has no column for what was heard, or for a title. Choose the column that holds it, or "
                f"call it “text” in the file and bring it in again. {_LOOK_IN_HELP}",
                label,
                sheet.name,
                sheet.first_row + header.last,
                "",
                "no column of what was heard",
            ),
            _seen([(sheet.name, header.kind, header.columns)]),
        )
    raise NoTable(
        Problem(
            "error",
            "no_header",
            "No header row was found. Put the names of the columns above the rows – “text” or “title” at "
            f"least – and bring the file in again. {_LOOK_IN_HELP}",
            label,
            filled[0].name,
            filled[0].first_row,
            "",
            "no header row",
        ),
        [],
    )
