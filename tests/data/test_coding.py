"""Themes are given and taken by people, one record or many, and all of it can be taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data import coding, connect, theme_changes
from data.check import check
from data.commands import run
from data.errors import Refused
from data.uploads import import_file
from tests.sheets import csv_file

pytestmark = pytest.mark.process

WHO = "A test"
TABLE = [["insight_id", "text", "themes"], ["I-1", "Words", "TH-05"], ["I-2", "More", ""], ["I-3", "Others", "TH-06"]]


def every(question: str, *values: Any) -> list[tuple[Any, ...]]:
    with connect.database().cursor() as cursor:
        return cursor.execute(question, list(values)).fetchall()


def tagged() -> set[tuple[str, str]]:
    return {(one, theme) for one, theme in every("SELECT record_id, theme_id FROM coding_now")}


@pytest.fixture
def three(empty: Path) -> Path:
    import_file(csv_file(TABLE), "heard.csv")
    return empty


def test_themes_are_given_and_taken_in_bulk_and_taken_back(three: Path) -> None:
    before = tagged()
    given = coding.give("TH-05", ["I-1", "I-2", "I-3"], who=WHO)
    assert (given.changed, given.unchanged) == (2, 1)
    assert every("SELECT DISTINCT coder, origin FROM coding WHERE tagging_id = $1", given.tagging_id) == [
        (WHO, "person")
    ]
    taken = coding.take("TH-05", ["I-1", "I-2"], who=WHO)
    assert tagged() == {("I-3", "TH-05"), ("I-3", "TH-06")}
    assert coding.undo_tagging(taken.tagging_id or "", who=WHO) == 2
    assert coding.undo_tagging(given.tagging_id or "", who=WHO) == 2
    assert tagged() == before
    with pytest.raises(Refused, match="already"):
        coding.undo_tagging(given.tagging_id or "", who=WHO)
    assert [one["did"] for one in coding.taggings()] == ["take", "give"]


def test_what_a_split_moved_can_be_given_again(three: Path) -> None:
    made = theme_changes.split("TH-05", "A part", ["I-1"], who=WHO).theme_id
    coding.give("TH-05", ["I-1"], who=WHO)
    assert {theme for one, theme in tagged() if one == "I-1"} == {made, "TH-05"}
    later = theme_changes.split("TH-05", "Another part", ["I-1"], who=WHO).theme_id
    assert {theme for one, theme in tagged() if one == "I-1"} == {made, later}
    coding.take("A part", ["I-1"], who=WHO)
    assert {theme for one, theme in tagged() if one == "I-1"} == {later}


def test_a_theme_is_taken_by_whatever_name_it_was_given(three: Path) -> None:
    theme_changes.merge(["TH-05", "TH-06"], "Together", who=WHO)
    taken = coding.take("Together", ["I-1", "I-3"], who=WHO)
    assert (taken.changed, tagged()) == (2, set())


def test_the_same_file_again_leaves_what_people_tagged(three: Path) -> None:
    coding.give("TH-15", ["I-2"], who=WHO)
    coding.take("TH-06", ["I-3"], who=WHO)
    held = tagged()
    receipt = import_file(csv_file(TABLE), "heard.csv")
    assert (receipt.rows_unchanged, tagged()) == (3, held)
    changed = [*TABLE[:2], ["I-2", "More", "TH-11"], TABLE[3]]
    assert import_file(csv_file(changed), "heard.csv").rows_saved == 1
    assert tagged() == held | {("I-2", "TH-11")}
    assert [one.name for one in check() if not one.holds] == []


def test_unknown_themes_and_records_are_refused(three: Path) -> None:
    before = tagged()
    for theme, records in (("Nowhere", ["I-1"]), ("TH-05", ["I-9", "I-2"]), ("TH-05", [])):
        with pytest.raises(Refused):
            coding.give(theme, records, who=WHO)
    assert tagged() == before


def test_the_command_line_gives_and_takes(three: Path) -> None:
    at = ["--database", str(three), "--json"]
    given = json.loads(run(["code", "give", "Digital exclusion", "--records", "I-1", "I-2", *at]).out)
    assert (given["status"], given["changed"]) == ("done", 2)
    assert json.loads(run(["code", "take", "TH-15", "--records", "I-1", *at]).out)["changed"] == 1
    assert json.loads(run(["code", "undo", given["tagging_id"], *at]).out)["changed"] == 1
    assert run(["code", "give", "TH-15", "--records", "I-9", *at]).exit_code == 2
