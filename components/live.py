"""Keeps a fragment as things are on the server: it is drawn again as soon as anything has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from data.write import stand, version

_mount = st.components.v2.component(
    "kenspeckle_live",
    js=(Path(__file__).parent / "static" / "js" / "live.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def listen(key: str, changed: Callable[[], None] = lambda: None) -> None:
    """Call it first in a fragment, before anything is read, so that no change falls between.

    ``changed`` is called back before the fragment is drawn again.
    """
    seen = stand()
    with st.container(key=f"ks-script-{key}"):
        _mount(key=key, data={"stand": seen}, on_changed_change=changed)


def follow(key: str, *nouns: str, redraw: Callable[[], None]) -> None:
    """Have ``redraw`` called back as soon as anybody has changed one of these nouns (see data/write.py).

    Call it before anything is read. Unlike ``listen`` it lets all other changes pass: on a page of many charts an
    answer that comes in somewhere else must not draw them anew.
    """
    st.session_state[f"{key}-seen"] = _versions(nouns)
    _follow(key, nouns, redraw)


@st.fragment
def _follow(key: str, nouns: tuple[str, ...], redraw: Callable[[], None]) -> None:
    def changed() -> None:
        if _versions(nouns) != st.session_state.get(f"{key}-seen"):
            redraw()

    listen(key, changed)


def _versions(nouns: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(version(noun) for noun in nouns)
