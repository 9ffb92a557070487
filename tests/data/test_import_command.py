"""Several files and folders by one command: each its own transaction and receipt, all of them told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data import commands, history
from data.command_line import Outcome
from data.onlooker import Onlooker, looked_on_by
from data.templates import template
from tests.sheets import csv_file, xlsx_file

pytestmark = pytest.mark.process

CONTRACT = {
    "status", "upload_id", "kind", "rows_read", "rows_saved", "rows_parked", "rows_unchanged", "rows_blank", "mapping",
    "problems", "consequences",
}  # fmt: skip


@pytest.fixture
def folder(empty: Path, tmp_path: Path) -> Path:
    made = tmp_path / "spreadsheets"
    made.mkdir()
    (made / "b.xlsx").write_bytes(xlsx_file(heard=[["text"], ["Test b"]]))
    (made / "A.csv").write_bytes(csv_file([["text", "place"], ["Test a", "Fife"], ["", ""], ["Test c", "Brigadoon"]]))
    (made / "~$b.xlsx").write_bytes(b"lock")
    (made / ".hidden.csv").write_bytes(csv_file([["text"], ["Hidden"]]))
    (made / "notes.docx").write_bytes(b"PK")
    (made / "older").mkdir()
    (made / "older" / "c.csv").write_bytes(csv_file([["text"], ["Test older"]]))
    return made


def run(*words: object, looking: Onlooker | None = None) -> Outcome:
    with looked_on_by(looking or Onlooker()):
        return commands.run(["import", *map(str, words)])


def told(*words: object) -> dict[str, Any]:
    outcome = run(*words, "--json")
    assert outcome.out.count("\n") == 1
    held: dict[str, Any] = json.loads(outcome.out)
    return held


def balanced(receipt: dict[str, Any]) -> bool:
    parts = ("rows_saved", "rows_parked", "rows_unchanged", "rows_blank")
    return int(receipt["rows_read"]) == sum(int(receipt[part]) for part in parts)


def test_a_folder_is_taken_in_the_order_of_its_names_each_file_by_itself(folder: Path) -> None:
    held = told(folder)
    assert held["status"] == "accepted_with_warnings"
    assert [(one["file"], one["rows_read"], one["rows_saved"]) for one in held["files"]] == [
        ("A.csv", 3, 2),
        ("b.xlsx", 1, 1),
    ]
    assert all(set(one) == {*CONTRACT, "file"} and balanced(one) for one in held["files"])
    assert {one["file_name"] for one in history.list_uploads() if one["who"] != "shipped examples"} == {
        "A.csv",
        "b.xlsx",
    }


def test_what_is_left_out_of_a_folder_is_said_with_the_reason(folder: Path) -> None:
    held = told(folder, "--dry-run")
    reasons = {one["file"]: one["reason"] for one in held["skipped"]}
    assert set(reasons) == {"~$b.xlsx", "hidden.csv", "notes.docx", "older"}  # a name is shown without its first dot
    assert "temporary" in reasons["~$b.xlsx"]
    assert reasons["notes.docx"] == "no spreadsheet"
    printed = run(folder, "--dry-run").out
    assert "~$b.xlsx: left out, a temporary file" in printed


def test_one_file_gives_exactly_the_object_of_the_contract(folder: Path) -> None:
    assert set(told(folder / "b.xlsx")) == CONTRACT


def test_several_files_and_folders_are_each_taken_once(folder: Path) -> None:
    held = told(folder / "b.xlsx", folder / "older", folder)
    assert [one["file"] for one in held["files"]] == ["b.xlsx", "c.csv", "A.csv"]


def test_a_rejected_file_keeps_none_of_the_others_out(folder: Path) -> None:
    (folder / "aa.xlsx").write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    outcome = run(folder, "--json")
    held = json.loads(outcome.out)
    assert (outcome.exit_code, held["status"]) == (2, "partly_rejected")
    assert [(one["file"], one["status"]) for one in held["files"]] == [
        ("A.csv", "accepted_with_warnings"), ("aa.xlsx", "rejected"), ("b.xlsx", "accepted"),
    ]  # fmt: skip
    again = run(folder)
    assert again.exit_code == 2
    assert "3 files: 4 rows read, 0 saved, 0 need attention, 3 unchanged, 1 blank. Rejected: aa.xlsx" in again.out


def test_a_file_that_cannot_be_read_is_told_beside_the_others(folder: Path) -> None:
    held = told(folder / "nowhere.xlsx", folder / "b.xlsx")
    assert [(one["file"], one["status"]) for one in held["files"]] == [
        ("nowhere.xlsx", "rejected"),
        ("b.xlsx", "accepted"),
    ]
    assert held["files"][0]["problems"][0]["code"] == "file_not_readable"


def test_an_old_spreadsheet_in_a_folder_is_refused_with_what_to_do(folder: Path) -> None:
    (folder / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    found = next(one for one in told(folder)["files"] if one["file"] == "old.xls")
    assert found["status"] == "rejected"
    assert ".xlsx" in found["problems"][0]["what_to_do"]


def test_options_hold_for_every_file(folder: Path, tmp_path: Path) -> None:
    (folder / "A.csv").write_bytes(csv_file([["Utterance"], ["Test: ring 0131 496 0000"]]))
    (folder / "b.xlsx").unlink()
    (tmp_path / "mapping.json").write_text('{"Utterance": "text"}', encoding="utf-8")
    options = ("--mapping", tmp_path / "mapping.json", "--personal", "park", "--kind", "insight")
    trial = told(folder, *options, "--dry-run")
    assert (trial["files"][0]["rows_parked"], trial["files"][0]["upload_id"]) == (1, None)
    assert told(folder, *options)["files"][0]["rows_parked"] == 1
    assert "0131" not in json.dumps(trial)


def test_a_folder_without_spreadsheets_is_refused_in_words(empty: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    outcome = run(tmp_path / "none")
    assert outcome.exit_code == 2
    assert "no spreadsheet in this folder" in outcome.err


def test_personal_data_in_a_file_name_is_told_nowhere(folder: Path) -> None:
    (folder / "jo@example.org.csv").write_bytes(csv_file([["text"], ["Test words"]]))
    (folder / "~$jo@example.org.xlsx").write_bytes(b"lock")
    assert "jo@example" not in run(folder, "--json").out
    assert "jo@example" not in run(folder).out


class Impatient(Onlooker):
    """Somebody who hears how far it is and wants it stopped once a certain word has come."""

    shows = True

    def __init__(self, word: str) -> None:
        self.heard: list[str] = []
        self._word = word

    def tell(self, words: str) -> None:
        self.heard.append(words)

    def wants_stop(self) -> bool:
        return any(self._word in words for words in self.heard)


def test_a_stop_leaves_the_file_in_hand_out_and_keeps_those_before(folder: Path) -> None:
    looking = Impatient("2 of 2")
    outcome = run(folder, "--json", looking=looking)
    held = json.loads(outcome.out)
    assert (outcome.exit_code, held["status"]) == (2, "stopped")
    assert [one["file"] for one in held["files"]] == ["A.csv"]
    assert "1 of 2 files were taken, 1 were not" in held["reason"]
    assert [one["file_name"] for one in history.list_uploads() if one["who"] != "shipped examples"] == ["A.csv"]
    assert any(words.startswith("1 of 2: A.csv: ") for words in looking.heard)


def test_a_stop_of_a_single_file_is_a_refusal_that_says_so(folder: Path) -> None:
    outcome = run(folder / "A.csv", looking=Impatient("row"))
    assert (outcome.exit_code, outcome.out) == (2, "")
    assert outcome.err == "Stopped: nothing of this file was saved.\n"


@pytest.mark.parametrize("kind", ["insight", "case_study"])
def test_a_template_is_written_by_a_command_of_its_own(empty: Path, tmp_path: Path, kind: str) -> None:
    outcome = commands.run(["template", str(tmp_path / "mine.xlsx"), "--kind", kind, "--json"])
    assert (outcome.exit_code, json.loads(outcome.out)["status"]) == (0, "done")
    assert len((tmp_path / "mine.xlsx").read_bytes()) == pytest.approx(len(template(kind)), rel=0.05)
    again = commands.run(["template", str(tmp_path / "mine.xlsx"), "--kind", kind])
    assert (again.exit_code, "exists already" in again.err) == (2, True)
