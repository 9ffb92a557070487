"""The box for words to look for. What stands in it is kept in the address as ``search``."""

from __future__ import annotations

import streamlit as st

ADDRESS = "search"
LONGEST = 200  # letters
MOST_WORDS = 12


def words_of(text: str) -> tuple[str, ...]:
    """The words of a search, each once, in the order written."""
    return tuple(dict.fromkeys(text[:LONGEST].casefold().split()))[:MOST_WORDS]


def search_box(key: str, label: str, placeholder: str) -> tuple[str, ...]:
    """Put the box on the page; returns the words that must all be found, () for none.

    ``key`` names the widget; ``label`` and ``placeholder`` are our own words.
    """
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
    return words_of(wanted)
