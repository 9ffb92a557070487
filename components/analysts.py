"""One fold further: what a statistician asks for, on the same page and from the same numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st


@contextmanager
def for_analysts(what: str, key: str) -> Iterator[bool]:
    """The fold; gives whether it is open, so that nothing behind it is asked before."""
    with st.expander(f"For analysts: {what[0].lower()}{what[1:]}", key=f"analysts-{key}", on_change="rerun") as fold:
        yield bool(fold.open)
