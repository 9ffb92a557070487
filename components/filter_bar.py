"""The one filter bar: what is in view, in which unit it is counted, and whether the numbers may be shared.

It owns every filter's widget key and its name in the address. The two filters used most and the unit stand in
one row; the others wait in a panel that is worked out only while it is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from components import view
from components.filter_state import show_state
from components.markup import tag
from queries.choices import Choice, choices
from queries.filters import NOT_RECORDED, Filters

UNIT_LABELS = {"mentions": "Times raised", "sources": "People and organisations", "places": "Places"}
BOTH = "both"  # a switch can show a choice for None only under a word
KIND_LABELS = {BOTH: "Both", "insight": "Insights", "case_study": "Case studies"}
MODE_LABELS = {"working": "Working view", "sharing": "Sharing view"}
# For each list-valued filter: its label, and what it says while nothing is chosen.
LABELS = {
    "theme": ("Theme", "All themes"),
    "place": ("Place", "All of Scotland"),
    "focus_area": ("Focus area", "All focus areas"),
    "source_kind": ("Kind of source", "All kinds"),
    "sector": ("Sector", "All sectors"),
    "level": ("Level", "All levels"),
    "group": ("Whom it is about", "All groups of people"),
}
AS_AT_HELP = "Looks back: only what was here on that day, under the themes as they were then. Blank: now."
_EARLIEST = date(1990, 1, 1)


def filter_bar(filters: Filters, *, counts_by_unit: bool = True) -> None:
    """Draw the bar with the filters in force. Where nothing is counted by unit, the bar does not offer it."""
    offered = choices(filters.standing)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="filter-row"):
        _list("theme", filters, offered["theme"])
        _list("place", filters, offered["place"])
        if counts_by_unit:
            _one_of("unit", "Count by", UNIT_LABELS, filters.unit)
        more = st.popover("More filters", icon=":material/tune:", key="filter-more", on_change="rerun")
        if more.open:
            with more:
                _more(filters, offered)
    show_state(filters, offered)


def _more(filters: Filters, offered: dict[str, tuple[Choice, ...]]) -> None:
    left, right = st.columns(2)
    with left:
        for name in ("focus_area", "source_kind", "level"):
            _list(name, filters, offered[name])
    with right:
        _list("sector", filters, offered["sector"])
        if filters.mode == "working":
            _list("group", filters, offered["group"])
        else:
            st.html(str(tag("p", view.NOT_WHEN_SHARING, class_="ks-note")))
        _one_of("record_kind", "Count", KIND_LABELS, filters.record_kind or BOTH)
    with left:
        _day("from_date", "From", filters.from_date, _EARLIEST, filters.to_date)
    with right:
        _day("to_date", "To", filters.to_date, filters.from_date or _EARLIEST, None)
    with left:
        _day("as_at", "As it stood at the end of", filters.as_at, _EARLIEST, None, AS_AT_HELP)
    _one_of("mode", "Who is looking?", MODE_LABELS, filters.mode)
    st.html(
        str(
            tag(
                "p",
                "The sharing view hides small numbers that were told in confidence. Use it for anything that "
                "leaves the team.",
                class_="ks-note",
            )
        )
    )


def _list(name: str, filters: Filters, offered: Sequence[Choice]) -> None:
    """One filter of several values, ORed. Where nothing was ever recorded it says so."""
    label, everything = LABELS[name]
    known = {choice.value: _words(choice, filters.mode) for choice in offered}
    empty = all(choice.value == NOT_RECORDED for choice in offered)
    key = _set(name, list(getattr(filters, name)))

    def changed() -> None:
        view.narrow(**{name: tuple(st.session_state[key])})

    st.multiselect(
        label,
        list(known),
        key=key,
        format_func=lambda value: known.get(value, value),  # an option is plain text for Streamlit
        placeholder="Nothing recorded yet" if empty else everything,
        disabled=empty,
        select_all=False,
        on_change=changed,
    )


def _words(choice: Choice, mode: str) -> str:
    """The choice, and inside the team how many records it would keep of all."""
    return choice.label if mode == "sharing" else f"{choice.label} ({choice.records:,})"


def _one_of(name: str, label: str, labels: dict[str, str], value: str) -> None:
    """One value of a few, all in sight."""
    key = _set(name, value)

    def changed() -> None:
        chosen = st.session_state[key]
        view.narrow(**{name: None if chosen == BOTH else chosen})

    st.segmented_control(
        label, list(labels), key=key, format_func=labels.__getitem__, required=True, on_change=changed, wrap=True
    )


def _day(
    name: str, label: str, value: date | None, first: date, last: date | None, told: str | None = None
) -> None:  # fmt: skip
    key = _set(name, value)

    def changed() -> None:
        view.narrow(**{name: st.session_state[key]})

    st.date_input(
        label,
        key=key,
        min_value=min(first, value or first),  # an address may hold any day
        max_value=max(last or date.today(), value or date.min),
        format="DD/MM/YYYY",
        help=told,
        on_change=changed,
    )


def _set(name: str, value: object) -> str:
    """The widget's key, with the widget set to what is in force: the filters lead, never the widget.

    On another page it is another widget under the same key. The session still answers with the value of the
    one before, so a comparison would find nothing to say, and the new one would stand there empty.
    """
    key = f"filter-{name}"
    if view.came() or key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key
