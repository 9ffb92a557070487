"""Why a sheet is set aside: empty, notes, a pivot or a list, an explanation of columns, a table without words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from data.cells import as_text, is_blank
from data.columns import KINDS, Table, column_names
from data.errors import Problem
from data.header_rows import Header
from data.plain import plain
from data.workbook import Cell, Sheet

_ROWS_LOOKED_AT = 200
_PIVOT_WORDS = ("row labels", "column labels", "grand total", "count of", "sum of", "average of")
_PROSE = 40  # letters from which on a cell is rather a sentence than a word
_SHORT_WORDS = frozenset(
    {"note", "notes", "comment", "comments", "content", "summary", "description", "details", "detail"}
)
_NOTE_SHEETS = ("note", "read me", "readme", "about", "guid", "help", "instruction", "how to", "explan", "key", "cover")

EMPTY = "an empty sheet"
PIVOT = "a pivot or a list of choices"
NOTES = "notes without columns"
EXPLAINS = "an explanation of the columns"
NO_TEXT = "a table without a column of what was heard"
_WHAT_TO_DO = {
    EMPTY: "Nothing stands in this sheet.",
    PIVOT: "This sheet adds up or lists, so nothing of it was taken in.",
    NOTES: "This sheet holds notes and no table, so nothing of it was taken in. If it should be, put a header such as "
    "“text” above the rows.",
    EXPLAINS: "This sheet says what the columns of another one mean, so nothing of it was taken in.",
    NO_TEXT: "This sheet has columns, but none for what was heard (or a title), so nothing of it was taken in. If it "
    "should be, call one of them “text”.",
}


def set_aside(sheet: Sheet, file: str, why: str) -> Problem:
    """The word for a sheet of which nothing is taken in."""
    return Problem("warning", "sheet_set_aside", _WHAT_TO_DO[why], file, sheet.name, None, "", why)


def why_without_table(sheet: Sheet, header: Header | None, others: Sequence[Table]) -> str:
    """Why a sheet in which no table was found is set aside."""
    cells = _cells(sheet)
    if not cells:
        return EMPTY
    if _explains(sheet, others):
        return EXPLAINS
    numbers = sum(1 for cell in cells if isinstance(cell, int | float))
    words = [as_text(cell) for cell in cells if isinstance(cell, str)]
    if any(sign in word.lower() for word in words[:60] for sign in _PIVOT_WORDS) or numbers > 0.35 * len(cells):
        return PIVOT
    long = sum(1 for word in words if len(word) >= _PROSE)
    wide = _width(sheet) > 1
    if not long and len(words) > 2 and (wide or len({plain(word) for word in words}) == len(words)):
        return PIVOT
    if header is not None and len(header.fields) >= 2 and wide:
        return NO_TEXT
    return NOTES


def why_no_data(table: Table, others: Sequence[Table]) -> str | None:
    """Why a table that was found is rather no data: it explains the columns of others, or is a sheet of notes."""
    if _explains(table.sheet, others):
        return EXPLAINS
    named = [column for column in table.columns if column.header and column.samples]
    alone = len(named) == 1 and named[0].how == "name" and plain(named[0].header) in _SHORT_WORDS
    wider = [other for other in others if len(other.fields) >= 2]
    if alone and wider:
        return NOTES
    note = any(
        plain(table.sheet.name).startswith(word) or f" {word}" in plain(table.sheet.name) for word in _NOTE_SHEETS
    )
    return NOTES if note and len(table.fields) == 1 and wider else None


def _explains(sheet: Sheet, others: Sequence[Table]) -> bool:
    """Whether one column of a sheet lists the headers of the other tables, or known names of columns."""
    headers = {plain(column.header) for table in others for column in table.columns}
    rows = sheet.rows[:_ROWS_LOOKED_AT]
    for at in range(min(_width(sheet), 4)):
        words = {plain(as_text(row[at])) for row in rows if at < len(row) and isinstance(row[at], str)}
        words.discard("")
        if len(words) < 4:
            continue
        if _share(words, headers) >= 0.6 or _share(words, _all_names()) >= 0.75:
            return True
    return False


def _share(words: Collection[str], known: Collection[str]) -> float:
    return sum(1 for word in words if word in known) / len(words)


@cache
def _all_names() -> frozenset[str]:
    return frozenset(name for kind in KINDS for name in column_names()[kind])


def _cells(sheet: Sheet) -> list[Cell]:
    return [cell for row in sheet.rows[:_ROWS_LOOKED_AT] for cell in row if not is_blank(cell)]


def _width(sheet: Sheet) -> int:
    held = {at for row in sheet.rows[:_ROWS_LOOKED_AT] for at, cell in enumerate(row) if not is_blank(cell)}
    return len(held)
