"""Which case studies are open; kept in the address as ``case_study``, once for each, so that a link opens them."""

from __future__ import annotations

import streamlit as st

ADDRESS = "case_study"
MOST = 3  # stories side by side
_PICKED = "case-studies-picked"


def chosen() -> tuple[str, ...]:
    """The ids of the stories that are open, at most three; none for the list."""
    return tuple(dict.fromkeys(one for one in st.query_params.get_all(ADDRESS) if one))[:MOST]


def picked() -> tuple[str, ...]:
    """The ids that were picked to be compared, in the order of picking."""
    return tuple(st.session_state.get(_PICKED, ()))


def pick(case_study_id: str) -> None:
    """Pick one to be compared, or take it out again."""
    held = picked()
    st.session_state[_PICKED] = (
        tuple(one for one in held if one != case_study_id) if case_study_id in held else (*held, case_study_id)[:MOST]
    )


def compare() -> None:
    """Open those that were picked side by side."""
    st.query_params[ADDRESS] = list(picked())


def unpick() -> None:
    """Take all out again."""
    st.session_state[_PICKED] = ()


def open_story(case_study_id: str) -> None:
    """Open one story."""
    st.query_params[ADDRESS] = case_study_id


def close_story() -> None:
    """Go back to the list."""
    if ADDRESS in st.query_params:
        del st.query_params[ADDRESS]
