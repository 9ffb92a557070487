"""Whom are the records about? One bar for each group of people, and one for those that do not say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from components.canvas import Figure
from components.card import Card, Pick
from components.help_words import GROUPS
from components.palette import Look
from components.row_bars import Bar, row_bars
from components.table import Column
from components.words import number, told
from data.vocabulary import vocabulary

Rows = Sequence[Mapping[str, Any]]
COLUMNS = (
    Column("group_name", "Group of people"),
    Column("sources", "People and organisations", "count"),
    Column("records", "Records", "count"),
)


def _open(row: Mapping[str, Any]) -> bool:
    return str(row["group_name"]) == "not_recorded"


def _name(row: Mapping[str, Any]) -> str:
    return "Not recorded" if _open(row) else vocabulary().label("group", str(row["group_name"]))


def ranked(rows: Rows, unit: str = "sources") -> list[Mapping[str, Any]]:
    """Groups named most first; a masked one after them; what was not recorded last."""
    return sorted(rows, key=lambda row: (_open(row), -number(row, unit), str(row["group_name"]).casefold()))


def figure(rows: Rows, *, look: Look, unit: str = "sources", limit: int = 12, slots: int | None = None) -> Figure:
    """The ``limit`` groups named most, then the records that do not say; a click hands back the group's name."""
    order = ranked(rows, unit)
    kept = [row for row in order if not _open(row)][:limit] + [row for row in order if _open(row)]
    bars = [
        Bar(
            id=str(row["group_name"]),
            name=_name(row),
            value=number(row, unit),
            end=told(row, unit),
            hover=f"{_name(row)}: {told(row, unit, unit)}",
            colour=look.not_recorded if _open(row) else "",
        )
        for row in kept
    ]
    return row_bars(bars, look, slots=slots)


def heading(rows: Rows, *, limit: int = 12) -> str:
    """``The 12 groups of people spoken of most``."""
    shown = min(limit, sum(not _open(row) for row in rows))
    return f"The {shown} groups of people spoken of most" if shown else "No group of people is named yet"


def alt(rows: Rows, *, unit: str = "sources", limit: int = 12) -> str:
    """The chart in words, with its numbers."""
    column = next((column for column in COLUMNS if column.name == unit), COLUMNS[1])
    order = ranked(rows, unit)
    kept = [row for row in order if not _open(row)][:limit] + [row for row in order if _open(row)]
    said = "; ".join(f"{_name(row)} {told(row, unit)}" for row in kept)
    return f"Bar chart of groups of people by {column.label.lower()}: {said}." if said else "No records."


def card(
    rows: Rows,
    *,
    unit: str = "sources",
    limit: int = 12,
    sub: str = "",
    source: str = "",
    on_pick: Callable[[str | None], None] | None = None,
) -> Card:
    """The card. ``on_pick`` receives the name of a clicked or chosen group, or None."""
    listed = ranked(rows, unit)
    choices = [(str(row["group_name"]), _name(row)) for row in listed]
    return Card(
        "group-bars",
        heading(rows, limit=limit),
        figure=lambda look: figure(rows, look=look, unit=unit, limit=limit),
        alt=lambda: alt(rows, unit=unit, limit=limit),
        columns=COLUMNS,
        rows=[{**row, "group_name": _name(row)} for row in listed],
        help=GROUPS,
        file_stem=f"groups-of-people-by-{unit}",
        drawn=(unit,),
        sub=sub,
        source=source,
        pick=Pick("Open a group of people", choices, on_pick) if on_pick else None,
    )
