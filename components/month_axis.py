"""The time axis under the lines of Trends, and the line that each strip stands on."""

from __future__ import annotations

from datetime import date
from typing import Any

from components.canvas import SMALL_SIZE
from components.palette import Look


def months_axis(look: Look, span: list[str], periods: list[date], across: float) -> dict[str, Any]:
    """The axis from the left to ``across`` (0-1) of the picture; its words thin out as the span grows."""
    months = (periods[-1] - periods[0]).days / 30.4 + 1 if periods else 1
    step = 1 if months <= 8 else 3 if months <= 24 else 12 if months <= 120 else 24
    return {
        "type": "date",
        "range": span,
        "domain": [0, across],
        "fixedrange": True,
        "showgrid": True,
        "gridcolor": look.line,
        "zeroline": False,
        "dtick": f"M{step}",
        "tick0": "2020-01-01",
        "tickformat": "%Y" if step >= 12 else "%b %Y",
        "ticklabelmode": "instant",
        "tickfont": {"size": SMALL_SIZE, "color": look.soft},
        "tickangle": 0,
    }


def base_line(base: float, across: float, look: Look) -> dict[str, Any]:
    """The line at the height ``base``."""
    line = {"color": look.edge, "width": 1}
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": across,
        "y0": base,
        "y1": base,
        "line": line,
        "layer": "below",
    }
