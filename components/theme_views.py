"""The ways to look at the themes: all of them, one closely, which come together, or to re-shape them."""

from __future__ import annotations

import streamlit as st

from components import reshape_draft

ALL, ONE, TOGETHER, RESHAPE = "All themes", "One theme", "Together", "Re-shape"
_KEY = "themes-view"


def choose() -> str:
    """The switch; it stays as it was for the session."""
    chosen = st.segmented_control(
        "What would you like to see?",
        (ALL, ONE, TOGETHER, RESHAPE),
        default=ALL,
        required=True,
        key=_KEY,
        persist_state="session",
    )
    return chosen or ALL


def draft() -> str | None:
    """The draft that the page works on; only re-shaping works in one."""
    return reshape_draft.current().draft_id if st.session_state.get(_KEY) == RESHAPE else None
