"""One or several places looked at closely: their themes beside all in view, their case studies and what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from components import place_words, stories
from components.markup import join, plain, tag
from components.place_words import Level
from components.table import Column, table_markup
from components.words import hidden, listed, told
from queries import comparing
from queries.disclosure import tell
from queries.filters import Filters

Rows = Sequence[Mapping[str, Any]]
KEY, BOX = "spotlight-places", "places-chosen"
OTHER_PLACE = " The place filter above is left aside here."
THEMES, CASE_STUDIES = 6, 3


def among(known: Mapping[str, Any]) -> tuple[str, ...]:
    """The places chosen that exist at the level now shown."""
    held = st.session_state.get(KEY, ())
    return tuple(code for code in held if code in known)


def turn(code: str | None) -> None:
    """A callback for the map: look at this place, or at none."""
    st.session_state[KEY] = () if code is None else (code,)


def show(rows: Rows, known: Mapping[str, Mapping[str, Any]], level: Level, filters: Filters) -> None:
    """The panel beside the map. ``rows`` are those chosen, ``known`` all of the level, both from place_words.told."""
    own = replace(filters, place=tuple(str(row["code"]) for row in rows))
    whole = replace(filters, place=())
    aside = OTHER_PLACE if filters.place and set(filters.place) != set(own.place) else ""
    said = numbers(rows[0]) if len(rows) == 1 else _several(own)
    name = listed([str(row["name"]) for row in rows])
    stories.show(
        "place-said",
        f"What was heard in {name}",
        said + aside,
        own,
        limit=2,
        more=_themes(own, whole, name) + _case_studies(own),
        closed=any(hidden(row, "insights") for row in rows),
    )
    _box(known, level)
    st.button(
        plain("Back to the list of places"), key="place-back", icon=":material/arrow_back:", on_click=turn, args=(None,)
    )


def _box(known: Mapping[str, Mapping[str, Any]], level: Level) -> None:
    """The list to choose several from, which does for the keyboard what a click on the map does for one."""
    options = sorted(known, key=lambda code: str(known[code]["name"]))
    st.session_state[BOX] = [code for code in among(known) if code in options]

    def changed() -> None:
        st.session_state[KEY] = tuple(st.session_state[BOX])

    st.multiselect(
        f"Look at several {place_words.LEVELS[level][3]} together",
        options,
        key=BOX,
        format_func=lambda code: str(known[code]["name"]) if code in known else code,
        on_change=changed,
        select_all=False,
    )


def numbers(row: Mapping[str, Any]) -> str:
    """``18 insights from 17 people and organisations; 9.9 would be expected from its population.``"""
    if row["status"] not in ("named", "not_compared"):
        return f"{row['status_words']}."
    insights = "insight" if row["insights"] == 1 else "insights"
    heard = f"{told(row, 'insights')} {insights} from {told(row, 'sources', 'sources')}"
    if row["expected"] is None:
        return f"{heard}."
    return f"{heard}; {row['expected']:.1f} would be expected from its population."


def _several(own: Filters) -> str:
    counts = tell("headline", own).one
    if hidden(counts, "insights"):
        return ""
    return f"{told(counts, 'insights')} insights from {told(counts, 'sources', 'sources')}, each counted once."


def _themes(own: Filters, whole: Filters, name: str) -> str:
    """The themes raised most there, beside how often they are raised in all that is in view."""
    here, everywhere = tell("theme_frequency", own).rows, tell("theme_frequency", whole).rows
    rows = comparing.shares(here, everywhere, own.unit)[:THEMES]
    if not rows:
        return ""
    columns = (
        Column("theme", "Raised most"),
        Column("here", "Here", "count"),
        Column("here_share", "Of all here", "share"),
        Column("whole_share", "In all Scotland", "share"),
    )
    words = (
        "Shares are of the times any theme was raised; they are shown from ten on. Nothing here says “more” or “less”."
    )
    return str(
        table_markup(columns, rows, f"Themes in {name} beside all Scotland") + tag("p", words, class_="ks-small")
    )


def _case_studies(own: Filters) -> str:
    rows = tell("case_studies", own, ids=None, limit=CASE_STUDIES, offset=0).rows
    if not rows:
        return ""
    items = join(
        tag("li", row["title"], " ", tag("span", row["organisation"] or "", class_="ks-small")) for row in rows
    )
    more = f" ({rows[0]['matching']:,} in all)" if rows[0]["matching"] > len(rows) else ""
    return str(tag("p", f"Case studies from here{more}:", class_="ks-sub") + tag("ul", items, class_="ks-list"))
