"""The ground every Plotly figure is drawn on: plain dicts, fixed margins, one typeface, no decoration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from components.palette import BODY_FONT, Look

Figure = dict[str, Any]
LABEL_SIZE = 16
SMALL_SIZE = 14


def canvas(look: Look, height: int, *, margin: tuple[int, int, int, int] = (0, 0, 0, 0), **more: Any) -> Figure:
    """A layout of ``height`` pixels with margins left, right, top, bottom.

    The empty template keeps Plotly's 7 kB default out of every message to the browser.
    """
    left, right, top, bottom = margin
    return {
        "template": {},
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": BODY_FONT, "size": LABEL_SIZE, "color": look.ink},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": look.ink,
            "bordercolor": look.ink,
            "font": {"family": BODY_FONT, "size": LABEL_SIZE, "color": look.card},
            "align": "left",
        },
        **more,
    }


def hidden_axis(low: float, high: float) -> dict[str, Any]:
    """An axis that only scales: no line, no grid, no words, no zoom."""
    return {
        "range": [low, high],
        "visible": False,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }


def words_at(
    x: float,
    y: float,
    text: str,
    look: Look,
    *,
    size: int = LABEL_SIZE,
    colour: str | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Words inside a picture. ``text`` must already have passed through ``chart_text`` or ``wrapped``."""
    return {
        "x": x,
        "y": y,
        "text": text,
        "showarrow": False,
        "font": {"size": size, "color": colour or look.ink},
        "xanchor": "left",
        "yanchor": "middle",
        "align": "left",
        **more,
    }


def written_at(
    words: Sequence[tuple[float, float, str, str]], *, size: int = LABEL_SIZE, position: str = "middle right"
) -> dict[str, Any]:
    """Many words inside a picture as one trace: x, y, text and colour of each; with the position ``middle right``
    they begin at x, with ``middle center`` they stand around it.

    Plotly throws all annotations away and writes them anew at each change; the words of a trace it keeps.
    """
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, _, _, _ in words],
        "y": [y for _, y, _, _ in words],
        "text": [text for _, _, text, _ in words],
        "textposition": position,
        "textfont": {"size": size, "color": [colour for _, _, _, colour in words]},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
