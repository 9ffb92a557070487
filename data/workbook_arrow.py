"""Carries rows of cells from one process to another as Arrow, which can be read without trusting the sender.

A block is a run of rows turned into columns. A column whose cells are all of one kind travels as that kind;
a mixed one travels as text with a letter for each cell's kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

Cell = str | int | float | bool | date | datetime | None

_OF_ONE_KIND: dict[type, pa.DataType] = {
    str: pa.string(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us"),
}
_WHOLE_UP_TO = 1e15  # beyond this a float no longer holds every whole number
_ASCII_SPACE = " \t\n\v\f\r\x1c\x1d\x1e\x1f"
MIXED = pa.struct([("kind", pa.string()), ("text", pa.string())])
_BACK: dict[str, Callable[[str], Cell]] = {
    "s": str,
    "f": lambda text: _number(float(text)),
    "i": int,
    "b": lambda text: text == "1",
    "d": date.fromisoformat,
    "t": datetime.fromisoformat,
}


def to_arrow(rows: Sequence[Sequence[Any]]) -> pa.RecordBatch:
    """Rows of one width (as python-calamine gives them) as one Arrow block."""
    columns = [_column(list(cells)) for cells in zip(*rows, strict=True)]
    return pa.RecordBatch.from_arrays(columns, names=[str(at) for at in range(len(columns))])


def texts_to_arrow(rows: Sequence[Sequence[Any]]) -> pa.RecordBatch:
    """Rows of text, which may differ in length, as one Arrow block as wide as the longest."""
    columns = [pa.array(cells, pa.string()) for cells in zip_longest(*rows)]
    if not columns:  # rows there may be, but no cells
        columns = [pa.nulls(len(rows), pa.string())]
    return pa.RecordBatch.from_arrays(columns, names=[str(at) for at in range(len(columns))])


def longest_text(rows: Sequence[Sequence[Any]]) -> int:
    """The number of characters of the longest text in some rows."""
    longest = 0
    for row in rows:
        # Most rows are all text: then nothing needs to be looked at cell by cell.
        try:
            longest = max(longest, max(map(len, row)))
        except TypeError:
            longest = max(longest, max((len(cell) for cell in row if isinstance(cell, str)), default=0))
    return longest


def to_cells(column: pa.Array) -> list[Cell]:
    """The cells of an Arrow column: blank cells are None, whole numbers are int."""
    return list(_cells(column))


def to_words(column: pa.StringArray) -> list[str]:
    """The words of an Arrow column of text without the white space around them; "" for a blank cell.

    White space is what Python's ``strip`` takes away.
    """
    if pc.all(pc.string_is_ascii(column)).as_py():
        column = pc.ascii_trim(column, _ASCII_SPACE)
    else:
        column = pc.utf8_trim_whitespace(column)
    if column.null_count:
        column = pc.fill_null(column, "")
    words: list[str] = column.to_numpy(zero_copy_only=False).tolist()
    return words


def to_rows(block: pa.RecordBatch) -> list[list[Cell]]:
    """The rows of an Arrow block: blank cells are None, whole numbers are int."""
    return [list(row) for row in zip(*(_cells(column) for column in block.columns), strict=True)]


def first_column(block: pa.RecordBatch) -> list[Cell]:
    """The cells of the first column of an Arrow block."""
    return to_cells(block.column(0)) if block.num_columns else [None] * block.num_rows


def _column(cells: list[Any]) -> pa.Array:
    kinds = set(map(type, cells))
    if str in kinds and len(kinds) > 1:
        cells = [None if cell == "" else cell for cell in cells]
        kinds = set(map(type, cells))
    kinds.discard(type(None))
    kind = next(iter(kinds), str)
    if len(kinds) < 2 and kind in _OF_ONE_KIND:
        return pa.array(cells, type=_OF_ONE_KIND[kind])
    coded = [_coded(cell) for cell in cells]
    return pa.StructArray.from_arrays(
        [
            pa.array([code for code, _ in coded], pa.string()),
            pa.array([text for _, text in coded], pa.string()),
        ],
        fields=list(MIXED),
    )


def _coded(cell: Any) -> tuple[str | None, str | None]:
    match cell:
        case None:
            return None, None
        case str():
            return "s", cell
        case bool():
            return "b", "1" if cell else "0"
        case int():
            return "i", str(cell)
        case float():
            return "f", repr(cell)
        case datetime():
            return "t", cell.isoformat()
        case date():
            return "d", cell.isoformat()
        case time():
            return "s", cell.isoformat("seconds" if cell.second else "minutes")
        case timedelta():
            minutes, seconds = divmod(round(cell.total_seconds()), 60)
            return "s", f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    raise TypeError(type(cell).__name__)


def _cells(column: pa.Array) -> Iterable[Cell]:
    if column.type == MIXED:
        kinds, texts = column.field("kind").to_pylist(), column.field("text").to_pylist()
        return [
            _BACK[kind](text) if kind is not None and text else None for kind, text in zip(kinds, texts, strict=True)
        ]
    values: list[Any] = column.to_numpy(zero_copy_only=False).tolist()
    if column.type == pa.string():
        return [value or None for value in values]
    if column.type == pa.float64():
        return [_number(value) for value in values]
    return values


def _number(value: float) -> int | float | None:
    """A whole number as int; what is not a number (a blank in a column of numbers) as None."""
    if -_WHOLE_UP_TO < value < _WHOLE_UP_TO:
        return int(value) if value.is_integer() else value
    return value if value - value == 0 else None
