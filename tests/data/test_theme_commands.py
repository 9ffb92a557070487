"""``python -m data theme``: by id or name, for everybody or in a draft, as JSON or as words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data import theme_history
from data.commands import run

pytestmark = pytest.mark.process


def theme(database: Path, *words: str, code: int = 0) -> Any:
    outcome = run(["theme", *words, "--database", str(database), "--json"])
    assert outcome.exit_code == code, outcome
    return json.loads(outcome.out)


def listed(database: Path, *words: str) -> dict[str, dict[str, Any]]:
    return {row["theme"]: row for row in theme(database, "list", *words)["themes"]}


def test_every_change_goes_by_id_or_name_and_comes_back(own_examples: Path) -> None:
    before = listed(own_examples)
    made = theme(own_examples, "create", "Transport", "--under", "inequality")
    assert (made["status"], listed(own_examples)["Transport"]["parent_theme_id"]) == ("done", "TH-04")
    theme(own_examples, "rename", made["theme_id"], "Getting about")
    theme(own_examples, "define", "Transport", "Buses, ferries and fares.")
    theme(own_examples, "move", "Getting about", "--under", "TH-02")
    theme(own_examples, "move", "Getting about", "--top")
    merged = theme(own_examples, "merge", "Food and essentials", "TH-15", "--into", "Basics")
    theme(own_examples, "retire", "Getting about")
    told = listed(own_examples)
    assert (
        told["Basics"]["mentions"]
        <= before["Food and essentials"]["mentions"] + before["Digital exclusion"]["mentions"]
    )
    assert "Getting about" not in told
    assert theme(own_examples, "history", "Basics")["events"][0]["event_id"] == merged["event_id"]
    for _ in range(7):
        theme(own_examples, "undo")
    assert listed(own_examples) == before


def test_a_split_takes_ids_of_records(own_examples: Path) -> None:
    words = run(
        ["theme", "split", "TH-15", "--name", "Devices", "--records", "NONE-1", "--database", str(own_examples)]
    )
    assert (words.exit_code, words.out) == (2, "")
    assert "not tagged" in words.err


def test_a_refusal_says_why_and_changes_nothing(own_examples: Path) -> None:
    before = listed(own_examples)
    for words in (
        ["create", "Inequality"], ["rename", "Nowhere", "Somewhere"], ["move", "TH-04", "--under", "TH-25"],
        ["merge", "TH-04", "--into", "One"], ["undo", "nothing"], ["undo"], ["commit"], ["history", "Nowhere"],
    ):  # fmt: skip
        refused = theme(own_examples, *words, code=2)
        assert refused["status"] == "refused"
        assert refused["reason"]
    assert listed(own_examples) == before


def test_a_draft_is_worked_on_compared_and_committed(own_examples: Path) -> None:
    theme(own_examples, "merge", "TH-05", "TH-06", "--into", "Together", "--as-draft", "W-1")
    assert "Together" not in listed(own_examples)
    assert "Together" in listed(own_examples, "--as-draft", "W-1")
    compared = theme(own_examples, "compare", "--as-draft", "W-1")["themes"]
    assert {row["theme_in_draft"] for row in compared if row["theme_now"] is None} == {"Together"}
    theme(own_examples, "commit", "--as-draft", "W-1")
    assert "Together" in listed(own_examples)
    theme(own_examples, "retire", "Together", "--as-draft", "W-2")
    theme(own_examples, "discard", "--as-draft", "W-2")
    assert "Together" in listed(own_examples)


def test_a_family_tree_tells_where_a_theme_came_from(own_examples: Path) -> None:
    theme(own_examples, "merge", "TH-05", "TH-06", "--into", "Together", "--as-draft", "W-1")
    theme(own_examples, "commit", "--as-draft", "W-1")
    theme(own_examples, "merge", "Together", "TH-07", "--into", "One")
    tree = theme_history.family("One")
    assert [(step["kind"], step["theme"]) for step in tree[-2:]] == [("merge", "Together"), ("merge", "One")]
    assert tree[-2]["workshop_id"] == "W-1"
    assert tree[-1]["from_themes"] == ["Together", "Flexible funding and commissioning"]
    assert {step["theme_id"] for step in tree if step["kind"] == "create"} == {"TH-05", "TH-06", "TH-07"}


@pytest.mark.parametrize("words", [["list"], ["history"], ["history", "TH-05"]])
def test_without_json_it_prints_words(own_examples: Path, words: list[str]) -> None:
    outcome = run(["theme", *words, "--database", str(own_examples)])
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert "Partnership working" in outcome.out
