"""What depends on an upload is told before it is taken back, and the history keeps its file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data import history, taking_back
from data.choices import Choices
from data.commands import run
from data.dependents import dependents
from data.errors import Refused
from data.uploads import import_file
from data.write import new_id, now, write
from tests.sheets import csv_file, xlsx_file

pytestmark = pytest.mark.process

HEADER = ["insight_id", "text", "place", "themes"]


def take(*rows: list[str], **options: Any) -> str:
    receipt = import_file(csv_file([HEADER, *rows]), "heard.csv", who="a test", **options)
    assert receipt.upload_id
    return receipt.upload_id


def test_everything_that_points_to_its_records_is_counted(empty: Path) -> None:
    take(["A-0", "Before", "Fife", ""])
    upload_id = take(
        ["A-0", "After", "Fife", ""], ["A-1", "Words", "Fife", "Nonsense"], ["A-2", "More", "", ""],
        ["A-3", "", "", ""],
        choices=Choices(changed_text="replace"),
    )  # fmt: skip
    take(["A-2", "Yet other words", "", ""], choices=Choices(changed_text="replace"))
    with write("evidence", "themes", "room") as cursor:
        cursor.execute(
            "INSERT INTO coding (coding_id, record_kind, record_id, theme_id, coder, origin, coded_at)"
            " VALUES ($1, 'insight', 'A-1', 'TH-11', 'a test', 'person', $2)",
            [new_id(), now()],
        )
        cursor.execute("UPDATE unresolved SET state = 'settled' WHERE record_id = 'A-1'")
        cursor.execute("INSERT INTO placement VALUES ('p', 's', 'insight', 'A-1', 0, 0, NULL)")
        cursor.execute("INSERT INTO evidence_link VALUES ('action', 'a', 'insight', 'A-1')")
        cursor.execute(
            "INSERT INTO response (response_id, step_id, answer, hidden) VALUES ('r', 's', $1, false)",
            [json.dumps({"picked": ["A-1"]})],
        )
        cursor.execute(
            "INSERT INTO publication VALUES ('P', NULL, 'Spring', $1, 'x', $2, NULL, NULL)",
            [json.dumps({"quotes": [{"insight_id": "A-1"}]}), now()],
        )
    found = dependents(upload_id)
    assert found.as_dict() == {
        **dependents(upload_id).as_dict(),
        "insights_going": 1, "case_studies_going": 0, "rows_restored": 1, "rows_stayed": 1, "codings_by_people": 1,
        "words_settled": 1, "placements": 1, "evidence_links": 1, "responses": 1, "publications": 1, "rows_waiting": 1,
        "rows_mended_elsewhere": 0, "why_not": "",
    }  # fmt: skip
    told = " ".join(found.told())
    for words in ("1 insight that it brought in", "1 theme that people gave", "1 publication would keep the copy",
                  "2 answers in workshops", "bring the file in again"):  # fmt: skip
        assert words in told
    done = taking_back.undo_upload(upload_id, "a test")
    assert (done["rows_removed"], done["rows_restored"], done["rows_stayed"]) == (1, 1, 1)


def test_what_is_told_is_what_then_happens(own_examples: Path) -> None:
    for upload in history.list_uploads():
        found = dependents(upload["upload_id"])
        if found.why_not:
            with pytest.raises(Refused):
                taking_back.undo_upload(upload["upload_id"], "a test")
            continue
        done = taking_back.undo_upload(upload["upload_id"], "a test")
        assert done["rows_removed"] == found.insights_going + found.case_studies_going
        with pytest.raises(Refused, match="already"):
            dependents(upload["upload_id"])


def test_themes_in_use_elsewhere_are_told_first(own_examples: Path) -> None:
    themes = next(one for one in history.list_uploads() if one["kind"] == "theme")
    found = dependents(themes["upload_id"])
    assert "given to" in found.why_not
    assert found.told() == [f"It cannot be taken back just now. {found.why_not}"]


def test_the_command_line_tells_it_and_writes_kept_files(empty: Path, tmp_path: Path) -> None:
    upload_id = take(["A-1", "Write to sam@example.org", "Fife", ""], ["A-2", "", "Fife", ""])
    shared = ["--database", str(empty)]
    told = run(["undo", upload_id, "--dry-run", "--json", *shared])
    assert json.loads(told.out)["insights_going"] == 1
    assert "1 insight that it brought in" in run(["undo", upload_id, "--dry-run", *shared]).out
    assert run(["kept", upload_id, str(tmp_path / "kept.csv"), *shared]).exit_code == 0
    assert "[email removed]" in (tmp_path / "kept.csv").read_text()
    assert run(["kept", upload_id, str(tmp_path / "kept.csv"), *shared]).exit_code == 2
    assert run(["kept", upload_id, str(tmp_path / "o.csv"), "--original", *shared]).exit_code == 2
    assert run(["kept", upload_id, "--delete-original", *shared]).exit_code == 2
    assert json.loads(run(["parked", "--json", *shared]).out)["parked"][0]["reason"] == "no_text"
    assert run(["parked", "--to", str(tmp_path / "mend.xlsx"), *shared]).exit_code == 0
    assert run(["import", str(tmp_path / "mend.xlsx"), *shared]).exit_code == 0
    assert len(history.parked_rows()) == 1
    assert run(["withdraw", "--record", "A-1", "--dry-run", "--json", *shared]).exit_code == 0
    gone = run(["withdraw", "--record", "A-1", "--why", "They asked", "--json", *shared])
    assert json.loads(gone.out)["insights"] == 1
    assert run(["withdraw", "--source", "x", "--record", "y", *shared]).exit_code == 2
    assert run(["undo", upload_id, *shared]).exit_code == 0


@pytest.mark.parametrize(("name", "expected"), [("a.xlsm", "a.xlsx"), ("a.xlsx", "a.xlsx"), ("a", "a.xlsx")])
def test_a_workbook_that_was_written_anew_has_a_name_that_fits(empty: Path, name: str, expected: str) -> None:
    content = xlsx_file(heard=[HEADER, ["A-1", "Write to sam@example.org", "", ""]])
    upload_id = import_file(content, name).upload_id or ""
    assert history.kept_file(upload_id)[0] == expected
