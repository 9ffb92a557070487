"""Bars that lean two ways from a middle line, names above them: the shared drawing of barriers against
enablers and of wider against smaller gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.canvas import LABEL_SIZE, SMALL_SIZE, Figure, canvas, hidden_axis, words_at
from components.markup import chart_text, shortened
from components.palette import Look
from components.words import count

ROW = 46
TOP, FOOT = 30, 28  # the lines of words that name the two directions and the stripes
LETTERS = 46  # name and quiet words together


@dataclass(frozen=True)
class Lean:
    """One row: how much leans left, how much right, how much says both; and quiet words after the name."""

    id: str
    name: str
    left: float
    right: float
    both: float
    aside: str = ""
    hover: str = ""


@dataclass(frozen=True)
class Directions:
    """What left, right and striped mean; nothing is striped where ``both`` is empty."""

    left: str
    right: str
    both: str


def two_way_bars(leans: Sequence[Lean], directions: Directions, look: Look, *, slots: int | None = None) -> Figure:
    """Draw the rows in the given order; a click hands back the row's id."""
    rows = max(slots or len(leans), len(leans), 1)
    low = -max((lean.left + lean.both / 2 for lean in leans), default=0)
    high = max((lean.right + lean.both / 2 for lean in leans), default=0)
    span = max(high - low, 1)
    digits = max((len(count(value)) for lean in leans for value in (lean.left, lean.right)), default=1)
    room = (0.06 + 0.04 * digits) * span  # for the numbers at the ends, on a phone too
    low, high = min(low, -0.12 * span) - room, max(high, 0.12 * span) + room
    places = list(range(len(leans)))
    shared: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "customdata": [lean.id for lean in leans],
        "hovertemplate": [f"{chart_text(lean.hover or lean.name)}<extra></extra>" for lean in leans],
        "width": 0.32,
        "offset": 0.06,
    }
    both = [lean.both for lean in leans]
    stripes = {"shape": "/", "fillmode": "replace", "fgcolor": look.both, "bgcolor": look.card, "size": 7}
    traces = [
        _part(
            shared,
            [-lean.left for lean in leans],
            [-lean.both / 2 for lean in leans],
            {"color": look.against},
        ),
        _part(shared, both, [-value / 2 for value in both], {"color": look.both, "pattern": stripes}),
        _part(shared, [lean.right for lean in leans], [lean.both / 2 for lean in leans], {"color": look.towards}),
        {
            **shared,
            "x": [high - low] * len(leans),
            "base": [low] * len(leans),
            "width": 0.98,
            "offset": -0.49,
            "marker": {"color": "rgba(0,0,0,0)"},
        },
    ]
    layout = canvas(
        look,
        rows * ROW + TOP + FOOT,
        margin=(0, 0, TOP, FOOT),
        barmode="overlay",
        xaxis=hidden_axis(low, high),
        yaxis=hidden_axis(rows - 0.5, -0.5),
        annotations=[
            *_headings(directions, look),
            *(mark for row in zip(places, leans, strict=True) for mark in _words(*row, look)),
        ],
        shapes=[_middle(place, look) for place in places],
    )
    return {"data": traces, "layout": layout}


def _part(shared: dict[str, Any], length: list[float], base: list[float], marker: dict[str, Any]) -> dict[str, Any]:
    return {**shared, "x": length, "base": base, "marker": {"cornerradius": 2, **marker}}


def _headings(directions: Directions, look: Look) -> list[dict[str, Any]]:
    above: dict[str, Any] = {"xref": "paper", "yref": "paper", "yanchor": "bottom", "yshift": 4}
    below: dict[str, Any] = {"xref": "paper", "yref": "paper", "yanchor": "top", "yshift": -2}
    return [
        words_at(0, 1, f"<b>{directions.left}</b>", look, colour=look.against, **above),
        words_at(1, 1, f"<b>{directions.right}</b>", look, colour=look.towards, **{**above, "xanchor": "right"}),
        *(
            [words_at(0, 0, f"Striped: {directions.both}", look, size=SMALL_SIZE, colour=look.soft, **below)]
            if directions.both
            else []
        ),
    ]


def _words(place: int, lean: Lean, look: Look) -> list[dict[str, Any]]:
    name = chart_text(shortened(lean.name, LETTERS - len(lean.aside)))
    quiet = (
        f'  <span style="color:{look.soft};font-size:{SMALL_SIZE}px">{chart_text(lean.aside)}</span>'
        if lean.aside
        else ""
    )
    beside: dict[str, Any] = {"yshift": -10, "font": {"size": LABEL_SIZE, "color": look.ink, "weight": 700}}
    marks = [words_at(0, place, name + quiet, look, xref="paper", yshift=11)]
    if lean.left:
        end = -lean.left - lean.both / 2
        marks.append(words_at(end, place, count(lean.left), look, xshift=-6, **beside, xanchor="right"))
    if lean.right:
        marks.append(words_at(lean.right + lean.both / 2, place, count(lean.right), look, xshift=6, **beside))
    return marks


def _middle(place: int, look: Look) -> dict[str, Any]:
    line = {"color": look.ink, "width": 1.5}
    return {"type": "line", "x0": 0, "x1": 0, "y0": place - 0.02, "y1": place + 0.46, "line": line}
