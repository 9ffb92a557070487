"""The questions of the pages Places and Inequality, recounted by hand, and what the ladder lets them show."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.areas import reference_rows
from data.settings import EXAMPLES
from data.uploads import import_file
from queries.ask import ask
from queries.commands import run
from queries.disclosure import tell
from queries.filters import Filters
from queries.ladder import Verdict, may_say
from queries.measures.ratios import garwood
from queries.verdicts import verdict_on
from tests.sheets import csv_file

WORKING = Filters()


@pytest.fixture(scope="module")
def insights() -> pd.DataFrame:
    return pd.read_csv(EXAMPLES / "insights.csv", dtype=str, keep_default_na=False)


def heard(many: int, **columns: Any) -> None:
    rows = [[f"Words {n}", f"Person {n}", *[value(n) for value in columns.values()]] for n in range(many)]
    import_file(csv_file([["text", "source", *(name.replace("_", " ") for name in columns)], *rows]), "heard.csv")


@pytest.mark.parametrize(("area_level", "areas"), [("council", 32), ("hscp", 31), ("health_board", 14)])
def test_observed_and_expected_share_out_the_pairs_by_population(examples: Path, area_level: str, areas: int) -> None:
    rows = ask("observed_expected", area_level=area_level).rows
    counts = {"council": "council_counts", "hscp": "hscp_counts", "health_board": "board_counts"}[area_level]
    key = {"council": "council_code", "hscp": "hscp_code", "health_board": "health_board_code"}[area_level]
    assert len(rows) == areas
    assert {row["code"]: row["observed"] for row in rows} == {row[key]: row["sources"] for row in ask(counts).rows}
    total = sum(row["observed"] for row in rows)
    people = sum(row["population"] for row in rows)
    for row in rows:
        assert row["expected"] == pytest.approx(total * row["population"] / people, rel=1e-12)
        assert row["ratio"] == pytest.approx(row["observed"] / row["expected"], rel=1e-12)
        if row["observed"] <= total / 10:
            assert (row["lower"], row["upper"]) == pytest.approx(
                tuple(limit / row["expected"] for limit in garwood(row["observed"])), rel=1e-12
            )


def test_the_examples_show_no_contrast_between_places_or_bands(examples: Path) -> None:
    for name, own in (("observed_expected", {"area_level": "council"}), ("deprivation_bands", {}), ("urban_rural", {})):
        assert [row["outside"] for row in tell(name, WORKING, **own).rows if row["outside"]] == [], name
    row = tell("concentration", WORKING).one
    assert row["index"] == pytest.approx(0, abs=0.01)
    assert row["lower"] < 0 < row["upper"]
    assert row["curve"][0] == [0.0, 0.0]
    assert row["curve"][-1] == pytest.approx([1.0, 1.0])


def test_the_ladder_says_what_would_allow_a_comparison(examples: Path) -> None:
    names = ("concentration", "slope_index", "listening_gap", "theme_group")
    told = {name: tell(name, WORKING).rows[0] for name in names}
    assert (told["concentration"]["shown"], told["theme_group"]["shown"]) == (False, True)
    assert "60 people and organisations" in told["concentration"]["reason"]
    assert "100 are needed" in told["concentration"]["reason"]
    assert "300 are needed" in told["slope_index"]["reason"]
    assert "who spoke" in told["listening_gap"]["reason"]


def test_boards_are_shown_from_30_sources_where_five_are_expected(examples: Path) -> None:
    rows = tell("observed_expected", WORKING, area_level="health_board").rows
    assert {row["shown"] for row in rows if row["expected"] >= 5} == {True}
    few = [row for row in rows if row["expected"] < 5]
    assert {row["shown"] for row in few} == {False}
    assert all("5 are needed" in row["reason"] for row in few)
    assert all("300 are needed" in row["reason"] for row in tell("observed_expected", WORKING, area_level="hscp").rows)


def test_a_council_heard_far_more_than_its_share_gets_a_word(empty: Path) -> None:
    councils = [row["council"] for row in reference_rows("council")]
    weights = [row["council"] for row in reference_rows("council") for _ in range(10)]
    heard(len(weights) + 200, place=lambda n: weights[n] if n < len(weights) else "Fife")
    rows = {row["name"]: row for row in tell("observed_expected", WORKING, area_level="council").rows}
    assert (rows["Fife"]["outside"], rows["Fife"]["shown"]) == ("more", True)
    assert len(councils) == len(rows)


def test_the_listening_gap_is_about_who_spoke(empty: Path) -> None:
    heard(170, heard_from=lambda n: "disabled people" if n < 27 else "somebody", groups=lambda n: "women")
    told = {row["group"]: row for row in tell("listening_gap", WORKING).rows}
    row = told["disabled people"]
    assert (row["base_rows"], row["observed"], row["gap"], row["shown"]) == (170, 27, 19, True)
    assert row["expected"] == pytest.approx(0.241 * 170)
    assert row["year"] == "2022"
    assert told["women"]["observed"] == 0
    assert told["LGBT+ people"]["gap"] is None


def test_who_was_never_named_is_listed_with_what_would_be_expected(examples: Path) -> None:
    groups = {row["group_name"]: row["expected"] for row in ask("not_heard_groups").rows}
    assert groups["men"] == pytest.approx(0.4858 * 170)
    assert "women" not in groups
    places = {row["name"]: row["status"] for row in ask("not_heard_places", area_level="council").rows}
    assert places == {
        "Angus": "too_few_expected", "Clackmannanshire": "too_few_expected", "Stirling": "too_few_expected",
        "East Renfrewshire": "wider_area", "South Ayrshire": "wider_area", "West Lothian": "wider_area",
    }  # fmt: skip


def test_signals_are_those_of_the_file(examples: Path, insights: pd.DataFrame) -> None:
    told = {row["id"]: row for row in ask("inequality_signals", by="group").rows}
    one = insights.assign(group_name=insights["groups"].str.split(";")).explode("group_name")
    one["group_name"] = one["group_name"].str.strip().replace("", "not_recorded")
    for group, part in one.groupby("group_name"):
        row = told[str(group)]
        assert row["records"] == len(part)
        assert row["widening"] == (part["inequality_effect"] == "widening").sum()
        assert row["both"] == (part["barrier_or_enabler"] == "both").sum()
        assert row["macro"] == (part["level"] == "macro").sum()
    every = ask("inequality_signals", by=None).rows
    assert {row["by"] for row in every} == {"theme", "council", "group", "month"}
    months = [row for row in every if row["by"] == "month"]
    assert sum(row["records"] for row in months) == 228


def test_words_of_two_groups_are_told_apart_by_source(empty: Path) -> None:
    said = [("exam", "students"), ("ferry", "older people")]
    rows = [[f"The {said[n % 2][0]} came late {n}", f"Person {n}", said[n % 2][1]] for n in range(120)]
    rows += [[f"The radio played on {n}", "One person", "students"] for n in range(80)]
    import_file(csv_file([["text", "source", "groups"], *rows]), "heard.csv")
    told = {
        row["word"]: row
        for row in tell("words_apart", WORKING, first_group="older people", second_group="students").rows
    }
    assert (told["ferry"]["typical_of"], told["ferry"]["first_sources"], told["ferry"]["shown"]) == ("first", 60, True)
    assert told["exam"]["typical_of"] == "second"
    assert "radio" not in told  # eighty times, and one person
    assert "the" not in told


def test_every_yardstick_has_a_year_and_a_source(examples: Path) -> None:
    rows = ask("yardsticks").rows
    assert {"population", "deprivation", "urban_rural"} <= {row["yardstick"] for row in rows}
    assert all(row["year"] and row["source"] for row in rows)


def test_the_command_line_takes_a_level_of_areas_or_of_a_filter(examples: Path) -> None:
    def told(*words: str) -> Any:
        done = run([*words, "--database", str(examples), "--json"])
        assert done.exit_code == 0, done.err
        return json.loads(done.out)

    boards = told("observed_expected", "--level", "health_board")
    assert len(boards["rows"]) == 14
    assert boards["parameters"] == {"area_level": "health_board", "mode": "sharing"}
    assert {"shown", "reason", "outside"} <= set(boards["rows"][0])
    both = told("observed_expected", "--level", "hscp", "--level", "macro")
    assert (len(both["rows"]), both["parameters"]["level"]) == (31, ["macro"])
    assert {row["by"] for row in told("inequality_signals", "--by", "month")["rows"]} == {"month"}


@pytest.mark.parametrize(
    "words",
    [
        ("observed_expected", "--level", "hscp", "--level", "council"),
        ("observed_expected", "--level", "parish"),
        ("council_counts", "--level", "hscp"),
        ("words_apart", "--first-group", "women"),
        ("words_apart", "--first-group", "women", "--second-group", "nobody at all"),
    ],
)
def test_a_parameter_that_means_nothing_is_refused_in_words(examples: Path, words: tuple[str, ...]) -> None:
    done = run([*words, "--database", str(examples), "--json"])
    assert done.exit_code == 2
    assert "--" in f"{done.out}{done.err}"


def test_a_sentence_compares_only_past_every_gate() -> None:
    yes = Verdict(True)
    assert may_say(yes, 60, 100, 3, (1.1, 2.0), 1)
    assert not may_say(Verdict(False, "why"), 60, 100, 3, (1.1, 2.0), 1)
    assert not may_say(yes, 59, 100, 3, (1.1, 2.0), 1)
    assert not may_say(yes, 60, 100, 2, (1.1, 2.0), 1)
    assert not may_say(yes, 60, 100, 3, (0.9, 2.0), 1)
    assert not may_say(yes, 60, 100, 3, (None, None), 1)


def test_plain_counts_have_no_verdict(examples: Path) -> None:
    assert verdict_on("council_counts", WORKING) is None
    assert "shown" not in tell("council_counts", WORKING).rows[0]
