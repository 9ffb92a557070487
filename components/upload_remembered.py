"""The decisions about words that are remembered, each of which can be forgotten."""

from __future__ import annotations

import streamlit as st

from components import pager
from components import upload_words as words
from components.markup import plain, shortened, tag
from components.sign_in import who
from data import decisions
from data.errors import KenspeckleError
from data.personal import mask
from data.remembered import Decision

SIZE = 10
KEY = "remembered"


def show_remembered() -> None:
    """Folded: what every decided word stands for, the latest first; nothing where nobody has decided any."""
    held = decisions.remembered()
    told = st.session_state.pop(f"{KEY}-told", "")
    if not held and not told:
        return
    with st.expander(f"Decisions that are remembered: {len(held):,}", expanded=bool(told), key=f"{KEY}-fold"):
        if told:
            st.html(str(tag("p", told, class_="ks-done", role="status")))
        start = pager.offset(KEY, len(held), SIZE)
        page = held[start : start + SIZE]
        for at, one in enumerate(page):
            with st.container(horizontal=True, vertical_alignment="center", key=f"card-{KEY}-{at}"):
                st.html(str(tag("p", _sentence(one), class_="ks-small")), width="stretch")
                if st.button(
                    "Forget", key=f"{KEY}-forget-{at}", help=plain(_sentence(one)), on_click=_forget, args=(one,)
                ):
                    st.rerun()
        pager.turner(KEY, len(held), start=start, shown=len(page), matching=len(held), size=SIZE, noun="decisions")


def _sentence(one: Decision) -> str:
    meant = " and ".join(decisions.labels(one.field, one.values)) or "left as not recorded"
    by = f" ({one.decided_by}, {words.moment(one.decided_at)})" if one.decided_by and one.decided_at else ""
    return f"{words.field(one.field)}: ‘{shortened(mask(one.word)[0], 60)}’ → {meant}{by}"


def _forget(one: Decision) -> None:
    try:
        count = decisions.forget(one.field, one.word, who())
    except KenspeckleError as refused:
        st.session_state[f"{KEY}-told"] = str(refused)
        return
    rows = f" It is open again in {words.rows(count)}." if count else ""
    st.session_state[f"{KEY}-told"] = f"Forgotten.{rows}"
