"""The rows of a sheet of themes or theme events as field and text, and the tally of what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from data import personal
from data.cells import as_text, is_blank
from data.choices import Choices
from data.columns import Table
from data.errors import Problem
from data.personal_names import ABOUT_NAMES, NAME, names_somebody
from data.workbook import Cell


@dataclass
class Tally:
    """What became of the rows of one table."""

    read: int = 0
    saved: int = 0
    unchanged: int = 0
    blank: int = 0
    parked: list[tuple[int, dict[str, str], Problem]] = field(default_factory=list)
    cells: dict[int, dict[str, str]] = field(default_factory=dict)  # of every row that is not blank, by header
    problems: list[Problem] = field(default_factory=list)


class ThemeSheet:
    """The rows of a table as field → text, with words for what is wrong."""

    def __init__(
        self, table: Table, file: str, tally: Tally, choices: Choices, too_long: Mapping[int, Problem] | None = None
    ) -> None:
        self.table, self.file, self.tally, self._choices = table, file, tally, choices
        self._too_long = too_long or {}  # rows with a cell over the limit
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
            hidden = [problem for problem in told if problem.code == "personal_data"]
            if hidden and self._choices.personal_in(sheet.name, row) == "park":
                self.park(row, hidden[0])
                continue
            if row in self._too_long:
                self.park(row, self._too_long[row])
                continue
            self.tally.problems += told
            yield row, found

    def _cells(self, row: int, cells: list[Cell]) -> tuple[dict[str, str], list[Problem]]:
        """The row's fields, personal data masked unless it is to be kept, and a word for each cell that held some."""
        found, told = {}, []
        held = self.tally.cells.setdefault(row, {})
        chosen = self._choices.personal_in(self.table.sheet.name, row)
        for column in self.table.columns:
            text = as_text(cells[column.at]) if column.at < len(cells) else ""
            if not text:
                continue
            masked, kinds = personal.mask(text)
            held[column.header] = kept = text if chosen == "keep" else masked
            if column.field:
                found[column.field] = kept
            if kinds:
                what = {
                    "keep": "Personal data was kept, as you chose. Check that it may be.",
                    "park": "This row holds personal data and is set aside, as you chose. Take it out and try again.",
                    "mask": "Personal data was masked before saving. Check the row.",
                }[chosen]
                named = ", ".join(sorted(set(kinds)))
                told.append(self.problem(row, column.header, "personal_data", named, what))
            if names_somebody(masked):
                told.append(self.problem(row, column.header, "personal_name", NAME, ABOUT_NAMES))
        return found, told

    def problem(self, row: int, column: str, code: str, found: str, what_to_do: str) -> Problem:
        return Problem("warning", code, what_to_do, self.file, self.table.sheet.name, row, column, found)

    def park(self, row: int, problem: Problem) -> None:
        """Set a row aside with all its cells as the file has them, also those of columns that say nothing here."""
        self.tally.parked.append((row, self.tally.cells.get(row, {}), problem))
