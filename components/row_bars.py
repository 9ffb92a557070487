"""Ranked bars with the name above each bar: readable on a stage and on a phone alike, whatever the width.

A plan of rows in, a Plotly figure out. Themes, source kinds, groups and fields are all drawn with this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from components.canvas import Figure, canvas, hidden_axis, written_at
from components.markup import chart_text, wrapped
from components.palette import Look

ROW = 44  # pixels a row takes: a line of words and its bar
LINE = 20  # pixels more where the name takes two lines
LETTERS = 40  # in a line of a name; what two lines do not hold is cut, and the table twin has all of it
LETTER = 9.5  # pixels of a letter at the end of a bar
_INDENT = "\u2003"  # as wide as a letter is tall
NARROW = 220  # pixels that the bars have at the least, on a phone


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
    hollow: bool = False  # outlined: what would be expected, not what was heard
    rest: float = 0  # what was not recorded, drawn in grey after the bar


def row_bars(bars: Sequence[Bar], look: Look, *, slots: int | None = None, longest: float | None = None) -> Figure:
    """Draw the bars in the given order. ``slots`` keeps the height the same while the number of rows changes;
    ``longest`` fixes what a full bar means (for instance 1 for shares)."""
    full = longest or max((bar.value for bar in bars), default=0) or 1
    written = [_name(bar) for bar in bars]
    heights = [ROW + LINE * ("<br>" in name) for name in written]
    ends_at = list(accumulate(heights))  # the y axis counts pixels from the top
    total = max(sum(heights), (slots or 0) * (ROW + LINE), ROW)
    places = [end - ROW / 2 for end in ends_at]  # the middle of the last line of the name and its bar
    words = written_at(
        [
            *(
                (
                    0,
                    place - 10 - 10 * ("<br>" in name),
                    _INDENT * bar.indent + (f"<b>{name}</b>" if bar.strong else name),
                    look.ink,
                )
                for place, bar, name in zip(places, bars, written, strict=True)
            ),
            *(
                (bar.value + bar.rest, place + 9, f"\u2002<b>{chart_text(bar.end)}</b>", look.ink)
                for place, bar in zip(places, bars, strict=True)
            ),
        ]
    )
    shared = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "customdata": [bar.id for bar in bars],
        "hovertemplate": [f"{chart_text(bar.hover or bar.name)}<extra></extra>" for bar in bars],
    }
    seen = {
        **shared,
        "x": [bar.value for bar in bars],
        "width": 0.3 * ROW,
        "offset": 0.06 * ROW,
        "marker": {
            "color": ["rgba(0,0,0,0)" if bar.hollow else bar.colour or look.scale[3] for bar in bars],
            "cornerradius": 3,
            **_outlines(bars, look),
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
        "x": [full] * len(bars),
        "width": [height - 1 for height in heights],
        "offset": [ROW / 2 - height for height in heights],
        "marker": {"color": "rgba(0,0,0,0)"},
    }
    layout = canvas(
        look,
        total + 8,
        margin=(0, _room(bars, full), 2, 6),
        barmode="overlay",
        xaxis=hidden_axis(0, full),
        yaxis=hidden_axis(total, 0),
    )
    return {"data": [seen, *([rest] if any(bar.rest for bar in bars) else []), reach, words], "layout": layout}


def _outlines(bars: Sequence[Bar], look: Look) -> Figure:
    """The outlines of hollow bars; nothing where there are none."""
    if not any(bar.hollow for bar in bars):
        return {}
    return {"line": {"color": look.not_heard, "width": [1.6 if bar.hollow else 0 for bar in bars]}}


def _name(bar: Bar) -> str:
    letters = LETTERS - 2 * bar.indent
    # ``wrapped`` lets a line run six letters over before it is cut.
    return chart_text(bar.name) if len(bar.name) <= letters else wrapped(bar.name, letters - 6)


def _room(bars: Sequence[Bar], full: float) -> int:
    """The pixels right of a full bar that the words at the ends need; short bars leave room of their own."""
    over = (8 + LETTER * len(bar.end) - NARROW * (1 - min((bar.value + bar.rest) / full, 1)) for bar in bars if bar.end)
    return max(ceil(max(over, default=0)), 0)
