"""Where did the records come from? One bar for each kind of source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.canvas import Figure
from components.card import Card
from components.help_words import SOURCE_KINDS
from components.palette import Look
from components.row_bars import Bar, row_bars
from components.table import Column
from components.words import number, told

Rows = Sequence[Mapping[str, Any]]
COLUMNS = (
    Column("source_kind", "Kind of source"),
    Column("records", "Records", "count"),
    Column("sources", "People and organisations", "count"),
)


def _name(row: Mapping[str, Any]) -> str:
    kind = row["source_kind"]
    return "Not recorded" if kind in (None, "", "not_recorded") else str(kind)[:1].upper() + str(kind)[1:]


def figure(rows: Rows, *, look: Look, limit: int | None = None) -> Figure:
    """Kinds of source with most records first; what was not recorded comes last, in its own grey."""
    order = sorted(rows, key=lambda row: (_name(row) == "Not recorded", -number(row, "records")))
    bars = [
        Bar(
            id=str(row["source_kind"]),
            name=_name(row),
            value=number(row, "records"),
            end=told(row, "records"),
            hover=f"{_name(row)}: {told(row, 'records')} records, from {told(row, 'sources', 'sources')}",
            colour=look.not_recorded if _name(row) == "Not recorded" else "",
        )
        for row in order[:limit]
    ]
    return row_bars(bars, look)


def heading(rows: Rows) -> str:
    """``Where the records come from: mostly workshop``."""
    known = [row for row in rows if _name(row) != "Not recorded"]
    if not known:
        return "Where the records come from is not recorded"
    most = max(known, key=lambda row: number(row, "records"))
    return f"Where the records come from: most often {_name(most).lower()}"


def alt(rows: Rows) -> str:
    """The chart in words, with its numbers."""
    said = "; ".join(
        f"{_name(row)} {told(row, 'records')} records from {told(row, 'sources', 'sources')}" for row in rows
    )
    return f"Bar chart of records by kind of source: {said}." if said else "No records in this selection."


def card(rows: Rows, *, limit: int | None = None, source: str = "") -> Card:
    """The card."""
    return Card(
        "kind-bars",
        heading(rows),
        figure=lambda look: figure(rows, look=look, limit=limit),
        alt=lambda: alt(rows),
        columns=COLUMNS,
        rows=rows,
        help=SOURCE_KINDS,
        file_stem="kinds-of-source",
        source=source,
    )
