"""Sentences say the numbers of the rows, no more; and never a number that is masked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from queries import sentences
from queries.disclosure import tell
from queries.filters import Filters

HEADLINE = {"insights": 12, "case_studies": 1, "sources": 9, "councils": 4}
MASKED = {"insights": None, "case_studies": None, "sources": None, "councils": None}


def theme(name: str, mentions: int | None, sources: int | None = 1, places: int | None = 1) -> dict[str, Any]:
    return {"theme": name, "mentions": mentions, "sources": sources, "places": places}


def area(name: str, status: str | None, sources: int | None = 0) -> dict[str, Any]:
    return {"council": name, "status": status, "sources": sources}


def test_the_overview_names_what_is_held_and_the_three_themes_raised_most() -> None:
    themes = [theme("Housing", 3), theme("Food", 7), theme("Digital", 7), theme("Transport", 1)]
    assert sentences.overview(HEADLINE, themes, "mentions") == (
        "We hold 12 insights and 1 case study from 9 people and organisations; the insights name 4 of the 32 council "
        "areas. Raised most: Digital (7), Food (7) and Housing (3)."
    )


def test_the_overview_of_the_examples_tells_their_numbers(examples: Path) -> None:
    told = sentences.overview(tell("headline").one, tell("theme_frequency").rows, "places")
    assert told == (
        "We hold 228 insights and 60 case studies from 203 people and organisations; the insights name 26 of the 32 "
        "council areas. Raised most, by council areas: Volunteering and mutual aid (20), Partnership working across "
        "sectors (18) and Food and essentials (17)."
    )


def test_an_empty_overview_says_what_to_do() -> None:
    nothing = {"insights": 0, "case_studies": 0, "sources": 0, "councils": 0}
    assert "bring in a spreadsheet" in sentences.overview(nothing, [], "mentions")


def test_records_without_themes_are_told_as_such() -> None:
    told = sentences.overview(HEADLINE, [theme("Food", 0)], "mentions")
    assert told.endswith("None of it is tagged with a theme yet.")


def test_masked_numbers_are_never_said() -> None:
    assert not any(letter.isdigit() for letter in sentences.overview(MASKED, [], "mentions"))
    assert not any(letter.isdigit() for letter in sentences.effects([{"effect": "widening", "records": None}]))
    assert not any(letter.isdigit() for letter in sentences.beside_the_periods([{"records": None}], []))
    assert sentences.top_themes([theme("Secret", None), theme("Open", 2)], "mentions").endswith("Open (2).")
    assert sentences.places([area("Fife", None), area("Moray", "named", 6)]).startswith("At least 1 of the 2")


def test_the_order_of_themes_is_told_where_the_unit_changes_it(examples: Path) -> None:
    told = sentences.order_between_units(tell("theme_frequency").rows)
    assert told.startswith("The order changes with the unit: by times raised and by people and organisations: Food")
    assert told.endswith(
        "by council areas: Volunteering and mutual aid, Partnership working across sectors, Food and essentials."
    )


def test_nothing_is_told_where_the_order_stays_or_is_masked() -> None:
    same = [theme("Food", 9, 8, 7), theme("Housing", 5, 4, 3)]
    assert sentences.order_between_units(same) == ""
    assert sentences.order_between_units([theme("Food", 1, 2, None), theme("Housing", 2, 1, 3)]) == ""


def test_who_was_not_heard_from_is_named_in_its_class(examples: Path) -> None:
    assert sentences.not_heard_from(tell("council_counts").rows) == (
        "We haven’t heard from Angus, Clackmannanshire and Stirling yet, where too few would be expected to judge. "
        "East Renfrewshire, South Ayrshire and West Lothian: heard only as part of a wider area."
    )


def test_where_nobody_was_heard_nothing_is_said_of_what_was_expected() -> None:
    areas = [{**area("Fife", "too_few_expected"), "expected": 0.0}]
    assert sentences.not_heard_from(areas) == "We haven’t heard from Fife yet."
    areas[0]["expected"] = None
    assert "too few" in sentences.not_heard_from(areas)


def test_records_without_a_source_are_not_from_0_people() -> None:
    told = sentences.overview({**HEADLINE, "sources": 0}, [], "mentions")
    assert told.startswith("We hold 12 insights and 1 case study; whom they came from is not recorded; the insights")


def test_who_spoke_is_not_said_where_it_is_masked() -> None:
    assert sentences.speakers([{"field": "heard_from", "recorded": None, "of": None}]) == sentences.SOME
    assert sentences.speakers([{"field": "heard_from", "recorded": None, "of": 20}]) == sentences.SOME


def test_many_silent_areas_are_counted_instead_of_named() -> None:
    areas = [area(f"Area {number}", "not_named") for number in range(9)] + [area("Fife", "named", 2)]
    assert sentences.not_heard_from(areas) == "We haven’t heard from 9 of 10 areas yet."


def test_the_places_heard_most_are_named_with_their_numbers(examples: Path) -> None:
    assert sentences.places(tell("council_counts").rows) == (
        "26 of the 32 council areas are named. Most people and organisations were heard from Glasgow City (17), "
        "Highland (10) and City of Edinburgh (7)."
    )


def test_what_was_said_about_inequality_adds_up_to_the_records_in_view(examples: Path) -> None:
    assert sentences.effects(tell("effect_totals").rows) == (
        "Of 288 records, 80 say that gaps were made wider, 71 that they were made smaller and 26 both. 106 state no "
        "effect, and for 5 it was not recorded."
    )


def test_where_nobody_wrote_down_who_spoke_no_group_is_called_missing(examples: Path) -> None:
    told = sentences.speakers(tell("completeness").rows)
    assert told.startswith("Who spoke was not recorded for any of the 228 insights.")


def test_records_without_a_month_are_told_beside_the_others(examples: Path) -> None:
    told = sentences.beside_the_periods(
        tell("month_totals").rows, [row for row in tell("undated_totals").rows if row["theme_id"] is None]
    )
    assert told == (
        "149 records are dated to a month. Beside the months: 117 known only to the year and 22 without a date."
    )
    whole = tell("headline").one
    assert whole["insights"] + whole["case_studies"] == 149 + 117 + 22


def test_every_comparison_says_where_it_comes_from() -> None:
    assert sentences.collected(203, "a census, 2022") == (
        "Collected, not sampled. Coded by readers. Counts 203 people and organisations. Yardstick: a census, 2022."
    )
    assert sentences.collected(None) == "Collected, not sampled. Coded by readers."


@pytest.mark.parametrize(
    ("part", "of", "said"),
    [
        (3, 9, "3 of 9"),
        (12, 20, "12 of 20 (60%, between 39% and 78%)"),  # Wilson: .3866-.7812
        (15, 30, "15 of 30 (50%)"),
        (227, 228, "227 of 228 (over 99%)"),
        (1, 1000, "1 of 1,000 (under 1%)"),
        (0, 40, "0 of 40 (0%)"),
    ],
)
def test_a_percentage_is_given_only_as_far_as_its_number_carries_it(part: int, of: int, said: str) -> None:
    assert sentences.share(part, of) == said


def test_a_sentence_about_a_filtered_view_counts_that_view(examples: Path) -> None:
    filters = Filters(place=("S12000049",))
    told = sentences.overview(tell("headline", filters).one, tell("theme_frequency", filters).rows, "mentions")
    assert told.startswith("We hold 18 insights and 15 case studies")
