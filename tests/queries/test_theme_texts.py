"""The words of a theme's records: typical and untypical ones, those that are alike, and who may hear them."""

from __future__ import annotations

from pathlib import Path

import pytest

from data import theme_changes
from data.theme_drafts import draft_of
from data.uploads import import_file
from queries import theme_texts
from queries.disclosure import tell
from queries.filters import Filters
from tests.sheets import csv_file

pytestmark = pytest.mark.process  # scikit-learn takes a second to load
BROADBAND = "The broadband in the village is slow and the mobile signal drops"
GARDEN = "The community garden gave neighbours vegetables and company"


@pytest.fixture
def heard(empty: Path) -> Path:
    rows = [[f"B-{n}", f"{BROADBAND} number {n}", "TH-05", "public" if n % 2 else "no"] for n in range(8)]
    rows += [[f"G-{n}", f"{GARDEN} number {n}", "TH-05; TH-06", "public"] for n in range(4)]
    import_file(csv_file([["insight_id", "text", "themes", "quote permission"], *rows]), "heard.csv")
    return empty


def test_typical_insights_are_like_the_whole_and_quotable_ones_come_first(heard: Path) -> None:
    told = theme_texts.telling("TH-05", Filters(), most=2)
    assert {one[0] for one in told.typical} == {"B"}
    assert {one[0] for one in told.untypical} == {"G"}
    public = {row["record_id"] for row in tell("theme_records", Filters(), theme_ids=["TH-05"], words=[], ids=None,
              first="newest", limit=20).rows
              if row["quotable"]}  # fmt: skip
    assert told.typical[0] in public


def test_the_smaller_group_of_alike_records_is_suggested_with_its_words(heard: Path) -> None:
    found = theme_texts.alike("TH-05", Filters())
    assert found is not None
    assert sorted(found.records) == ["G-0", "G-1", "G-2", "G-3"]
    assert set(found.words) & {"garden", "vegetables", "neighbours", "company", "community", "gave"}


def test_too_few_records_are_not_compared(empty: Path) -> None:
    import_file(csv_file([["text", "themes"], [BROADBAND, "TH-05"]]), "one.csv")
    assert theme_texts.telling("TH-05", Filters()) == theme_texts.Telling()
    assert theme_texts.alike("TH-05", Filters()) is None


def test_what_may_not_be_quoted_is_not_told_when_shared(heard: Path) -> None:
    sharing = Filters(mode="sharing")
    told = theme_texts.drawn("TH-05", sharing)
    assert {one.record_id for one in told.records if one.record_id[0] == "B"} == {"B-1", "B-3", "B-5", "B-7"}
    assert [row["insight_id"] for row in tell("insights", sharing, ids=["B-2", "G-1", "B-1"],
                                                limit=3, offset=0).rows] == [
        "B-1", "G-1",
    ]  # fmt: skip


def test_records_of_a_pair_name_both_also_in_a_draft(heard: Path) -> None:
    assert {one[0] for one in theme_texts.first_of(["TH-05", "TH-06"], Filters(), 9)} == {"G"}
    draft = draft_of(None, "A test")
    made = theme_changes.split("TH-05", "Gardens", ["G-0"], who="A test", draft=draft.draft_id)
    seen = Filters(draft=draft.draft_id)
    assert theme_texts.first_of([made.theme_id or "", "TH-06"], seen, 9) == ["G-0"]
    assert theme_texts.first_of([made.theme_id or ""], Filters(), 9) == []


def test_of_equally_typical_insights_the_quotable_one_is_first() -> None:
    same = [theme_texts.Carried("insight", f"B-{n}", "B", BROADBAND, n == 8) for n in range(10)]
    other = [theme_texts.Carried("insight", f"G-{n}", "G", GARDEN, True) for n in range(2)]
    assert theme_texts.typical_of(theme_texts.Drawn((*same, *other), 12), most=1).typical == ("B-8",)


def test_of_a_large_theme_some_are_drawn_from_all_of_it_always_the_same_and_told_so(
    heard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest are no better: here all that is old says another thing than what is new."""
    heads = ["insight_id", "text", "themes", "date"]
    rows = [[f"O-{n}", f"{GARDEN} {n}", "TH-07", "2020-01-02"] for n in range(60)]
    rows += [[f"N-{n}", f"{BROADBAND} {n}", "TH-07", "2024-01-02"] for n in range(60)]
    import_file(csv_file([heads, *rows]), "many.csv")
    monkeypatch.setattr(theme_texts, "MOST", 40)
    told = theme_texts.drawn("TH-07", Filters())
    assert (len(told.records), told.of) == (40, 120)
    assert told.note == "From 40 of 120 records, drawn at random."
    old = sum(one.record_id.startswith("O") for one in told.records)
    assert 10 < old < 30
    assert theme_texts.drawn("TH-07", Filters(unit="sources")) == told
    assert theme_texts.telling("TH-07", Filters()).note == told.note
    assert theme_texts.drawn("TH-05", Filters()).note == ""


def test_words_are_found_in_all_records_of_a_theme_however_many_are_drawn(
    heard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme_texts, "MOST", 2)
    found = theme_texts.with_words("TH-05", "VEGETABLES community", Filters())
    assert sorted(found) == [("insight", f"G-{n}") for n in range(4)]
    assert theme_texts.with_words("TH-05", " ", Filters()) == ()
    assert [one.record_id for one in theme_texts.these("TH-05", ["G-1", "X"], Filters())] == ["G-1"]
