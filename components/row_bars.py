"""Ranked bars with the name above each bar: readable on a stage and on a phone alike, whatever the width.

A plan of rows in, a Plotly figure out. Themes, source kinds, groups and fields are all drawn with this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.canvas import LABEL_SIZE, UNPICKED, Figure, canvas, hidden_axis, words_at
from components.markup import chart_text, shortened
from components.palette import Look

ROW = 44  # pixels a row takes: a line of words and its bar
LETTERS = 40  # a name longer than this is cut in the picture; the table twin has all of it


@dataclass(frozen=True)
class Bar:
    """One row: what it is, how long its bar is, what stands at its end and what a click hands back."""

    id: str
    name: str
    value: float
    end: str
    hover: str = ""
    colour: str = ""
    indent: int = 0
    strong: bool = False
    rest: float = 0  # what was not recorded, drawn in grey after the bar


def row_bars(bars: Sequence[Bar], look: Look, *, slots: int | None = None, longest: float | None = None) -> Figure:
    """Draw the bars in the given order. ``slots`` keeps the height the same while the number of rows changes;
    ``longest`` fixes what a full bar means (for instance 1 for shares)."""
    rows = max(slots or len(bars), len(bars), 1)
    full = longest or max((bar.value for bar in bars), default=0) or 1
    wide = full * 1.17  # room for the words at the end of the longest bar
    places = list(range(len(bars)))
    names = [
        words_at(
            0,
            place,
            f"<b>{_name(bar)}</b>" if bar.strong else _name(bar),
            look,
            xref="paper",
            xshift=18 * bar.indent,
            yshift=10,
            captureevents=False,
        )
        for place, bar in enumerate(bars)
    ]
    ends = [
        words_at(bar.value + bar.rest, place, chart_text(bar.end), look, xshift=7, yshift=-9, font=_end_font(look))
        for place, bar in enumerate(bars)
    ]
    shared = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "customdata": [bar.id for bar in bars],
        "hovertemplate": [f"{chart_text(bar.hover or bar.name)}<extra></extra>" for bar in bars],
        "unselected": UNPICKED,
    }
    seen = {
        **shared,
        "x": [bar.value for bar in bars],
        "width": 0.3,
        "offset": 0.06,
        "marker": {
            "color": [bar.colour or look.scale[3] for bar in bars],
            "cornerradius": 3,
        },
    }
    rest = {
        **seen,
        "base": [bar.value for bar in bars],
        "x": [bar.rest for bar in bars],
        "marker": {"color": look.not_recorded, "cornerradius": 3},
    }
    # The whole row answers to the mouse, not only the ink of a short bar.
    reach = {
        **shared,
        "x": [wide] * len(bars),
        "width": 0.98,
        "offset": -0.49,
        "marker": {"color": "rgba(0,0,0,0)"},
    }
    layout = canvas(
        look,
        rows * ROW + 8,
        margin=(0, 0, 2, 6),
        barmode="overlay",
        xaxis=hidden_axis(0, wide),
        yaxis={**hidden_axis(rows - 0.5, -0.5)},
        annotations=names + ends,
    )
    return {"data": [seen, *([rest] if any(bar.rest for bar in bars) else []), reach], "layout": layout}


def _name(bar: Bar) -> str:
    return chart_text(shortened(bar.name, LETTERS - 2 * bar.indent))


def _end_font(look: Look) -> dict[str, object]:
    return {"size": LABEL_SIZE, "color": look.ink, "weight": 700}
