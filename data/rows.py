"""Turns one spreadsheet row into a record: every cell understood, or its raw word kept and told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from data import personal
from data.areas import NOT_KNOWN, Area
from data.cell_words import NOTHING, SETTLED, CellWords, Settled, Understood
from data.cells import as_text, is_blank
from data.choices import Choices
from data.columns import Table
from data.date_parts import (
    DAY_FIRST,
    FINANCIAL_YEAR,
    IMPOSSIBLE,
    NOT_UNDERSTOOD,
    SERIAL,
    UNDATED,
    VAGUE,
    DateRead,
)
from data.dates import from_1904, read_date
from data.errors import Problem
from data.fields import DATE_FIELD, ID_FIELD, KEPT_AS_WRITTEN, LIST_FIELDS, TEXT_FIELDS, WORDS, made_id
from data.personal_names import ABOUT_NAMES, NAME, names_somebody
from data.workbook import Cell
from data.workbook_cells import column_letter

# What was found and what to do, by the code of a date. The date itself is never told: it may be somebody's birthday.
_NO_DATE = "The row is saved with its date not recorded; the word is kept. Write it as 31/01/2026."
DATE_ADVICE = {
    IMPOSSIBLE: ("no such day", _NO_DATE),
    NOT_UNDERSTOOD: ("a date that was not understood", _NO_DATE),
    FINANCIAL_YEAR: (
        "a financial year",
        "It lies in two calendar years, so the row is saved with its date not recorded and the word is kept. "
        "Write the month, the quarter (Q1 2025/26) or the calendar year.",
    ),
    DAY_FIRST: (
        "a date that could be read two ways",
        "It was read day first, as is usual in Britain. Write the month as a word if that is wrong.",
    ),
    VAGUE: (
        "a season or a part of a year",
        "It is counted as its year; the words are kept with the row. Write the month or the quarter if it is known.",
    ),
    SERIAL: (
        "a number in place of a date",
        "It was read as one of Excel's day numbers. Give the cell a date format if that is wrong.",
    ),
}


@dataclass
class Row:
    """One row on its way in. ``values`` holds the record's fields; ``parked_for`` a reason not to save it."""

    sheet: str
    sheet_row: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    sector: str | None = None
    places: tuple[Area, ...] = ()
    groups: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    unresolved: tuple[tuple[str, str], ...] = ()
    settled: tuple[Settled, ...] = ()
    own_id: bool = True
    parked_for: Problem | None = None

    @property
    def cells_json(self) -> str:
        """All cells as the file had them (personal data masked), by header."""
        return json.dumps(self.cells, ensure_ascii=False)


class RowReader:
    """Reads the rows of one table of insights or case studies and collects what is to be told."""

    def __init__(self, table: Table, file: str, words: CellWords, choices: Choices) -> None:
        self._table = table
        self._file = file
        self._words = words
        self._choices = choices
        self._headers = {column.field: column.header for column in reversed(table.columns) if column.field}
        self.kind = table.kind
        self.problems: list[Problem] = []
        self.blank = 0
        self.fields = {column.at: column.field for column in table.columns}

    def rows(self) -> Iterator[Row]:
        """Every row that is not blank, in the sheet's order."""
        sheet = self._table.sheet
        for at in range(self._table.first_data, len(sheet.rows)):
            cells = sheet.rows[at]
            if all(is_blank(cell) for cell in cells):
                self.blank += 1
                continue
            yield self._row(cells, sheet.first_row + at)

    def _row(self, cells: list[Cell], sheet_row: int) -> Row:
        kind = self._table.kind
        found: dict[str, str] = {}
        extra: dict[str, str] = {}
        day: Cell = None
        row = Row(self._table.sheet.name, sheet_row, {})
        for column in self._table.columns:
            cell = cells[column.at] if column.at < len(cells) else None
            text = as_text(cell)
            if not text:
                continue
            written, text = text, self._without_personal_data(text, column.header, row)
            row.cells[column.header] = text
            if column.field == ID_FIELD[kind] and text != written:
                continue  # a masked id is no id: two of them would be the same
            if column.field == DATE_FIELD[kind]:
                day = text if isinstance(cell, str) else cell
            if column.field in LIST_FIELDS and column.field in found:
                text = f"{found[column.field]}; {text}"
            (found if column.field else extra)[column.field or column.header] = text
        self._cells_without_header(cells, extra, row)
        self._fill(row, kind, found, day, extra)
        return row

    def _cells_without_header(self, cells: list[Cell], extra: dict[str, str], row: Row) -> None:
        """Cells that stand under no header are kept with the row by their column's letter."""
        for at, cell in enumerate(cells):
            text = "" if at in self.fields else as_text(cell)
            if not text:
                continue
            name = f"column {column_letter(at)}"
            row.cells[name] = extra[name] = self._without_personal_data(text, name, row)
            self._tell(
                row,
                name,
                "cell_without_header",
                "value",
                "This cell stands under no header. It is kept "
                "with the row but not counted. Give its column a header if it should be.",
            )

    def _without_personal_data(self, text: str, header: str, row: Row) -> str:
        masked, kinds = personal.mask(text)
        if names_somebody(masked):
            self._tell(row, header, "personal_name", NAME, ABOUT_NAMES)
        if not kinds:
            return text
        named, kept = ", ".join(sorted(set(kinds))), "Personal data was kept, as you chose. Check that it may be."
        chosen = self._choices.personal_in(row.sheet, row.sheet_row)
        if chosen == "keep":
            self._tell(row, header, "personal_data", named, kept)
            return text
        if chosen == "park":
            row.parked_for = self._problem(
                row,
                header,
                "personal_data",
                named,
                "This row holds personal data and is set aside, as you chose. Take it out and bring the row in again.",
            )
        else:
            self._tell(row, header, "personal_data", named, "Personal data was masked before saving. Check the row.")
        return masked

    def _fill(self, row: Row, kind: str, found: dict[str, str], day: Cell, extra: dict[str, str]) -> None:
        values = row.values
        for name in KEPT_AS_WRITTEN[kind]:
            values[name] = found.get(name)
        self._dates(row, kind, day, found.get("date_precision"), extra)
        for name in WORDS[kind]:
            values[name] = self._say(row, self._words.understand(name, found.get(name))).value
        if kind == "insight" and "quote_permission" not in self.fields.values():
            values["quote_permission"] = self._choices.permission or None
        if kind == "insight":
            row.sector = self._say(row, self._words.understand("sector", found.get("sector"))).value
        values["place_text"] = found.get("place")
        row.places = self._say(row, self._words.understand("place", values["place_text"])).areas or (NOT_KNOWN,)
        row.groups = self._say(row, self._words.understand("groups", found.get("groups"))).values
        row.themes = self._say(row, self._words.understand("themes", found.get("themes"))).values
        values["original_cells"] = _together(found.get("original_cells"), extra)
        given = found.get(ID_FIELD[kind])
        row.own_id = bool(given)
        values[ID_FIELD[kind]] = given or made_id(kind, values)
        if row.parked_for is None and not any(values[name] for name in TEXT_FIELDS[kind]):
            row.parked_for = self._problem(
                row,
                "",
                "no_text",
                "no text and no title" if kind == "insight" else "no title and no answer",
                "Write down what was heard (or a title), then bring the row in again.",
            )

    def _say(self, row: Row, cell: Understood) -> Understood:
        """Keep the words of a cell that are open or were decided, and tell of the open ones."""
        if cell is NOTHING:
            return cell
        for word in cell.left:
            row.unresolved = (*row.unresolved, (word.field, word.raw))
            self._tell(row, word.field, word.code, word.found, word.what_to_do)
        if cell.settled:
            row.settled = (*row.settled, *cell.settled)
        return cell

    def _dates(self, row: Row, kind: str, cell: Cell, given: str | None, extra: dict[str, str]) -> None:
        """The row's date, how exactly it is known, and what was unsure about it."""
        name = DATE_FIELD[kind]
        precision = self._say(row, self._words.understand("date_precision", given)).value
        row.values[name], row.values["date_precision"] = None, None
        if is_blank(cell):
            return
        since_1904 = self._table.sheet.since_1904
        read, raw = read_date(from_1904(cell) if since_1904 else cell, precision), as_text(cell)
        if read.code in UNDATED:
            decided = self._words.decided(name, raw)
            if decided is None:
                row.unresolved = (*row.unresolved, (name, raw))
            else:
                row.settled = (*row.settled, (name, raw, SETTLED))
                read = read_date(decided[0], precision) if decided else DateRead()
        row.values[name], row.values["date_precision"] = read.on, read.precision
        if read.code == VAGUE:
            extra[self._header(name)] = raw  # what is less exact than it was written is kept as it was
        if read.code:
            self._tell(row, name, read.code, *DATE_ADVICE[read.code])

    def _tell(self, row: Row, column: str, code: str, found: str, what_to_do: str) -> None:
        self.problems.append(self._problem(row, column, code, found, what_to_do))

    def _problem(self, row: Row, column: str, code: str, found: str, what_to_do: str) -> Problem:
        return Problem("warning", code, what_to_do, self._file, row.sheet, row.sheet_row, self._header(column), found)

    def _header(self, name: str) -> str:
        return self._headers.get(name, name)


def _together(held: str | None, extra: dict[str, str]) -> str | None:
    """Cells of columns that were not understood, joined with those an export carried back."""
    before: dict[str, str] = {}
    if held:
        try:
            read = json.loads(held)
            before = {str(name): str(value) for name, value in read.items()} if isinstance(read, dict) else {}
        except ValueError:
            before = {"original_cells": held}
    return json.dumps({**before, **extra}, ensure_ascii=False, sort_keys=True) if before or extra else None
