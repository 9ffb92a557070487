"""A Plotly chart that stays where it is: when its figure changes, the browser redraws it in place.

Streamlit's own Plotly element builds a clickable chart from nothing at every change of its figure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

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
# Part of the page, not a tree of its own: the style sheet, the saved pictures and screen readers reach into it.
_mount = st.components.v2.component(
    "kenspeckle_chart",
    js=(Path(__file__).parent / "static" / "js" / "chart.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show_chart(key: str, figure: Figure, *, alt: str, on_click: Callable[[str], None] | None = None) -> None:
    """Put the chart on the page. ``alt`` says it in words.

    ``on_click`` is called with the id of the mark that was clicked, before the page runs again.
    """

    def clicked() -> None:
        found = clicked_id(st.session_state.get(key))
        if on_click and found is not None:
            on_click(found)

    _mount(
        key=key,
        data={
            "figure": figure,
            "config": CONFIG,
            "alt": alt,
            "script": plotly_script.address(),
            "clickable": on_click is not None,
        },
        height=figure["layout"]["height"],
        on_clicked_change=clicked if on_click else None,
    )


def clicked_id(state: Mapping[str, Any] | None) -> str | None:
    """The id of the mark that was clicked: on a map its ``location``, elsewhere its ``customdata``."""
    mark = (state or {}).get("clicked") or {}
    found = mark.get("location")
    found = mark.get("customdata") if found is None else found
    found = found[0] if isinstance(found, (list, tuple)) and found else found
    return None if found in (None, "", []) else str(found)
