"""Estimates with their intervals, one a row, against a line of no difference. Names stand above: it fits a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.canvas import SMALL_SIZE, Figure, canvas, hidden_axis, words_at, written_at
from components.markup import chart_text, shortened
from components.palette import Look

ROW = 64  # name, interval, and the numbers under it
TOP = 26
LETTERS = 40  # of a name


@dataclass(frozen=True)
class Estimate:
    """One row: a value with its interval in the chart's unit, and how all three are said."""

    id: str
    name: str
    value: float
    low: float
    high: float
    words: str
    strong: bool = False  # outside what chance allows; drawn filled, the others hollow


def interval_rows(rows: Sequence[Estimate], look: Look, *, even: float, words: str, cap: float | None = None) -> Figure:
    """``even`` is the value of no difference, ``words`` stand over its line. An interval that reaches beyond ``cap``
    ends there in an arrow; the table has its true end."""
    most = max([row.high for row in rows] + [even], default=even)
    least = min([row.low for row in rows] + [even], default=even)
    right, left = (min(most, cap) if cap is not None else most), least
    room = 0.04 * ((right - left) or 1)
    places = list(range(len(rows)))
    lines: dict[str, list[Any]] = {"x": [], "y": []}
    for at, row in zip(places, rows, strict=True):
        lines["x"] += [row.low, min(row.high, right), None]
        lines["y"] += [at, at, None]
    cut = [(at, row) for at, row in zip(places, rows, strict=True) if row.high > right]
    dots = [(at, row) for at, row in zip(places, rows, strict=True) if row.value <= right]
    named = [
        part
        for at, row in zip(places, rows, strict=True)
        for part in (
            (left - room, at - 0.31, f"<b>{chart_text(shortened(row.name, LETTERS))}</b>", look.ink),
            (left - room, at + 0.28, chart_text(row.words), look.soft),
        )
    ]  # fmt: skip
    data: list[dict[str, Any]] = [
        {"type": "scatter", "mode": "lines", **lines, "line": {"color": look.edge, "width": 3}, "hoverinfo": "skip"},
        {
            "type": "scatter",
            "mode": "markers",
            "x": [row.value for _, row in dots],
            "y": [at for at, _ in dots],
            "customdata": [row.id for _, row in dots],
            "hovertemplate": [f"{chart_text(f'{row.name}: {row.words}')}<extra></extra>" for _, row in dots],
            "marker": {
                "size": 12,
                "color": [look.scale[3] if row.strong else look.card for _, row in dots],
                "line": {"color": look.scale[3], "width": 2.5},
            },
            "cliponaxis": False,
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": [right] * len(cut),
            "y": [at for at, _ in cut],
            "marker": {"symbol": "triangle-right", "size": 11, "color": look.edge},
            "hoverinfo": "skip",
            "cliponaxis": False,
        },
        written_at(named, size=SMALL_SIZE + 1),
    ]
    layout = canvas(
        look,
        max(len(rows), 1) * ROW + TOP + 10,
        margin=(2, 12, TOP, 6),
        xaxis=hidden_axis(left - room, right + room),
        yaxis=hidden_axis(max(len(rows), 1) - 0.5, -0.5),
        shapes=[
            {
                "type": "line",
                "x0": even,
                "x1": even,
                "y0": at - 0.17,
                "y1": at + 0.17,
                "line": {"color": look.ink, "width": 1.6},
                "layer": "below",
            }
            for at in places
        ],
        annotations=[_over(even, left - room, right + room, words, look)],
    )
    return {"data": data, "layout": layout}


def _over(even: float, left: float, right: float, words: str, look: Look) -> dict[str, Any]:
    """The words over the line of no difference, kept inside the picture."""
    at = (even - left) / (right - left)
    anchor = "left" if at < 0.33 else "right" if at > 0.67 else "center"
    return words_at(
        even, 1, chart_text(words), look, size=SMALL_SIZE, colour=look.soft, yref="paper", yanchor="bottom", yshift=4,
        xanchor=anchor,
    )  # fmt: skip
