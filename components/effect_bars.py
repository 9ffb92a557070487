"""What did people say about inequality? Gaps made wider to the left, smaller to the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from components.canvas import Figure
from components.card import Card, Pick
from components.help_words import EFFECTS
from components.palette import Look
from components.table import Column
from components.two_way_bars import Directions, Lean, two_way_bars
from components.words import NOT_SHOWN, band, hidden, number, told
from data.vocabulary import vocabulary

Rows = Sequence[Mapping[str, Any]]
By = Literal["theme", "group", "band"]

# For each thing to compare: its id column, its name column, its label, and the words of the heading.
_BY: dict[By, tuple[str, str, str, str]] = {
    "theme": ("theme_id", "theme", "Theme", "for {n} themes"),
    "group": ("group_name", "group_name", "Group of people", "for {n} groups of people"),
    "band": ("band", "band_name", "Councils", "in three bands of councils"),
}
_EFFECTS = (
    Column("widening", "Making gaps wider", "count"),
    Column("narrowing", "Making gaps smaller", "count"),
    Column("mixed", "Both ways", "count"),
    Column("none_stated", "No effect stated", "count"),
    Column("not_recorded", "Not recorded", "count"),
)


def columns(by: By = "theme") -> tuple[Column, ...]:
    """The table's columns."""
    return (Column(_BY[by][1], _BY[by][2]), *_EFFECTS)


def ranked(rows: Rows, by: By = "theme") -> list[Mapping[str, Any]]:
    """Rows that state most effects first; bands keep their order; rows that state none are left out."""
    if by == "band":
        return list(rows)
    said = [row for row in rows if _stated(row) or hidden(row, "widening")]
    named = [row for row in said if str(row[_BY[by][0]]) != "not_recorded"]
    return sorted(named, key=lambda row: (-_stated(row), str(row[_BY[by][1]]).casefold()))


def _stated(row: Mapping[str, Any]) -> int:
    return sum(int(number(row, name)) for name in ("widening", "narrowing", "mixed"))


def figure(rows: Rows, *, look: Look, by: By = "theme", limit: int = 10, slots: int | None = None) -> Figure:
    """The ``limit`` rows that state most effects; a click hands back the row's id."""
    id_column = _BY[by][0]
    leans = [
        Lean(
            id=str(row[id_column]),
            name=_name(row, by),
            left=number(row, "widening"),
            right=number(row, "narrowing"),
            both=number(row, "mixed"),
            aside=_aside(row),
            hover=_in_words(row, by),
        )
        for row in ranked(rows, by)[:limit]
    ]
    return two_way_bars(leans, Directions("Making gaps wider", "Making gaps smaller", "both ways"), look, slots=slots)


def _name(row: Mapping[str, Any], by: By) -> str:
    name = str(row[_BY[by][1]])
    if by == "group":
        return "Not recorded" if name == "not_recorded" else vocabulary().label("group", name)
    return band(name) if by == "band" else name


def _aside(row: Mapping[str, Any]) -> str:
    if hidden(row, "widening"):
        return NOT_SHOWN
    silent = int(number(row, "none_stated") + number(row, "not_recorded"))
    return f"{silent} don’t say" if silent else ""


def _in_words(row: Mapping[str, Any], by: By) -> str:
    words = ", ".join(f"{told(row, column.name)} {column.label.lower()}" for column in _EFFECTS if column.name in row)
    return f"{row['band_name'] if by == 'band' else _name(row, by)}: {words}"


def heading(rows: Rows, *, by: By = "theme", limit: int = 10) -> str:
    """``What people said about inequality, for 10 themes``."""
    shown = len(ranked(rows, by)[:limit])
    if not shown:
        return "Nobody has spoken about inequality here yet"
    return f"What people said about inequality, {_BY[by][3].format(n=shown)}"


def alt(rows: Rows, *, by: By = "theme", limit: int = 10) -> str:
    """The chart in words, with its numbers."""
    said = "; ".join(_in_words(row, by) for row in ranked(rows, by)[:limit])
    lead = "Bar chart of records that say gaps were made wider, to the left, or smaller, to the right."
    return f"{lead} {said}." if said else "No record in this selection states an effect on inequality."


def card(
    rows: Rows,
    *,
    key: str,
    by: By,
    limit: int = 10,
    source: str = "",
    on_pick: Callable[[str | None], None] | None = None,
) -> Card:
    """The card. ``on_pick`` receives the theme_id, group_name or band that was clicked or chosen, or None."""
    id_column, name_column, label = _BY[by][:3]
    choices = [(str(row[id_column]), _name(row, by)) for row in ranked(rows, by)]
    return Card(
        key,
        heading(rows, by=by, limit=limit),
        figure=lambda look: figure(rows, look=look, by=by, limit=limit),
        alt=lambda: alt(rows, by=by, limit=limit),
        columns=tuple(column for column in columns(by) if not rows or column.name in rows[0]),
        rows=rows if by == "band" else [{**row, name_column: _name(row, by)} for row in rows],
        help=EFFECTS,
        file_stem=f"inequality-by-{by}",
        drawn=("widening", "narrowing", "mixed"),
        source=source,
        pick=Pick(f"Open: {label.lower()}", choices, on_pick) if on_pick else None,
    )
