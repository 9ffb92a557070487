"""What did places do? Case studies as cards, a page at a time, each with a way into its whole story."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from components import only_new, pager, room_list, tagging
from components import record_facts as facts
from components.case_study_choice import MOST, compare, pick, picked, unpick
from components.found_count import count_markup
from components.markup import join, plain, shortened, tag
from components.search_box import search_box
from data.fields import WITHDRAWN
from queries.filters import Filters
from queries.search import read

SIZE = 12  # case studies on one page
KEY = "case-studies"
Row = Mapping[str, Any]


def show_case_studies(filters: Filters, on_open: Callable[[str], None], *, size: int = SIZE) -> None:
    """The search box, how many match, the cards. ``on_open`` is called with the id of the story to read."""
    room_list.tell()
    text = search_box(f"{KEY}-search", "Search in the stories")
    since = only_new.since(KEY, filters, text)
    about = (filters, text, since)
    start = pager.offset(KEY, about, size)
    found = read("case_studies", text, filters, limit=size, offset=start, added_after=since)
    if not found.rows and start:  # the list has become shorter since
        first = read("case_studies", text, filters, limit=1, added_after=since)
        pager.keep_within(KEY, about, size, first.matching)
        start = pager.offset(KEY, about, size)
        found = read("case_studies", text, filters, limit=size, offset=start, added_after=since)
    rows = found.rows
    if not rows:
        st.html(str(tag("p", "No case study matches.", class_="ks-listtop", role="status") + _advice(text)))
        only_new.way_back(KEY, filters, text, since)
        return
    matching = found.matching
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{KEY}-head"):
        st.html(str(count_markup(found, start, "case study", "case studies", new=only_new.words(since))))
        only_new.way_back(KEY, filters, text, since)
    working = filters.mode == "working"
    tags = working and tagging.switch(tagging.CASE_STUDY, filters, text, matching, since)
    known = tagging.themes() if tags else None
    _compare_bar()
    for left in range(0, len(rows), 2):
        for column, row in zip(st.columns(2, gap="medium"), rows[left : left + 2], strict=False):
            with column:
                _card(row, found.stems, on_open, known)
    pager.turner(KEY, about, start=start, shown=len(rows), matching=matching, size=size, noun="case studies")


def card_markup(row: Row, stems: frozenset[str] = facts.NO_STEMS) -> str:
    """The card's words: where and when, title, who, the first of the four questions, themes."""
    line = f"{facts.where(row)} · {facts.when(row['published_on'], row['date_precision'])}"
    changed = shortened(row["what_changed"] or "", 260)
    return str(
        tag(
            "article",
            tag("p", line, class_="ks-whenwhere"),
            tag("h2", facts.found_in(row["title"], stems) if row["title"] else no_title(row), class_="ks-title"),
            tag("p", facts.said(row["organisation"]), class_="ks-from"),
            tag("p", facts.found_in(changed, stems) if changed else facts.quiet(), class_="ks-words"),
            facts.chips(row["themes"]),
            class_="ks-record ks-record-short",
        )
    )


def no_title(row: Row) -> str:
    """What stands where a title would: that there is none, or that the source has withdrawn."""
    return WITHDRAWN if row.get("withdrawn") else "Untitled"


def _card(
    row: Row, stems: frozenset[str], on_open: Callable[[str], None], themes: Mapping[str, str] | None = None
) -> None:
    """One card; with ``themes`` (all there are, names by id) its own can be changed."""
    with st.container(border=True, key=f"card-case-{row['case_study_id']}", height="stretch"):
        st.html(card_markup(row, stems), width="stretch")
        st.button(
            # What stands in * is in the button's name but not in sight; see reading.css.
            f"Read the whole story *of {plain(row['title'] or no_title(row))}*",
            key=f"case-{row['case_study_id']}-open",
            icon=":material/menu_book:",
            on_click=on_open,
            args=(row["case_study_id"],),
        )
        held = row["case_study_id"] in picked()
        st.button(
            f"{'Picked to compare' if held else 'Pick to compare'} *: {plain(row['title'] or no_title(row))}*",
            key=f"case-{row['case_study_id']}-pick-open",
            icon=":material/check_box:" if held else ":material/check_box_outline_blank:",
            type="tertiary",
            disabled=not held and len(picked()) == MOST,
            on_click=pick,
            args=(row["case_study_id"],),
        )
        if themes is not None:
            tagging.themes_of(tagging.CASE_STUDY, row, themes, "cards")


def _compare_bar() -> None:
    """What was picked, and the way to see it side by side."""
    held = len(picked())
    if not held:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"{KEY}-compare"):
        words = f"{held} picked to compare, of {MOST} at most."
        st.html(str(tag("p", words, class_="ks-small", role="status")), width="content")
        st.button("See them side by side", key=f"{KEY}-side", icon=":material/view_column:", disabled=held < 2,
                  type="primary", on_click=compare)  # fmt: skip
        st.button("Pick none", key=f"{KEY}-none", type="tertiary", on_click=unpick)


def _advice(text: str) -> str:
    said = (
        "Try fewer words: every word has to be found in the title, the organisation or one of the answers."
        if text
        else "Clear a filter to see more, or bring in a spreadsheet."
    )
    return join([tag("p", said, class_="ks-note")])
