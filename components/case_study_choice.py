"""Which case study is open; kept in the address as ``case_study``, so that a link opens the story."""

from __future__ import annotations

import streamlit as st

ADDRESS = "case_study"


def chosen() -> str | None:
    """The id of the story that is open, or None for the list."""
    return st.query_params.get(ADDRESS) or None


def open_story(case_study_id: str) -> None:
    """Open one story."""
    st.query_params[ADDRESS] = case_study_id


def close_story() -> None:
    """Go back to the list."""
    if ADDRESS in st.query_params:
        del st.query_params[ADDRESS]
