"""What people said about inequality by theme, place, group or month: gaps, barriers and enablers, levels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from components.canvas import SMALL_SIZE, Figure, canvas, hidden_axis, written_at
from components.card import Card, Pick
from components.help_inequality import LEVELS, SIGNALS
from components.markup import chart_text, shortened
from components.palette import Look, words_on
from components.table import Column
from components.two_way_bars import Directions, Lean, two_way_bars
from components.words import NOT_SHOWN, count, hidden, month, number, told
from data.vocabulary import vocabulary

Rows = Sequence[Mapping[str, Any]]
By = Literal["theme", "council", "group", "month"]
BY: dict[By, tuple[str, str]] = {
    "theme": ("Theme", "themes"),
    "council": ("Council area", "council areas"),
    "group": ("Group of people", "groups of people"),
    "month": ("Month", "months"),
}
LIMIT, MONTHS = 10, 24
_SILENT = {"effect": ("none_stated", "effect_not_recorded"), "barrier": ("barrier_not_recorded",)}
_LEAN = {
    "effect": ("widening", "narrowing", "mixed", Directions("Making gaps wider", "Making gaps smaller", "both ways")),
    "barrier": ("barrier", "enabler", "both", Directions("In the way", "A help", "both (a tension)")),
}
_LEVELS = (("micro", "Micro"), ("meso", "Meso"), ("macro", "Macro"))
_COLUMNS = {
    "effect": (
        Column("widening", "Making gaps wider", "count"),
        Column("narrowing", "Making gaps smaller", "count"),
        Column("mixed", "Both ways", "count"),
        Column("none_stated", "No effect stated", "count"),
        Column("effect_not_recorded", "Not recorded", "count"),
    ),
    "barrier": (
        Column("barrier", "Barrier", "count"),
        Column("both", "Tension (both)", "count"),
        Column("enabler", "Enabler", "count"),
        Column("barrier_not_recorded", "Not recorded", "count"),
    ),
    "level": (
        Column("micro", "Micro: between people", "count"),
        Column("meso", "Meso: organisation or area", "count"),
        Column("macro", "Macro: the system", "count"),
        Column("level_not_recorded", "Not recorded", "count"),
    ),
}


def columns(by: By, what: str = "effect") -> tuple[Column, ...]:
    """The table's columns."""
    whole = (Column("records", "Insights", "count"), Column("sources", "People and organisations", "count"))
    return (Column("name", BY[by][0]), *_COLUMNS[what], *whole)


def named(rows: Rows, by: By) -> list[dict[str, Any]]:
    """The rows in the words of the screen; what is not recorded comes last."""
    full = [{**row, "name": _name(row, by)} for row in rows]
    return sorted(full, key=lambda row: row["id"] == "not_recorded")  # the order of the question is kept otherwise


def _name(row: Mapping[str, Any], by: By) -> str:
    at = str(row["id"])
    if at == "not_recorded":
        return "Not recorded"
    if by == "group":
        return vocabulary().label("group", at)
    return month(date.fromisoformat(at)) if by == "month" else str(row["name"])


def drawn(rows: Rows, by: By, what: str = "effect", limit: int | None = None) -> list[dict[str, Any]]:
    """The rows of the picture: the last months, or those that say most; without what is not recorded."""
    full = [row for row in named(rows, by) if row["id"] != "not_recorded"]
    if by == "month":
        return full[-(limit or MONTHS) :]
    return sorted(full, key=lambda row: (-_said(row, what), row["name"]))[: limit or LIMIT]


def _said(row: Mapping[str, Any], what: str) -> float:
    names = [name for name, _ in _LEVELS] if what == "level" else _LEAN[what][:3]
    return sum(number(row, name) for name in names)


def figure(rows: Rows, by: By, what: str, *, look: Look, limit: int | None = None) -> Figure:
    """Two-way bars of gaps or of barriers; stacked bars of levels."""
    found = drawn(rows, by, what, limit)
    if what == "level":
        return _stacked(found, look)
    left, right, both, directions = _LEAN[what]
    leans = [
        Lean(
            str(row["id"]),
            row["name"],
            number(row, left),
            number(row, right),
            number(row, both),
            _aside(row, what),
            _in_words(row, what),
        )
        for row in found
    ]
    return two_way_bars(leans, directions, look)


def _aside(row: Mapping[str, Any], what: str) -> str:
    if any(hidden(row, name) for name in _LEAN[what][:3]):
        return NOT_SHOWN
    silent = sum(int(number(row, name)) for name in _SILENT[what])
    return f"{count(silent)} don’t say" if silent else ""


def _in_words(row: Mapping[str, Any], what: str) -> str:
    said = ", ".join(f"{told(row, column.name)} {column.label.lower()}" for column in _COLUMNS[what])
    return f"{row['name']}: {said}"


def _stacked(found: Sequence[Mapping[str, Any]], look: Look) -> Figure:
    """Bars of insights in three shades with their numbers, and grey for what was not recorded."""
    shades = (look.scale[0], look.scale[2], look.scale[4], look.not_recorded)
    keys = [*(name for name, _ in _LEVELS), "level_not_recorded"]
    data: list[dict[str, Any]] = []
    longest = max((sum(number(row, key) for key in keys) for row in found), default=0) or 1
    words: list[tuple[float, float, str, str]] = []
    starts = [0.0] * len(found)
    for key, shade in zip(keys, shades, strict=True):
        values = [number(row, key) for row in found]
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "y": [*range(len(found))],
                "x": values,
                "base": [*starts],
                "width": 0.36,
                "offset": 0.04,
                "customdata": [str(row["id"]) for row in found],
                "hovertemplate": [f"{chart_text(_in_words(row, 'level'))}<extra></extra>" for row in found],
                "marker": {"color": shade, "line": {"color": look.edge, "width": 1}},
            }
        )
        words += [
            (start + value / 2, at + 0.22, count(value), words_on(shade, look))
            for at, (start, value) in enumerate(zip(starts, values, strict=True))
            if value >= 0.06 * longest
        ]
        starts = [start + value for start, value in zip(starts, values, strict=True)]
    names = [(0.0, at - 0.16, chart_text(shortened(str(row["name"]), 44)), look.ink) for at, row in enumerate(found)]
    layout = canvas(
        look,
        max(len(found), 1) * 46 + 8,
        margin=(1, 2, 2, 4),
        barmode="overlay",
        xaxis=hidden_axis(0, longest),
        yaxis=hidden_axis(max(len(found), 1) - 0.5, -0.5),
    )
    inside = written_at(words, size=SMALL_SIZE, position="middle center")
    return {"data": [*data, inside, written_at(names)], "layout": layout}


_HEADINGS = {
    "effect": "Gaps made wider or smaller, by {by}",
    "barrier": "What got in the way and what helped, by {by}",
    "level": "On which level it happens, by {by}",
}


def heading(by: By, what: str = "effect") -> str:
    """``Gaps made wider or smaller, by theme``."""
    return _HEADINGS[what].format(by=BY[by][0].lower())


def alt(rows: Rows, by: By, what: str) -> str:
    """The chart in words, with its numbers."""
    said = "; ".join(_in_words(row, what) for row in drawn(rows, by, what))
    return (
        f"Bar chart. {heading(by, what)}: {said}." if said else "No insight in this selection says anything about it."
    )


def card(
    rows: Rows,
    *,
    by: By,
    what: str,
    limit: int | None = None,
    source: str = "",
    chosen: str | None = None,
    on_pick: Callable[[str | None], None] | None = None,
) -> Card:
    """The card. ``what`` is effect, barrier or level; takes the rows of inequality_signals for one ``by``."""
    choices = [(str(row["id"]), row["name"]) for row in named(rows, by) if row["id"] != "not_recorded"]
    shades = "Micro (light), meso, macro (dark); grey was not recorded. " if what == "level" else ""
    return Card(
        f"signal-{what}-{by}",
        heading(by, what),
        figure=lambda look: figure(rows, by, what, look=look, limit=limit),
        alt=lambda: alt(rows, by, what),
        columns=columns(by, what),
        rows=named(rows, by),
        help=LEVELS if what == "level" else SIGNALS,
        file_stem=f"inequality-{what}-by-{by}",
        drawn=[name for name, _ in _LEVELS] if what == "level" else _LEAN[what][:3],
        sub=f"{shades}{_sub(rows, by, limit)}",
        source=source,
        pick=Pick(f"Read the stories: {BY[by][0].lower()}", choices, on_pick, chosen) if on_pick else None,
    )


def _sub(rows: Rows, by: By, limit: int | None) -> str:
    whole = sum(row["id"] != "not_recorded" for row in rows)
    most = limit or (MONTHS if by == "month" else LIMIT)
    shown = (
        f"The {'last' if by == 'month' else 'first'} {most} of {whole} {BY[by][1]}; Data has all. "
        if whole > most
        else ""
    )
    return f"{shown}Counts insights."
