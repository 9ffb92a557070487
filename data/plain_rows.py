"""Fills the fields of plain rows a column at a time.

A plain row holds nothing that has to be told or decided: no personal data, no unknown word, no doubtful date. Most
rows of most files are plain. The others are named here and read cell by cell (data/rows.py), with the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from data.areas import NOT_KNOWN, Area
from data.cell_words import CellWords, Understood
from data.date_parts import DateRead
from data.fields import DATE_FIELD, FIELDS, ID_FIELD, KEPT_AS_WRITTEN, OF_SOURCE, WORDS
from data.table_cells import CellBlock
from data.workbook import Cell

_ODD: Any = object()  # in place of a value: the row is not plain
_NOWHERE = (NOT_KNOWN,)


@dataclass
class PlainBlock:
    """The rows of a block: their fields in the order of FIELDS, what goes with them, and which are not plain."""

    values: list[tuple[Any, ...]]
    of_source: Sequence[dict[str, str]]
    places: Sequence[tuple[Area, ...]]
    groups: Sequence[tuple[str, ...]]
    themes: Sequence[tuple[str, ...]]
    odd: set[int]

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Row by row: the fields, what is told of the source, places, groups, themes."""
        return zip(self.values, self.of_source, self.places, self.groups, self.themes, strict=True)


class PlainRows:
    """Reads the plain rows of one table. ``columns`` says in which column each field stands."""

    def __init__(
        self,
        kind: str,
        columns: dict[str, int],
        words: CellWords,
        nothing: dict[str, Any],
        date_of: Callable[[Cell, str | None], DateRead],
    ) -> None:
        self._kind, self._columns, self._nothing, self._date_of = kind, columns, nothing, date_of
        self._of_source = [name for name in OF_SOURCE if name in columns]
        single = (*WORDS[kind], "date_precision", *self._of_source)
        self._values = {name: _Plain(words.cells(name), _value) for name in single if name in columns}
        lists = ("groups", "themes")
        self._lists = {name: _Plain(words.cells(name), _values) for name in lists if name in columns}
        self._areas = _Plain(words.cells("place"), _areas)

    def read(self, block: CellBlock) -> PlainBlock:
        """The rows of a block. What is said of rows that are not plain means nothing."""
        odd, rows, texts = set(block.suspects), len(block.texts), block.columns
        filled: dict[str, Sequence[Any]] = {
            name: [text or None for text in texts[self._columns[name]]]
            for name in (*KEPT_AS_WRITTEN[self._kind], ID_FIELD[self._kind])
            if name in self._columns
        }
        for name, known in self._values.items():
            filled[name] = _seen(known, texts[self._columns[name]], None, odd)
        self._dates(filled, block, odd)
        places: Sequence[tuple[Area, ...]] = [_NOWHERE] * rows
        if "place" in self._columns:
            column = texts[self._columns["place"]]
            filled["place_text"] = [text or None for text in column]
            places = _seen(self._areas, column, _NOWHERE, odd)
        lists = {name: _seen(known, texts[self._columns[name]], (), odd) for name, known in self._lists.items()}
        columns = [filled.get(name) or [self._nothing[name]] * rows for name in FIELDS[self._kind]]
        return PlainBlock(
            list(zip(*columns, strict=True)),
            self._told_of_source(filled, rows),
            places,
            lists.get("groups") or [()] * rows,
            lists.get("themes") or [()] * rows,
            odd,
        )

    def _told_of_source(self, filled: dict[str, Sequence[Any]], rows: int) -> list[dict[str, str]]:
        told: list[dict[str, str]] = [{} for _ in range(rows)]
        for name in self._of_source:
            for row, value in enumerate(filled[name]):
                if isinstance(value, str):
                    told[row][name] = value
        return told

    def _dates(self, filled: dict[str, Any], block: CellBlock, odd: set[int]) -> None:
        name = DATE_FIELD[self._kind]
        given = filled.pop("date_precision", None)
        if name not in self._columns:
            odd.update(row for row, precision in enumerate(given or ()) if precision)
            return
        at = self._columns[name]
        # Text as a person sees it; a date or a number as it is.
        seen = zip(block.cells[at], block.columns[at], strict=True)
        cells = [(text or None) if isinstance(cell, str) else cell for cell, text in seen]
        reads = list(map(self._date_of, cells, given or [None] * len(cells)))
        odd.update(row for row, read in enumerate(reads) if read.code)
        filled[name], filled["date_precision"] = [read.on for read in reads], [read.precision for read in reads]


class _Plain(dict[str, Any]):
    """What each text of a field stands for, or _ODD where there is something to be told of it."""

    def __init__(self, known: dict[str, Understood], take: Callable[[Understood], Any]) -> None:
        super().__init__()
        self._known, self._take = known, take

    def __missing__(self, text: str) -> Any:
        cell = self._known[text]
        held = self[text] = _ODD if cell.left or cell.settled else self._take(cell)
        return held


def _seen(known: _Plain, texts: Iterable[str], blank: Any, odd: set[int]) -> list[Any]:
    column = [known[text] if text else blank for text in texts]
    if _ODD in column:
        odd.update(row for row, value in enumerate(column) if value is _ODD)
    return column


def _value(cell: Understood) -> str | None:
    return cell.value


def _values(cell: Understood) -> tuple[str, ...]:
    return cell.values


def _areas(cell: Understood) -> tuple[Area, ...]:
    return cell.areas or _NOWHERE
