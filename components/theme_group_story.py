"""Which themes come up with which people: squares, the pairs that stand out, the words that separate two groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from components import spotlight, stories, theme_group_squares
from components.card import Card
from components.markup import tag
from components.pairs import pairs
from components.slip import Slip
from components.source_line import source_line
from components.withheld import withheld
from data.vocabulary import vocabulary
from queries import comparing, verdicts
from queries.disclosure import tell
from queries.filters import Filters
from queries.ladder import Verdict

_PAIR = "theme-group"
FIRST_KEY, SECOND_KEY = "words-first", "words-second"
STAGE_GROUPS = 4  # whose names fit over the squares in large type
TOO_FEW = "Two groups of people have to be named before their words can be told apart."


def show(filters: Filters) -> None:
    """The sentence, squares beside what stands out or was said, then the words of two groups."""
    verdict = _verdict(filters)
    if said := lead(filters):
        st.html(str(tag("p", said, class_="ks-lead")))
    if verdict.shown:
        working = filters.mode == "working"
        chosen = spotlight.on(_PAIR) if working else None
        known = {row["id"]: row for row in theme_group_squares.in_full(tell("theme_group", filters).rows)}
        chosen = chosen if chosen in known else None
        with pairs("squares"):
            on_pick = spotlight.turn(_PAIR) if working else None
            squares(filters, on_pick=on_pick, chosen=chosen).show()
            if chosen:
                with st.container():
                    _stories(known[chosen]["theme"], chosen, filters)
            else:
                standing_out(filters).show()
    else:
        squares(filters).show()
    _words(filters)


def lead(filters: Filters) -> str:
    """Which themes and groups come up together beyond chance; empty where nothing may be said."""
    return comparing.pairs(tell("theme_group", filters).rows, filters, _verdict(filters))


def squares(
    filters: Filters,
    *,
    limit: int | None = None,
    chosen: str | None = None,
    on_pick: Callable[[str | None], None] | None = None,
) -> Card | Slip:
    """A square for each theme and group; where they may not be compared, the pairs as a list."""
    rows, source, verdict = tell("theme_group", filters).rows, source_line(filters), _verdict(filters)
    if verdict.shown:
        most = (limit, STAGE_GROUPS) if limit else theme_group_squares.MOST
        return theme_group_squares.card(rows, most=most, source=source, chosen=chosen, on_pick=on_pick)
    counts = [row for row in theme_group_squares.in_full(rows) if row["records"]]
    counts = sorted(counts, key=lambda row: (-row["records"], row["theme"]))[:40]
    return withheld(theme_group_squares.HEADING, verdict, theme_group_squares.COUNTS, counts, source=source)


def standing_out(filters: Filters, *, limit: int = 10) -> Card | Slip:
    """The pairs that come up more or less often than by chance."""
    rows, source, verdict = tell("theme_group", filters).rows, source_line(filters), _verdict(filters)
    if not verdict.shown:
        return withheld("Pairs that stand out", verdict, (), (), source=source)
    sub = "Each person or organisation counted once, beside what chance would have."
    return theme_group_squares.standing_out_card(rows, limit=limit, sub=sub, source=source)


def _verdict(filters: Filters) -> Verdict:
    return verdicts.verdict_on("theme_group", filters) or Verdict(True)


def _stories(theme: str, chosen: str, filters: Filters) -> None:
    at, _, group = chosen.partition("|")
    own = replace(filters, theme=(at,), group=(group,), record_kind="insight")
    heading = f"What was said about {theme} with {group}"
    stories.show("pair-said", heading, "Insights with both.", own, limit=3)


def _words(filters: Filters) -> None:
    """Two choices and the card; at first the two groups that most are about."""
    found = spoken_of(filters)
    st.html(str(tag("h2", "What words separate two groups?", class_="ks-step")))
    if len(found) < 2:
        st.html(str(tag("p", TOO_FEW, class_="ks-note")))
        return
    left, right = st.columns(2)
    with left:
        first = _group("One group", found, 0, FIRST_KEY)
    with right:
        second = _group("Another group", found, 1, SECOND_KEY)
    if first == second:
        st.html(str(tag("p", "Choose two different groups.", class_="ks-note", role="status")))
        return
    words_apart(filters, first=first, second=second).show()


def spoken_of(filters: Filters) -> list[str]:
    """The groups of people in view, those that most are about first."""
    told = tell("group_counts", filters).rows
    return [str(row["group_name"]) for row in told if row["group_name"] != "not_recorded" and row["records"]]


def words_apart(filters: Filters, *, first: str = "", second: str = "", limit: int = 16) -> Card | Slip:
    """The words that separate two groups; of those that are not in view, the groups spoken of most."""
    found = spoken_of(filters)
    if len(found) < 2:
        return Slip("What words separate two groups?", TOO_FEW)
    first = first if first in found else next(group for group in found if group != second)
    second = second if second in found and second != first else next(group for group in found if group != first)
    rows = tell("words_apart", filters, first_group=first, second_group=second).rows
    verdict = verdicts.verdict_on("words_apart", filters, first_group=first, second_group=second) or Verdict(True)
    if verdict.shown:
        return theme_group_squares.words_card(rows, first, second, limit=limit, source=source_line(filters))
    heading = f"Words that set apart {first} and {second}"
    return withheld(heading, verdict, (), (), source=source_line(filters))


def _group(label: str, found: list[str], at: int, key: str) -> str:
    if st.session_state.get(key) not in found:
        st.session_state[key] = found[at]
    chosen: str = st.selectbox(
        label, found, key=key, format_func=lambda group: vocabulary().label("group", group), persist_state="session"
    )
    return chosen
