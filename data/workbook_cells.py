"""Watches the cells of one sheet go by: where they stand, which are errors, which have no saved result.

This runs for every element of a sheet (millions), so the common case does as little as it can.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers.expat import XMLParserType

from data.errors import Problem, WorkbookError
from data.workbook_layout import ELEMENTS, Layout, column_number
from data.workbook_limits import Limits

PLACES_KEPT = 100  # of one kind in one sheet; the rest is only counted

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_LONGEST_TAG = 64
READABLE_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
_ERRORS = READABLE_ERRORS | {
    "#GETTING_DATA",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#BUSY!",
}
_HOLDS_VALUE = frozenset({"v", "is", "f"})
_INSIDE_CELL = frozenset({"v", "is", "f", "t", "r", "rPr", "b", "i", "u", "sz", "color", "rFont", "family", "scheme"})
_PLAIN_INSIDE_CELL = frozenset({"v", "is", "t"})
# A shared text is named by its number in the table; the reader would take anything else for the first one.
_ODD_INDEX = re.compile(rb"""<[^<>]*\bt=["']s["'][^<>]*>\s*<(?:[\w.-]+:)?v[^<>]*>[0-9]{0,10}[^0-9<\s]""")
_ERROR_MARKS = (b't="e"', b"t='e'")
_COPY_TABLE = "Copy only the table with your rows into a new workbook, or split the file, and bring that in."


def column_letter(at: int) -> str:
    """The spreadsheet's letter for a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _pairs(attributes: list[str]) -> dict[str, str]:
    return dict(zip(attributes[::2], attributes[1::2], strict=True))


def refuse_beyond(what: str, limit: int, row: int | None = None, column: str = "") -> NoReturn:
    """Refuse a sheet that is larger than the limit; ``what`` is rows or columns."""
    raise WorkbookError(
        Problem(
            "error",
            f"too_many_{what}",
            _COPY_TABLE,
            row=row,
            column=column,
            found=f"more than {limit:,} {what}",
        )
    )


def _damaged(row: int, found: str) -> WorkbookError:
    what_to_do = "Open it in your spreadsheet program, save it again as .xlsx and bring that file in."
    return WorkbookError(Problem("error", "file_damaged", what_to_do, row=row or None, found=found))


@dataclass
class SheetFacts:
    """What was seen in one sheet. Places are (row from 1, column letter, what kind of thing)."""

    errors: list[tuple[int, str, str]] = field(default_factory=list)
    without_value: list[tuple[int, str, str]] = field(default_factory=list)
    errors_seen: int = 0
    without_value_seen: int = 0
    layout: Layout = field(default_factory=Layout)
    since_1904: bool = False


class CellWatch:
    """The handler for the elements of one sheet. ``take`` counts the depth and raises when it is too deep."""

    def __init__(self, parser: XMLParserType, take: Callable[[], object], limits: Limits) -> None:
        self.facts = SheetFacts()
        self._parser = parser
        self._take = take
        self._limits = limits
        self._columns = frozenset(column_letter(at) for at in range(limits.columns))
        self._careful = False
        self._tail = b""
        self._row = 0
        self._column = 0
        self._digits = 1
        self._letters_end = -1
        self._cell: list[str] | None = None
        self._place = (0, 0)
        self._type = ""
        self._has_formula = self._has_value = self._far = False
        self._texts: list[str] = []
        self.start = self._usual_start()

    def piece(self, piece: bytes) -> None:
        """To be called with each piece of XML before it is parsed: error cells make it look closely."""
        seam = self._tail + piece[:_LONGEST_TAG]
        self._careful = any(mark in piece or mark in seam for mark in _ERROR_MARKS)
        if _ODD_INDEX.search(self._tail + piece):
            raise _damaged(self._row, "a cell whose text is not where it should be, so the file is damaged")
        self._tail = piece[-_LONGEST_TAG:]
        self._choose()

    def passed(self, row: int) -> None:
        """To be called when plain rows were not parsed; ``row`` is the number of the last of them."""
        self._row, self._column, self._digits = row, 0, len(str(row))
        self._cell = None
        self._choose()

    def _usual_start(self) -> Callable[[str, list[str]], None]:
        take, columns = self._take, self._columns  # local names: this runs millions of times

        def start(element: str, attributes: list[str]) -> None:
            take()
            if attributes:
                if element == "c":
                    self._cell = attributes
                    # The usual cell: its place comes first, and its column and row are within the limits.
                    if attributes[1][: self._letters_end] not in columns or attributes[0] != "r":
                        self._look(attributes)
                    return
            elif element in _PLAIN_INSIDE_CELL:
                return
            self._other(element, attributes)

        return start

    def finish(self) -> None:
        """To be called after the last element."""
        self._settle()

    def _choose(self) -> None:
        # Where the letters of a place end. With 0 they are none, so that every cell is looked at.
        usual = self._row <= self._limits.rows and not self._careful
        self._letters_end = -self._digits if usual else 0

    def _begin_row(self, attributes: list[str]) -> None:
        given = attributes[1] if attributes[:1] == ["r"] else _pairs(attributes).get("r", "")
        self._row = int(given) if given.isdigit() and len(given) < 10 else self._row + 1
        self._column = 0
        self._digits = len(given) or len(str(self._row))
        self._cell = None
        if "hidden" in attributes:
            self.facts.layout.row(self._row, attributes)
        self._choose()

    def _other(self, element: str, attributes: list[str]) -> None:
        """Anything but the usual cell and what stands in it; the element may be written with a prefix."""
        bare = element.rpartition(":")[2]
        if bare == "row":
            self._begin_row(attributes)
        elif bare == "c":
            self._cell = attributes
            self._look(attributes)
        elif bare == "f":
            self._formula()
        elif bare not in _INSIDE_CELL:
            self._cell = None
            if bare in ELEMENTS:
                self.facts.layout.take(bare, attributes)

    def _where(self, attributes: list[str]) -> tuple[int, int, str]:
        """Row and column (from 1) and type of a cell; a cell without a place stands right of the last one."""
        given = _pairs(attributes)
        row, column = self._row, self._column + 1
        if "r" in given:
            match = _CELL.fullmatch(given["r"])
            if match is None:
                raise _damaged(self._row, "a cell whose place cannot be read, so the file is damaged")
            row, column = int(match[2]), column_number(match[1])
        return row, column, given.get("t", "n")

    def _look(self, attributes: list[str]) -> None:
        row, column, kind = self._where(attributes)
        self._column = column
        far = row > self._limits.rows or column > self._limits.columns
        if far or kind == "e":
            self._watch(row, column, kind, far)

    def _formula(self) -> None:
        if self._cell is not None:
            before = self._column
            if not self._cell or "r" not in self._cell[::2]:
                self._column -= 1  # it was counted when the cell began
            row, column, kind = self._where(self._cell)
            self._column = before
            self._watch(row, column, kind, far=False)
            self._has_formula = True

    def _watch(self, row: int, column: int, kind: str, far: bool) -> None:
        self._place, self._type, self._far = (row, column), kind, far
        self._has_formula = self._has_value = False
        self._texts.clear()
        self._parser.StartElementHandler = self._watched
        self._parser.CharacterDataHandler = self._texts.append

    def _watched(self, element: str, attributes: list[str]) -> None:
        """The handler while one cell is watched: until something begins that is not inside it."""
        bare = element.rpartition(":")[2]
        if bare not in _INSIDE_CELL:
            self._settle()
            self.start(element, attributes)
            return
        self._take()
        if self._far and bare in _HOLDS_VALUE:
            row, column = self._place
            if row > self._limits.rows:
                refuse_beyond("rows", self._limits.rows, row, column_letter(column - 1))
            refuse_beyond("columns", self._limits.columns, row, column_letter(column - 1))
        if bare == "v":
            self._texts.clear()
            self._has_value = True
        elif bare == "f":
            self._has_formula = True

    def _settle(self) -> None:
        if self._parser.StartElementHandler != self._watched:
            return
        self._parser.StartElementHandler = self.start
        self._parser.CharacterDataHandler = None
        text = "".join(self._texts).strip()
        row, column = self._place
        if self._type == "e":
            self.facts.errors_seen += 1
            if len(self.facts.errors) < PLACES_KEPT:
                what = text if text in _ERRORS else "an unknown error"
                self.facts.errors.append((row, column_letter(column - 1), what))
        elif self._has_formula and not (self._has_value and (text or self._type == "str")):
            self.facts.without_value_seen += 1
            if len(self.facts.without_value) < PLACES_KEPT:
                self.facts.without_value.append((row, column_letter(column - 1), "formula"))
