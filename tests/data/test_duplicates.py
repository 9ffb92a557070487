"""Insights that say the same are found and joined: one insight, both sources."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data import duplicates
from data.errors import Refused
from data.uploads import import_file
from queries.ask import ask
from queries.filters import Filters
from queries.theme_preview import of_merge
from tests.data.test_theme_changes import backdate, counts
from tests.sheets import csv_file

pytestmark = pytest.mark.process

WHO = "A test"
SAID = "The night bus stopped last winter and people could not get home from work in the town"
ROWS = [
    ["I-1", SAID, "TH-05", "First group", "Fife"],
    ["I-2", SAID + ".", "TH-06", "Second group", "Moray"],
    ["I-3", SAID.replace("winter", "Winter,"), "TH-05", "First group", "Fife"],
    ["I-4", "The choir in the hall meets every week and newcomers are made welcome there by all", "TH-05", "", ""],
]


@pytest.fixture
def four(empty: Path) -> Path:
    import_file(csv_file([["insight_id", "text", "themes", "source", "place"], *ROWS]), "heard.csv")
    return empty


def test_insights_that_say_nearly_the_same_are_found(four: Path) -> None:
    pairs = duplicates.near_duplicates(wait=True) or ()
    assert {(one.insight_id, one.other_id) for one in pairs} == {("I-1", "I-2"), ("I-1", "I-3"), ("I-2", "I-3")}
    assert all(one.likeness >= 90 for one in pairs)


def test_a_joined_insight_counts_once_with_both_sources(four: Path) -> None:
    before = counts(), ask("headline").one
    duplicates.join("I-2", "I-1", who=WHO)
    assert counts() == {
        "Partnership working across sectors": (3, 2),
        "Staff autonomy and flexible practice": (1, 2),
    }
    told = ask("headline").one
    assert (told["insights"], told["sources"], told["councils"]) == (3, 2, 2)
    one, other, both = of_merge(["TH-05", "TH-06"], Filters()).rows
    assert [row["sources"] for row in (one, other, both)] == [2, 2, 2]
    assert (ask("theme_pairs").one["records"], ask("theme_pairs").one["sources"]) == (1, 2)
    assert [joined[:2] for joined in duplicates.joins()] == [("I-2", "I-1")]
    duplicates.part("I-2", who=WHO)
    assert (counts(), ask("headline").one) == before


def test_a_join_leaves_past_days_as_they_were(four: Path) -> None:
    before = counts()
    backdate(days=1)
    duplicates.join("I-2", "I-1", who=WHO)
    yesterday = date.fromordinal(date.today().toordinal() - 1)
    assert counts(Filters(as_at=yesterday)) == before != counts()


def test_what_was_joined_before_goes_along(four: Path) -> None:
    duplicates.join("I-2", "I-1", who=WHO)
    duplicates.join("I-1", "I-3", who=WHO)
    assert sorted(joined[:2] for joined in duplicates.joins()) == [("I-1", "I-3"), ("I-2", "I-3")]
    assert ask("headline").one["insights"] == 2


def test_only_insights_that_count_are_joined(four: Path) -> None:
    for one, other in (("I-1", "I-1"), ("I-1", "I-9")):
        with pytest.raises(Refused):
            duplicates.join(one, other, who=WHO)
    with pytest.raises(Refused, match="not joined"):
        duplicates.part("I-1", who=WHO)
