"""What is done to insights from a list of them: all that match, those without a theme, those joined to one."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.insight_card import card_markup
from components.tagging import how_good
from data import coding, duplicates
from data.suggest_themes import Suggested
from data.uploads import import_file
from queries.disclosure import tell
from queries.filters import Filters
from queries.search import every_id, read
from tests.sheets import csv_file

HEADS = ["insight_id", "text", "source", "place", "themes", "quote permission"]
ROWS = [
    ["A", "The night bus was late again for us", "One group", "Fife", "TH-15", "public"],
    ["B", "The night bus was late again for us!", "Two group", "Angus", "", "public"],
    ["C", "A garden", "Three group", "Fife", "", "no"],
]
WHO = "A test"


@pytest.fixture
def three(empty: Path) -> Path:
    import_file(csv_file([HEADS, *ROWS]), "heard.csv")
    return empty


def test_a_theme_is_given_to_all_that_a_search_finds_and_taken_back_as_a_whole(three: Path) -> None:
    assert sorted(every_id("insight", "night", Filters())) == ["A", "B"]
    assert sorted(every_id("insight", "", Filters())) == ["A", "B", "C"]
    done = coding.give("TH-11", [("insight", one) for one in every_id("insight", "night", Filters())], who=WHO)
    assert (done.changed, done.unchanged) == (2, 0)
    assert sorted(every_id("insight", "", Filters(theme=("TH-11",)))) == ["A", "B"]
    coding.undo_tagging(done.tagging_id or "", who=WHO)
    assert every_id("insight", "", Filters(theme=("TH-11",))) == []


def test_those_without_a_theme_are_listed_and_kept_back_where_they_may_not_be_shown(three: Path) -> None:
    rows = tell("untagged", Filters(), limit=1, offset=0).rows
    assert rows[0]["matching"] == 2
    shared = tell("untagged", Filters(mode="sharing"), limit=9, offset=0).rows
    assert [(row["insight_id"], row["matching"]) for row in shared] == [("B", 1)]


def test_joined_insights_show_both_sources_until_they_are_parted(three: Path) -> None:
    (pair,) = duplicates.near_duplicates(wait=True) or ()
    assert {pair.insight_id, pair.other_id} == {"A", "B"}
    duplicates.join("B", "A", who=WHO)
    found = read("insights", "night", Filters(), limit=9)
    assert [(row["insight_id"], row["also_from"]) for row in found.rows] == [("A", ["Two group"])]
    assert "Also heard from" in str(card_markup(found.rows[0]))
    assert [row["insight_id"] for row in read("insights", '"two group"', Filters(), limit=9).rows] == ["A"]
    assert [(one, keep) for one, keep, _ in duplicates.joins()] == [("B", "A")]
    duplicates.part("B", who=WHO)
    assert duplicates.joins() == []
    assert read("insights", "night", Filters(), limit=9).matching == 2


def test_how_good_suggestions_are_is_said_with_its_numbers() -> None:
    told = how_good(Suggested("ready", {}, precision=0.714, recall=0.4, tested_on=1_200, themes=9))
    assert "1,200 insights" in told
    assert "71% of the suggestions" in told
    assert "nothing is tagged until you press one" in told
    assert "worked out" in how_good(Suggested("learning", {}))
