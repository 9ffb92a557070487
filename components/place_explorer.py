"""The map of one level of places, and beside it the ranked list, or the places that the reader chose."""

from __future__ import annotations

import streamlit as st

from components import chosen_places, place_cards, place_words
from components.pairs import pairs
from components.place_cards import COLOURS, COUNT, MAP, MEASURES, SQUARES
from components.place_words import Level
from queries.filters import Filters

MEASURE_LABELS = {"mentions": "Times raised", "sources": "Heard", "insights": "Insights"}  # short: a phone shows all
LEVEL_KEY, DRAWING_KEY, MEASURE_KEY = "place-level", "place-drawing", "place-measure"


def choose_level() -> Level:
    """The switch between councils, partnerships and boards."""
    chosen: Level = st.segmented_control(
        "Kind of place",
        list(place_cards.LEVELS),
        default="council",
        required=True,
        format_func=place_cards.LEVELS.__getitem__,
        key=LEVEL_KEY,
        persist_state="session",
    )
    return chosen


def choose_drawing() -> str:
    """The switch between the map and the equal squares."""
    drawing: str = st.segmented_control(
        "Draw as", [MAP, SQUARES], default=MAP, required=True, key=DRAWING_KEY, persist_state="session"
    )
    return drawing


def choose_measure(unit: str) -> str:
    """What the colours mean: the unit of the page, a rate, or what was heard against the share of people."""
    labels = {**COLOURS, COUNT: MEASURE_LABELS[MEASURES[unit]]}
    chosen: str = st.segmented_control(
        "Colours show",
        list(labels),
        default=COUNT,
        required=True,
        format_func=labels.__getitem__,
        key=MEASURE_KEY,
        persist_state="session",
    )
    return chosen


def show(filters: Filters, *, level: Level, drawing: str, measure: str) -> None:
    """The map or its squares; beside it all places of the level, or those that were picked."""
    rows = place_cards.compared(level, filters)
    shows = MEASURES[filters.unit] if measure == COUNT else measure
    known = {str(row["code"]): row for row in place_words.told(rows, level, shows)}
    chosen = chosen_places.among(known)
    with pairs("places", wider="right"):
        place_cards.areas(
            filters, level=level, drawing=drawing, measure=measure, chosen=chosen, on_pick=chosen_places.turn
        ).show()
        if chosen:
            with st.container():
                chosen_places.show([known[code] for code in chosen], known, level, filters)
        else:
            place_cards.ranked(filters, level=level, measure=measure).show()
