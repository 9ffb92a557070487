"""Finds every table of one sheet: below one another, side by side, each with its own header, and what is no data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from data.cells import is_blank
from data.column_content import Themes
from data.column_decisions import Decided
from data.columns import NEEDED, Table
from data.errors import Problem
from data.fields import ID_FIELD
from data.foreign_rows import foreign_list
from data.header_lines import is_note, note_rows
from data.header_rows import Header, find_header
from data.rows_aside import SECTION, after_gaps, is_gap, rows_aside, sections
from data.sheet_words import about_columns, about_header, about_merged, about_part, about_rest, about_rows
from data.tick_columns import with_words
from data.workbook import Cell, Sheet
from data.workbook_grid import filled_columns

_BLOCKS = 40  # parts of a sheet behind blank rows that are looked at for a header of their own
_TITLES = 2  # lines that may stand between a blank row and the next header
_ROWS_OF_TABLE = 3  # a header and two rows
_PARTS = 6  # blocks beside one another that may each be a table
_PROBED = 300  # rows by which it is seen whether a block beside a table is one
_FILLED_MOST = 200_000  # cells that are given the words of one merged with them
_NUMBERS_LEAST = 0.4  # share of numbers from which on a block beside a table is a count of something

Row = Sequence[Cell]


@dataclass
class SheetRead:
    """What one sheet holds: its tables, what is told of them, and the rows that are in none (index and cells)."""

    tables: list[Table] = field(default_factory=list)
    outside: list[tuple[int, Row]] = field(default_factory=list)
    beside: list[Problem] = field(default_factory=list)
    header: Header | None = None
    """A header without what a table needs, where the sheet has no table."""


def tables_in(sheet: Sheet, file: str, kind: str, decided: Decided, themes: Themes) -> SheetRead:
    """The tables of a sheet. ``kind`` is auto or the only kind that is looked for."""
    read = SheetRead()
    start = 0
    while start < len(sheet.rows):
        header = find_header(sheet, start, len(sheet.rows), kind, decided, themes)
        if header is None or not header.says_something:
            if not read.tables:
                read.header = header
                read.outside += list(enumerate(sheet.rows))
            else:
                read.outside += list(enumerate(sheet.rows[start:], start))
                read.beside.append(about_rest(start, sheet, file))
            return read
        below = len(sheet.rows)
        while upper := _table_above(sheet, start, header, kind, decided, themes):
            below, header = header.first, upper
        stop = min(below, _next_table(sheet, header, kind, decided, themes))
        stop = foreign_list(sheet.rows, header, stop, themes)
        for part, own in _side_by_side(sheet, start, stop, header, kind, decided, themes) or [(sheet, header)]:
            if own is None:
                read.outside += list(enumerate(part.rows[start:stop], start))
                read.beside.append(about_part(part.rows, start, sheet, file))
            else:
                _add(read, part, own, start, stop, file)
        start = stop
    return read


def _add(read: SheetRead, sheet: Sheet, header: Header, start: int, stop: int, file: str) -> None:
    """One table with its rows; what is no data is made blank in it."""
    rows, first = sheet.rows, header.last + 1
    stop = _without_blank_end(rows, first, stop)
    ids = [column.at for column in header.columns if column.field in ID_FIELD.values()]
    needed = frozenset(column.at for column in header.columns if column.field in NEEDED[header.kind])
    aside = rows_aside(rows[:stop], first, header.headings, needed)
    aside |= {
        at: "note"
        for at in note_rows(rows[:stop], first, sum(map(bool, header.headings)))
        if not any(column < len(rows[at]) and _names_row(rows[at][column]) for column in ids)
    }
    aside |= {at: SECTION for at in sections(sheet, first, stop) if at not in aside}
    filled = _merged_down(sheet, first, stop)
    ticked = {column.at: column.words for column in header.columns if column.ticked}
    whole = start == 0 and stop == len(rows) and not aside and not filled and not ticked
    if whole:
        own = sheet
    else:
        own_rows = list(rows[start:stop])
        for at in aside:
            own_rows[at - start] = []
        for at, row in filled.items():
            if at not in aside:
                own_rows[at - start] = row
        if ticked:
            own_rows[first - start :] = with_words(own_rows[first - start :], ticked)
        own = replace(sheet, first_row=sheet.first_row + start, rows=own_rows, merged=())
    problems = [
        *about_columns(header, sheet, file),
        *about_header(header, sheet, start, file),
        *about_rows(aside, rows, sheet, file),
        *about_merged(sorted(filled), sheet, file),
    ]
    read.tables.append(Table(header.kind, own, header.columns, first - start, tuple(problems)))
    read.outside += [(at, rows[at]) for at in (*range(start, first), *sorted(aside))]


def _names_row(cell: Cell) -> bool:
    """Whether a cell is the id of its row: then the row is data, whatever else stands in it."""
    return not is_blank(cell) and not is_note(cell)


def _without_blank_end(rows: Sequence[Row], first: int, stop: int) -> int:
    """Where a table ends: blank rows behind its last one belong to none."""
    while stop > first and all(is_blank(cell) for cell in rows[stop - 1]):
        stop -= 1
    return stop


def _merged_down(sheet: Sheet, first: int, stop: int) -> dict[int, list[Cell]]:
    """Rows with the words of cells that are merged over several of them, by index."""
    filled: dict[int, list[Cell]] = {}
    budget = _FILLED_MOST
    for top, left, bottom, _ in sheet.merged:
        if top < first or bottom >= stop or bottom == top or left >= len(sheet.rows[top]):
            continue
        budget -= bottom - top
        if budget < 0:
            break
        words = sheet.rows[top][left]
        if is_blank(words):
            continue
        for at in range(top + 1, bottom + 1):
            row = filled.setdefault(at, list(sheet.rows[at]))
            if left < len(row) and row[left] is None and any(not is_blank(cell) for cell in sheet.rows[at]):
                row[left] = words
    return {at: row for at, row in filled.items() if row != sheet.rows[at]}


def _table_above(
    sheet: Sheet, start: int, header: Header, kind: str, decided: Decided, themes: Themes
) -> Header | None:
    """The header of a table above the one that has the most known names; None where only titles stand there."""
    if header.first - start < _ROWS_OF_TABLE:
        return None
    found = find_header(sheet, start, header.first, kind, decided, themes)
    if found is None or not found.says_something or len(found.fields) < 2:
        return None
    return found if any(not is_gap(row) for row in sheet.rows[found.last + 1 : header.first]) else None


def _next_table(sheet: Sheet, header: Header, kind: str, decided: Decided, themes: Themes) -> int:
    """The index of the row with which the next table below begins (its titles included), else the sheet's end."""
    rows = sheet.rows
    looked = 0
    for at in after_gaps(rows, header.last + 1):
        if looked < _BLOCKS and _may_be_header(rows, at):
            looked += 1
            if _begins_table(sheet, at, header, kind, decided, themes):
                return at
    return len(rows)


def _may_be_header(rows: Sequence[Row], at: int) -> bool:
    """A cheap look: a short text first, as titles and headers have."""
    start = next((cell for cell in rows[at] if not is_blank(cell)), None)
    return isinstance(start, str) and len(start) <= 80 and at + 1 < len(rows)


def _begins_table(sheet: Sheet, at: int, header: Header, kind: str, decided: Decided, themes: Themes) -> bool:
    """Whether another table's header stands at a row or under a title that stands there."""
    rows = sheet.rows
    end = min(len(rows), at + _TITLES + 1)
    lone = at
    while lone < end and sum(1 for cell in rows[lone] if not is_blank(cell)) == 1:
        lone += 1
    block = next((row for row in range(at, len(rows)) if is_gap(rows[row])), len(rows))
    own_width = _width(rows[header.first : header.last + 2])
    other = lone > at or _width(rows[at:block]) != own_width
    within = _TITLES + 2
    found = find_header(sheet, at, block, kind, decided, themes, by_content=other and block - at > 2, within=within)
    if found is None or not found.says_something or found.first > max(lone, at + 1) or found.last + 1 >= block:
        return False
    if [one and one.words for one in found.headings] == [one and one.words for one in header.headings]:
        return False  # the same header again: the rows below it go on with the table
    return len(found.fields) >= 2


def _width(rows: Sequence[Row]) -> tuple[int, int]:
    """The first and last column that hold something."""
    held = [at for row in rows[:20] for at, cell in enumerate(row) if not is_blank(cell)]
    return (min(held), max(held)) if held else (0, 0)


Part = tuple[Sheet, Header | None]


def _side_by_side(
    sheet: Sheet, start: int, stop: int, header: Header, kind: str, decided: Decided, themes: Themes
) -> list[Part]:
    """The tables beside one another with a blank column between, and what only counts them (without a header).

    Nothing where a part is neither: then the blank column stands within one table.
    """
    spans = _spans(sheet.rows[header.first : stop])
    if not 2 <= len(spans) <= _PARTS:
        return []
    probed = min(stop, header.last + _PROBED)
    headers: list[Header | None] = []
    for left, right in spans:
        own = _part(sheet, left, right, probed)
        one = find_header(own, start, probed, kind, decided, themes)
        if one is not None and one.says_something and len(one.fields) >= 2:
            headers.append(one)
        elif _counts_others(sheet.rows[header.last + 1 : probed], own.rows[start:], left, right):
            headers.append(None)
        else:
            return []
    if not any(headers):
        return []
    return [(_part(sheet, *span, stop), one) for span, one in zip(spans, headers, strict=True)]


def _part(sheet: Sheet, left: int, right: int, stop: int) -> Sheet:
    """The sheet with nothing but some of its columns, which stay where they are."""
    rows = [[*[None] * left, *row[left:right]] for row in sheet.rows[:stop]]
    return replace(sheet, rows=rows, merged=tuple(one for one in sheet.merged if left <= one[1] < right))


def _counts_others(table: Sequence[Row], rows: Sequence[Row], left: int, right: int) -> bool:
    """Whether a block beside a table is a small count or pivot: words, numbers, and other rows than the table."""
    filled = [row for row in rows if any(not is_blank(cell) for cell in row)]
    cells = [cell for row in filled[1:] for cell in row if not is_blank(cell)]
    numbers = sum(1 for cell in cells if isinstance(cell, int | float) or (isinstance(cell, str) and cell.isdigit()))
    if right - left < 2 or not cells or numbers < _NUMBERS_LEAST * len(cells):
        return False
    labels = " ".join(str(cell).lower() for row in filled for cell in row if isinstance(cell, str))
    if any(word in labels for word in ("row labels", "grand total", "count of", "sum of")):
        return True
    beside = sum(1 for row in table if any(not is_blank(cell) for cell in row[:left]))
    return not 0.8 * beside <= len(filled) - 1 <= 1.2 * beside


def _spans(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """The runs of columns that hold something, each with the first blank column behind it."""
    held = filled_columns(rows)
    spans, begun = [], None
    for at, one in enumerate([*held, False]):
        if one and begun is None:
            begun = at
        elif not one and begun is not None:
            spans.append((begun, at))
            begun = None
    return spans
