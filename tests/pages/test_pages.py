"""The pages that count, run as Streamlit runs them: right numbers, filters from the address, nothing in vain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import reshape_split, view
from data import theme_changes
from queries import theme_texts
from queries.ask import ask
from queries.filters import Filters
from tests.cards import charts, press, written
from tests.pages.conftest import page

pytestmark = pytest.mark.process

COUNTING = ("overview", "themes", "places", "inequality", "trends")
Whole = Callable[[str], AppTest]
each_page = pytest.mark.parametrize("name", COUNTING)


def address(test: AppTest, name: str) -> list[str]:
    """What the address says under this name."""
    value = test.query_params[name]
    return [value] if isinstance(value, str) else list(value)


@each_page
def test_a_page_tells_how_much_of_the_examples_is_in_view(whole: Whole, name: str) -> None:
    test = whole(name)
    assert "228 of 228 insights and 60 of 60 case studies in view" in written(test)
    assert "Working view: not for sharing" in written(test)
    assert charts(test)


@each_page
def test_an_empty_page_says_what_to_do_next(empty: Path, name: str) -> None:
    test = page(name)
    assert "There is nothing here yet." in written(test)
    assert charts(test) == []
    test.button(key="empty-upload").click().run()
    assert not test.exception
    assert test.title[0].value != ""


@each_page
def test_filters_without_a_match_can_be_cleared_on_the_spot(examples: Path, name: str) -> None:
    test = page(name, theme="TH-24", place="S12000023")
    assert "No record matches these filters." in written(test)
    test.button(key="empty-clear").click().run()
    assert not test.exception
    assert "228 of 228 insights" in written(test)


@each_page
def test_a_page_opens_with_the_filters_of_its_address_and_leaves_out_what_is_not_known(
    examples: Path, name: str
) -> None:
    filters = Filters(theme=("TH-11",), place=("S12000049",), unit="sources")
    headline = ask("headline", filters).one
    assert 0 < headline["insights"] < 18
    test = page(name, theme="TH-11", place=["<b>nowhere</b>", "S12000049"], unit="sources")
    said = written(test)
    assert f"{headline['insights']} of 228 insights and {headline['case_studies']} of 60 case studies in view" in said
    assert test.multiselect(key="filter-theme").value == ["TH-11"]
    assert (address(test, "theme"), address(test, "place")) == (["TH-11"], ["S12000049"])
    assert "The address names a place that is not known here, so it was left out." in said
    assert "nowhere" not in said


@each_page
def test_a_page_holds_in_the_sharing_view(examples: Path, name: str) -> None:
    test = page(name, mode="sharing")
    assert "Sharing view" in written(test)


def test_the_overview_shows_the_numbers_of_the_questions(whole: Whole) -> None:
    test = whole("overview")
    html = written(test)
    for number, words in (
        (228, "insights"), (60, "case studies"), (203, "people and organisations"),
        (26, "of 32 council areas"),
    ):  # fmt: skip
        assert f"<strong>{number}</strong><span>{words}</span>" in html
    assert "We hold 228 insights and 60 case studies from 203 people and organisations" in html
    assert "Food and essentials 56; Volunteering and mutual aid 56" in charts(test)[0]
    assert "insights.csv" in html


def test_a_choice_in_the_bar_changes_the_address_and_the_page(examples: Path) -> None:
    test = page("overview")
    test.multiselect(key="filter-place").set_value(["S12000049"]).run()
    assert address(test, "place") == ["S12000049"]
    assert "18 of 228 insights" in written(test)
    test.button(key="filter-clear").click().run()
    assert "place" not in test.query_params
    assert "228 of 228 insights" in written(test)


def test_filters_stay_when_the_reader_goes_to_another_page(examples: Path) -> None:
    test = page("overview", place="S12000049")
    test.query_params.clear()  # as the menu does
    test.switch_page("pages/themes.py").run()
    assert not test.exception
    assert "18 of 228 insights" in written(test)
    assert address(test, "place") == ["S12000049"]


def test_another_word_in_the_address_is_left_alone(examples: Path) -> None:
    test = page("insights", search="food", theme="TH-11")
    test.multiselect(key="filter-theme").set_value([]).run()
    assert address(test, "search") == ["food"]
    assert "theme" not in test.query_params


def test_a_filter_that_the_row_does_not_show_has_a_chip_that_takes_it_away(examples: Path) -> None:
    test = page("themes", focus="community-led-approaches", **{"from": "2020-01-01"}, record_kind="insight")
    chips = [button.label for button in test.button if str(button.key).startswith("filter-chip")]
    assert [chip.replace("\\", "") for chip in chips] == [
        "Community-led approaches ✕", "from 1 January 2020 ✕", "Only insights ✕",
    ]  # fmt: skip
    test.button(key="filter-chip-0").click().run()
    assert "focus" not in test.query_params


def test_the_sharing_view_cannot_be_narrowed_to_a_group_of_people(examples: Path) -> None:
    test = page("inequality", mode="sharing", group="older-people")
    assert view.NOT_WHEN_SHARING in written(test)
    assert "group" not in test.query_params
    assert "228 of 228 insights" in written(test)


def test_the_first_theme_tells_its_stories_until_another_is_chosen(examples: Path) -> None:
    test = page("themes")
    assert "What was said about Food and essentials" in written(test)
    assert "Raised 56 times by 53 people and organisations, in 17 council areas." in written(test)
    press(test, "theme-bars", "chosen", "TH-15")
    assert not test.exception
    assert "What was said about Digital exclusion" in written(test)


def test_themes_fold_into_families(examples: Path) -> None:
    test = page("themes")
    test.button_group(key="theme-shape").set_value("folded").run()
    assert "Role of communities and community groups 165" in charts(test)[0]
    assert "The order changes with the unit" in written(test)


def test_a_chosen_council_tells_its_themes_and_stories(examples: Path) -> None:
    test = page("places")
    assert "All 32 council areas, ranked" in written(test)
    press(test, "place-map", "chosen", "S12000049")
    assert not test.exception
    assert "What was heard in Glasgow City" in written(test)
    assert "18 insights from 17 people and organisations; 9.9 would be expected from its population." in written(test)
    test.button(key="place-back").click().run()
    assert "All 32 council areas, ranked" in written(test)


def test_the_map_can_be_of_partnerships_or_boards(examples: Path) -> None:
    test = page("places")
    for level, heading in (("hscp", "All 31 health"), ("health_board", "All 14 health boards")):
        test.button_group(key="place-level").set_value(level).run()
        assert not test.exception
        assert heading in written(test)


def test_insights_on_no_map_are_counted_beside_it(whole: Whole) -> None:
    html = written(whole("places"))
    assert "74 of 228 insights name a council area" in html
    assert sum(row["insights"] for row in ask("place_totals").rows) == 228
    for name in ("Angus", "Clackmannanshire", "Stirling"):
        assert name in html


def test_the_council_map_counts_only_those_who_named_a_council(whole: Whole) -> None:
    assert "Counts 60 people and organisations. Yardstick: population" in written(whole("places"))


def test_trends_keep_years_out_of_the_months(examples: Path) -> None:
    test = page("trends")
    html = written(test)
    assert "149 records are dated to a month" in html
    assert "2020, known only to the year" in html
    assert "1,000 are needed" in html
    test.multiselect(key="month-themes").set_value(["TH-15", "TH-16"]).run()
    assert not test.exception
    assert "Digital exclusion" in charts(test)[0]
    assert "Food and essentials" not in charts(test)[0]


@each_page
def test_small_numbers_told_in_confidence_are_on_no_shared_page(confided: Path, name: str) -> None:
    test = page(name, mode="sharing")
    assert "18 of 18 insights" in written(test)
    everything = " ".join([written(test), *charts(test)])
    assert "Fife: 2" not in everything
    assert "Remote consultations 2" not in everything
    assert "Students 2" not in everything
    for box in test.multiselect:
        assert not any(option.endswith(")") and "(partnership)" not in option for option in box.options)


@each_page
def test_a_shared_page_holds_where_nearly_all_is_masked(few: Path, name: str) -> None:
    assert "7 of 7 insights" in written(page(name, mode="sharing"))


def test_families_hold_in_the_sharing_view(confided: Path) -> None:
    test = page("themes", mode="sharing")
    for shape in ("folded", "open"):
        test.button_group(key="theme-shape").set_value(shape).run()
        assert not test.exception


def test_what_is_expected_is_not_told_where_a_place_is_masked(confided: Path) -> None:
    test = page("places", mode="sharing")
    press(test, "place-map", "chosen", "S12000041")
    assert not test.exception
    assert "would be expected from its population" not in written(test)


def test_a_view_of_too_few_shows_nothing_when_shared(confided: Path) -> None:
    test = page("places", mode="sharing", place="S12000047")
    assert "The sharing view shows no numbers for this selection." in written(test)
    assert charts(test) == []
    test.button(key="empty-clear").click().run()
    assert "18 of 18 insights" in written(test)


def test_what_is_hidden_in_a_map_does_not_open_either(confided: Path) -> None:
    test = page("places", mode="sharing")
    press(test, "place-map", "chosen", "S12000047")
    assert not test.exception
    assert "the sharing view does not open it" in written(test)
    assert "onward-place-said-insights" not in [button.key for button in test.button]


@pytest.mark.parametrize("name", ["insights", "case_studies"])
def test_the_reading_pages_do_not_open_it_either(confided: Path, name: str) -> None:
    test = page(name, mode="sharing", place="S12000047")
    assert "The sharing view shows no numbers for this selection." in written(test)


def test_the_team_sees_every_number(confided: Path) -> None:
    assert "Fife: 2 times themes were raised" in " ".join(charts(page("places")))


@pytest.mark.parametrize("name", ["insights", "case_studies"])
def test_a_page_that_counts_in_no_unit_does_not_offer_one_but_keeps_it(examples: Path, name: str) -> None:
    test = page(name, unit="sources")
    assert not [one for one in test.segmented_control if one.key == "filter-unit"]
    assert address(test, "unit") == ["sources"]


def test_the_theme_and_the_place_chosen_are_said_with_their_whole_names(examples: Path) -> None:
    said = written(page("themes", theme=["TH-15"], place=["S12000049", "S12000017"]))
    assert "<b>Theme:</b> Digital exclusion" in said
    assert "<b>Place:</b> Glasgow City or Highland" in said


def test_a_page_looks_back_to_a_day_and_comes_back_to_now(examples: Path) -> None:
    test = page("trends", as_at="2020-01-01")
    assert "Nothing was here yet on 1 January 2020." in written(test)
    test.button(key="empty-now").click().run()
    assert "228 of 228 insights" in written(test)
    assert "as_at" not in test.query_params
    test = page("places", as_at=date.today().isoformat())
    assert test.button(key="filter-chip-0").label.startswith("as it stood on")
    assert "228 of 228 insights" in written(test)


def test_of_a_large_theme_all_records_with_a_word_are_split_off_and_what_was_drawn_is_told(
    own_examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme_texts, "MOST", 3)
    monkeypatch.setattr(reshape_split, "MOST_BY_HAND", 2)
    carried = len(theme_texts.with_words("TH-11", "e", Filters()))
    found = theme_texts.with_words("TH-11", "phone", Filters())
    assert 2 < len(found) < carried
    test = page("themes")
    test.session_state["themes-view"] = "Re-shape"
    test.session_state["reshape-kind"] = "split"
    test.run()
    test.selectbox(key="reshape-split").set_value("TH-11").run()
    assert f"from 3 of {carried} records, drawn at random. Words are found in all." in written(test)
    assert len(test.multiselect(key="reshape-records").options) == 3
    test.text_input(key="reshape-split-words").set_value("phone").run()
    test.button(key="reshape-found").click().run()
    assert f"All {len(found)} with “phone” move." in written(test)
    test.button(key="reshape-together-0-phone").click().run()
    assert "with “phone” move" not in written(test)
    test.button(key="reshape-found").click().run()
    test.text_input(key="reshape-split-name").set_value("By phone").run()
    test.button(key="reshape-do").click().run()
    assert not test.exception
    drafted = {row["theme"]: row["mentions"] for row in ask("theme_frequency", test.session_state["view-filters"]).rows}
    assert drafted["By phone"] == len(found)


def test_a_draft_is_seen_only_where_it_is_worked_on(own_examples: Path) -> None:
    test = page("themes")
    test.session_state["themes-view"] = "Re-shape"
    test.run()
    draft = test.session_state["view-filters"].draft
    assert draft
    theme_changes.merge(["TH-05", "TH-06"], "As one", who="A test", draft=draft)
    test.run()
    assert "As one" in str(test.selectbox(key="reshape-merge").options)
    test.session_state["themes-view"] = "All themes"
    test.run()
    assert test.session_state["view-filters"].draft is None
    assert "As one" not in str(test.multiselect(key="filter-theme").options)
