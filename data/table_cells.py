"""The cells of a table as words, some thousand rows at a time, so that a column is looked through at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import pyarrow as pa

from data.cells import as_text
from data.formula_text import unguarded
from data.personal_scan import may_hold
from data.workbook import Cell

_ROWS = 2_000


@dataclass
class CellBlock:
    """Some rows one after the other. ``first`` is the index of the first; ``texts`` holds the words of every cell of
    a row ("" where it is blank), all rows equally wide; ``suspects`` names for some rows the columns whose words may
    hold personal data or a name: in all others there is none."""

    first: int
    rows: list[list[Cell]]
    texts: list[tuple[str, ...]]
    suspects: dict[int, list[int]]


def cell_blocks(rows: Sequence[list[Cell]], first: int, width: int) -> Iterator[CellBlock]:
    """The rows from ``first`` on, as wide as the widest and at least ``width`` cells wide."""
    for start in range(first, len(rows), _ROWS):
        part = list(rows[start : start + _ROWS])
        columns = [_texts(cells) for cells in zip_longest(*part)]
        suspects: dict[int, list[int]] = {}
        for at, column in enumerate(columns):
            for row in _suspects(column):
                suspects.setdefault(row, []).append(at)
        columns += [[""] * len(part)] * (width - len(columns))
        yield CellBlock(start, part, list(zip(*columns, strict=True)) or [()] * len(part), suspects)


def _texts(cells: Iterable[Cell]) -> list[str]:
    """What ``as_text`` says of each cell; written out, because nearly all are plain text or blank."""
    return [
        (text if (text := cell.strip())[:1] != "'" else unguarded(text))
        if cell.__class__ is str
        else ("" if cell is None else as_text(cell))
        for cell in cells
    ]


def _suspects(column: list[str]) -> list[int]:
    flags = may_hold(pa.array(column, pa.string()))
    return [row for row, flag in enumerate(flags) if flag] if flags else []
