"""Turns one spreadsheet row into a record: every cell understood, or its raw word kept and told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from data import personal
from data.cells import as_text, is_blank, quoted
from data.choices import Choices
from data.columns import Table
from data.dates import read_date
from data.errors import Problem
from data.fields import DATE_FIELD, ID_FIELD, KEPT_AS_WRITTEN, LIST_FIELDS, TEXT_FIELDS, WORDS, made_id
from data.nearest import did_you_mean, group_names
from data.places import Area, gazetteer
from data.themes import ThemeNames
from data.vocabulary import vocabulary
from data.workbook import Cell
from data.workbook_cells import column_letter

_LIST = re.compile(r"[;\n\r]+")


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
    own_id: bool = True
    parked_for: Problem | None = None

    @property
    def cells_json(self) -> str:
        """All cells as the file had them (personal data masked), by header."""
        return json.dumps(self.cells, ensure_ascii=False)


class RowReader:
    """Reads the rows of one table of insights or case studies and collects what is to be told."""

    def __init__(self, table: Table, file: str, themes: ThemeNames, choices: Choices) -> None:
        self._table = table
        self._file = file
        self._themes = themes
        self._choices = choices
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
        if not kinds:
            return text
        named = ", ".join(sorted(set(kinds)))
        chosen = self._choices.personal_in(row.sheet, row.sheet_row)
        if chosen == "keep":
            self._tell(
                row,
                header,
                "personal_data",
                named,
                "Personal data was kept, as you chose. Check that it may be.",
            )
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
        unresolved: list[tuple[str, str]] = []
        self._dates(row, kind, day, found.get("date_precision"), unresolved)
        for name in WORDS[kind]:
            values[name] = self._word(row, name, found.get(name), unresolved)
        if kind == "insight":
            row.sector = self._word(row, "sector", found.get("sector"), unresolved)
        values["place_text"] = found.get("place")
        row.places = self._places(row, values["place_text"], unresolved)
        row.groups = self._listed(row, "groups", found.get("groups"), unresolved)
        row.themes = self._listed(row, "themes", found.get("themes"), unresolved)
        row.unresolved = tuple(dict.fromkeys(unresolved))
        values["original_cells"] = _together(found.get("original_cells"), extra)
        given = found.get(ID_FIELD[kind])
        row.own_id = bool(given)
        values[ID_FIELD[kind]] = given or made_id(kind, found)
        if row.parked_for is None and not any(values[name] for name in TEXT_FIELDS[kind]):
            row.parked_for = self._problem(
                row,
                "",
                "no_text",
                "no text and no title" if kind == "insight" else "no title and no answer",
                "Write down what was heard (or a title), then bring the row in again.",
            )

    def _dates(self, row: Row, kind: str, cell: Cell, given: str | None, unresolved: list[tuple[str, str]]) -> None:
        name = DATE_FIELD[kind]
        precision = _meaning("date_precision", given) if given else None
        if given and precision is None:
            unresolved.append(("date_precision", given))
            self._tell(
                row,
                "date_precision",
                "word_not_understood",
                quoted(given),
                "This precision is not known; day, month, quarter and year are.",
            )
        row.values[name], row.values["date_precision"] = None, None
        if is_blank(cell):
            return
        read = read_date(cell, precision)
        row.values[name], row.values["date_precision"] = read.on, read.precision
        if read.code in ("date_impossible", "date_not_understood"):
            unresolved.append((name, as_text(cell)))
            what = "no such day" if read.code == "date_impossible" else "a date that was not understood"
            self._tell(
                row,
                name,
                read.code,
                what,
                "The row is saved with its date not recorded; the word is kept. Write it as 31/01/2026.",
            )
        elif read.code == "date_day_first":
            self._tell(
                row,
                name,
                read.code,
                "a date that could be read two ways",
                "It was read day first, as is usual in Britain. Write the month as a word if that is wrong.",
            )

    def _word(self, row: Row, name: str, raw: str | None, unresolved: list[tuple[str, str]]) -> str | None:
        if raw is None:
            return None
        value = _meaning(name, raw)
        if value is None and not vocabulary().says_nothing(raw):
            unresolved.append((name, raw))
            self._tell(
                row,
                name,
                "word_not_understood",
                quoted(raw),
                f"“Not recorded” is counted until somebody places the word. Help lists the words for {name}.",
            )
        return value

    def _places(self, row: Row, text: str | None, unresolved: list[tuple[str, str]]) -> tuple[Area, ...]:
        match = gazetteer().match(text or "")
        for unplaced in match.unplaced:
            unresolved.append(("place", unplaced.raw))
            if unplaced.reason == "ambiguous":
                self._tell(
                    row,
                    "place",
                    "place_ambiguous",
                    quoted(unplaced.raw),
                    "More than one place has this name. Add the council, as in “…, Fife”.",
                )
            else:
                self._tell(
                    row,
                    "place",
                    "place_not_found",
                    quoted(unplaced.raw),
                    "No place of this name is known. Name the council, board or partnership.",
                )
        return tuple(sorted(set(match.areas), key=lambda area: tuple(part or "" for part in area.codes)))

    def _listed(self, row: Row, name: str, text: str | None, unresolved: list[tuple[str, str]]) -> tuple[str, ...]:
        if text is None:
            return ()
        found: list[str] = []
        for raw in filter(None, (part.strip() for part in _LIST.split(text))):
            values = self._meant(name, raw)
            if not values and not vocabulary().says_nothing(raw):
                unresolved.append((name, raw))
                noun = "theme" if name == "themes" else "group"
                self._tell(
                    row,
                    name,
                    f"{noun}_unknown",
                    quoted(raw),
                    f"No {noun} of this name is known.{did_you_mean(raw, self._names(name))} "
                    "The row is saved and the word kept beside it.",
                )
            found += values
        return tuple(sorted(set(found)))

    def _meant(self, name: str, raw: str) -> tuple[str, ...]:
        """The themes or groups that one part of a list stands for; "children and young people" is two groups."""
        if name == "groups":
            return _groups(raw)
        theme_id = self._themes.look_up(raw)
        return (theme_id,) if theme_id else ()

    def _names(self, name: str) -> tuple[str, ...]:
        return self._themes.names() if name == "themes" else group_names()

    def _tell(self, row: Row, column: str, code: str, found: str, what_to_do: str) -> None:
        self.problems.append(self._problem(row, column, code, found, what_to_do))

    def _problem(self, row: Row, column: str, code: str, found: str, what_to_do: str) -> Problem:
        header = next((known.header for known in self._table.columns if known.field == column), column)
        return Problem("warning", code, what_to_do, self._file, row.sheet, row.sheet_row, header, found)


@lru_cache(maxsize=65_536)
def _meaning(field: str, raw: str) -> str | None:
    """The value a word stands for; remembered, because a column says the same few words over and over."""
    return vocabulary().look_up(field, raw)


@lru_cache(maxsize=65_536)
def _groups(raw: str) -> tuple[str, ...]:
    return vocabulary().look_up_all("group", raw)


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
