"""What the filters leave in view, in words, and the way back: one chip for each filter that is not in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from markupsafe import Markup

from components import view
from components.markup import join, plain, shortened, tag
from components.words import day, hidden
from queries.choices import Choice, choices
from queries.disclosure import tell
from queries.filters import Filters

_BEHIND = ("focus_area", "source_kind", "sector", "level", "group")  # those that stand in the panel
_IN_ROW = {"theme": "Theme", "place": "Place"}
_KINDS = {"insight": "Only insights", "case_study": "Only case studies"}
BADGES = {
    "working": "Working view: not for sharing",
    "sharing": "Sharing view: small numbers told in confidence are hidden",
}


@dataclass(frozen=True)
class Chip:
    """One filter in force: what it says, and the filters without it."""

    words: str
    undo: Callable[[], None]


def show_state(filters: Filters, offered: Mapping[str, Sequence[Choice]]) -> None:
    """The line under the bar: how much is in view, for whose eyes, what else narrows it, clear all."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="filter-state"):
        st.html(str(_line(filters) + named_in_row(filters, offered)), width="content")
        for at, chip in enumerate(chips(filters, offered)):
            st.button(
                plain(f"{shortened(chip.words, 44)} ✕"),
                key=f"filter-chip-{at}",
                type="secondary",
                help=plain(f"Take away: {chip.words}"),
                on_click=chip.undo,
            )
        if filters.narrows:
            st.button("Clear all", key="filter-clear", type="tertiary", on_click=view.put, args=(filters.cleared(),))
    if view.notes():
        st.html(str(tag("ul", join(tag("li", note) for note in view.notes()), class_="ks-notes", role="status")))


def in_view(headline: Mapping[str, Any]) -> str:
    """``12 of 228 insights and 3 of 60 case studies in view``."""
    if hidden(headline, "insights"):
        return "Few people or organisations are behind this selection: how many records is not shown"
    return (
        f"{headline['insights']:,} of {headline['all_insights']:,} insights and "
        f"{headline['case_studies']:,} of {headline['all_case_studies']:,} case studies in view"
    )


def named_in_row(filters: Filters, offered: Mapping[str, Sequence[Choice]]) -> Markup:
    """``Theme: Digital exclusion · Place: Fife or Moray``: the boxes of the row are too narrow for whole names."""
    said = []
    for name, word in _IN_ROW.items():
        labels = {choice.value: choice.label for choice in offered[name]}
        names = [labels.get(value, value) for value in getattr(filters, name)]
        if names:
            said.append(tag("span", tag("b", f"{word}:"), " ", " or ".join(names)))
    return tag("p", join(said, " · "), class_="ks-named") if said else Markup("")


def in_words(filters: Filters) -> str:
    """``Digital exclusion · Fife or Moray · from 1 March 2026``: all that narrows, for those who see no bar."""
    offered = choices(filters.standing)
    labels = {name: {choice.value: choice.label for choice in offered[name]} for name in _IN_ROW}
    row = [
        " or ".join(labels[name].get(value, value) for value in getattr(filters, name))
        for name in _IN_ROW
        if getattr(filters, name)
    ]
    return " · ".join([*row, *(chip.words for chip in chips(filters, offered))])


def chips(filters: Filters, offered: Mapping[str, Sequence[Choice]]) -> Iterator[Chip]:
    """The filters in force that the row does not show."""
    for name in _BEHIND:
        labels = {choice.value: choice.label for choice in offered[name]}
        for value in getattr(filters, name):
            rest = tuple(other for other in getattr(filters, name) if other != value)
            yield Chip(labels.get(value, value), _without(name, rest))
    for name, word, on in (("from_date", "from", filters.from_date), ("to_date", "to", filters.to_date)):
        if on:
            yield Chip(f"{word} {day(on)}", _without(name, None))
    if filters.as_at:
        yield Chip(f"as it stood on {day(filters.as_at)}", _without("as_at", None))
    if filters.record_kind:
        yield Chip(_KINDS[filters.record_kind], _without("record_kind", None))


def _without(name: str, rest: object) -> Callable[[], None]:
    return lambda: view.narrow(**{name: rest})


def _line(filters: Filters) -> Markup:
    count = tag("span", in_view(tell("headline", filters).one), class_="ks-inview", role="status")
    badge = tag("span", BADGES[filters.mode], class_=f"ks-badge ks-badge-{filters.mode}")
    return count + badge
