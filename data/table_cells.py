"""The cells of a table as words, some thousand rows at a time, so that a column is looked through at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from data.cells import as_text
from data.formula_text import unguarded
from data.personal_scan import may_hold
from data.workbook import Cell
from data.workbook_grid import column_blocks

_ROWS = 2_000


@dataclass
class CellBlock:
    """Some rows one after the other; ``first`` is the index of the first.

    ``cells`` and ``columns`` hold each column: its cells, and their words ("" where blank); ``texts`` the words of
    each row. ``suspects`` names for some rows the columns whose words may hold personal data or a name: in all others
    there is none.
    """

    first: int
    cells: list[Sequence[Cell]]
    columns: list[list[str]]
    texts: list[tuple[str, ...]]
    suspects: dict[int, list[int]]


def cell_blocks(rows: Sequence[list[Cell]], first: int, width: int) -> Iterator[CellBlock]:
    """The rows from ``first`` on, as wide as the widest and at least ``width`` cells wide."""
    for block in column_blocks(rows, first, _ROWS):
        height = block.height
        cells = block.cells + [[None] * height] * (width - len(block.cells))
        columns = [_texts(column) for column in cells]
        suspects: dict[int, list[int]] = {}
        for at, column in enumerate(columns):
            for row in _suspects(column, block.arrow[at] if at < len(block.arrow) else None):
                suspects.setdefault(row, []).append(at)
        yield CellBlock(first, cells, columns, list(zip(*columns, strict=True)) or [()] * height, suspects)
        first += height


def _texts(cells: Iterable[Cell]) -> list[str]:
    """What ``as_text`` says of each cell; written out, because nearly all are plain text or blank."""
    return [
        (text if (text := cell.strip())[:1] != "'" else unguarded(text))
        if cell.__class__ is str
        else ("" if cell is None else as_text(cell))
        for cell in cells
    ]


def _suspects(column: list[str], arrow: pa.Array | None) -> list[int]:
    if not any(column):
        return []
    if arrow is None or arrow.type != pa.string():
        arrow = pa.array(column, pa.string())
    flags = may_hold(arrow)
    return [row for row, flag in enumerate(flags) if flag] if flags else []
