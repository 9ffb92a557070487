"""A real HTML table: the twin of every chart, and the CSV that holds the same cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

import streamlit as st
from markupsafe import Markup

from components.markup import join, tag
from components.words import NOT_SHOWN, count, day, hidden, percent
from data.formula_text import guarded

Kind = Literal["text", "count", "share", "decimal", "date"]
Rows = Sequence[Mapping[str, Any]]
_NUMBERS = ("count", "share", "decimal")


@dataclass(frozen=True)
class Column:
    """One column: where its value is found in a row, what the reader calls it and what kind of value it is.

    ``share`` is 0–1 in the row and a percentage on the page; ``nothing`` is what an empty cell says.
    """

    name: str
    label: str
    kind: Kind = "text"
    nothing: str | None = None

    @property
    def is_number(self) -> bool:
        return self.kind in _NUMBERS

    def words(self, row: Mapping[str, Any]) -> str:
        """This column's cell of a row as the reader sees it."""
        value = row.get(self.name)
        if hidden(row, self.name):
            return NOT_SHOWN
        if value is None or value == "":
            return self.nothing if self.nothing is not None else ("–" if self.is_number else "not recorded")
        if isinstance(value, (list, tuple)):
            return "; ".join(str(part) for part in value) or "none"
        if isinstance(value, (date, datetime)):
            return day(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return (
                percent(value) if self.kind == "share" else f"{value:,.1f}" if self.kind == "decimal" else count(value)
            )
        return "not recorded" if value == "not_recorded" else str(value)


def table_markup(columns: Sequence[Column], rows: Rows, caption: str) -> Markup:
    """A ``<table>`` with a caption, column headers and the first column as row headers."""
    head = join(
        tag("th", column.label, scope="col", class_="number" if column.is_number else None) for column in columns
    )
    body = join(_row(columns, row) for row in rows)
    table = tag("table", tag("caption", caption), tag("thead", tag("tr", head)), tag("tbody", body), class_="ks-table")
    # The wrapper scrolls sideways on a narrow screen, so the keyboard has to be able to reach it.
    return tag("div", table, class_="ks-scroll", tabindex="0", role="region", aria_label=caption)


def _row(columns: Sequence[Column], row: Mapping[str, Any]) -> Markup:
    cells = []
    for place, column in enumerate(columns):
        value = row.get(column.name)
        quiet = value is None or value == "" or value == "not_recorded"
        names = " ".join(["number"] * column.is_number + ["quiet"] * quiet) or None
        header = {"scope": "row"} if place == 0 else {}
        cells.append(tag("td" if place else "th", column.words(row), class_=names, **header))
    return tag("tr", join(cells))


def csv_text(columns: Sequence[Column], rows: Rows) -> str:
    """The same cells as CSV for a spreadsheet: plain numbers, and no text that could run as a formula."""
    sheet = io.StringIO()
    write = csv.writer(sheet, lineterminator="\r\n").writerow
    write([guarded(column.label) for column in columns])
    for row in rows:
        write([_csv_cell(column, row) for column in columns])
    return "\ufeff" + sheet.getvalue()  # the mark tells Excel that this is UTF-8


def _csv_cell(column: Column, row: Mapping[str, Any]) -> str | int | float:
    value = row.get(column.name)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return guarded(column.words(row))


def show_table(columns: Sequence[Column], rows: Rows, caption: str) -> None:
    """Put the table on the page."""
    st.html(str(table_markup(columns, rows, caption)))
