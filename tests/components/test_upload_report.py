"""What the Upload page says about a file before and after it is saved."""

from __future__ import annotations

import ast
import re
import time
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from components import upload_report, upload_words
from components.upload_work import Work
from data import parked_file
from data.choices import PLAIN
from data.errors import Problem, Refused
from data.history import list_uploads, parked_rows
from data.settings import PROJECT
from data.uploads import import_file
from tests.sheets import csv_file

pytestmark = pytest.mark.process

COUNTS = {"rows_read": 7, "rows_saved": 5, "rows_parked": 1, "rows_unchanged": 0, "rows_blank": 1}
FILE = csv_file([["id", "text", "place"], ["1", "One", "Fife"], ["1", "=Two", "Fife"], ["3", "", ""]])

TELLING = {"_tell", "_about", "about", "_problem", "problem", "Problem", "_cell_problems"}
REJECTING = {"no_header", "no_rows", "xml_unsafe", "date_precision", "event_id", "parent_theme"}  # and field names


def _done(work: Work) -> Work:
    assert work.finished.wait(30)
    return work


def test_the_sentence_accounts_for_every_row() -> None:
    assert (
        upload_words.what_became(COUNTS, saved=False)
        == "5 of 7 rows will be saved. 1 needs your attention and 1 is blank."
    )


def test_a_file_without_news_says_so() -> None:
    nothing = {**COUNTS, "rows_saved": 0, "rows_parked": 0, "rows_unchanged": 6}
    assert upload_words.what_became(nothing, saved=False).startswith("Nothing in this file is new")


def test_problems_are_told_by_kind_with_how_often_and_the_first_examples() -> None:
    found = [
        Problem("warning", "place_not_found", "Name the council.", "f", "s", row, "place", "“X”") for row in range(9)
    ]
    found.append(Problem("warning", "place_not_found", "The same was found …", "f", "s", None, "place", "1,200 more"))
    told = str(upload_report.problems(found))
    assert "Places that are not known" in told
    assert "1,209" in told
    assert told.count("“X”") == upload_report.EXAMPLES
    assert "and 1,204 more like these" in told


def test_rows_that_are_not_saved_come_first() -> None:
    found = [
        Problem("warning", "theme_unknown", "…", row=2),
        Problem("warning", "theme_unknown", "…", row=3),
        Problem("warning", "no_text", "…", row=4),
    ]
    told = str(upload_report.problems(found))
    assert told.index("Rows without words") < told.index("Themes that are not known")
    assert "not saved until mended" in told


def test_what_stands_in_a_file_is_escaped() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    told = str(
        upload_report.problems([Problem("warning", "column_twice", hostile, hostile, hostile, 1, hostile, hostile)])
    )
    assert "<img" not in told


def _codes() -> set[str]:
    """Every code with which data/ tells of a problem that a row or column of an accepted file can have."""
    found = set()
    for path in (PROJECT / "data").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in TELLING:
                words = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                found |= {word for word in words if isinstance(word, str) and re.fullmatch("[a-z]+(_[a-z]+)+", word)}
    return {code for code in found if not code.startswith("file_") and code not in REJECTING}


def test_every_kind_of_problem_has_a_name_on_the_page() -> None:
    assert len(_codes()) > 20
    assert _codes() <= set(upload_words.PROBLEMS)


def test_a_trial_saves_nothing_and_a_save_saves_once(empty: Path) -> None:
    before = len(list_uploads())
    trial = _done(Work(FILE, "heard.csv", PLAIN, dry_run=True, who="test")).outcome()
    assert (trial.rows_saved, len(list_uploads())) == (1, before)
    saved = _done(Work(FILE, "heard.csv", PLAIN, dry_run=False, who="test")).outcome()
    assert (saved.rows_saved, saved.rows_parked, len(list_uploads())) == (1, 2, before + 1)


def test_work_that_is_not_done_has_no_outcome(empty: Path) -> None:
    work = Work(FILE, "heard.csv", PLAIN, dry_run=True, who="test")
    assert 0.0 <= work.share <= 1.0
    assert work.words
    _done(work)


def test_a_limit_that_is_no_number_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KENSPECKLE_MAX_ROWS", "many")
    with pytest.raises(Refused, match="KENSPECKLE_MAX_ROWS"):
        Work(FILE, "heard.csv", PLAIN, dry_run=True, who="test")


def test_the_limits_of_the_settings_hold_here_too(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KENSPECKLE_MAX_CSV_ROWS", "2")
    receipt = _done(Work(FILE, "heard.csv", PLAIN, dry_run=True, who="test")).outcome()
    assert receipt.status == "rejected"


def test_rows_that_need_attention_come_as_a_workbook_that_says_what_to_mend(empty: Path, tmp_path: Path) -> None:
    import_file(FILE, "heard.csv")
    path = tmp_path / "mend.xlsx"
    path.write_bytes(parked_file.parked_workbook(parked_rows()))
    sheet = load_workbook(path)["insights"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == (*parked_file.FRONT, "id", "text", "place")
    assert {row[3] for row in rows[1:]} == {"3", "4"}
    assert all(row[0] for row in rows[1:])
    twice = next(row for row in rows if row[3] == "3")
    assert twice[6] == "'=Two"


def test_moments_are_told_by_the_clock_in_scotland() -> None:
    assert upload_words.moment(datetime(2026, 7, 1, 12, 0)) == "1 July 2026, 13:00"


def test_waiting_is_short_for_a_small_file(empty: Path) -> None:
    begun = time.monotonic()
    _done(Work(FILE, "heard.csv", PLAIN, dry_run=True, who="test"))
    assert time.monotonic() - begun < 20
