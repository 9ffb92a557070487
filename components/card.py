"""One chart and everything that belongs to it: heading, picture, table twin, help and downloads.

A card is a single element of the page: the dozen of Streamlit's own that it would take keep a browser busier than
the chart does. ``static/js/card/card.js`` draws what is put together here. Only the view the reader has chosen is
computed and sent. A card is a fragment of its own, so that changing the view draws this card and nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import streamlit as st
from markupsafe import Markup

from components import card_script
from components.chart import chart, clicked_id
from components.frame import current_look
from components.help_words import Help
from components.markup import join, tag
from components.palette import Look
from components.table import Column, Rows, csv_text, table_markup
from components.view import redraw

Shape = Literal["bars", "lines", "points"]
CHART, DATA, HELP = VIEWS = ("Chart", "Data", "Help")
HINT = "Choose from the list, or click the chart"
# Seconds before a pydeck map is sent. Without a graphics card a browser draws it for half a second, and where it came
# together with the charts it was drawn first and they waited.
BREATH = 0.04
KEYS = "With the arrow keys go to one of the list, then press Enter."

# Part of the page, not a tree of its own: the style sheet, the saved pictures and screen readers reach into it.
_mount = st.components.v2.component("kenspeckle_card", js=card_script.loader(), isolate_styles=False)


@dataclass(frozen=True)
class Pick:
    """What a reader can pick in the chart, and in the list that does the same for the keyboard.

    ``choices`` are (id, name) pairs. ``on_pick`` is called with the id, or with None when the pick is taken
    back, before the page runs again. ``chosen`` is the id now in force.
    """

    label: str
    choices: Sequence[tuple[str, str]]
    on_pick: Callable[[str | None], None]
    chosen: str | None = None

    def turn(self, wanted: object) -> None:
        """Hand over what was picked, if it was offered; where nothing is chosen there is nothing to take back."""
        offered = next((value for value, _ in self.choices if value == wanted), None)
        if offered is not None or (wanted is None and self.chosen is not None):
            self.on_pick(offered)
            redraw()  # a pick changes more than its card


@dataclass(frozen=True)
class Card:
    """``heading`` restates the choice or says the finding; ``sub`` adds how many records it rests on; ``source``
    is the line under the picture; ``file_stem`` says what the downloads hold.

    What a slide's own chart is made of: the columns ``drawn`` (none: the first with numbers) over the columns
    ``named`` (none: the first); of lines the first of ``named`` runs along the ``axis``, the second tells them apart.
    ``deck``: the figure is a pydeck map. ``bare`` draws a map in Plotly, without words inside; ``legend`` then says
    (mark, words) what its fills mean.
    """

    key: str
    heading: str
    figure: Callable[[Look], Any]
    alt: Callable[[], str]
    columns: Sequence[Column]
    rows: Rows
    help: Help
    file_stem: str
    sub: str = ""
    source: str = ""
    pick: Pick | None = None
    drawn: Sequence[str] = ()
    named: Sequence[str] = ()
    shape: Shape = "bars"
    axis: Sequence[str] = ()
    deck: bool = False
    bare: Callable[[Look], Any] | None = None
    legend: Sequence[tuple[str, str]] = ()

    def show(self) -> None:
        """Put it on the page with all that belongs to it."""
        if self.deck:
            self._show_deck()
        else:
            self._show_chart()

    @st.fragment
    def _show_chart(self) -> None:
        key = f"card-{self.key}"
        held = st.session_state.get(key) or {}
        view, look = chosen_view(held), current_look()
        data = {**self.top(view), **self.middle(view, look), **self.foot(pictured=view == CHART), **self.csv(held)}
        pick = self.pick

        def clicked() -> None:
            if pick and (found := clicked_id(st.session_state[key].get("clicked"))):
                pick.turn(found)

        def chosen() -> None:
            if pick:
                pick.turn(st.session_state[key].get("chosen") or None)

        _mount(
            key=key,
            data=data,
            on_view_change=_noted,
            on_csv_change=_noted,
            on_clicked_change=clicked,
            on_chosen_change=chosen,
        )

    @st.fragment
    def _show_deck(self) -> None:
        """A pydeck map cannot be saved as a picture. A click hands back a point's ``id``."""
        head, foot, deck = f"cardhead-{self.key}", f"cardfoot-{self.key}", f"{self.key}-chart"
        pick = self.pick

        def clicked() -> None:
            found = (st.session_state.get(deck) or {}).get("selection", {}).get("objects", {})
            points = [one for objects in found.values() for one in objects]
            if pick and points:
                pick.turn(points[0].get("id"))

        with st.container(border=True, key=f"card-{self.key}"):
            view = chosen_view(st.session_state.get(head) or {})
            _mount(key=head, data={**self.top(view), **self.words(view)}, on_view_change=_noted)
            if view == CHART:
                time.sleep(BREATH)
                st.pydeck_chart(
                    self.figure(current_look()), key=deck, alt=self.alt(), on_select=clicked if pick else "ignore"
                )
            held = st.session_state.get(foot) or {}
            _mount(key=foot, data={**self.foot(pictured=False), **self.csv(held)}, on_csv_change=_noted)

    def top(self, view: str) -> dict[str, Any]:
        """Heading and switch."""
        heading = tag("h2", self.heading, class_="ks-heading")
        sub = tag("p", self.sub, class_="ks-sub") if self.sub else ""
        return {"head": str(heading + sub), "label": f"How to see: {self.heading}", "views": VIEWS, "view": view}

    def middle(self, view: str, look: Look) -> dict[str, Any]:
        """What the reader chose to see: the chart with its list to pick from, or words."""
        if view != CHART:
            return self.words(view)
        drawn = chart(self.figure(look), alt=self.alt(), clickable=self.pick is not None)
        return {"chart": drawn, **({"choose": _offered(self.pick)} if self.pick else {})}

    def words(self, view: str) -> dict[str, str]:
        """The table or the help; nothing where the chart is to be seen."""
        if view == DATA:
            return {"body": str(table_markup(self.columns, self.rows, self.heading))}
        return {"body": str(_help(self.help))} if view == HELP else {}

    def foot(self, *, pictured: bool) -> dict[str, str]:
        """The source, and the buttons that save."""
        source = tag("p", self.source, class_="ks-source") if self.source else ""
        pictures = [self._button(kind) for kind in ("png", "svg")] if pictured else []
        save = tag("span", "Save as", class_="ks-save") if pictured else ""
        buttons = tag("div", save, *pictures, self._button("csv"), class_="ks-saves")
        return {"foot": str(join([source, buttons]))}

    def csv(self, held: Mapping[str, Any]) -> dict[str, Any]:
        """The table as CSV, worked out only in the run that the press of its button asked for."""
        asked = held.get("csv")
        if not isinstance(asked, int):
            return {}
        return {"csv": {"asked": asked, "text": csv_text(self.columns, self.rows)}}

    def _button(self, kind: str) -> Markup:
        words = "CSV table" if kind == "csv" else kind.upper()
        what = "CSV table" if kind == "csv" else f"Save the picture as {words}"
        return tag(
            "button",
            words,
            type="button",
            class_="ks-csv" if kind == "csv" else "ks-picture",
            data_kind=kind,
            data_file=f"kenspeckle_{self.file_stem}_{datetime.now(UTC):%Y-%m-%d}.{kind}",
            aria_label=f"{what}: {self.heading}",
        )


def chosen_view(held: Mapping[str, Any]) -> str:
    """The view that a card's state tells of; a browser may send anything."""
    view = held.get("view")
    return view if view in VIEWS else CHART


def _offered(pick: Pick) -> dict[str, Any]:
    known = {value for value, _ in pick.choices}
    chosen = pick.chosen if pick.chosen in known else None
    return {"label": pick.label, "hint": HINT, "keys": KEYS, "options": list(pick.choices), "chosen": chosen}


def _help(words: Help) -> Markup:
    asked = (
        ("What does the chart show?", words.shows),
        ("How do I read it?", words.reads),
        ("Where do the numbers come from?", words.comes_from),
    )
    return tag("dl", join(tag("dt", question) + tag("dd", answer) for question, answer in asked), class_="ks-help")


def _noted() -> None:
    """Streamlit keeps what a component tells only under a name that has a callback."""
