"""Two bars a row: what was heard (filled) above what was to be expected (outlined). Bands, boards, councils."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.canvas import SMALL_SIZE, Figure, canvas, hidden_axis, written_at
from components.markup import chart_text, wrapped
from components.palette import Look

ROW = 76  # pixels a row takes: a line of words and two bars
LINE = 20  # more where the name takes two lines
LETTERS = 40
_ROOM = 178  # pixels kept right of the longest bar for the words at its end


@dataclass(frozen=True)
class Paired:
    """One row: what it is, the two lengths and the words at their ends. A length of None has no bar."""

    id: str
    name: str
    heard: float | None
    expected: float | None
    heard_words: str
    expected_words: str
    hover: str = ""


def paired_bars(rows: Sequence[Paired], look: Look) -> Figure:
    """Draw the rows in the given order; a click hands back the row's id."""
    longest = max((value or 0 for row in rows for value in (row.heard, row.expected)), default=0) or 1
    tops, foot = [], 0
    for row in rows:
        tops.append(foot)
        foot += ROW + LINE * (len(row.name) > LETTERS)
    total = max(foot, ROW)
    lines: list[tuple[float, float, str, str]] = []
    starts = []
    for top, row in zip(tops, rows, strict=True):
        tall = len(row.name) > LETTERS
        name = wrapped(row.name, LETTERS - 6) if tall else chart_text(row.name)
        start = top + 24 + LINE * tall
        starts.append(start)
        lines.append((0, top + 11 + 10 * tall, f"<b>{name}</b>", look.ink))
        lines.append((row.heard or 0, start + 9, f"\u2002<b>{chart_text(row.heard_words)}</b>", look.ink))
        lines.append((row.expected or 0, start + 30, f"\u2002{chart_text(row.expected_words)}", look.soft))
    shared: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "customdata": [row.id for row in rows],
        "hovertemplate": [f"{chart_text(row.hover or row.name)}<extra></extra>" for row in rows],
        "offset": 0,
    }
    filled = {
        **shared,
        "y": [start + 2 for start in starts],
        "x": [row.heard or 0 for row in rows],
        "width": 15,
        "marker": {"color": look.scale[3], "cornerradius": 3},
    }
    outlined = {
        **shared,
        "y": [start + 23 for start in starts],
        "x": [row.expected or 0 for row in rows],
        "width": 13,
        "marker": {"color": "rgba(0,0,0,0)", "line": {"color": look.edge, "width": 1.5}, "cornerradius": 3},
    }
    layout = canvas(
        look,
        total + 8,
        margin=(1, _ROOM, 2, 4),
        barmode="overlay",
        xaxis=hidden_axis(0, longest),
        yaxis=hidden_axis(total, 0),
    )
    return {"data": [filled, outlined, written_at(lines, size=SMALL_SIZE + 1)], "layout": layout}
