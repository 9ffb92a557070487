"""The story about inequality, part by part: what may be said, what is withheld and why, whom to speak to next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.inequality_parts import PARTS
from data import listening
from queries.ask import ask
from tests.cards import charts, press, written
from tests.pages.conftest import page
from tests.pages.test_pages import Whole

pytestmark = pytest.mark.process

_NOT_SAMPLED = "Collected, not sampled. Coded by readers."


@pytest.fixture(scope="module")
def _opened_parts() -> dict[str, AppTest]:
    return {}


@pytest.fixture
def part_of(examples: Path, _opened_parts: dict[str, AppTest]) -> Whole:
    """A part of the story with all of the examples in view, opened once for every test that only reads."""

    def opened(part: str) -> AppTest:
        if part not in _opened_parts:
            _opened_parts[part] = page("inequality", part=part)
        return _opened_parts[part]

    return opened


def walk(test: AppTest) -> Iterator[tuple[str, str]]:
    """Each part with what it says, by the button that leads to the next."""
    for part in PARTS:
        assert not test.exception
        assert test.query_params.get("part", "recorded") in (part, [part])
        yield part, written(test)
        if part != [*PARTS][-1]:
            test.button(key="inequality-next").click().run()


def test_each_part_has_its_question_its_cards_and_the_way_to_the_next(examples: Path) -> None:
    test = page("inequality")
    for part, html in walk(test):
        assert PARTS[part][1] in html
        assert html.count(_NOT_SAMPLED) >= 2 or part == "share"
        assert charts(test)


@pytest.mark.parametrize("made_of", ["few", "confided"])
def test_each_part_holds_in_the_sharing_view_where_much_is_masked(made_of: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue(made_of)
    test = page("inequality", mode="sharing")
    for part, html in walk(test):
        assert PARTS[part][1] in html
        assert "Make a listening task" not in [button.label for button in test.button]


def test_an_address_that_names_no_part_opens_the_first(examples: Path) -> None:
    assert PARTS["recorded"][1] in written(page("inequality", part="<b>"))


def test_what_is_withheld_says_why_and_what_number_would_allow_it(examples: Path, part_of: Whole) -> None:
    told = {part: written(page("inequality", part=part, place="S12000023")) for part in ("deprivation", "share")}
    assert "We do not compare councils by deprivation yet" in told["deprivation"]
    assert "30 are needed" in told["deprivation"]
    assert "by their share of people yet" in told["share"]
    missing = written(part_of("missing"))
    assert "recorded for 0 of 228 insights, and 60 % are needed" in missing
    words = written(part_of("groups"))
    assert "We do not compare the words about these two groups yet" in words
    assert "100 are needed" in words


def test_who_is_missing_is_named_with_what_would_be_expected(examples: Path) -> None:
    test = page("inequality", part="missing")
    html, drawn = written(test), " ".join(charts(test))
    for name in ("Angus", "Clackmannanshire", "Stirling", "West Lothian"):
        assert f"{name} " in drawn
        assert name in html
    assert "West Lothian 2.9 expected" in drawn
    assert "Veterans never named" in drawn
    order = [html.index(f">{name}<") for name in ("West Lothian", "Angus", "Men", "Veterans")]
    assert order == sorted(order)
    test.button_group(key="missing-level").set_value("health_board").run()
    assert "Every one of the health boards is named" in written(test)


def test_a_listening_task_is_made_and_done(own_examples: Path) -> None:
    test = page("inequality", part="missing")
    test.selectbox(key="listening-about").set_value("council|S12000041")
    test.text_input(key="listening-owner").set_value("Community link worker")
    next(button for button in test.button if button.label == "Make a listening task").click().run()
    assert not test.exception
    html = written(test)
    assert "The listening task for Angus is kept." in html
    assert "Listening tasks: 1 to do" in html
    assert "Community link worker" in html
    test.selectbox(key="listening-about").set_value("council|S12000041")
    next(button for button in test.button if button.label == "Make a listening task").click().run()
    assert "There is already a listening task for Angus that is to do." in written(test)
    next(button for button in test.button if str(button.key).startswith("listening-done-")).click().run()
    assert "Listening tasks: 0 to do" in written(test)


def test_a_listening_task_is_the_same_on_the_page_about_inequality_and_on_actions(own_examples: Path) -> None:
    test = page("inequality", part="missing")
    for about in ("council|S12000041", "group|veterans"):
        test.selectbox(key="listening-about").set_value(about)
        next(button for button in test.button if button.label == "Make a listening task").click().run()

    def agreed() -> str:
        actions = page("actions")
        actions.button_group(key="actions-view").set_value("Whom to listen to").run()
        assert not actions.exception
        return written(actions)

    html = agreed()
    assert [name in html for name in ("Angus", "Veterans")] == [True, True]
    assert html.count("To do · nobody yet · no day set") == 2
    angus = next(task for task in listening.list_tasks() if task.about == "Angus")
    listening.set_state(angus.listening_task_id, "under_way", "tester")
    assert "Under way · nobody yet · no day set" in agreed()
    assert "Listening tasks: 2 to do" in written(page("inequality", part="missing"))


def test_what_is_said_of_a_theme_opens_beside_its_bar(examples: Path) -> None:
    test = page("inequality", part="gaps")
    press(test, "signal-effect-theme", "chosen", "TH-15")
    assert not test.exception
    row = next(row for row in ask("inequality_signals", by="theme").rows if row["id"] == "TH-15")
    assert "What was said: Digital exclusion" in written(test)
    assert f"{row['widening']} say gaps were made wider, {row['narrowing']} smaller" in written(test)
    for by, what in (("council", "barrier"), ("group", "level"), ("month", "effect")):
        test.button_group(key="gaps-by").set_value(by)
        test.button_group(key="gaps-what").set_value(what).run()
        assert not test.exception


def test_pairs_that_stand_out_are_said_without_those_that_mean_the_same(part_of: Whole) -> None:
    html = written(part_of("groups"))
    said = html[html.index("More often together") :].split("</p>")[0]
    assert "Social connection and loneliness with older people (11 where 4.7 would be expected)" in said
    assert "Poverty and income security" not in said  # it means nearly the same as the group
    assert "5 pairs stand out" in html


def test_every_comparison_by_place_names_year_and_source_of_its_yardstick(part_of: Whole) -> None:
    html = written(part_of("deprivation"))
    assert html.count(f"{_NOT_SAMPLED} Counts 60 people and organisations.") == 2
    row = next(row for row in ask("yardsticks").rows if row["yardstick"] == "deprivation")
    assert html.count(f"{row['name']}, {row['source']}, {row['year']}") == 2
    assert "74 of 228 insights name a council area; 12 only a larger area, 136 all of Scotland" in html


def test_only_the_part_that_is_seen_is_asked(part_of: Whole) -> None:
    assert len(charts(part_of("recorded"))) == 2
