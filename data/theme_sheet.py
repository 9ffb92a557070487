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

    def __init__(self, table: Table, file: str, tally: Tally, personal_data: str) -> None:
        self.table, self.file, self.tally, self._personal_data = table, file, tally, personal_data
        self.has = {column.field for column in table.columns}

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        sheet = self.table.sheet
        for at in range(self.table.first_data, len(sheet.rows)):
            self.tally.read += 1
            cells = sheet.rows[at]
            if all(is_blank(cell) for cell in cells):
                self.tally.blank += 1
                continue
            row = sheet.first_row + at
            found, told = self._cells(row, cells)
            if told and self._personal_data == "park":
                self.park(row, found, told[0])
                continue
            self.tally.problems += told
            yield row, found

    def _cells(self, row: int, cells: list[Cell]) -> tuple[dict[str, str], list[Problem]]:
        """The row's fields, personal data masked unless it is to be kept, and a word for each cell that held some."""
        found, told = {}, []
        for column in self.table.columns:
            if not column.field or column.at >= len(cells):
                continue
            text = as_text(cells[column.at])
            masked, kinds = personal.mask(text)
            found[column.field] = text if self._personal_data == "keep" else masked
            if kinds:
                what = {
                    "keep": "Personal data was kept, as you chose. Check that it may be.",
                    "park": "This row holds personal data and is set aside, as you chose. Take it out and try again.",
                    "mask": "Personal data was masked before saving. Check the row.",
                }[self._personal_data]
                named = ", ".join(sorted(set(kinds)))
                told.append(self.problem(row, column.header, "personal_data", named, what))
        return found, told

    def problem(self, row: int, column: str, code: str, found: str, what_to_do: str) -> Problem:
        return Problem("warning", code, what_to_do, self.file, self.table.sheet.name, row, column, found)

    def park(self, row: int, cells: dict[str, str], problem: Problem) -> None:
        self.tally.parked.append((row, cells, problem))
