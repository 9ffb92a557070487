"""The rows of a sheet of themes or theme events as field and text, and the tally of what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from data import personal
from data.cells import as_text, is_blank
from data.columns import Table
from data.errors import Problem
from data.workbook import Cell


@dataclass
class Tally:
    """What became of the rows of one table."""

    read: int = 0
    saved: int = 0
    unchanged: int = 0
    blank: int = 0
    parked: list[tuple[int, dict[str, str], Problem]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class ThemeSheet:
    """The rows of a table as field → text, with words for what is wrong."""

    def __init__(self, table: Table, file: str, tally: Tally) -> None:
        self.table, self.file, self.tally = table, file, tally
        self.has = {column.field for column in table.columns}

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        sheet = self.table.sheet
        for at in range(self.table.first_data, len(sheet.rows)):
            self.tally.read += 1
            cells = sheet.rows[at]
            if all(is_blank(cell) for cell in cells):
                self.tally.blank += 1
                continue
            yield (
                sheet.first_row + at,
                {
                    column.field: _masked(cells[column.at])
                    for column in self.table.columns
                    if column.field and column.at < len(cells)
                },
            )

    def problem(self, row: int, column: str, code: str, found: str, what_to_do: str) -> Problem:
        return Problem("warning", code, what_to_do, self.file, self.table.sheet.name, row, column, found)

    def park(self, row: int, cells: dict[str, str], problem: Problem) -> None:
        self.tally.parked.append((row, cells, problem))


def _masked(cell: Cell) -> str:
    return personal.mask(as_text(cell))[0]
