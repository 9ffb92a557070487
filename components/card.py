"""One chart and everything that belongs to it: heading, picture, table twin, help and downloads.

Only the view the reader has chosen is computed and sent. The card is a fragment of its own, so changing
the view redraws this card and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import streamlit as st
from markupsafe import Markup

from components.canvas import Figure
from components.chart import show_chart
from components.frame import current_look
from components.help_words import Help
from components.markup import join, plain, tag
from components.palette import Look
from components.table import Column, Rows, csv_text, show_table
from components.view import redraw

CHART, DATA, HELP = "Chart", "Data", "Help"


@dataclass(frozen=True)
class Pick:
    """What a reader can pick in the chart, and the select box that does the same for the keyboard.

    ``choices`` are (id, name) pairs. ``on_pick`` is called with the id, or with None when the pick is taken
    back, before the page runs again. ``chosen`` is the id now in force.
    """

    label: str
    choices: Sequence[tuple[str, str]]
    on_pick: Callable[[str | None], None]
    chosen: str | None = None


@dataclass(frozen=True)
class _Card:
    key: str
    heading: str
    sub: str
    draw: Callable[[Look], Any]
    alt: Callable[[], str]
    columns: Sequence[Column]
    rows: Rows
    help: Help
    file_stem: str
    source: str
    level: int
    pick: Pick | None
    paint: Callable[[_Card], None]

    def file_name(self, ending: str) -> str:
        return f"kenspeckle_{self.file_stem}_{datetime.now(UTC):%Y-%m-%d}.{ending}"


def card(
    key: str,
    heading: str,
    *,
    figure: Callable[[Look], Figure],
    alt: Callable[[], str],
    columns: Sequence[Column],
    rows: Rows,
    help: Help,
    file_stem: str,
    sub: str = "",
    source: str = "",
    level: int = 2,
    pick: Pick | None = None,
) -> None:
    """Put a Plotly chart on the page with all that belongs to it.

    ``heading`` restates the choice or says the finding; ``sub`` adds how many records it rests on; ``source``
    is the line under the picture; ``level`` is 2 or 3; ``file_stem`` says what the downloads hold.
    """
    _put(_Card(key, heading, sub, figure, alt, columns, rows, help, file_stem, source, level, pick, _plot))


def deck_card(
    key: str,
    heading: str,
    *,
    deck: Callable[[Look], Any],
    alt: Callable[[], str],
    columns: Sequence[Column],
    rows: Rows,
    help: Help,
    file_stem: str,
    sub: str = "",
    source: str = "",
    level: int = 2,
) -> None:
    """The same for a pydeck map, which cannot be clicked or saved as a picture."""
    _put(_Card(key, heading, sub, deck, alt, columns, rows, help, file_stem, source, level, None, _deck))


def _put(plan: _Card) -> None:
    with st.container(border=True, key=f"card-{plan.key}"):
        _inside(plan)


@st.fragment
def _inside(plan: _Card) -> None:
    with st.container(horizontal=True, vertical_alignment="top", key=f"cardhead-{plan.key}"):
        st.html(str(_title(plan)), width="stretch")
        view = st.segmented_control(
            f"How to see: {plain(plan.heading)}",
            (CHART, DATA, HELP),
            default=CHART,
            required=True,
            key=f"{plan.key}-view",
            label_visibility="collapsed",
        )
    if view == DATA:
        show_table(plan.columns, plan.rows, plan.heading)
    elif view == HELP:
        st.html(str(_help(plan.help)))
    else:
        plan.paint(plan)
    _foot(plan, pictured=view not in (DATA, HELP) and plan.paint is _plot)


def _title(plan: _Card) -> Markup:
    heading = tag(f"h{plan.level}", plan.heading, class_="ks-heading")
    return heading + (tag("p", plan.sub, class_="ks-sub") if plan.sub else Markup(""))


def _help(words: Help) -> Markup:
    asked = (
        ("What does the chart show?", words.shows),
        ("How do I read it?", words.reads),
        ("Where do the numbers come from?", words.comes_from),
    )
    return tag("dl", join(tag("dt", question) + tag("dd", answer) for question, answer in asked), class_="ks-help")


def _plot(plan: _Card) -> None:
    pick = plan.pick
    show_chart(
        f"{plan.key}-chart",
        plan.draw(current_look()),
        alt=plan.alt(),
        on_click=(lambda found: _picked(pick, found)) if pick else None,
    )
    if pick:
        _choose(plan.key, pick)


def _deck(plan: _Card) -> None:
    st.pydeck_chart(plan.draw(current_look()), key=f"{plan.key}-chart", alt=plan.alt())


def _picked(pick: Pick, chosen: str | None) -> None:
    if chosen is not None or pick.chosen is not None:
        pick.on_pick(chosen)
        redraw()  # a pick changes more than this card


def _choose(card_key: str, pick: Pick) -> None:
    """The select box beside the chart: whatever the mouse can pick, the keyboard can pick here."""
    names, key = dict(pick.choices), f"{card_key}-choose"
    if st.session_state.get(key) != pick.chosen:
        st.session_state[key] = pick.chosen if pick.chosen in names else None

    def changed() -> None:
        _picked(pick, st.session_state.get(key))

    st.selectbox(
        plain(pick.label),
        list(names),
        index=None,
        key=key,
        format_func=lambda choice: names.get(choice, choice),
        placeholder="Choose from the list, or click the chart",
        on_change=changed,
    )


def _foot(plan: _Card, *, pictured: bool) -> None:
    if plan.source:
        st.html(str(tag("p", plan.source, class_="ks-source")))
    with st.container(horizontal=True, gap="small", key=f"cardfoot-{plan.key}"):
        if pictured:
            buttons = join(_picture_button(plan, kind) for kind in ("png", "svg"))
            st.html(str(tag("span", "Save as", class_="ks-save") + buttons), width="content")
        st.download_button(
            "CSV table",
            data=lambda: csv_text(plan.columns, plan.rows).encode("utf-8"),
            file_name=plan.file_name("csv"),
            mime="text/csv",
            key=f"{plan.key}-csv",
            on_click="ignore",
            type="tertiary",
        )


def _picture_button(plan: _Card, kind: str) -> Markup:
    return tag(
        "button",
        kind.upper(),
        type="button",
        class_="ks-picture",
        data_kind=kind,
        data_file=plan.file_name(kind),
        aria_label=f"Save the picture as {kind.upper()}: {plan.heading}",
    )
