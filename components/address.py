"""The address bar of the reader's browser: the only file that knows how Streamlit tells of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

NAMES = (
    *("theme", "place", "focus", "source_kind", "sector", "level", "group"),
    *("from", "to", "as_at", "record_kind", "unit", "mode"),
)
# Loaded from our own server. Keeps Back free of steps that the reader never took.
SCRIPT = '<script src="/assets/js/address.js"></script>'


def read() -> dict[str, list[str]]:
    """What the address says about filters."""
    return {name: st.query_params.get_all(name) for name in NAMES if name in st.query_params}


def write(wanted: Mapping[str, Sequence[str]]) -> None:
    """Make the address say exactly this about filters; whatever else stands there, such as a search, stays."""
    if read() == {name: list(values) for name, values in wanted.items()}:
        return
    others = {name: st.query_params.get_all(name) for name in st.query_params if name not in NAMES}
    st.query_params.from_dict({**wanted, **others})


def page() -> str:
    """Which page runs, as an opaque word."""
    context = get_script_run_ctx()
    return context.page_script_hash if context else ""


def by_back_or_forward() -> bool:
    """Whether the reader came here with the browser's Back or Forward."""
    context = get_script_run_ctx()
    return bool(context and context.is_history_navigation)
