"""The map of one level of places, and beside it the ranked list, or the place in the spotlight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from components import place_map, place_words, spotlight, stories, tile_map, tiles
from components.markup import join, plain, tag
from components.pairs import pairs
from components.place_words import Level
from components.slip import slip
from components.table import Column, Kind, table_markup
from components.words import hidden, told
from queries import sentences
from queries.disclosure import Told, tell
from queries.filters import Filters

Rows = Sequence[Mapping[str, Any]]
LEVEL_LABELS: dict[Level, str] = {"council": "Councils", "hscp": "Partnerships", "health_board": "Health boards"}
QUESTIONS: dict[Level, str] = {"council": "council_counts", "hscp": "hscp_counts", "health_board": "board_counts"}
MAP, SQUARES = "Map", "Equal squares"
MEASURES = {"mentions": "mentions", "sources": "sources", "places": "insights"}  # by the unit of the page
MEASURE_LABELS = {"mentions": "Times raised", "sources": "People and organisations", "insights": "Insights"}
PER_PERSON = "per_100k"
SHORT_MEASURES = {"mentions": "Raised", PER_PERSON: "Per 100,000"}  # those that the list does not show anyway
MEASURE_WORDS = {
    "mentions": "times raised",
    "sources": "people and organisations",
    "insights": "insights",
    PER_PERSON: "people and organisations per 100,000 people",
}
FEW_BEHIND = "Most of these rates rest on a few people and organisations: one more would change them much."
OTHER_PLACE = " The place filter above is left aside here."


def choose_level() -> Level:
    """The switch between councils, partnerships and boards."""
    chosen: Level = st.segmented_control(
        "Kind of place",
        list(LEVEL_LABELS),
        default="council",
        required=True,
        format_func=LEVEL_LABELS.__getitem__,
        key="place-level",
        persist_state="session",
    )
    return chosen


def choose_drawing(level: Level) -> str:
    """The switch between the map and the equal squares; partnerships have a map only."""
    if level == "hscp":
        return MAP
    drawing: str = st.segmented_control(
        "Draw as", [MAP, SQUARES], default=MAP, required=True, key="place-drawing", persist_state="session"
    )
    return drawing


def choose_measure(unit: str) -> str:
    """What the colours mean: the unit of the page, or people and organisations per 100,000 people."""
    own = MEASURES[unit]
    labels = {own: MEASURE_LABELS[own], PER_PERSON: "Per 100,000 people"}
    rate = st.segmented_control(
        "Colours show",
        [False, True],
        default=False,
        required=True,
        format_func=lambda per_person: labels[PER_PERSON if per_person else own],
        key="place-per-person",
        persist_state="session",
    )
    return PER_PERSON if rate else own


def show(rows: Rows, filters: Filters, *, level: Level, drawing: str, measure: str, source: str) -> None:
    """Takes the rows of council_counts, hscp_counts or board_counts, whichever the level asks for."""
    known = {str(row["code"]): row for row in place_words.told(rows, level, measure)}
    chosen = spotlight.on("place")
    chosen = chosen if chosen in known else None
    with pairs("places"):
        on_pick = spotlight.turn("place")
        sub = FEW_BEHIND if measure == PER_PERSON else ""
        if drawing == SQUARES:
            squares = tiles.of(level)
            tile_map.show(
                rows, squares, level=level, measure=measure, sub=sub, source=source, chosen=chosen, on_pick=on_pick
            )
        else:
            place_map.show(rows, level=level, measure=measure, sub=sub, source=source, chosen=chosen, on_pick=on_pick)
        if chosen:
            with st.container():
                _place(known[chosen], chosen, filters)
        else:
            _list(list(known.values()), level, measure)


def _list(rows: Rows, level: Level, measure: str) -> None:
    """Every place, most first, with what could be expected from its population and its class in words."""
    kind: Kind = "decimal" if measure == PER_PERSON else "count"
    ranked = (Column("value", SHORT_MEASURES[measure], kind),) if measure in SHORT_MEASURES else ()
    columns = (
        Column("name", place_words.LEVELS[level][2]),
        *ranked,
        Column("sources", "Heard", "count"),
        Column("expected", "Expected", "decimal"),
        Column("insights", "Insights", "count"),
        Column("class_words", "Class"),
    )
    rows = [{**row, "class_words": place_words.SHORT_STATUS.get(row["status"], "Named")} for row in rows]
    heading = f"All {len(rows)} {place_words.LEVELS[level][3]}, ranked by {MEASURE_WORDS[measure]}"
    words = (
        "Heard: people and organisations. Expected: how many it would be if those we heard were spread over "
        "Scotland as its people are."
    )
    table = tag("div", table_markup(columns, rows, heading), class_="ks-ranked")
    slip(heading, tag("p", words, class_="ks-sub"), table)


def _place(row: Mapping[str, Any], code: str, filters: Filters) -> None:
    own = replace(filters, place=(code,))
    aside = OTHER_PLACE if filters.place and filters.place != own.place else ""
    stories.show(
        "place-said",
        f"What was heard in {row['name']}",
        numbers(row) + aside,
        own,
        limit=2,
        more=_themes(own),
        closed=hidden(row, "insights"),
    )
    st.button(
        plain("Back to the list of places"),
        key="place-back",
        icon=":material/arrow_back:",
        on_click=spotlight.turn("place"),
        args=(None,),
    )


def numbers(row: Mapping[str, Any]) -> str:
    """``18 insights from 17 people and organisations; from its population 9.9 were expected.``"""
    if row["status"] != "named":
        return f"{row['status_words']}."
    insights = "insight" if row["insights"] == 1 else "insights"
    heard = f"{told(row, 'insights')} {insights} from {told(row, 'sources', 'sources')}"
    if row["expected"] is None:
        return f"{heard}."
    return f"{heard}; {row['expected']:.1f} would be expected from its population."


def _themes(filters: Filters) -> str:
    first = sentences.first_themes(tell("theme_frequency", filters).rows, filters.unit, 5)
    if not first:
        return ""
    items = join(tag("li", row["theme"], " ", tag("strong", told(row, filters.unit))) for row in first)
    return str(
        tag("p", f"Raised most, by {sentences.unit_words(filters.unit)}:", class_="ks-sub")
        + tag("ol", items, class_="ks-first")
    )


def counts(level: Level, filters: Filters) -> Told:
    """The rows that the level asks for."""
    return tell(QUESTIONS[level], filters)
