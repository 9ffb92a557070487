"""The one theme or place that a page looks at closely, kept for the session; it narrows nothing."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def on(kind: str) -> str | None:
    """The id in the spotlight of this kind (``theme``, ``place``), if any."""
    held = st.session_state.get(f"spotlight-{kind}")
    return held if isinstance(held, str) else None


def turn(kind: str) -> Callable[[str | None], None]:
    """A callback for charts: turn the spotlight to what was picked, or off."""

    def picked(value: str | None) -> None:
        st.session_state[f"spotlight-{kind}"] = value

    return picked
