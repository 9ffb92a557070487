"""What a page says when nothing is in view: why, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import view
from components.markup import tag
from components.words import day, hidden
from queries.filters import Filters

FILTERED = ("No record matches these filters.", "Take one of them away, or clear them all.")
NOTHING_YET = (
    "There is nothing here yet.",
    "Bring in a spreadsheet of insights or case studies; it takes three steps, and every page recounts.",
)
MASKED = (
    "The sharing view shows no numbers for this selection.",
    "Fewer than five people or organisations are behind it and some spoke in confidence. Take a filter away.",
)


def show_too_few(headline: Mapping[str, Any], filters: Filters) -> bool:
    """Say so and return True where so few are in view that no page may show anything of them."""
    if hidden(headline, "insights"):
        _card(MASKED, filters)
        return True
    return False


def show(headline: Mapping[str, Any], filters: Filters) -> bool:
    """Say so and return True where there is nothing to count; takes the one row of ``headline``."""
    if headline["insights"] or headline["case_studies"]:
        return False
    _card(FILTERED if filters.narrows else _before(filters) if filters.as_at else NOTHING_YET, filters)
    return True


def _before(filters: Filters) -> tuple[str, str]:
    on = day(filters.as_at) if filters.as_at else ""
    return f"Nothing was here yet on {on}.", "You are looking back. Go back to now to see what is here."


def _card(words: tuple[str, str], filters: Filters) -> None:
    lead, advice = words
    with st.container(border=True, key="card-empty"):
        st.html(str(tag("h2", lead, class_="ks-heading") + tag("p", advice, class_="ks-sub")))
        if filters.narrows:
            st.button("Clear all filters", key="empty-clear", on_click=view.put, args=(filters.cleared(),))
        elif filters.as_at:
            st.button("Go back to now", key="empty-now", on_click=lambda: view.narrow(as_at=None))
        else:
            st.button("Bring in a spreadsheet", key="empty-upload", on_click=view.go_to, args=("upload", filters))
