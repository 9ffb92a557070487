"""Every card of the pages as a workshop shows it: the same numbers, in the sharing view, large, and in the pack."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from components import pack_evidence, page_cards, room_choice, room_evidence, stage_fit
from components.card import Card
from components.empty_state import MASKED
from components.inequality_parts import PARTS
from components.page_cards import CARDS, PageCard
from components.palette import look
from components.room_show import plan_of
from components.slip import Slip
from components.theme_views import TOGETHER
from components.view import NOT_WHEN_SHARING
from data import steps, workshops
from data.run_of_show import StepPlan
from queries.disclosure import tell
from queries.filters import Filters
from tests.cards import cards, written
from tests.pages.conftest import page

pytestmark = pytest.mark.process

LIGHT = look(dark=False)
SHARING = Filters(mode="sharing")
EACH = pytest.mark.parametrize("entry", CARDS, ids=lambda one: f"{one.page}-{one.name}")


def shown(entry: PageCard, **filters: Any) -> StepPlan:
    """A step that shows this card as its page does at first."""
    return StepPlan("evidence", entry.words, page=entry.page, filters=filters, asks={"card": entry.name})


def sizes(part: Any, *, words: bool = False) -> Iterator[float]:
    """Every size of words in a figure."""
    if isinstance(part, str):
        yield from (float(found) for found in re.findall(r"font-size:(\d+)px", part))
    elif isinstance(part, dict):
        for name, value in part.items():
            if words and name == "size":
                yield float(value)
            yield from sizes(value, words=name.endswith("font"))
    elif isinstance(part, (list, tuple)):
        for one in part:
            yield from sizes(one)


@EACH
def test_a_card_is_made_for_the_team_and_for_everybody(entry: PageCard, examples: Path) -> None:
    for filters in (Filters(), SHARING):
        made = entry.made(filters, {})
        assert made.heading
        if isinstance(made, Card):
            assert made.alt()
            assert made.figure(LIGHT)


@EACH
def test_on_the_stage_a_card_has_words_of_24_points_and_fits_under_its_heading(entry: PageCard, examples: Path) -> None:
    picture = room_evidence.picture(shown(entry), LIGHT)
    if picture.figure is None:
        assert picture.table or picture.lead
        return
    assert all(stage_fit.ZOOM * size >= 32 for size in sizes(picture.figure))
    height = stage_fit.ZOOM * picture.figure["layout"]["height"]
    assert height <= stage_fit.tall_room(entry.words)
    assert height >= 300 or not picture.figure["data"]


@EACH
def test_what_is_frozen_for_the_pack_holds_the_numbers_of_the_sharing_view_and_nothing_else(
    entry: PageCard, confided: Path
) -> None:
    made = entry.made(SHARING, {})
    held = json.loads(json.dumps(pack_evidence.frozen(shown(entry, mode=["working"]))))
    assert held["heading"] == made.heading
    assert [column[0] for column in held["columns"]] == [column.name for column in made.columns]
    columns = pack_evidence.columns(held)
    assert [[column.words(row) for column in columns] for row in held["rows"]] == [
        [column.words(row) for column in made.columns] for row in made.rows
    ]


def test_pages_show_only_cards_that_a_workshop_can_show(examples: Path) -> None:
    """A card that a page puts together by itself would be missing on the stage."""

    def keys(test: Any) -> set[str]:
        return {
            found.group(1)
            for element in test.get("bidi_component")
            if (found := re.search(r"-(?:card|cardhead)-([\w-]+)$", element.proto.id))
        }

    def known(name: str) -> set[str]:
        offered = [entry for entry in CARDS if entry.page == name]
        made = [
            entry.made(Filters(), {choice.name: value})
            for entry in offered
            for choice in (entry.choices or (page_cards.Choice("", "", lambda: {"": ""}),))
            for value in choice.options()
        ]
        return {one.key for one in made if isinstance(one, Card)}

    for name in ("overview", "themes", "places", "trends"):
        on_page = keys(page(name))
        assert on_page
        assert on_page <= known(name), name
    together = page("themes")
    together.button_group(key="themes-view").set_value(TOGETHER).run()
    assert keys(together) <= known("themes")
    of_all_parts = known("inequality") | {"effect-totals"}  # which stands on the Overview
    for part in PARTS:
        assert keys(page("inequality", part=part)) <= of_all_parts, part


@pytest.mark.parametrize(
    ("before", "heading"),
    [("themes", "themes heard most"), ("places", "council areas"), ("inequality", "gaps"), ("sources", "records come")],
)
def test_a_step_that_was_stored_before_there_were_cards_shows_what_it_showed(
    examples: Path, before: str, heading: str
) -> None:
    picture = room_evidence.picture(StepPlan("evidence", "What are we hearing?", page=before), LIGHT)
    assert heading in picture.heading
    assert picture.figure


def test_a_card_that_is_no_more_is_the_themes_raised_most(examples: Path) -> None:
    gone = StepPlan("evidence", "Gone", page="places", asks={"card": "no such card", "choices": {"level": "moon"}})
    assert "councils" in room_evidence.card_of(gone)[0].words
    assert room_evidence.card_of(StepPlan("evidence", "Gone", page="moon"))[0].name == "themes"
    ranked = page_cards.card("places", "ranked")
    assert ranked
    assert "council areas" in ranked.made(SHARING, {"level": "moon", "measure": "moon"}).heading


def test_the_choices_and_filters_of_a_page_go_with_its_card(examples: Path) -> None:
    entry = page_cards.card("places", "map")
    assert entry
    seen = Filters(theme=("TH-03",), unit="sources", mode="working")
    held = {"place-level": "health_board", "place-drawing": "Equal squares", "place-measure": None, "other": 1}
    plan = plan_of(entry, seen, held)
    assert plan.asks == {"card": "map", "choices": {"level": "health_board", "drawing": "Equal squares"}}
    assert plan.filters == {"theme": ["TH-03"], "unit": ["sources"]}
    made = room_evidence.drawn(plan)
    assert isinstance(made, Card)
    assert made.key == "tile-map"
    assert "health boards" in made.heading
    assert "Only:" in room_evidence.picture(plan, LIGHT).lead  # the room sees no filter bar


def test_the_stage_never_shows_what_the_sharing_view_masks(confided: Path) -> None:
    entry = page_cards.card("places", "ranked")
    assert entry
    team = {row["council"]: row["insights"] for row in tell("council_counts", Filters()).rows}
    assert team["Fife"] == 2
    held = pack_evidence.frozen(shown(entry, mode=["working"]))
    fife = next(row for row in held["rows"] if row["name"] == "Fife")
    assert "2" not in str(fife["heard_words"])
    picture = room_evidence.picture(shown(entry, mode=["working"]), LIGHT)
    assert "Fife" not in str(picture.table) or "not shown" in str(picture.table).lower()


def test_where_so_few_are_in_view_that_no_page_shows_anything_the_stage_shows_nothing_either(confided: Path) -> None:
    for entry in CARDS:
        step = shown(entry, place=["S12000047"])  # Fife: two people, in confidence
        headline = tell("headline", room_evidence.filters_of(step.filters)).one
        found = room_evidence.drawn(step)
        if headline["insights"] is None:
            assert isinstance(found, Slip)
            assert found.heading == MASKED[0]
        else:
            assert headline["insights"] == 0


def test_a_filter_that_the_sharing_view_does_not_know_is_let_go_and_the_host_is_told(examples: Path) -> None:
    held = {"group": ["older-people"], "theme": ["no such theme"]}
    assert room_evidence.filters_of(held) == SHARING
    told = " ".join(room_evidence.notes_on(held))
    assert "theme" in told
    group = tell("group_counts", Filters()).rows[0]["group_name"]
    known = Filters(group=(group,)).to_address()
    assert room_evidence.notes_on(known) == [NOT_WHEN_SHARING]


def test_the_host_sees_on_the_workshop_page_what_the_stage_will_show(own_examples: Path) -> None:
    made = workshops.create("Spring", "To listen", "blank", "a test")
    entry = page_cards.card("inequality", "bands")
    assert entry
    first = steps.add_step(made, shown(entry), "a test")
    ranked = page_cards.card("places", "ranked")
    assert ranked
    after = steps.add_step(made, shown(ranked), "a test")
    workshops.open_door(made, "a test")
    steps.go_to(first, "a test")
    host = page("workshop", w=made)
    drawn = room_evidence.drawn(shown(entry))
    assert isinstance(drawn, Card)
    assert drawn.alt() in [given["chart"]["alt"] for given in cards(host) if "chart" in given]
    assert room_choice.named(shown(entry)) == "Inequality: bands of deprivation: who was heard"
    assert "All 32 council areas" not in written(host)
    host.session_state[f"room-ahead-{after}"] = True  # as when the next picture is unfolded
    host.run()
    assert "All 32 council areas" in written(host)


def test_a_card_of_a_page_becomes_the_last_step_of_a_workshop(own_examples: Path) -> None:
    made = workshops.create("Spring", "To listen", "blank", "a test")
    test = page("places", theme="TH-03")
    test.session_state["room-show"] = True  # as when the button was pressed
    test.run()
    test.selectbox(key="room-show-card-places").select("classes").run()
    test.button(key="room-show-add").click().run()
    assert not test.exception
    step = workshops.load(made).steps[-1]
    assert (step.plan.page, step.plan.asks["card"], step.plan.filters) == ("places", "classes", {"theme": ["TH-03"]})
    assert "is now the last step of “Spring”" in written(test)


def test_the_days_of_two_periods_go_along_too(examples: Path) -> None:
    entry = page_cards.card("trends", "two-periods")
    assert entry
    days = {"two-periods-earlier": (date(2020, 1, 1), date(2020, 6, 30)),
            "two-periods-later": (date(2021, 1, 1), date(2021, 6, 30))}  # fmt: skip
    plan = plan_of(entry, Filters(), {"two-periods": "own", **days})
    assert "1 January 2020 to 30 June 2020 and 1 January 2021 to 30 June 2021" in room_evidence.drawn(plan).heading
    usual = plan_of(entry, Filters(), {"two-periods": "own"})
    assert room_evidence.drawn(usual).heading == entry.made(SHARING, {}).heading


@pytest.mark.parametrize(
    ("pasted", "page_of", "filters", "choices"),
    [
        ("", "trends", {}, {}),
        ("?theme=TH-03&part=missing", "trends", {"theme": ["TH-03"]}, {}),
        ("http://any.example/trends?period=quarter&follow=TH-03&follow=TH-05&unit=sources", "trends",
         {"unit": ["sources"]}, {"period": "quarter", "themes": ["TH-03", "TH-05"]}),
        ("http://any.example/team/places?place=S12000036", "places", {"place": ["S12000036"]}, {}),
        ("http://any.example/?theme=TH-03", "overview", {"theme": ["TH-03"]}, {}),
        ("http://any.example/upload?theme=TH-03", "trends", {"theme": ["TH-03"]}, {}),
    ],
)  # fmt: skip
def test_a_pasted_address_brings_its_filters_its_choices_and_its_page(
    examples: Path, pasted: str, page_of: str, filters: dict[str, Any], choices: dict[str, Any]
) -> None:
    entry = page_cards.card("trends", "lines")
    assert entry
    found = room_choice.asked_by(pasted, shown(entry), entry, {"card": "lines", "choices": {}})
    assert (found[0], found[1], found[2]["choices"]) == (page_of, filters, choices)
    other = page_cards.card("themes", "focus")
    assert other  # a card that was chosen at the same time leads
    assert room_choice.asked_by(pasted, shown(entry), other, {"card": "focus", "choices": {}})[0] == "themes"


def test_the_host_chooses_any_card_of_any_page_for_a_step(own_examples: Path) -> None:
    made = workshops.create("Spring", "To listen", "blank", "a test")
    old = steps.add_step(made, StepPlan("evidence", "What are we hearing?", page="themes"), "a test")
    host = page("workshop", w=made)
    host.session_state[f"room-change-{old}"] = True  # as when the step is unfolded
    host.run()
    key = f"step-{old}"
    assert host.selectbox(key=f"{key}-card").value == ("overview", "themes")
    host.selectbox(key=f"{key}-card").select(("places", "map")).run()
    host.selectbox(key=f"{key}-places-map-level").select("health_board")
    host.text_input(key=f"{key}-filters").input("http://any.example/places?theme=TH-03")
    next(button for button in host.button if button.label == "Keep this step").click().run()
    assert not host.exception
    plan = workshops.load(made).steps[-1].plan
    assert (plan.page, plan.filters) == ("places", {"theme": ["TH-03"]})
    assert plan.asks == {"card": "map", "choices": {"level": "health_board", "drawing": "Map", "measure": "count"}}
    assert "Places: the map, or its equal squares" in written(host)
