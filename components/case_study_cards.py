"""What did places do? Case studies as cards, a page at a time, each with a way into its whole story."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from components import pager
from components import record_facts as facts
from components.markup import join, plain, shortened, tag
from components.search_box import search_box
from data.fields import WITHDRAWN
from queries.disclosure import tell
from queries.filters import Filters

SIZE = 12  # case studies on one page
KEY = "case-studies"
Row = Mapping[str, Any]


def show_case_studies(filters: Filters, on_open: Callable[[str], None], *, size: int = SIZE) -> None:
    """The search box, how many match, the cards. ``on_open`` is called with the id of the story to read."""
    words = search_box(f"{KEY}-search", "Search in the stories", "Words that must all be there, such as: food island")
    about = (filters, words)
    start = pager.offset(KEY, about, size)
    rows = _rows(filters, words, size, start)
    if not rows and start:
        first = _rows(filters, words, 1, 0)
        pager.keep_within(KEY, about, size, first[0]["matching"] if first else 0)
        start = pager.offset(KEY, about, size)
        rows = _rows(filters, words, size, start)
    if not rows:
        st.html(str(tag("p", "No case study matches.", class_="ks-listtop", role="status") + _advice(words)))
        return
    matching = rows[0]["matching"]
    st.html(str(_count(matching, start, len(rows))))
    for left in range(0, len(rows), 2):
        for column, row in zip(st.columns(2, gap="medium"), rows[left : left + 2], strict=False):
            with column:
                _card(row, words, on_open)
    pager.turner(KEY, about, start=start, shown=len(rows), matching=matching, size=size, noun="case studies")


def card_markup(row: Row, words: Sequence[str] = ()) -> str:
    """The card's words: where and when, title, who, the first of the four questions, themes."""
    line = f"{facts.where(row)} · {facts.when(row['published_on'], row['date_precision'])}"
    changed = shortened(row["what_changed"] or "", 260)
    return str(
        tag(
            "article",
            tag("p", line, class_="ks-whenwhere"),
            tag("h2", facts.found_in(row["title"], words) if row["title"] else no_title(row), class_="ks-title"),
            tag("p", facts.said(row["organisation"]), class_="ks-from"),
            tag("p", facts.found_in(changed, words) if changed else facts.quiet(), class_="ks-words"),
            facts.chips(row["themes"]),
            class_="ks-record ks-record-short",
        )
    )


def no_title(row: Row) -> str:
    """What stands where a title would: that there is none, or that the source has withdrawn."""
    return WITHDRAWN if row.get("withdrawn") else "Untitled"


def _rows(filters: Filters, words: Sequence[str], limit: int, offset: int) -> Sequence[dict[str, Any]]:
    told = tell("case_studies", filters, words=list(words), case_study_id=None, limit=limit, offset=offset)
    return told.rows


def _card(row: Row, words: Sequence[str], on_open: Callable[[str], None]) -> None:
    with st.container(border=True, key=f"card-case-{row['case_study_id']}", height="stretch"):
        st.html(card_markup(row, words), width="stretch")
        st.button(
            # What stands in * is in the button's name but not in sight; see reading.css.
            f"Read the whole story *of {plain(row['title'] or no_title(row))}*",
            key=f"case-{row['case_study_id']}-open",
            icon=":material/menu_book:",
            on_click=on_open,
            args=(row["case_study_id"],),
        )


def _count(matching: int, start: int, shown: int) -> str:
    line = tag("strong", f"{matching:,} {'case study matches' if matching == 1 else 'case studies match'}")
    if matching > shown:
        line += tag("span", f"reading {start + 1:,} to {start + shown:,}, newest first")
    elif matching > 1:
        line += tag("span", "newest first")
    return tag("p", line, class_="ks-listtop", role="status")


def _advice(words: Sequence[str]) -> str:
    said = (
        "Try fewer words, or another spelling: every word has to be found in the title, the organisation or "
        "one of the answers."
        if words
        else "Clear a filter to see more, or bring in a spreadsheet."
    )
    return join([tag("p", said, class_="ks-note")])
