"""The cells of a table as words, some thousand rows at a time, so that a column is looked through at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from data.cells import as_text
from data.formula_text import unguarded
from data.personal_scan import may_hold
from data.workbook import Cell
from data.workbook_arrow import to_cells, to_words
from data.workbook_grid import column_blocks

_ROWS = 2_000


@dataclass
class CellBlock:
    """Some rows one after the other; ``first`` is the index of the first.

    ``cells`` and ``columns`` hold each column: its cells, and their words ("" where blank), which stand for the cells
    too in a column of nothing but text; ``texts`` the words of
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
        cells: list[Sequence[Cell]] = []
        columns: list[list[str]] = []
        suspects: dict[int, list[int]] = {}
        for at, column in enumerate(block.columns):
            if isinstance(column, pa.StringArray):
                texts = _as_typed(to_words(column))
                cells.append(texts)
            else:
                cells.append(to_cells(column) if isinstance(column, pa.Array) else column)
                texts = _texts(cells[at])
            columns.append(texts)
            for row in _suspects(texts, column):
                suspects.setdefault(row, []).append(at)
        further = width - len(columns)
        cells += [[None] * height] * further
        columns += [[""] * height] * further
        yield CellBlock(first, cells, columns, list(zip(*columns, strict=True)) or [()] * height, suspects)
        first += height


def _as_typed(words: list[str]) -> list[str]:
    """Words without the apostrophe before what would else be a formula."""
    return [unguarded(text) if text[:1] == "'" else text for text in words] if "'" in "".join(words) else words


def _texts(cells: Iterable[Cell]) -> list[str]:
    """What ``as_text`` says of each cell; written out, because nearly all are plain text or blank."""
    return [
        (text if (text := cell.strip())[:1] != "'" else unguarded(text))
        if cell.__class__ is str
        else ("" if cell is None else as_text(cell))
        for cell in cells
    ]


def _suspects(texts: list[str], column: pa.Array | Sequence[Cell]) -> list[int]:
    if not any(texts):
        return []
    flags = may_hold(column if isinstance(column, pa.StringArray) else pa.array(texts, pa.string()))
    return [row for row, flag in enumerate(flags) if flag] if flags else []
