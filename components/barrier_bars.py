"""What got in the way, and what helped? Barriers to the left, enablers to the right, for each theme."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from components.canvas import Figure
from components.card import Card, Pick
from components.help_words import BARRIERS
from components.palette import Look
from components.table import Column
from components.two_way_bars import Directions, Lean, two_way_bars
from components.words import NOT_SHOWN, hidden, number, told

Rows = Sequence[Mapping[str, Any]]
COLUMNS = (
    Column("theme", "Theme"),
    Column("barrier", "Barrier", "count"),
    Column("enabler", "Enabler", "count"),
    Column("both", "Both", "count"),
    Column("not_recorded", "Not recorded", "count"),
)


def ranked(rows: Rows) -> list[Mapping[str, Any]]:
    """Themes with most barriers, enablers and both first; themes with none of them are left out."""
    said = [row for row in rows if _said(row) or hidden(row, "barrier")]
    return sorted(said, key=lambda row: (-_said(row), str(row["theme"]).casefold()))


def _said(row: Mapping[str, Any]) -> int:
    return sum(int(number(row, name)) for name in ("barrier", "enabler", "both"))


def figure(rows: Rows, *, look: Look, limit: int = 10, slots: int | None = None) -> Figure:
    """The ``limit`` themes that say most about barriers and enablers; a click hands back the theme_id."""
    leans = [
        Lean(
            id=str(row["theme_id"]),
            name=str(row["theme"]),
            left=number(row, "barrier"),
            right=number(row, "enabler"),
            both=number(row, "both"),
            aside=_aside(row),
            hover=_in_words(row),
        )
        for row in ranked(rows)[:limit]
    ]
    return two_way_bars(leans, Directions("Barrier", "Enabler", "both"), look, slots=slots)


def _aside(row: Mapping[str, Any]) -> str:
    if hidden(row, "barrier"):
        return NOT_SHOWN
    return f"{row['not_recorded']} don’t say" if row.get("not_recorded") else ""


def _in_words(row: Mapping[str, Any]) -> str:
    words = ", ".join(f"{told(row, column.name)} {column.label.lower()}" for column in COLUMNS[1:])
    return f"{row['theme']}: {words}"


def heading(rows: Rows, *, limit: int = 10) -> str:
    """``What got in the way and what helped, for 10 themes``."""
    shown = len(ranked(rows)[:limit])
    return f"What got in the way and what helped, for {shown} themes" if shown else "No barrier or enabler noted yet"


def alt(rows: Rows, *, limit: int = 10) -> str:
    """The chart in words, with its numbers."""
    said = "; ".join(_in_words(row) for row in ranked(rows)[:limit])
    return (
        f"Bar chart of records by theme, barriers to the left and enablers to the right. {said}."
        if said
        else "No data."
    )


def card(
    rows: Rows,
    *,
    limit: int = 10,
    source: str = "",
    on_pick: Callable[[str | None], None] | None = None,
) -> Card:
    """The card. ``on_pick`` receives the theme_id of a clicked or chosen theme, or None."""
    listed = ranked(rows)
    return Card(
        "barrier-bars",
        heading(rows, limit=limit),
        figure=lambda look: figure(rows, look=look, limit=limit),
        alt=lambda: alt(rows, limit=limit),
        columns=COLUMNS,
        rows=listed,
        help=BARRIERS,
        file_stem="barriers-and-enablers-by-theme",
        drawn=("barrier", "enabler", "both"),
        source=source,
        pick=Pick("Open a theme", [(str(r["theme_id"]), str(r["theme"])) for r in listed], on_pick)
        if on_pick
        else None,
    )
