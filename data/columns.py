"""What a table in a sheet is: its kind, its columns, and where its rows begin."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from data.errors import Problem
from data.plain import plain
from data.settings import REFERENCE
from data.workbook import Sheet

KINDS = ("theme_event", "theme", "insight", "case_study")
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
# How sure a reading of a column is, 0 to 1. 1: a person said so, or the name is a known one. Below that it is the
# share of the cells looked at that fit, less where there are few of them, with what a name that is nearly known
# adds. From SURE on a reading is used without a word, from LIKELY on it is used and told, below it is only offered.
SURE, LIKELY, UNSURE = 0.95, 0.6, 0.3


@dataclass(frozen=True)
class Column:
    """One column of a sheet: where it stands (from 0), its header as written, and its field if it is used.

    ``how`` says why it is read so: chosen (by a person for this file), remembered, name, near (a name that is
    nearly known), content (of its cells), or none. ``because`` says it in words. ``offer`` is a field that it may
    be, too unsure to be used; ``twin_of`` the header of the column that has its field.
    """

    at: int
    header: str
    field: str | None
    confidence: float = 1.0
    how: str = "name"
    because: str = ""
    offer: str | None = None
    twin_of: str | None = None
    remembered_at: datetime | None = None
    samples: tuple[str, ...] = ()
    ticked: bool = False
    """Whether its cells only tick what the header says, as “x” under “Older people”."""
    written: str = ""
    """The header without what tells it apart from another of the same name; "" where it is the same."""

    @property
    def words(self) -> str:
        """The header as it stands in the sheet; "column B" where none does."""
        return self.written or self.header


@dataclass(frozen=True)
class Table:
    """One table found in a sheet: its kind, its columns, and the index of its first data row in ``sheet.rows``.

    ``sheet`` is the part of the sheet that the table takes up; rows of it that are no data, such as totals, are
    blank there.
    """

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

    @property
    def fields(self) -> set[str]:
        """The fields that its columns hold."""
        return {column.field for column in self.columns if column.field}

    @property
    def says_something(self) -> bool:
        """Whether it has a column without which a row of its kind says nothing."""
        return not self.fields.isdisjoint(NEEDED[self.kind])


@cache
def column_names() -> dict[str, dict[str, str]]:
    """For each kind: the normal form of every known column name, and the field it means."""
    names: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    with (REFERENCE / "column_names.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            names[row["kind"]].setdefault(plain(row["name"]), row["field"])
    return names


@cache
def name_order(kind: str) -> Mapping[str, int]:
    """Where each known column name stands in the reference file: the earlier, the more it says."""
    return {name: at for at, name in enumerate(column_names()[kind])}


@cache
def fields_of(kind: str) -> tuple[str, ...]:
    """The fields of a kind, in the order of the reference file."""
    return tuple(dict.fromkeys(column_names()[kind].values()))


def reads_as(kind: str, fields: set[str], headers: int) -> bool:
    """Whether a row with so many headers, these fields among them, can stand above rows of this kind at all."""
    if kind == "theme":
        # “ID” and “Name” stand over answers to a form too: most of the columns have to be those of a list of themes.
        most = "parent_theme" in fields or 2 * len(fields) >= headers
        return most and "theme" in fields and not fields.isdisjoint({"definition", "parent_theme", "theme_id"})
    if kind == "case_study" and fields <= {"case_study_id", "title", "themes", "place", "groups", "published_on"}:
        return False  # “ID” and “Name” stand over answers to a form too
    if not fields.isdisjoint(TELLING[kind]):
        return True
    return kind == "insight" and (len(fields) >= 2 or headers == 1)
