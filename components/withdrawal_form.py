"""Lets a source withdraw: what would go is shown first, then its words are blanked for good."""

from __future__ import annotations

import streamlit as st

from components.markup import join, tag
from components.sign_in import who
from data.errors import KenspeckleError
from data.withdrawal import Withdrawal, sources, withdraw

KEY = "withdrawal"
_WHAT = {"source": "Everything of one person or organisation", "record": "One insight or case study"}


def show_withdrawal() -> None:
    """The section, folded until it is needed."""
    st.html(str(tag("h2", "When a source withdraws", class_="ks-step")))
    _tell_last()
    with st.expander("Blank what a source told us", key=f"{KEY}-fold"):
        told = (
            "A person or organisation may take back what they said. Their words then go from every page, file and "
            "publication here, for good. Only the counts stay."
        )
        st.html(str(tag("p", told, class_="ks-note")))
        what = st.radio("What is taken back?", list(_WHAT), key=f"{KEY}-what", format_func=lambda value: _WHAT[value])
        if what == "source":
            named = st.selectbox(
                "Whose words?", sources(), index=None, key=f"{KEY}-source", placeholder="Choose a name"
            )
        else:
            told = "Its number stands under each insight and beside each case study."
            named = st.text_input("Number of the insight or case study", key=f"{KEY}-record", help=told).strip()
        if st.button("See what would go", key=f"{KEY}-look", disabled=not named, icon=":material/visibility:"):
            _ask(str(what), str(named), *_would_go(str(what), str(named)))


def _would_go(what: str, named: str) -> tuple[list[str], str]:
    """What would go, or why nothing can; asked once, before the dialog opens."""
    try:
        return _go(what, named, dry_run=True).told(dry_run=True), ""
    except KenspeckleError as refused:
        return [], str(refused)


@st.dialog("Withdraw these words for good?", width="medium")
def _ask(what: str, named: str, would_go: list[str], refused: str) -> None:
    if refused:
        st.html(str(tag("p", refused, class_="ks-refused", role="alert")))
        return
    lines = join(tag("li", line) for line in would_go)
    warning = tag("p", "This cannot be undone.", class_="ks-note")
    st.html(str(tag("p", named, class_="ks-lead") + tag("ul", lines, class_="ks-list") + warning))
    st.text_input("Why? Kept in the record of what was done; name nobody here.", key=f"{KEY}-why", max_chars=300)
    with st.container(horizontal=True, horizontal_alignment="right", key=f"{KEY}-choice"):
        if st.button("Leave everything as it is", key=f"{KEY}-no"):
            st.rerun()
        if st.button("Withdraw for good", key=f"{KEY}-yes", type="primary", on_click=_withdraw, args=(what, named)):
            st.rerun()


def _withdraw(what: str, named: str) -> None:
    try:
        done = _go(what, named, dry_run=False)
        st.session_state[f"{KEY}-told"] = (True, "Withdrawn: " + "; ".join(done.told(dry_run=False)))
    except KenspeckleError as refused:
        st.session_state[f"{KEY}-told"] = (False, str(refused))


def _go(what: str, named: str, *, dry_run: bool) -> Withdrawal:
    why = str(st.session_state.get(f"{KEY}-why", ""))
    source, record = (named, None) if what == "source" else (None, named)
    return withdraw(source=source, record=record, why=why, who=who(), dry_run=dry_run)


def _tell_last() -> None:
    went, told = st.session_state.pop(f"{KEY}-told", (True, ""))
    if told:
        st.html(str(tag("p", told, class_="ks-done" if went else "ks-refused", role="status")))
