"""What a person is told about the columns and rows of a table: read as what and why, left out and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.cells import is_blank
from data.columns import SURE, Column
from data.errors import Problem
from data.field_words import field_word
from data.header_rows import Header
from data.plain import plain
from data.rows_aside import DASHES, HEADER_AGAIN, SECTION, TOTAL
from data.workbook import Cell, Sheet
from data.workbook_cells import column_letter

_BLANK = "It is counted among the blank rows and not saved."
_NAMES = frozenset(
    {
        "name", "full name", "first name", "forename", "surname", "last name", "your name", "contact name",
        "participant name", "name of participant", "respondent name", "name of respondent", "name of person",
        "persons name", "client name", "patient name", "service user name", "carer name",
    }
)  # fmt: skip
_KEEPS_NAMES = "People’s names would be kept with the rows. Take the column out of the file if they should not be."
_OF_NAMES = ("personal_name", _KEEPS_NAMES, "a column of names")
_OPENS = {
    TOTAL: ("total_row", f"This row adds up others. {_BLANK}", "a totals row"),
    HEADER_AGAIN: ("header_again", f"The header stands here again. {_BLANK}", "a header row"),
    SECTION: (
        "section_row",
        f"This row is a title of those below it. {_BLANK} If it says where or when, give that a column of its own.",
        "a title between rows",
    ),
    "note": ("note_row", f"This row explains the table. {_BLANK}", "a row of notes"),
}


def about_columns(header: Header, sheet: Sheet, file: str) -> list[Problem]:
    """A word for each column that is not sure: guessed, remembered, of no use, or the twin of another."""
    row = sheet.first_row + header.last
    told = [(column, *_about_column(column)) for column in header.columns]
    told += [(column, *_OF_NAMES) for column in header.columns if not column.field and plain(column.words) in _NAMES]
    return [
        Problem("warning", code, what_to_do, file, sheet.name, row, column.header, found)
        for column, code, what_to_do, found in told
        if code
    ]


def _about_column(column: Column) -> tuple[str, str, str]:
    if column.how == "remembered" and column.remembered_at:
        on = f"{column.remembered_at.day} {column.remembered_at:%B}"
        what = f"Read as {field_word(column.field)}" if column.field else "Left out and kept with each row"
        return "column_remembered", f"{what}, as decided on {on}. Change it or forget it if it is wrong.", "remembered"
    if column.field and column.confidence < SURE:
        what = f"Read as {field_word(column.field)} because {column.because}. Change it if wrong."
        return "column_guessed", what, f"read as {field_word(column.field)}"
    if column.field or column.how == "chosen":
        return "", "", ""
    if column.twin_of is not None:
        what = (
            f"Two columns mean {field_word(column.offer)}: “{column.twin_of}” is used, this one is kept with each row "
            "but not counted. Choose for it, or rename one of the two headers, if the other should be used."
        )
        return "column_twice", what, "duplicate column"
    maybe = f" It may be {field_word(column.offer)}: {column.because}." if column.offer else ""
    if column.header == f"column {column_letter(column.at)}":
        what = (
            f"This column has no header. It is kept with each row but not counted.{maybe} Give it one if it should be."
        )
        return "column_without_header", what, "a column without a header"
    what = (
        f"This column is kept with each row but not counted.{maybe} Rename its header if it should be "
        "(Help lists the names that are understood)."
    )
    return "column_not_understood", what, "unknown column"


def about_header(header: Header, sheet: Sheet, start: int, file: str) -> list[Problem]:
    """A word where the header does not stand at the top, or takes two lines."""
    told = []
    row = sheet.first_row + header.last
    above = [at for at in range(start, header.first) if any(not is_blank(cell) for cell in sheet.rows[at])]
    if above or (header.first > start and start == 0):
        told.append(
            Problem(
                "warning",
                "header_below_top",
                f"The header was found in row {row}; the rows above it are taken as a title and left out.",
                file,
                sheet.name,
                row,
                "",
                "header row",
            )
        )
    if header.last > header.first:
        told.append(
            Problem(
                "warning",
                "header_two_lines",
                f"The header was read from the rows {row - 1} and {row} together.",
                file,
                sheet.name,
                row - 1,
                "",
                "a header of two lines",
            )
        )
    return told


def about_rows(aside: Mapping[int, str], rows: Sequence[Sequence[Cell]], sheet: Sheet, file: str) -> list[Problem]:
    """A word for each row that is no data. A row of dashes says nothing and is blank without a word."""
    told = []
    for at, what in sorted(aside.items()):
        if what == DASHES:
            continue
        code, what_to_do, found = _OPENS[what]
        first = next((column for column, cell in enumerate(rows[at]) if not is_blank(cell)), 0)
        told.append(
            Problem("warning", code, what_to_do, file, sheet.name, sheet.first_row + at, column_letter(first), found)
        )
    return told


def about_merged(filled: Sequence[int], sheet: Sheet, file: str) -> list[Problem]:
    """A word for rows that were given the words of a cell merged over several rows."""
    if not filled:
        return []
    number = "a row" if len(filled) == 1 else f"{len(filled):,} rows"
    return [
        Problem(
            "warning",
            "cells_merged",
            "A cell is merged over several rows here. Its words were taken for each of them.",
            file,
            sheet.name,
            sheet.first_row + filled[0],
            "",
            f"{number} under a merged cell",
        )
    ]


def about_part(rows: Sequence[Sequence[Cell]], start: int, sheet: Sheet, file: str) -> Problem:
    """A word for a block beside a table that only counts something."""
    places = [(at, column) for at, row in enumerate(rows[start:], start) for column, cell in enumerate(row)
              if not is_blank(cell)]  # fmt: skip
    at, column = min(places)
    last = max(column for _, column in places)
    return Problem(
        "warning",
        "part_set_aside",
        f"The columns {column_letter(min(one for _, one in places))} to {column_letter(last)} stand beside the table "
        "and only count something, so they were left out.",
        file,
        sheet.name,
        sheet.first_row + at,
        column_letter(column),
        "a pivot or a count beside the table",
    )


def about_rest(start: int, sheet: Sheet, file: str) -> Problem:
    """A word for rows below the last table in which no table was found."""
    row = sheet.first_row + start
    return Problem(
        "warning",
        "part_set_aside",
        f"From row {row} on no table was found, so these rows were left out. Put a header above them if they count.",
        file,
        sheet.name,
        row,
        "",
        "rows below the table",
    )
