"""A Plotly chart on its way to the browser, and the mark that comes back; ``static/js/card/chart.js`` draws it.

Streamlit's own Plotly element builds a clickable chart from nothing at every change of its figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from components import plotly_script
from components.canvas import Figure

# No tool bar, no zoom by accident, and the outline file that Plotly would otherwise fetch from its makers.
CONFIG = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "topojsonURL": "/assets/topo/",
}


def chart(figure: Figure, *, alt: str, clickable: bool) -> dict[str, Any]:
    """What the browser needs to draw the figure. ``alt`` says it in words."""
    return {
        "figure": figure,
        "config": CONFIG,
        "alt": alt,
        "script": plotly_script.address(),
        "clickable": clickable,
    }


def clicked_id(mark: Mapping[str, Any] | None) -> str | None:
    """The id of a mark that was clicked: on a map its ``location``, elsewhere its ``customdata``."""
    found = (mark or {}).get("location")
    found = (mark or {}).get("customdata") if found is None else found
    found = found[0] if isinstance(found, (list, tuple)) and found else found
    return None if found in (None, "", []) else str(found)
