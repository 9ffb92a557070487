"""Keeps a fragment as things are on the server: it is drawn again as soon as anything has changed."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data.write import stand

_mount = st.components.v2.component(
    "kenspeckle_live",
    js=(Path(__file__).parent / "static" / "js" / "live.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def listen(key: str) -> None:
    """Call it first in a fragment, before anything is read, so that no change falls between."""
    seen = stand()
    with st.container(key=f"ks-script-{key}"):
        _mount(key=key, data={"stand": seen}, on_changed_change=lambda: None)
