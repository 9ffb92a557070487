"""The panel beside a chart: what was said about the one thing the reader picked, and the way to all of it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components import view
from components.insight_cards import show_few
from components.markup import tag
from components.words import count, hidden
from queries.disclosure import tell
from queries.filters import Filters

TOO_FEW = "So few people or organisations spoke of this that the sharing view does not open it."


def show(
    key: str, heading: str, sub: str, filters: Filters, *, limit: int = 3, more: str = "", closed: bool = False
) -> None:
    """``filters`` bring into view what is told about; ``more`` is HTML that stands before the stories.

    ``closed``: the number that was picked is masked, and a masked number does not open.
    """
    with st.container(border=True, key=f"card-{key}"):
        head = tag("h2", heading, class_="ks-heading")
        if closed or hidden(tell("headline", filters).one, "insights"):
            st.html(str(head + tag("p", TOO_FEW, class_="ks-note")))
            return
        st.html(str(head + tag("p", sub, class_="ks-sub")) + more)
        show_few(filters, limit=limit)
        onward(key, filters)


def onward(key: str, filters: Filters) -> None:
    """Buttons to everything in view: all insights, all case studies."""
    counts = tell("headline", filters).one
    with st.container(horizontal=True, gap="small", key=f"onward-{key}"):
        for page, column, one in (("insights", "insights", "insight"), ("case_studies", "case_studies", "case study")):
            if not hidden(counts, column) and not counts[column]:
                continue
            many = column.replace("_", " ")
            number = counts[column]
            words = (
                f"Read the {one}" if number == 1 else f"Read all {count(number)} {many}" if number else f"Read {many}"
            )
            st.button(
                words,
                key=f"onward-{key}-{page}",
                icon=":material/arrow_forward:",
                on_click=view.go_to,
                args=(page, replace(filters, record_kind=None)),
            )
