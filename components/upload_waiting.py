"""Waiting for a file: how far it is, how fast, how long it will take, and a button that stops it."""

from __future__ import annotations

import streamlit as st

from components.upload_work import Work
from data.receipts import Receipt

_LOOK_AGAIN = 0.3  # seconds


def wait(work: Work, key: str) -> Receipt:
    """Show how far it is until it is done, then its receipt; leaving the page does not stop it.

    Raises what went wrong, Cancelled among it.
    """
    if not work.finished.wait(_LOOK_AGAIN):
        spot = st.empty()
        with spot.container():
            bar = show_progress(work, key)
            while not work.finished.wait(_LOOK_AGAIN):
                bar.progress(work.share, work.words)
        spot.empty()
    return work.outcome()


def show_progress(work: Work, key: str) -> st.delta_generator.DeltaGenerator:
    """The bar and the button; returns the bar."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}-waiting"):
        bar = st.progress(work.share, work.words, width="stretch")
        st.button("Stop", key=f"{key}-stop", icon=":material/stop_circle:", on_click=work.stop)
    return bar
