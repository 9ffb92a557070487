"""Which themes come up with which people: squares, the pairs that stand out, the words that separate two groups."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components import spotlight, stories, theme_group_squares, withheld
from components.markup import tag
from components.pairs import pairs
from data.vocabulary import vocabulary
from queries import comparing, verdicts
from queries.disclosure import tell
from queries.filters import Filters
from queries.ladder import Verdict

_PAIR = "theme-group"


def show(filters: Filters, source: str) -> None:
    """The sentence, squares beside what stands out or was said, then the words of two groups."""
    rows = tell("theme_group", filters).rows
    verdict = verdicts.verdict_on("theme_group", filters) or Verdict(True)
    if said := comparing.pairs(rows, filters, verdict):
        st.html(str(tag("p", said, class_="ks-lead")))
    if verdict.shown:
        working = filters.mode == "working"
        chosen = spotlight.on(_PAIR) if working else None
        known = {row["id"]: row for row in theme_group_squares.in_full(rows)}
        chosen = chosen if chosen in known else None
        with pairs("squares"):
            on_pick = spotlight.turn(_PAIR) if working else None
            theme_group_squares.show(rows, source=source, on_pick=on_pick, chosen=chosen)
            if chosen:
                with st.container():
                    _stories(known[chosen]["theme"], chosen, filters)
            else:
                sub = "Each person or organisation counted once, beside what chance would have."
                theme_group_squares.show_standing_out(rows, sub=sub, source=source)
    else:
        heading = "Themes and the groups of people they come up with"
        counts = [row for row in theme_group_squares.in_full(rows) if row["records"]]
        counts = sorted(counts, key=lambda row: (-row["records"], row["theme"]))[:40]
        withheld.show(heading, verdict, theme_group_squares.COUNTS, counts, source=source)
    _words(filters, source)


def _stories(theme: str, chosen: str, filters: Filters) -> None:
    at, _, group = chosen.partition("|")
    own = replace(filters, theme=(at,), group=(group,), record_kind="insight")
    heading = f"What was said about {theme} with {group}"
    stories.show("pair-said", heading, "Insights with both.", own, limit=3)


def _words(filters: Filters, source: str) -> None:
    """Two choices and the card; at first the two groups that most are about."""
    told = tell("group_counts", filters).rows
    found = [str(row["group_name"]) for row in told if row["group_name"] != "not_recorded" and row["records"]]
    st.html(str(tag("h2", "What words separate two groups?", class_="ks-step")))
    if len(found) < 2:
        st.html(
            str(
                tag(
                    "p", "Two groups of people have to be named before their words can be told apart.", class_="ks-note"
                )
            )
        )
        return
    left, right = st.columns(2)
    with left:
        first = _group("One group", found, 0, "words-first")
    with right:
        second = _group("Another group", found, 1, "words-second")
    if first == second:
        st.html(str(tag("p", "Choose two different groups.", class_="ks-note", role="status")))
        return
    rows = tell("words_apart", filters, first_group=first, second_group=second).rows
    verdict = verdicts.verdict_on("words_apart", filters, first_group=first, second_group=second) or Verdict(True)
    if verdict.shown:
        theme_group_squares.show_words(rows, first, second, source=source)
    else:
        withheld.show(f"Words that set apart {first} and {second}", verdict, (), (), source=source)


def _group(label: str, found: list[str], at: int, key: str) -> str:
    if st.session_state.get(key) not in found:
        st.session_state[key] = found[at]
    chosen: str = st.selectbox(
        label, found, key=key, format_func=lambda group: vocabulary().label("group", group), persist_state="session"
    )
    return chosen
