"""What is told of a row that was sorted: set aside, changed, the same as another. Never what its cells say."""

from __future__ import annotations

from data.errors import Problem
from data.fields import DATE_FIELD, FIELDS
from data.parking import Parked
from data.record import Record
from data.rows import Row


def set_aside(kind: str, row: Row, problem: Problem) -> Parked:
    """A row on its way to the list of rows that need attention."""
    return Parked(kind, row.sheet, row.sheet_row, row.cells_json, problem)


def about(row: Row, label: str, code: str, found: str, what_to_do: str) -> Problem:
    """One thing to be told about a row."""
    return Problem("warning", code, what_to_do, label, row.sheet, row.sheet_row, "", found)


def change(row: Row, label: str, before: Record, after: Record) -> Problem:
    """What is told about a row that was brought up to date."""
    found = f"changed: {_differences(after.kind, before, after)}"
    if before.says_the_same(after):
        return about(row, label, "row_changed", found, "The row was brought up to date; what it was before is kept.")
    what = "The new words stand in place of the stored ones, as you chose; the earlier words are kept."
    return about(row, label, "text_replaced", found, what)


def _differences(kind: str, before: Record, after: Record) -> str:
    """The names of the fields that differ, never their contents."""
    names = [name for name in FIELDS[kind] if before.values[name] != after.values[name] and name != "source_id"]
    parts = ("places", "groups", "themes", "unresolved")
    names += [part for part in parts if set(getattr(before, part)) != set(getattr(after, part))]
    return ", ".join("date" if name == DATE_FIELD[kind] else name.replace("_", " ") for name in names)
