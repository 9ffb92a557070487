"""How complete are the records? For each question: written down, or not recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.canvas import Figure
from components.card import Card
from components.help_words import RECORDED
from components.palette import Look
from components.row_bars import Bar, row_bars
from components.table import Column
from components.words import count
from queries.sentences import percentage

Rows = Sequence[Mapping[str, Any]]
COLUMNS = (
    Column("field", "Question"),
    Column("recorded", "Recorded in", "count"),
    Column("of", "Of", "count"),
    Column("share_words", "Share recorded", nothing="–"),
)
# How the page says each field; a field that is not listed is said as it stands.
FIELDS = {
    "recorded_on": "When it was said",
    "place": "Where",
    "focus_area": "Focus area",
    "sector": "Sector",
    "level": "Level: person, service or system",
    "groups": "Whom it is about",
    "heard_from": "Who spoke",
    "themes": "Themes",
    "barrier_or_enabler": "Barrier or enabler",
    "inequality_effect": "Effect on inequality",
    "quote_permission": "May it be quoted",
}


def field_words(field: str) -> str:
    """A column's name as a reader would say it."""
    return FIELDS.get(field, field.replace("_", " ").capitalize())


def _told(rows: Rows) -> list[dict[str, Any]]:
    return [
        {
            **row,
            "field": field_words(str(row["field"])),
            "share_words": percentage(row["recorded"], row["of"]),
        }
        for row in sorted(rows, key=lambda row: -(row["share"] or 0))
    ]


def figure(rows: Rows, *, look: Look, limit: int | None = None) -> Figure:
    """Best recorded first. The grey part of a bar was not recorded."""
    bars = [
        Bar(
            id=str(row["field"]),
            name=str(row["field"]),
            value=row["share"] or 0,
            rest=1 - (row["share"] or 0),
            end=row["share_words"] or f"{row['recorded']} of {row['of']}",
            hover=f"{row['field']}: recorded in {count(row['recorded'])} of {count(row['of'])}",
        )
        for row in _told(rows)[:limit]
    ]
    return row_bars(bars, look, longest=1)


def heading(rows: Rows) -> str:
    """Which question is most often left open."""
    if not rows:
        return "No records in this selection"
    least = min(rows, key=lambda row: row["share"] or 0)
    if (least["share"] or 0) >= 1:
        return "Every question is answered in every record"
    return f"What the records tell us, and what was left open: “{field_words(str(least['field']))}” most often"


def alt(rows: Rows) -> str:
    """The chart in words, with its numbers."""
    said = "; ".join(f"{row['field']} in {count(row['recorded'])} of {count(row['of'])}" for row in _told(rows))
    return f"Bar chart of how many records answer each question: {said}." if said else "No records."


def card(rows: Rows, *, limit: int | None = None, sub: str = "", source: str = "") -> Card:
    """The card."""
    return Card(
        "recorded-bars",
        heading(rows),
        figure=lambda look: figure(rows, look=look, limit=limit),
        alt=lambda: alt(rows),
        columns=COLUMNS,
        rows=_told(rows),
        help=RECORDED,
        file_stem="how-complete-the-records-are",
        sub=sub,
        source=source,
    )
