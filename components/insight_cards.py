"""What exactly was said? Insights to search and read, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import insight_csv, pager
from components.insight_card import card_markup, short_markup
from components.markup import join, tag
from components.search_box import search_box
from queries.disclosure import Told, tell
from queries.filters import Filters

SIZE = 20  # insights on one page
KEY = "insights"


def show_insights(filters: Filters, *, size: int = SIZE) -> None:
    """The search box, how many match, the cards of one page, the way to the next, and a CSV of all that match."""
    words = search_box(
        f"{KEY}-search", "Search in what was said", "Words that must all be there, such as: digital older"
    )
    about = (filters, words)
    start = pager.offset(KEY, about, size)
    told = tell("insights", filters, words=list(words), limit=size, offset=start)
    if not told.rows and start:  # the list has become shorter since
        first = tell("insights", filters, words=list(words), limit=1, offset=0)
        pager.keep_within(KEY, about, size, first.rows[0]["matching"] if first.rows else 0)
        start = pager.offset(KEY, about, size)
        told = tell("insights", filters, words=list(words), limit=size, offset=start)
    if not told.rows:
        _nothing(words)
        return
    matching = told.rows[0]["matching"]
    _head(filters, words, told, start, matching)
    st.html(str(tag("div", join(card_markup(row, words) for row in told.rows), class_="ks-records")))
    pager.turner(KEY, about, start=start, shown=len(told.rows), matching=matching, size=size, noun="insights")


def show_few(filters: Filters, limit: int = 3, *, level: int = 3) -> None:
    """The newest few insights in view, for a panel beside a chart; ``level`` is that of their headings."""
    told = tell("insights", filters, words=[], limit=limit, offset=0)
    if not told.rows:
        st.html(str(tag("p", "No insight is in view here. Clear a filter to see more.", class_="ks-note")))
        return
    cards = tag("div", join(short_markup(row, level=level) for row in told.rows), class_="ks-records ks-few")
    notes = join(tag("p", note, class_="ks-note") for note in told.notes)
    st.html(str(cards + notes))


def show_these(ids: Sequence[str], filters: Filters, *, level: int = 3) -> None:
    """These insights, in this order, for a panel beside a chart; ``level`` is that of their headings."""
    told = tell("chosen_insights", filters, ids=list(ids))
    if not told.rows:
        st.html(str(tag("p", "No insight that may be shown here names it.", class_="ks-note")))
        return
    st.html(str(tag("div", join(short_markup(row, level=level) for row in told.rows), class_="ks-records ks-few")))


def _head(filters: Filters, words: tuple[str, ...], told: Told, start: int, matching: int) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{KEY}-head"):
        st.html(str(_count(told, start, matching)), width="stretch")
        st.download_button(
            "Download these as CSV",
            data=lambda: insight_csv.csv_bytes(filters, words),
            file_name=insight_csv.file_name(filters, words),
            mime="text/csv",
            key=f"{KEY}-csv",
            on_click="ignore",
            icon=":material/download:",
        )


def _count(told: Told, start: int, matching: int) -> str:
    noun = "insight matches" if matching == 1 else "insights match"
    line = tag("strong", f"{matching:,} {noun}")
    if matching > len(told.rows):
        line += tag("span", f"reading {start + 1:,} to {start + len(told.rows):,}, newest first")
    elif matching > 1:
        line += tag("span", "newest first")
    notes = join(tag("p", note, class_="ks-note") for note in told.notes)
    # role=status: a screen reader is told how many match after each search
    return tag("p", line, class_="ks-listtop", role="status") + notes


def _nothing(words: tuple[str, ...]) -> None:
    st.html(
        str(
            tag(
                "div",
                tag("p", "No insight matches.", class_="ks-listtop", role="status"),
                tag(
                    "p",
                    "Try fewer words, or another spelling: every word has to be found in the title, the text or "
                    "the name of the source."
                    if words
                    else "Clear a filter to see more, or bring in a spreadsheet.",
                    class_="ks-note",
                ),
            )
        )
    )
