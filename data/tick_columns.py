"""Columns of ticks: the header says what, an "x" or "yes" in a row says that it is so."""

from __future__ import annotations

from collections.abc import Sequence

from data.cells import as_text, is_blank
from data.column_content import Themes
from data.vocabulary import vocabulary
from data.workbook import Cell

_SIGNS = ("✓", "✔", "✅", "☑", "☒", "*", "●", "•")
_YES = frozenset({"x", "y", "yes", "true", "1", "tick", "ticked", "checked", "selected", *_SIGNS})
_NO = frozenset({"n", "no", "false", "0", "-", "–", "☐", "✗", "✘", "❌", "not selected", "unticked", "unchecked"})


def are_ticks(cells: Sequence[Cell]) -> bool:
    """Whether cells (blank ones left out) say nothing but yes and no, and yes at least once."""
    said = {_sign(cell) for cell in cells}
    return bool(said & _YES) and said <= _YES | _NO


def ticked_field(words: str, themes: Themes) -> str | None:
    """The list that a column of ticks belongs to by its header: a known theme or a group of people."""
    if vocabulary().look_up_all("group", words):
        return "groups"
    return "themes" if themes(words) else None


def with_words(rows: Sequence[list[Cell]], words: dict[int, str]) -> list[list[Cell]]:
    """Rows in which each tick of a column (from 0) reads as that column's words, and each "no" is blank."""
    told: list[list[Cell]] = []
    for row in rows:
        found = {at: _said(row[at], word) for at, word in words.items() if at < len(row) and not is_blank(row[at])}
        told.append([found.get(at, cell) for at, cell in enumerate(row)] if found else row)
    return told


def _said(cell: Cell, word: str) -> Cell:
    sign = _sign(cell)
    return word if sign in _YES else None if sign in _NO else cell


def _sign(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return as_text(cell).strip().casefold()
