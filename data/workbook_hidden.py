"""Says which columns and rows of a sheet are hidden or filtered out and were read all the same."""

from __future__ import annotations

from collections.abc import Sequence

from data.errors import Problem
from data.workbook_arrow import Cell
from data.workbook_cells import column_letter
from data.workbook_layout import Layout

_ROWS_LOOKED_AT = 5_000
_NAMED = 10  # columns or rows that are named; of more it is told how many


def about_hidden(layout: Layout, rows: Sequence[Sequence[Cell]], sheet: str) -> list[Problem]:
    """A word for hidden columns and one for hidden rows, where they hold something."""
    told = []
    width = max(map(len, rows[:_ROWS_LOOKED_AT]), default=0)
    spans = (range(first, min(last + 1, width)) for first, last in layout.hidden_columns)
    columns = [at for span in spans for at in span if _holds(rows, at)]
    if columns:
        named = _listed([column_letter(at) for at in columns])
        told.append(
            Problem(
                "warning",
                "column_hidden",
                f"Hidden in the workbook and read too: {named}. Delete them there if they should not be used.",
                sheet=sheet,
                column=column_letter(columns[0]),
                found="a hidden column" if len(columns) == 1 else f"{len(columns):,} hidden columns",
            )
        )
    hidden = [row for row in layout.hidden_rows if row <= len(rows) and any(_filled(cell) for cell in rows[row - 1])]
    if hidden:
        more = layout.hidden_rows_seen - len(layout.hidden_rows)
        how = "Filtered out" if layout.filtered else "Hidden"
        told.append(
            Problem(
                "warning",
                "row_hidden",
                f"{how} in the workbook and read too: {_listed([str(row) for row in hidden], more)}. Delete them there "
                "if they should not be used.",
                sheet=sheet,
                row=hidden[0],
                found="a hidden row" if len(hidden) + more == 1 else f"{len(hidden) + more:,} hidden rows",
            )
        )
    return told


def _holds(rows: Sequence[Sequence[Cell]], at: int) -> bool:
    return any(at < len(row) and _filled(row[at]) for row in rows[:_ROWS_LOOKED_AT])


def _filled(cell: Cell) -> bool:
    return cell is not None and not (isinstance(cell, str) and not cell.strip())


def _listed(names: list[str], more: int = 0) -> str:
    rest = len(names) - _NAMED + more if len(names) > _NAMED else more
    return ", ".join(names[:_NAMED]) + (f" and {rest:,} more" if rest else "")
