"""Sentences that compare pass one gate; the themes of a place stand beside those of all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from queries import comparing
from queries.disclosure import tell
from queries.filters import Filters
from queries.ladder import Verdict

YES, NO = Verdict(True), Verdict(False, "too few")
PLANTED: dict[str, Any] = {
    "name": "Area A", "observed": 30, "expected": 10.0, "outside": "more", "lower": 2.0, "upper": 4.3,
}  # fmt: skip


def test_a_difference_beyond_chance_is_said_with_its_numbers(examples: Path) -> None:
    said = comparing.areas([PLANTED], Filters(), YES, "areas")
    assert said == "Heard more than expected from the number of people: Area A (30 where 10.0 would be expected)."


def test_nothing_is_said_where_one_part_of_the_gate_is_shut(examples: Path) -> None:
    assert comparing.areas([PLANTED], Filters(), NO, "areas") == ""
    for shut in ({"outside": ""}, {"observed": 2}, {"lower": 0.9}, {"lower": None}):
        said = comparing.areas([{**PLANTED, **shut}], Filters(), YES, "areas")
        assert said == "No difference between areas is large enough here to be told from chance."
    unplaced = Filters(theme=("TH-99",))  # nothing is in view, so the place is recorded for none
    assert comparing.areas([PLANTED], unplaced, YES, "areas") == ""


def test_a_pair_that_means_the_same_is_not_said(examples: Path) -> None:
    row: dict[str, Any] = {
        "theme": "Food", "group_name": "women", "observed": 20, "sources": 20, "expected": 5.0, "signal": "more",
    }  # fmt: skip
    assert "Food with women (20 where 5.0" in comparing.pairs([{**row, "overlapping": False}], Filters(), YES)
    for shut in (
        {"overlapping": True},
        {"overlapping": False, "signal": "less"},
        {"overlapping": False, "observed": 6},
    ):
        assert comparing.pairs([{**row, **shut}], Filters(), YES).startswith("No theme and group")


def test_shares_of_a_place_are_of_its_own_times_raised(examples: Path) -> None:
    here = tell("theme_frequency", Filters(place=("S12000049",))).rows
    rows = comparing.shares(here, tell("theme_frequency").rows, "mentions")
    total = sum(row["mentions"] for row in here)
    assert [row["here_share"] for row in rows] == [row["here"] / total for row in rows]
    assert abs(sum(row["here_share"] for row in rows) - 1) < 1e-9
    assert [row["here"] for row in rows] == sorted((row["here"] for row in rows), reverse=True)
    few = comparing.shares([{"theme_id": "a", "theme": "A", "mentions": 9}], [], "mentions")
    assert few[0]["here_share"] is None
