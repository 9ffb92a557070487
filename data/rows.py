"""Turns one spreadsheet row into a record: every cell understood, or its raw word kept and told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from data import personal
from data.areas import NOT_KNOWN, Area
from data.cell_words import SETTLED, CellWords, Settled, Understood
from data.cells import as_text
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
from data.fields import DATE_FIELD, FIELDS, ID_FIELD, KEPT_AS_WRITTEN, OF_SOURCE, TEXT_FIELDS, WORDS, made_id
from data.personal_names import ABOUT_NAMES, NAME, names_somebody
from data.plain_rows import PlainRows
from data.table_cells import CellBlock, cell_blocks
from data.telling import Telling
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
_MASKED = "Personal data was masked before saving. Check the row."
_SECTOR_KEPT = "Only its first part, which names an area and no home, was kept."
_WITHOUT_HEADER = (
    "This cell stands under no header. It is kept with the row but not counted. "
    "Give its column a header if it should be."
)


@dataclass(slots=True)
class Row:
    """One row on its way in. ``values`` holds the record's fields in their order; ``parked_for`` a reason not to save
    it; ``names`` and ``texts`` what stands in each of its cells (personal data masked)."""

    sheet: str
    sheet_row: int
    names: Sequence[str]
    texts: Sequence[str]
    values: dict[str, Any] = field(default_factory=dict)
    of_source: dict[str, str] = field(default_factory=dict)
    places: tuple[Area, ...] = (NOT_KNOWN,)
    groups: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    unresolved: tuple[tuple[str, str], ...] = ()
    settled: tuple[Settled, ...] = ()
    own_id: bool = True
    parked_for: Problem | None = None

    @property
    def cells(self) -> dict[str, str]:
        """All cells as the file had them (personal data masked), by header; blank ones are left out."""
        return {name: text for name, text in zip(self.names, self.texts, strict=False) if text}

    @property
    def cells_json(self) -> str:
        """The cells as they are kept with a row that needs attention."""
        return json.dumps(self.cells, ensure_ascii=False)


class RowReader:
    """Reads the rows of one table of insights or case studies and collects what is to be told."""

    def __init__(self, table: Table, file: str, words: CellWords, choices: Choices) -> None:
        self.kind = kind = table.kind
        self.telling = Telling()
        self.blank = 0
        self.fields = {column.at: column.field for column in table.columns}
        self._table, self._file, self._words, self._choices = table, file, words, choices
        self._headers = {column.field: column.header for column in reversed(table.columns) if column.field}
        self._header_at = {column.at: column.header for column in table.columns}
        fielded = [(column.at, column.field) for column in table.columns if column.field]
        first = {name: at for at, name in reversed(fielded)}
        self._first = [(at, name) for at, name in fielded if first[name] == at]
        self._further = [(at, name) for at, name in fielded if first[name] != at]  # a second column of themes or groups
        self._unknown = [(column.at, column.header) for column in table.columns if not column.field]
        self._births = [at for at, header in self._unknown if personal.asks_birth_date(header)]
        self._id_at, self._day_at = first.get(ID_FIELD[kind]), first.get(DATE_FIELD[kind])
        self._kept = [name for name in KEPT_AS_WRITTEN[kind] if name in first]
        self._of_words = [(name, words.cells(name)) for name in WORDS[kind] if name in first]
        self._nothing = dict.fromkeys(FIELDS[kind])
        if kind == "insight" and "quote_permission" not in first:
            self._nothing["quote_permission"] = choices.permission or None
        self._dates_read: dict[tuple[type, Cell, str | None], DateRead] = {}
        usual = not self._further and not self._unknown and "original_cells" not in first
        self._plain = PlainRows(kind, first, words, self._nothing, self._date) if usual else None

    def rows(self) -> Iterator[Row]:
        """Every row that is not blank, in the sheet's order."""
        sheet, fields, needed = self._table.sheet, FIELDS[self.kind], TEXT_FIELDS[self.kind]
        width = max(self._header_at, default=-1) + 1
        for block in cell_blocks(sheet.rows, self._table.first_data, width):
            across = range(len(block.columns))
            names = [self._header_at.get(at) or f"column {column_letter(at)}" for at in across]
            for born in self._births:
                for at, text in enumerate(block.columns[born]):
                    if text and born not in block.suspects.setdefault(at, []):
                        block.suspects[at].append(born)
            bare = [at for at in across if at not in self.fields and any(block.columns[at])]
            plain = self._plain.read(block) if self._plain and not bare else None
            filled = plain.rows() if plain else repeat((None,))
            odd, first = plain.odd if plain else range(len(block.texts)), sheet.first_row + block.first
            for at, (texts, (values, *others)) in enumerate(zip(block.texts, filled, strict=False)):
                if not any(texts):
                    self.blank += 1
                    continue
                self.telling.begin_row()
                if at in odd:
                    row = Row(sheet.name, first + at, names, texts)
                    self._read(row, block, at, bare)
                else:
                    row = Row(sheet.name, first + at, names, texts, dict(zip(fields, values, strict=True)), *others)
                    self._identify(row, row.values[ID_FIELD[self.kind]])
                if row.parked_for is None and not any(map(row.values.get, needed)):
                    row.parked_for = self._without_text(row)
                yield row

    def _read(self, row: Row, block: CellBlock, place: int, bare: list[int]) -> None:
        """A row cell by cell. ``place`` is where it stands in its block."""
        texts, suspects, own_id = row.texts, block.suspects.get(place), True
        if suspects:
            row.texts = texts = list(texts)
            for at in suspects:
                written = texts[at]
                texts[at] = self._without_personal_data(written, at, row)
                # A masked id is no id: two of them would be the same.
                own_id = own_id and (at != self._id_at or texts[at] == written)
        found = {name: text for at, name in self._first if (text := texts[at])}
        for at, name in self._further:
            if texts[at]:
                found[name] = f"{found[name]}; {texts[at]}" if name in found else texts[at]
        if not own_id:
            del found[ID_FIELD[self.kind]]
        extra = {header: text for at, header in self._unknown if (text := texts[at])}
        for at in bare:
            if texts[at]:
                extra[row.names[at]] = texts[at]
                self._tell(row, row.names[at], "cell_without_header", "value", _WITHOUT_HEADER)
        day: Cell = None
        if self._day_at is not None and (text := texts[self._day_at]):
            cell = block.cells[self._day_at][place]
            day = text if isinstance(cell, str) else cell
        self._fill(row, found, day, extra)

    def _without_personal_data(self, text: str, at: int, row: Row) -> str:
        header, names_place = row.names[at], self.fields.get(at) == "place"
        masked, kinds = personal.mask_under(header if at in self._births else "", text, names_place=names_place)
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
            only_area = kinds == (personal.POSTCODE,) and not personal.is_masked(masked)
            self._tell(row, header, "personal_data", named, _SECTOR_KEPT if only_area else _MASKED)
        return masked

    def _fill(self, row: Row, found: dict[str, str], day: Cell, extra: dict[str, str]) -> None:
        kind, get = self.kind, found.get
        row.values = values = self._nothing.copy()
        for name in self._kept:
            values[name] = get(name)
        if day is not None or "date_precision" in found:
            self._dates(row, day, get("date_precision"), extra)
        for name, known in self._of_words:
            if text := get(name):
                values[name] = self._say(row, known[text]).value
        cells = self._words.cells
        for name in OF_SOURCE:
            if (text := get(name)) and (value := self._say(row, cells(name)[text]).value):
                row.of_source[name] = value
        if place := get("place"):
            values["place_text"] = place
            row.places = self._say(row, cells("place")[place]).areas or row.places
        row.groups = self._say(row, cells("groups")[text]).values if (text := get("groups")) else ()
        row.themes = self._say(row, cells("themes")[text]).values if (text := get("themes")) else ()
        if extra or "original_cells" in found:
            values["original_cells"] = _together(get("original_cells"), extra)
        self._identify(row, get(ID_FIELD[kind]))

    def _identify(self, row: Row, given: str | None) -> None:
        row.own_id = bool(given)
        row.values[ID_FIELD[self.kind]] = given or made_id(self.kind, row.values)

    def _without_text(self, row: Row) -> Problem:
        found = "no text and no title" if self.kind == "insight" else "no title and no answer"
        what = "Write down what was heard (or a title), then bring the row in again."
        return self._problem(row, "", "no_text", found, what)

    def _say(self, row: Row, cell: Understood) -> Understood:
        """Keep the words of a cell that are open or were decided, and tell of the open ones."""
        if not cell.left and not cell.settled:
            return cell
        for word in cell.left:
            row.unresolved = (*row.unresolved, (word.field, word.raw))
            self._tell(row, word.field, word.code, word.found, word.what_to_do)
        if cell.settled:
            row.settled = (*row.settled, *cell.settled)
        return cell

    def _dates(self, row: Row, cell: Cell, given: str | None, extra: dict[str, str]) -> None:
        """The row's date, how exactly it is known, and what was unsure about it."""
        name = DATE_FIELD[self.kind]
        precision = self._say(row, self._words.cells("date_precision")[given]).value if given else None
        if cell is None:
            return
        read = self._date(cell, precision)
        if read.code in UNDATED:
            raw = as_text(cell)
            decided = self._words.decided(name, raw)
            if decided is None:
                row.unresolved = (*row.unresolved, (name, raw))
            else:
                row.settled = (*row.settled, (name, raw, SETTLED))
                read = read_date(decided[0], precision) if decided else DateRead()
        row.values[name], row.values["date_precision"] = read.on, read.precision
        if read.code == VAGUE:
            extra[self._header(name)] = as_text(cell)  # what is less exact than it was written is kept as it was
        if read.code:
            self._tell(row, name, read.code, *DATE_ADVICE[read.code])

    def _date(self, cell: Cell, precision: str | None) -> DateRead:
        """The date in a cell; each is read once."""
        asked = (cell.__class__, cell, precision)
        read = self._dates_read.get(asked)
        if read is None:
            since_1904 = self._table.sheet.since_1904
            read = self._dates_read[asked] = read_date(from_1904(cell) if since_1904 else cell, precision)
        return read

    def _tell(self, row: Row, column: str, code: str, found: str, what_to_do: str) -> None:
        if self.telling.counts(code, row.sheet, self._header(column)):
            self.telling.told.append(self._problem(row, column, code, found, what_to_do))

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
