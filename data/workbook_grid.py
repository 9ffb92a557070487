"""The rows of a sheet, kept as Arrow columns and taken apart into cells only where somebody looks at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, overload

import pyarrow as pa
import pyarrow.compute as pc

from data.workbook_arrow import MIXED, Cell, first_column, to_arrow, to_rows

_ROWS_IN_BLOCK = 2_000


@dataclass
class ColumnBlock:
    """Some rows as columns, and how many they are. A column is Arrow's, or a list of cells."""

    columns: list[pa.Array | Sequence[Cell]]
    height: int


class Rows(Sequence[list[Cell]]):
    """Looks like a list of rows; a sheet of 100,000 rows takes a tenth of the memory of one.

    In a ``ragged`` sheet (a CSV file) a row ends with its last cell that is not blank; otherwise all are as wide
    as the widest.
    """

    def __init__(self, *, ragged: bool = False) -> None:
        self._ragged = ragged
        self._blocks: list[pa.RecordBatch] = []
        self._ends: list[int] = []  # the row after each block
        self._open: tuple[int, int, list[list[Cell]]] = (0, 0, [])  # the block that was looked at last

    @classmethod
    def of(cls, rows: Sequence[Sequence[Any]]) -> Rows:
        """Some rows of one width."""
        made = cls()
        for at in range(0, len(rows), _ROWS_IN_BLOCK):
            made.append(to_arrow(rows[at : at + _ROWS_IN_BLOCK]))
        return made

    def append(self, block: pa.RecordBatch) -> None:
        """Add the rows of a block at the end."""
        if block.num_rows:
            self._blocks.append(block)
            self._ends.append(len(self) + block.num_rows)

    def without_blank_end(self) -> Rows:
        """The same rows without blank ones at the end."""
        keep = len(self)
        while keep and all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self[keep - 1]):
            keep -= 1
        return self._between(0, keep)

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, at: int) -> list[Cell]: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> list[Cell] | Rows:
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            if step != 1:
                raise IndexError("rows stand one after the other")
            return self._between(start, stop)
        if at < 0:
            at += len(self)
        start, end, rows = self._open
        if not start <= at < end:
            if not 0 <= at < len(self):
                raise IndexError("no such row")
            start, end, rows = self._take_apart(at)
        return rows[at - start]

    def __iter__(self) -> Iterator[list[Cell]]:
        for block in self._blocks:
            yield from self._rows(block)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(list.__eq__, self, other))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Rows({len(self)})"

    def filled_columns(self) -> list[bool]:
        """For each column whether any cell of it holds something that a person could see."""
        held = [False] * max((block.num_columns for block in self._blocks), default=0)
        for block in self._blocks:
            for at, column in enumerate(block.columns):
                held[at] = held[at] or _holds_something(column)
        return held

    def columns(self) -> Iterator[ColumnBlock]:
        """The rows block by block, as columns."""
        for block in self._blocks:
            yield ColumnBlock(list(block.columns), block.num_rows)

    def first_cells(self) -> Iterator[Cell]:
        """The first cell of each row; the others are not taken apart for it."""
        for block in self._blocks:
            yield from first_column(block)

    def _between(self, start: int, stop: int) -> Rows:
        """Some of the rows; they are not copied."""
        part = Rows(ragged=self._ragged)
        for block, end in zip(self._blocks, self._ends, strict=True):
            begin = end - block.num_rows
            if begin < stop and start < end:
                low, high = max(start, begin), min(stop, end)
                part.append(block.slice(low - begin, high - low))
        return part

    def _take_apart(self, at: int) -> tuple[int, int, list[list[Cell]]]:
        number = next(number for number, end in enumerate(self._ends) if at < end)
        end = self._ends[number]
        rows = self._rows(self._blocks[number])
        self._open = (end - len(rows), end, rows)
        return self._open

    def _rows(self, block: pa.RecordBatch) -> list[list[Cell]]:
        rows = to_rows(block) if block.num_columns else [[] for _ in range(block.num_rows)]
        if self._ragged:
            for row in rows:
                while row and row[-1] is None:
                    row.pop()
        return rows


def first_cells(rows: Sequence[Sequence[Cell]]) -> Iterator[Cell]:
    """The first cell of each row, None where it is blank or there is none."""
    return rows.first_cells() if isinstance(rows, Rows) else (row[0] if row else None for row in rows)


def column_blocks(rows: Sequence[Sequence[Cell]], first: int, height: int) -> Iterator[ColumnBlock]:
    """The rows from ``first`` on, some at a time (``height`` of them, where they are lists), as columns."""
    if isinstance(rows, Rows):
        yield from rows[first:].columns()
        return
    for start in range(first, len(rows), height):
        part = rows[start : start + height]
        yield ColumnBlock(list(zip_longest(*part)), len(part))


def filled_columns(rows: Sequence[Sequence[Cell]]) -> list[bool]:
    """For each column whether any cell of it holds something that a person could see."""
    if isinstance(rows, Rows):
        return rows.filled_columns()
    held: list[bool] = []
    for row in rows:
        held += [False] * (len(row) - len(held))
        for at, cell in enumerate(row):
            held[at] = held[at] or (cell is not None and not (isinstance(cell, str) and not cell.strip()))
    return held


def _holds_something(column: pa.Array) -> bool:
    """Whether any cell of a column is more than blank."""
    if column.type == MIXED:
        column = column.field("text")
    if column.type == pa.string():
        return bool(pc.any(pc.match_substring_regex(column, r"[^\s\pZ]")).as_py())
    if column.type == pa.float64():
        return bool(pc.any(pc.is_finite(column)).as_py())
    return bool(column.null_count < len(column))
