"""Where the places of the shipped examples lie: the facts that stand beside the examples must come out."""

from __future__ import annotations

import csv
from collections import Counter
from time import perf_counter

from data.areas import Areas
from data.places import gazetteer
from data.settings import EXAMPLES


def examples(name: str) -> list[dict[str, str]]:
    with (EXAMPLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def reached(name: str) -> tuple[set[str], set[str]]:
    """The names of the councils named in the examples, and of those only within a board or partnership."""
    areas = Areas()
    placed = [area for row in examples(name) for area in gazetteer().match(row["place"]).areas]
    councils = {code for area in placed if area.level == "council" for code in areas.inside(area)}
    wider = {code for area in placed if area.level in ("hscp", "health_board") for code in areas.inside(area)}
    return {areas.name(code) for code in councils}, {areas.name(code) for code in wider - councils}


def test_every_place_of_the_examples_is_placed() -> None:
    for row in examples("insights") + examples("case_studies"):
        assert gazetteer().match(row["place"]).unplaced == (), row["place"]


def test_the_insights_are_about_all_scotland_somewhere_smaller_or_nowhere_as_their_sources_say() -> None:
    levels: Counter[str] = Counter()
    for row in examples("insights"):
        named_levels = {area.level for area in gazetteer().match(row["place"]).areas}
        levels[named_levels.pop() if named_levels <= {"national", "not_known"} else "smaller"] += 1
    assert levels == {"national": 136, "smaller": 86, "not_known": 6}


def test_the_insights_reach_26_councils_and_three_more_only_within_a_board() -> None:
    councils, within = reached("insights")
    assert len(councils) == 26
    assert within == {"South Ayrshire", "West Lothian", "East Renfrewshire"}
    everybody = {Areas().name(code) for code in Areas().councils}
    assert everybody - councils - within == {"Angus", "Clackmannanshire", "Stirling"}


def test_the_case_studies_reach_20_councils() -> None:
    councils, _ = reached("case_studies")
    assert len(councils) == 20
    assert {"Clackmannanshire", "South Ayrshire"} <= councils


def test_a_hundred_thousand_repeated_places_take_well_under_a_second() -> None:
    places = [row["place"] for row in examples("insights")]
    for place in places:
        gazetteer().match(place)
    start = perf_counter()
    for at in range(100_000):
        gazetteer().match(places[at % len(places)])
    assert perf_counter() - start < 1
