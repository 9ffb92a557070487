"""One page of a long list at a time; the database cuts the pages, so a list is never longer than one."""

from __future__ import annotations

from collections.abc import Hashable

import streamlit as st

from components.markup import tag
from components.words import count

# Loaded from our own server; brings the top of the list into view after the buttons below it were used.
_TO_TOP = '<script src="/assets/js/to_top.js?page={page}"></script>'


def offset(key: str, about: Hashable, size: int) -> int:
    """How many rows to leave out before this page. A new search or filter (``about``) starts again at the top."""
    known, page = st.session_state.get(key, (None, 0))
    if known != about:
        page = 0
        st.session_state[key] = (about, page)
    return int(page) * size


def keep_within(key: str, about: Hashable, size: int, matching: int) -> None:
    """Go back to the last page there is, where the list has become shorter meanwhile."""
    st.session_state[key] = (about, max(0, -(-matching // size) - 1))


def range_words(start: int, shown: int, matching: int, noun: str) -> str:
    """``1 to 20 of 228 insights``."""
    if shown >= matching:
        return f"{count(matching)} {noun}"
    return f"{count(start + 1)} to {count(start + shown)} of {count(matching)} {noun}"


def turner(key: str, about: Hashable, *, start: int, shown: int, matching: int, size: int, noun: str) -> None:
    """The buttons to the page before and after; nothing where one page holds everything."""
    if matching <= size:
        return
    page = start // size

    def turn(to: int) -> None:
        st.session_state[key] = (about, to)
        st.session_state[f"{key}-turned"] = True

    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}-pages"):
        st.button(
            "Previous",
            key=f"{key}-previous",
            icon=":material/chevron_left:",
            disabled=page == 0,
            on_click=turn,
            args=(page - 1,),
        )
        st.html(str(tag("p", range_words(start, shown, matching, noun), class_="ks-pages")), width="content")
        st.button(
            "Next",
            key=f"{key}-next",
            icon=":material/chevron_right:",
            icon_position="right",
            disabled=start + shown >= matching,
            on_click=turn,
            args=(page + 1,),
        )
    with st.container(key=f"ks-script-{key}"):
        if st.session_state.pop(f"{key}-turned", False):
            st.html(_TO_TOP.format(page=page), unsafe_allow_javascript=True)
