"""Where themes are re-shaped: whose draft is worked on, and under which name a change is kept."""

from __future__ import annotations

import streamlit as st

from components.sign_in import ON_THIS_PAGE, named, who
from data import workshops
from data.theme_drafts import Draft, draft_of, open_draft_of

MINE = "mine"
_WHERE, _NAME = "reshape-where", "reshape-name"


def maker() -> str:
    """The name that is kept with each change: the signed-in reader's, else the one that was given here."""
    if named():
        return who()
    return " ".join(str(st.session_state.get(_NAME) or "").split()) or who()


def current() -> Draft:
    """The draft that is worked on; a new one where the last was committed or discarded."""
    at = st.session_state.get(_WHERE) or MINE
    workshop_id = None if at == MINE or at not in _workshops() else str(at)
    return open_draft_of(workshop_id, maker()) or draft_of(workshop_id, maker())


def choose() -> None:
    """The choice of the draft, and the name to keep with each change."""
    offered = {
        MINE: f"My draft, as {maker()}" if maker() != ON_THIS_PAGE else "My draft",
        **{key: f"Draft of the workshop “{title}”" for key, title in _workshops().items()},
    }
    if st.session_state.get(_WHERE) not in offered:
        st.session_state[_WHERE] = MINE
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="reshape-whose"):
        st.selectbox(
            "Work in",
            list(offered),
            key=_WHERE,
            format_func=lambda one: offered.get(one, one),
            help="A draft is seen only by those who work in it. Nobody else's numbers change until you commit it.",
            persist_state="session",
        )
        if not named():
            st.text_input(
                "Your name, kept with each change",
                key=_NAME,
                max_chars=60,
                placeholder="Not given",
                persist_state="session",
            )


def _workshops() -> dict[str, str]:
    return {one.workshop_id: one.title for one in workshops.list_workshops(workshops.OPEN, workshops.DRAFT)}
