"""The page Places: three levels, map and squares, what is against its share, one place or several looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import place_words
from queries.ask import ask
from queries.disclosure import tell
from queries.filters import Filters
from tests.cards import card, charts, press, written
from tests.pages.conftest import page

pytestmark = pytest.mark.process


def switch(test: AppTest, key: str, value: str) -> AppTest:
    """Press one of a row of buttons."""
    test.button_group(key=key).set_value(value).run()
    assert not test.exception
    return test


@pytest.mark.parametrize("level", ["council", "hscp", "health_board"])
def test_map_and_squares_draw_every_area_once_and_say_the_same_of_it(examples: Path, level: str) -> None:
    test = switch(page("places"), "place-level", level)
    on_map, figure = card(test, "place-map")["chart"]["alt"], card(test, "place-map")["chart"]["figure"]
    frames = {trace["geo"]: trace["locations"] for trace in figure["data"] if trace["type"] == "choropleth"}
    assert len(frames["geo2"]) == 2  # the northernmost islands
    codes = [code for found in frames.values() for code in found]
    assert sorted(codes) == sorted({row["code"] for row in ask("tiles").rows if row["area_level"] == level})
    switch(test, "place-drawing", "Equal squares")
    squares = card(test, "tile-map")
    assert squares["chart"]["alt"].split(". ", 1)[1] == on_map.split(". ", 1)[1]
    bars = [trace for trace in squares["chart"]["figure"]["data"] if trace["type"] == "bar"]
    assert sum(len(trace["x"]) for trace in bars) == len(squares["choose"]["options"])
    spots = [(x, base) for trace in bars for x, base in zip(trace["x"], trace["base"], strict=True)]
    assert len(set(spots)) == len(spots)


def test_against_its_share_is_withheld_for_councils_and_shown_for_boards_that_can_be_judged(examples: Path) -> None:
    test = switch(page("places"), "place-measure", "share")
    assert "We do not compare councils by their share of people yet" in written(test)
    assert "300 are needed" in written(test)
    switch(test, "place-level", "health_board")
    said = card(test, "place-map")["chart"]["alt"]
    assert "NHS Highland: 2.10 times what is expected, within what chance allows" in said
    assert "Named; too few expected to compare: NHS Borders" in said
    assert "2.10 (1.08 to 3.58)" in written(test)


def test_what_lies_beyond_chance_is_a_class_of_its_own() -> None:
    row = {"health_board": "A", "health_board_code": "a", "status": "named", "sources": 20, "population": 9}
    ratio = {"code": "a", "ratio": 4.0, "lower": 2.0, "upper": 6.0, "outside": "more", "shown": True, "reason": ""}
    [told] = place_words.told(place_words.beside([row], [ratio], "health_board"), "health_board", "share")
    assert place_words.steps([told], "share")[told["value"] - 1].words == "More"
    [few] = place_words.told(
        place_words.beside([row], [{**ratio, "shown": False}], "health_board"), "health_board", "share"
    )
    assert (few["status"], few["ratio_words"]) == ("not_compared", None)


def test_the_ranked_list_has_the_range_of_each_count(examples: Path) -> None:
    html = written(page("places"))
    assert "17 (10 to 26)" in html  # over a tenth of all 87: exact binomial, 10.3 to 25.6
    assert "4 (1 to 10)" in html  # Garwood for 4: 1.09 to 10.24
    assert "Too few to judge" in html
    assert "74 of 228 insights name a council area; 12 only a larger area, 136 all of Scotland" in html


def test_several_places_are_looked_at_together_each_insight_once(examples: Path) -> None:
    test = page("places")
    press(test, "place-map", "chosen", "S12000049")
    html = written(test)
    assert "Themes in Glasgow City beside all Scotland" in html
    assert "Case studies from here" in html
    both = ("S12000049", "S12000017")
    test.multiselect(key="places-chosen").set_value(list(both)).run()
    assert not test.exception
    counts = tell("headline", Filters(place=both)).one
    assert "What was heard in Glasgow City and Highland" in written(test)
    assert (
        f"{counts['insights']} insights from {counts['sources']} people and organisations, each counted once"
        in written(test)
    )
    outlined = [trace for trace in card(test, "place-map")["chart"]["figure"]["data"] if trace.get("z") == [0]]
    assert sorted(code for trace in outlined for code in trace["locations"]) == sorted(both)
    switch(test, "place-level", "health_board")  # none of that level was chosen
    assert "All 14 health boards, ranked" in written(test)


def test_nothing_is_against_its_share_where_a_number_is_masked(confided: Path) -> None:
    test = switch(page("places", mode="sharing"), "place-measure", "share")
    assert "times what is expected" not in " ".join([written(test), *charts(test)])
