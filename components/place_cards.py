"""The pictures and lists of Places: the map or its equal squares, the ranked list, the classes, the circles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from components import place_circles, place_classes, place_map, place_words, tile_map, tiles
from components.card import Card
from components.markup import tag
from components.place_words import SHARE, Level
from components.slip import Slip
from components.source_line import source_line
from components.table import Column, Kind, table_markup
from components.withheld import withheld
from components.words import hidden, told
from queries import comparing, sentences, verdicts
from queries.disclosure import Told, tell
from queries.filters import Filters

Rows = Sequence[Mapping[str, Any]]
OnPick = Callable[[str | None], None] | None
LEVELS: dict[Level, str] = {"council": "Councils", "hscp": "Partnerships", "health_board": "Health boards"}
QUESTIONS: dict[Level, str] = {"council": "council_counts", "hscp": "hscp_counts", "health_board": "board_counts"}
MAP, SQUARES = "Map", "Equal squares"
MEASURES = {"mentions": "mentions", "sources": "sources", "places": "insights"}  # by the unit of the page
COUNT, PER_PERSON = "count", "per_100k"
COLOURS = {COUNT: "Counts", PER_PERSON: "Per 100,000", SHARE: "Share"}
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
LIST_WORDS = (
    "Heard: people and organisations; in brackets how sure that number is (95\u00a0% range). Expected: how many it "
    "would be if those we heard were spread over Scotland as its people are."
)


def counts(level: Level, filters: Filters) -> Told:
    """The rows that the level asks for."""
    return tell(QUESTIONS[level], filters)


def compared(level: Level, filters: Filters) -> list[dict[str, Any]]:
    """The same rows with what observed_expected says of each."""
    found, ratios = counts(level, filters), tell("observed_expected", filters, area_level=level)
    # The sharing view may count more records in one of the two tables than in the other.
    return place_words.beside(found.rows, ratios.rows if ratios.notes == found.notes else (), level)


def areas(
    filters: Filters,
    *,
    level: Level = "council",
    drawing: str = MAP,
    measure: str = COUNT,
    chosen: Collection[str] = (),
    on_pick: OnPick = None,
) -> Card | Slip:
    """The places of one level, as a map or as squares; ``measure`` says what the colours show."""
    rows, shows = compared(level, filters), MEASURES[filters.unit] if measure == COUNT else measure
    named = tell("council_sources", filters).one["sources"] if level == "council" else None
    source = sentences.collected(named, sentences.POPULATION)
    verdict = verdicts.verdict_on("observed_expected", filters, area_level=level)
    if shows == SHARE and verdict is not None and not verdict.shown:
        return withheld(place_words.heading(rows, level, shows), verdict, (), (), source=source)
    sub = comparing.kinds(tell("place_totals", filters).rows)
    sub = f"{sub} {FEW_BEHIND if shows == PER_PERSON else ''}".strip()
    if drawing == SQUARES:
        key = tile_map.key_words(place_words.told(rows, level, shows))
        return tile_map.card(
            rows, tiles.of(level), level=level, measure=shows, sub=f"{sub} {key}".strip(), source=source,
            chosen=chosen, on_pick=on_pick,
        )  # fmt: skip
    return place_map.card(rows, level=level, measure=shows, sub=sub, source=source, chosen=chosen, on_pick=on_pick)


def ranked(filters: Filters, *, level: Level = "council", measure: str = COUNT) -> Slip:
    """Every place, most first, with the range of what was heard and what could be expected from its population."""
    shows = MEASURES[filters.unit] if measure == COUNT else measure
    rows = place_words.told(compared(level, filters), level, shows)
    kind: Kind = "decimal" if shows == PER_PERSON else "count"
    first = (Column("value", SHORT_MEASURES[shows], kind),) if shows in SHORT_MEASURES else ()
    ratios = (
        (Column("ratio_words", "Heard ÷ expected", nothing="–"),) if any(row["ratio_words"] for row in rows) else ()
    )
    columns = (
        Column("name", place_words.LEVELS[level][2]),
        *first,
        Column("heard_words", "Heard (range)"),
        Column("expected", "Expected", "decimal"),
        *ratios,
    )
    rows = [{**row, "heard_words": _heard(row)} for row in rows]
    heading = f"All {len(rows)} {place_words.LEVELS[level][3]}, ranked by {MEASURE_WORDS[shows]}"
    table = tag("div", table_markup(columns, rows, heading), class_="ks-ranked")
    return Slip(heading, LIST_WORDS, columns, rows, instead=table)


def _heard(row: Mapping[str, Any]) -> str:
    """``17 (10 to 27)``; of a place that is not named its class."""
    if row["status"] not in ("named", "not_compared"):
        return place_words.SHORT_STATUS[row["status"]]
    heard = told(row, "sources")
    return heard if hidden(row, "sources") or not row["range_words"] else f"{heard} ({row['range_words']})"


def classes(filters: Filters, *, level: Level = "council") -> Slip:
    """Every place by name in one of the classes."""
    return place_classes.classes_card(counts(level, filters).rows, level)


def beside(filters: Filters) -> Slip:
    """What each insight names: what stands on the map and what does not."""
    kinds = tell("place_totals", filters).rows
    if any(row["insights"] is None for row in kinds):
        return Slip("Where insights belong", sentences.SOME)
    return place_classes.beside_card(kinds)


def circles(filters: Filters, *, on_pick: OnPick = None) -> Card:
    """Insights and case studies together, a circle for each council."""
    rows = tell("place_points", filters).rows
    return place_circles.card(rows, source=source_line(filters), on_pick=on_pick)
