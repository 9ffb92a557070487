"""What exactly was said? Insights to search and read, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from components import (
    insight_csv,
    kept_searches,
    near_duplicates,
    only_new,
    pager,
    room_list,
    tagging,
    untagged,
)
from components.found_count import count_markup
from components.insight_card import card_markup, short_markup
from components.markup import join, tag
from components.search_box import search_box
from queries.disclosure import tell
from queries.filters import Filters
from queries.search import Listed, read

SIZE = 20  # insights on one page
KEY = "insights"


def show_insights(filters: Filters, *, size: int = SIZE) -> None:
    """The search box and kept searches, how many match, the cards of one page, and a CSV of all that match."""
    room_list.tell()
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{KEY}-find"):
        text = search_box(f"{KEY}-search", "Search in what was said")
        kept_searches.show(filters, text)
    since = only_new.since(KEY, filters, text)
    about = (filters, text, since)
    start = pager.offset(KEY, about, size)
    with st.spinner("Getting the search ready …", show_time=True):
        found = read("insights", text, filters, limit=size, offset=start, added_after=since)
    if not found.rows and start:  # the list has become shorter since
        first = read("insights", text, filters, limit=1, added_after=since)
        pager.keep_within(KEY, about, size, first.matching)
        start = pager.offset(KEY, about, size)
        found = read("insights", text, filters, limit=size, offset=start, added_after=since)
    if not found.rows:
        _nothing(text)
        only_new.way_back(KEY, filters, text, since)
        return
    _head(filters, text, found, start, since)
    if filters.mode == "working" and tagging.switch(tagging.INSIGHT, filters, text, found.matching, since):
        tagging.show_cards(found.rows, found.stems)
    else:
        st.html(str(tag("div", join(card_markup(row, found.stems) for row in found.rows), class_="ks-records")))
    pager.turner(KEY, about, start=start, shown=len(found.rows), matching=found.matching, size=size, noun="insights")
    if filters.mode == "working":
        untagged.show(filters)
        near_duplicates.show()


def show_few(filters: Filters, limit: int = 3, *, level: int = 3) -> None:
    """The newest few insights in view, for a panel beside a chart; ``level`` is that of their headings."""
    told = tell("insights", filters, ids=None, limit=limit, offset=0)
    if not told.rows:
        st.html(str(tag("p", "No insight is in view here. Clear a filter to see more.", class_="ks-note")))
        return
    cards = tag("div", join(short_markup(row, level=level) for row in told.rows), class_="ks-records ks-few")
    notes = join(tag("p", note, class_="ks-note") for note in told.notes)
    st.html(str(cards + notes))


def show_these(ids: Sequence[str], filters: Filters, *, level: int = 3) -> None:
    """These insights, in this order, for a panel beside a chart; ``level`` is that of their headings."""
    told = tell("insights", filters, ids=list(ids), limit=max(1, len(ids)), offset=0)
    if not told.rows:
        st.html(str(tag("p", "No insight that may be shown here names it.", class_="ks-note")))
        return
    rows = sorted(told.rows, key=lambda row: ids.index(row["insight_id"]))
    st.html(str(tag("div", join(short_markup(row, level=level) for row in rows), class_="ks-records ks-few")))


def _head(filters: Filters, text: str, found: Listed, start: int, since: datetime | None) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{KEY}-head"):
        st.html(str(count_markup(found, start, "insight", "insights", new=only_new.words(since))), width="stretch")
        st.download_button(
            "Download these as CSV",
            data=lambda: insight_csv.csv_bytes(filters, text, since),
            file_name=insight_csv.file_name(filters, text),
            mime="text/csv",
            key=f"{KEY}-csv",
            on_click="ignore",
            icon=":material/download:",
        )
        only_new.way_back(KEY, filters, text, since)


def _nothing(text: str) -> None:
    advice = (
        "Try fewer words: every word has to be found in the title, the text or the name of the source. "
        "Small slips of spelling are forgiven."
        if text
        else "Clear a filter to see more, or bring in a spreadsheet."
    )
    head = tag("p", "No insight matches.", class_="ks-listtop", role="status")
    st.html(str(tag("div", head, tag("p", advice, class_="ks-note"))))
