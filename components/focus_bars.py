"""How much was heard in each focus area? One bar for each; a click narrows the page to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from components.canvas import Figure
from components.card import Card, Pick
from components.help_words import FOCUS_AREAS
from components.palette import Look
from components.row_bars import Bar, row_bars
from components.table import Column
from components.words import number, told
from data.vocabulary import vocabulary

Rows = Sequence[Mapping[str, Any]]
COLUMNS = (
    Column("name", "Focus area"),
    Column("records", "Records", "count"),
    Column("sources", "People and organisations", "count"),
)


def _open(row: Mapping[str, Any]) -> bool:
    return str(row["focus_area"]) == "not_recorded"


def _name(row: Mapping[str, Any]) -> str:
    return "Not recorded" if _open(row) else vocabulary().label("focus_area", row["focus_area"])


def ranked(rows: Rows) -> list[Mapping[str, Any]]:
    """Most records first, equal ones by name, what was not recorded last."""
    return sorted(rows, key=lambda row: (_open(row), -number(row, "records"), _name(row)))


def figure(rows: Rows, *, look: Look, chosen: str | None = None, limit: int | None = None) -> Figure:
    """A click hands back the focus area."""
    return row_bars(
        [
            Bar(
                id=str(row["focus_area"]),
                name=_name(row),
                value=number(row, "records"),
                end=told(row, "records"),
                hover=f"{_name(row)}: {told(row, 'records')} records from {told(row, 'sources', 'sources')}",
                colour=look.not_recorded if _open(row) else look.chosen if row["focus_area"] == chosen else "",
            )
            for row in ranked(rows)[:limit]
        ],
        look,
    )


def heading(rows: Rows) -> str:
    """``How much was heard in the 4 focus areas``."""
    named = sum(not _open(row) for row in rows)
    if not named:
        return "No focus area is recorded here"
    return "How much was heard in one focus area" if named == 1 else f"How much was heard in the {named} focus areas"


def alt(rows: Rows) -> str:
    """The chart in words, with its numbers."""
    said = "; ".join(f"{_name(row)} {told(row, 'records')}" for row in ranked(rows))
    return f"Bar chart of records by focus area: {said}." if said else "No records in this selection."


def card(
    rows: Rows,
    *,
    limit: int | None = None,
    source: str = "",
    chosen: str | None = None,
    on_pick: Callable[[str | None], None] | None = None,
) -> Card:
    """The card. ``on_pick`` receives the clicked or chosen focus area, or None."""
    order = ranked(rows)
    choices = [(str(row["focus_area"]), _name(row)) for row in order]
    return Card(
        "focus-bars",
        heading(rows),
        figure=lambda look: figure(rows, look=look, chosen=chosen, limit=limit),
        alt=lambda: alt(rows),
        columns=COLUMNS,
        rows=[{**row, "name": _name(row)} for row in order],
        help=FOCUS_AREAS,
        file_stem="focus-areas",
        source=source,
        pick=Pick("Look at one focus area only", choices, on_pick, chosen) if on_pick else None,
    )
