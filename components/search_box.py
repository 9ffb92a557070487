"""The box for words to look for. What stands in it is kept in the address as ``search``."""

from __future__ import annotations

import streamlit as st

from data.search_index import index_now
from data.search_words import LONGEST

ADDRESS = "search"
HINT = 'Such as: digital older, "night bus", bus -night'


def search_box(key: str, label: str, placeholder: str = HINT) -> str:
    """Put the box on the page; returns what is looked for, "" for nothing.

    ``key`` names the widget; ``label`` and ``placeholder`` are our own words.
    """
    index_now(wait=False)  # so that it is there once the first words are typed
    key = f"{key}-{st.session_state.get(f'{key}-turn', 0)}"
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get(ADDRESS, "")[:LONGEST]
    text = st.text_input(
        label, key=key, type="search", max_chars=LONGEST, placeholder=placeholder, icon=":material/search:"
    )
    wanted = " ".join((text or "").split())
    if wanted and st.query_params.get(ADDRESS) != wanted:
        st.query_params[ADDRESS] = wanted
    elif not wanted and ADDRESS in st.query_params:
        del st.query_params[ADDRESS]
    return wanted


def look_for(key: str, text: str) -> None:
    """Put other words into the box. For callbacks; it becomes another widget, which nobody has typed into yet."""
    st.session_state[f"{key}-turn"] = st.session_state.get(f"{key}-turn", 0) + 1
    if text:
        st.query_params[ADDRESS] = text
    elif ADDRESS in st.query_params:
        del st.query_params[ADDRESS]
