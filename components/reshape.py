"""Re-shape mode: the themes are changed in a draft while everything that is counted recounts."""

from __future__ import annotations

import streamlit as st

from components import live, reshape_attempt, reshape_changes, reshape_draft, reshape_tools, theme_explorer, view
from components.markup import tag
from components.words import day
from data.theme_drafts import newest_seq
from queries import sentences
from queries.disclosure import tell
from queries.filters import Filters

KEY = "reshape-live"


def show(filters: Filters) -> None:
    """Everything of the mode; ``filters`` hold the draft (see reshape_draft.current)."""
    if filters.as_at or filters.draft is None:
        _looking_back(filters)
        return
    live.follow(KEY, "evidence", "themes", "drafts", redraw=view.redraw)
    draft_id = filters.draft
    seen, who = newest_seq(draft_id), reshape_draft.maker()
    # What is counted is sent first: everybody looks at it after a change, and a browser takes longer over the forms.
    above, below = st.container(), st.container()
    with below:
        rows = tell("theme_frequency", filters).rows
        changed = sentences.order_between_units(rows)
        if changed:
            st.html(str(tag("p", changed, class_="ks-note")))
        theme_explorer.show(rows, filters)
    with above:
        reshape_draft.choose()
        work(draft_id, filters, who=who, seen=seen)


def work(draft_id: str, filters: Filters, *, who: str, seen: int) -> None:
    """The tools and the changes of one draft, side by side; a workshop's page can use this with its own draft."""
    reshape_attempt.tell()
    tools, changes = st.columns([3, 2], gap="large")
    with tools:
        reshape_tools.show(draft_id, filters, who=who, seen=seen)
    with changes:
        reshape_changes.show(draft_id, who=who, seen=seen)
    reshape_changes.show_comparison(draft_id, filters)


def _looking_back(filters: Filters) -> None:
    on = day(filters.as_at) if filters.as_at else "an earlier day"
    words = f"You are looking at the themes as they stood on {on}. Only what stands now can be changed."
    st.html(str(tag("p", words, class_="ks-note", role="status")))
    st.button("Go back to now", key="reshape-now", on_click=lambda: view.narrow(as_at=None))
