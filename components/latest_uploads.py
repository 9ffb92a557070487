"""What was brought in last? A short table for the first page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.markup import tag
from components.slip import slip
from components.table import Column, table_markup
from components.words import day

Rows = Sequence[Mapping[str, Any]]
HEADING = "What was brought in last"
EMPTY = "Nothing was uploaded yet. On the page Upload you can drop in a spreadsheet; it takes three steps."
KIND_WORDS = {"insight": "Insights", "case_study": "Case studies", "theme": "Themes"}
COLUMNS = (
    Column("file_name", "File"),
    Column("kind_words", "What it holds"),
    Column("rows_saved", "Rows saved", "count"),
    Column("rows_parked", "Needs your attention", "count"),
    Column("on", "When"),
    Column("state", "State"),
)


def told(rows: Rows) -> list[dict[str, Any]]:
    """The rows in a reader's words."""
    return [
        {
            **row,
            "kind_words": KIND_WORDS.get(row["kind"], row["kind"]),
            "on": day(row["uploaded_at"]),
            "state": "taken back" if row["undone_at"] else "in use",
        }
        for row in rows
    ]


def show(rows: Rows) -> None:
    """The card. Takes the rows of recent_uploads."""
    slip(HEADING, table_markup(COLUMNS, told(rows), HEADING) if rows else tag("p", EMPTY, class_="ks-note"))
