"""The map of one level of places, and beside it the ranked list, or the places that the reader chose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from components import chosen_places, place_map, place_words, tile_map, tiles, withheld
from components.markup import tag
from components.pairs import pairs
from components.place_words import SHARE, Level
from components.slip import slip
from components.table import Column, Kind, table_markup
from components.words import hidden, told
from queries import comparing, verdicts
from queries.disclosure import Told, tell
from queries.filters import Filters

Rows = Sequence[Mapping[str, Any]]
LEVEL_LABELS: dict[Level, str] = {"council": "Councils", "hscp": "Partnerships", "health_board": "Health boards"}
QUESTIONS: dict[Level, str] = {"council": "council_counts", "hscp": "hscp_counts", "health_board": "board_counts"}
MAP, SQUARES = "Map", "Equal squares"
MEASURES = {"mentions": "mentions", "sources": "sources", "places": "insights"}  # by the unit of the page
MEASURE_LABELS = {"mentions": "Times raised", "sources": "Heard", "insights": "Insights"}  # short: a phone shows all
PER_PERSON = "per_100k"
COLOURS = {"count": "", PER_PERSON: "Per 100,000", SHARE: "Share"}
SHORT_MEASURES = {
    "mentions": "Raised",
    PER_PERSON: "Per 100,000",
    "insights": "Insights",
}
MEASURE_WORDS = {
    "mentions": "times raised",
    "sources": "people and organisations",
    "insights": "insights",
    PER_PERSON: "people and organisations per 100,000 people",
    SHARE: "heard against expected",
}
FEW_BEHIND = "Most of these rates rest on a few people and organisations: one more would change them much."


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


def choose_drawing() -> str:
    """The switch between the map and the equal squares."""
    drawing: str = st.segmented_control(
        "Draw as", [MAP, SQUARES], default=MAP, required=True, key="place-drawing", persist_state="session"
    )
    return drawing


def choose_measure(unit: str) -> str:
    """What the colours mean: the unit of the page, a rate, or what was heard against the share of people."""
    own = MEASURES[unit]
    labels = {**COLOURS, "count": MEASURE_LABELS[own]}
    chosen: str = st.segmented_control(
        "Colours show",
        list(labels),
        default="count",
        required=True,
        format_func=labels.__getitem__,
        key="place-measure",
        persist_state="session",
    )
    return own if chosen == "count" else chosen


def show(rows: Rows, filters: Filters, *, level: Level, drawing: str, measure: str, source: str) -> None:
    """Takes the rows of council_counts, hscp_counts or board_counts, whichever the level asks for."""
    ratios = tell("observed_expected", filters, area_level=level)
    # The sharing view may count more records in one of the two tables than in the other.
    same = ratios.notes == counts(level, filters).notes
    rows = place_words.beside(rows, ratios.rows if same else (), level)
    known = {str(row["code"]): row for row in place_words.told(rows, level, measure)}
    chosen = chosen_places.among(known)
    on_pick = chosen_places.turn
    kinds = tell("place_totals", filters).rows
    with pairs("places", wider="right"):
        sub = f"{comparing.kinds(kinds)} {FEW_BEHIND if measure == PER_PERSON else ''}".strip()
        verdict = verdicts.verdict_on("observed_expected", filters, area_level=level)
        if measure == SHARE and verdict is not None and not verdict.shown:
            heading = place_words.heading(rows, level, measure)
            withheld.show(heading, verdict, (), (), source=source)
        else:
            _picture(rows, level, drawing, measure, sub, source, chosen, on_pick)
        if chosen:
            with st.container():
                chosen_places.show([known[code] for code in chosen], known, level, filters)
        else:
            _list(list(known.values()), level, measure)


def _picture(
    rows: Rows, level: Level, drawing: str, measure: str, sub: str, source: str, chosen: tuple[str, ...],
    on_pick: Callable[[str | None], None],
) -> None:  # fmt: skip
    if drawing == SQUARES:
        key = tile_map.key_words(place_words.told(rows, level, measure))
        tile_map.show(
            rows, tiles.of(level), level=level, measure=measure, sub=f"{sub} {key}".strip(), source=source,
            chosen=chosen, on_pick=on_pick,
        )  # fmt: skip
    else:
        place_map.show(rows, level=level, measure=measure, sub=sub, source=source, chosen=chosen, on_pick=on_pick)


def _list(rows: Rows, level: Level, measure: str) -> None:
    """Every place, most first, with the range of what was heard and what could be expected from its population."""
    kind: Kind = "decimal" if measure == PER_PERSON else "count"
    ranked = (Column("value", SHORT_MEASURES[measure], kind),) if measure in SHORT_MEASURES else ()
    compared = (
        (Column("ratio_words", "Heard ÷ expected", nothing="–"),) if any(row["ratio_words"] for row in rows) else ()
    )
    columns = (
        Column("name", place_words.LEVELS[level][2]),
        *ranked,
        Column("heard_words", "Heard (range)"),
        Column("expected", "Expected", "decimal"),
        *compared,
    )
    rows = [{**row, "heard_words": _heard(row)} for row in rows]
    heading = f"All {len(rows)} {place_words.LEVELS[level][3]}, ranked by {MEASURE_WORDS[measure]}"
    words = (
        "Heard: people and organisations; in brackets how sure that number is (95\u00a0% range). Expected: how many it "
        "would be if those we heard were spread over Scotland as its people are."
    )
    table = tag("div", table_markup(columns, rows, heading), class_="ks-ranked")
    slip(heading, tag("p", words, class_="ks-sub"), table)


def _heard(row: Mapping[str, Any]) -> str:
    """``17 (10 to 27)``; of a place that is not named its class."""
    if row["status"] not in ("named", "not_compared"):
        return place_words.SHORT_STATUS[row["status"]]
    heard = told(row, "sources")
    return heard if hidden(row, "sources") or not row["range_words"] else f"{heard} ({row['range_words']})"


def counts(level: Level, filters: Filters) -> Told:
    """The rows that the level asks for."""
    return tell(QUESTIONS[level], filters)
