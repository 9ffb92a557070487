"""Finds the header row of a sheet, says what kind of rows it holds and which column is which field."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from data.errors import Problem
from data.personal import mask
from data.plain import key, plain
from data.settings import REFERENCE
from data.workbook import Cell, Sheet
from data.workbook_cells import column_letter

KINDS = ("theme_event", "theme", "insight", "case_study")
HEADER_ROWS_LOOKED_AT = 50
# A sheet is of a kind only if it has a column without which a row of that kind says nothing.
NEEDED = {
    "insight": ("text", "title"),
    "case_study": ("title", "what_changed"),
    "theme": ("theme",),
    "theme_event": ("event_id",),
}
# Columns that no other kind has: the first kind with one of these is the sheet's kind.
TELLING = {
    "theme_event": ("event_id",),
    "case_study": (
        "case_study_id",
        "what_changed",
        "behaviours_that_enabled",
        "what_was_gained",
        "unintended_consequences",
    ),
    "theme": ("parent_theme",),
    "insight": ("insight_id", "text", "quote_permission", "barrier_or_enabler", "source_kind"),
}


@dataclass(frozen=True)
class Column:
    """One column of a sheet: where it stands (from 0), its header as written, and its field if known."""

    at: int
    header: str
    field: str | None


@dataclass(frozen=True)
class Table:
    """One table found in a sheet: its kind, its columns, and the sheet's index of its first data row."""

    kind: str
    sheet: Sheet
    columns: tuple[Column, ...]
    first_data: int
    problems: tuple[Problem, ...]

    @property
    def height(self) -> int:
        """How many rows stand under the header, blank ones included."""
        return max(0, len(self.sheet.rows) - self.first_data)

    @property
    def mapping(self) -> dict[str, str]:
        """Column header to field, for the columns that were understood."""
        return {column.header: column.field for column in self.columns if column.field}


@cache
def column_names() -> dict[str, dict[str, str]]:
    """For each kind: the normal form of every known column name, and the field it means."""
    names: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    with (REFERENCE / "column_names.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            names[row["kind"]].setdefault(plain(row["name"]), row["field"])
    return names


def fields_of(kind: str) -> tuple[str, ...]:
    """The fields of a kind, in the order of the reference file."""
    return tuple(dict.fromkeys(column_names()[kind].values()))


def find_table(sheet: Sheet, file: str, kind: str = "auto", mapping: Mapping[str, str] | None = None) -> Table | None:
    """The table of a sheet, or None if no row of its first 50 reads like a header.

    ``mapping`` (column header to field, "" to leave a column out) goes before the guess.
    """
    wanted = {key(header): field for header, field in (mapping or {}).items()}
    best: tuple[int, int, str, tuple[Column, ...]] | None = None
    for at, row in enumerate(sheet.rows[:HEADER_ROWS_LOOKED_AT]):
        headers = [_words(cell) for cell in row]
        for candidate in KINDS if kind == "auto" else (kind,):
            columns = _columns(headers, candidate, wanted)
            fields = {column.field for column in columns if column.field}
            if not fields.intersection(NEEDED[candidate]):
                continue
            if kind == "auto" and not _reads_as(candidate, fields, headers):
                continue
            if best is None or len(fields) > best[0]:
                best = (len(fields), at, candidate, columns)
    if best is None:
        return None
    _, at, found, columns = best
    return Table(found, sheet, columns, at + 1, tuple(_said(columns, sheet, file, at, found)))


def _reads_as(kind: str, fields: set[str], headers: list[str]) -> bool:
    """Whether a row of headers, most of them understood, can be of this kind at all."""
    filled = sum(1 for header in headers if header)
    if kind == "theme":
        return "theme" in fields and not fields.isdisjoint({"definition", "parent_theme", "theme_id"})
    if not fields.isdisjoint(TELLING[kind]):
        return True
    return kind == "insight" and (len(fields) >= 2 or filled == 1)


def _columns(headers: list[str], kind: str, wanted: Mapping[str, str]) -> tuple[Column, ...]:
    """Each header with its field; the first column of a field keeps it, a twin has none."""
    names = column_names()[kind]
    taken: set[str] = set()
    columns: list[Column] = []
    for at, header in enumerate(headers):
        if not header:
            continue
        wanted_as, known_as = key(header), plain(header)
        field: str | None = wanted[wanted_as] if wanted_as in wanted else names.get(known_as)
        if field not in fields_of(kind) or field in taken:
            field = None
        if field:
            taken.add(field)
        columns.append(Column(at, _apart(header, at, columns), field))
    return tuple(columns)


def _apart(header: str, at: int, before: list[Column]) -> str:
    """The header, with its column's letter where an earlier column has the same one."""
    same = any(column.header == header for column in before)
    return f"{header} (column {column_letter(at)})" if same else header


def _said(columns: tuple[Column, ...], sheet: Sheet, file: str, at: int, kind: str) -> list[Problem]:
    """What the person should know about the columns."""
    row = sheet.first_row + at
    problems = []
    names = column_names()[kind]
    fields = {column.field: column.header for column in columns if column.field}
    for column in columns:
        if column.field:
            continue
        meant = names.get(plain(column.header))
        if meant and meant in fields:
            problems.append(
                Problem(
                    "warning",
                    "column_twice",
                    f"Two columns mean {meant}: “{fields[meant]}” is used, this one is kept with each row but not "
                    "counted. Rename one of the two headers if the other should be used.",
                    file,
                    sheet.name,
                    row,
                    column.header,
                    "duplicate column",
                )
            )
        else:
            problems.append(
                Problem(
                    "warning",
                    "column_not_understood",
                    "This column is kept with each row but not counted. Rename its header if it should be "
                    "(Help lists the names that are understood).",
                    file,
                    sheet.name,
                    row,
                    column.header,
                    "unknown column",
                )
            )
    if at:
        problems.append(
            Problem(
                "warning",
                "header_below_top",
                f"The header was found in row {row}; the rows above it are taken as a title and left out.",
                file,
                sheet.name,
                row,
                "",
                "header row",
            )
        )
    return problems


def _words(cell: Cell) -> str:
    """A header cell as text, personal data masked (headers are quoted); numbers and dates are no headers."""
    return mask(" ".join(cell.split()))[0] if isinstance(cell, str) else ""
