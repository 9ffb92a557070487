"""How one sheet is laid out, as its XML says: merged cells, hidden columns and rows. The reader does not say it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MERGES_KEPT = 20_000
ROWS_KEPT = 1_000  # hidden ones; the rest is only counted
ELEMENTS = frozenset({"mergeCell", "col", "autoFilter", "sheetPr"})

_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7}):\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_TRUE = frozenset({"1", "true"})

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; all counted from 0."""


@dataclass
class Layout:
    """What was seen of one sheet's layout. Rows count from 1 as people see them, columns from 0."""

    merged: list[Merge] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_rows_seen: int = 0
    filtered: bool = False

    def take(self, element: str, attributes: list[str]) -> None:
        """Note one element of ``ELEMENTS``; what cannot be understood says nothing about the layout."""
        given = dict(zip(attributes[::2], attributes[1::2], strict=True))
        if element == "mergeCell":
            self._merge(given.get("ref", ""))
        elif element == "col":
            self._columns(given)
        elif element == "sheetPr":
            self.filtered = self.filtered or given.get("filterMode") in _TRUE

    def row(self, number: int, attributes: list[str]) -> None:
        """Note one row whose attributes say something about being hidden."""
        given = dict(zip(attributes[::2], attributes[1::2], strict=True))
        if given.get("hidden") not in _TRUE:
            return
        self.hidden_rows_seen += 1
        if len(self.hidden_rows) < ROWS_KEPT:
            self.hidden_rows.append(number)

    def _merge(self, reference: str) -> None:
        found = _RANGE.fullmatch(reference)
        if found is None or len(self.merged) >= MERGES_KEPT:
            return
        top, bottom = sorted((int(found[2]) - 1, int(found[4]) - 1))
        left, right = sorted((column_number(found[1]) - 1, column_number(found[3]) - 1))
        if top >= 0:
            self.merged.append((top, left, bottom, right))

    def _columns(self, given: dict[str, str]) -> None:
        first, last = given.get("min", ""), given.get("max", "")
        shut = given.get("hidden") in _TRUE or given.get("width") in ("0", "0.0")
        if shut and first.isdigit() and last.isdigit() and len(first + last) < 12:
            self.hidden_columns.append((int(first) - 1, int(last) - 1))


def column_number(letters: str) -> int:
    """The number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
