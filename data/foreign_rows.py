"""Finds where another list begins below a table, such as actions under what was heard: its rows are no rows of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from data.cells import as_text, is_blank
from data.column_content import Themes, fits
from data.header_rows import Header
from data.rows_aside import after_gaps
from data.workbook import Cell

_LOOKED_AT = 40  # places behind blank rows
_TITLES = 2  # lines between the blank row and the header of the other list
_LONGEST = 40  # letters of a name of a column
_TELLING = frozenset({"recorded_on", "published_on", "place", "source_url", "themes", "groups", "source_kind"})
_WORDS = frozenset({"text", "what_changed"})

Row = Sequence[Cell]


def foreign_list(rows: Sequence[Row], header: Header, stop: int, themes: Themes) -> int:
    """The index of the row with which another list begins, its title included; ``stop`` where none does.

    A list begins behind a blank row, with a title in one cell and a row of short names under it, of which none is
    what its column holds: no date under the dates, no place under the places.
    """
    for at in islice(after_gaps(rows[:stop], header.last + 1), _LOOKED_AT):
        names = at
        while names < min(at + _TITLES, stop - 1) and _filled(rows[names]) == 1:
            names += 1
        if names > at and names + 1 < stop and _are_other_names(rows[names], header, themes):
            return at
    return stop


def _filled(row: Row) -> int:
    return sum(1 for cell in row if not is_blank(cell))


def _are_other_names(row: Row, header: Header, themes: Themes) -> bool:
    cells = {at: cell for at, cell in enumerate(row) if not is_blank(cell)}
    short = all(
        isinstance(cell, str) and len(cell) <= _LONGEST and not cell.strip().isdigit() for cell in cells.values()
    )
    if len(cells) < 2 or not short or len({as_text(cell).casefold() for cell in cells.values()}) < len(cells):
        return False
    tried = 0
    for column in header.columns:
        cell = cells.get(column.at)
        if cell is None or column.field is None:
            continue
        if column.field in _WORDS and len(as_text(cell).split()) > 3:
            return False
        if column.field in _TELLING:
            tried += 1
            if column.field in fits([cell], header.kind, themes):
                return False
    return tried >= 2
