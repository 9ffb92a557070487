"""Rows are written a piece at a time while the next are read: nobody can tell, and a fault or a stop leaves nothing."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest

from data import connect, records
from data.behind import Behind, uncollected
from data.check import check
from data.errors import Cancelled, Problem
from data.progress import READING
from data.telling import PROBLEMS_OF_ONE_KIND, Telling, most_telling
from data.uploads import import_file
from tests.sheets import csv_file

pytestmark = pytest.mark.process

HEADER = ["insight_id", "text", "themes", "place", "sector", "source_name"]
ROWS = [
    ["A-1", "Two buses", "Inequality", "Fife", "", "A group"],
    ["", "No bus", "Inequality", "Fife", "", ""],
    ["A-2", "Three buses", "", "Brigadoon", "housing", "A group"],
    ["A-1", "An id again", "", "", "", ""],
    ["A-3", "", "", "", "", ""],
    ["", "No bus", "Digital exclusion", "Fife", "", ""],
    ["A-4", "Four buses", "", "", "", ""],
    ["", "no  bus", "", "Fife", "", ""],
    ["A-5", "Five buses, call 07700 900456", "", "", "", ""],
]


def state() -> list[Any]:
    with connect.database().cursor() as cursor:
        return [
            sorted(cursor.execute(question).fetchall(), key=repr)
            for question in (
                "SELECT * EXCLUDE (upload_id, added_at) FROM insight",
                "SELECT * FROM insight_place",
                "SELECT record_id, theme_id, removed_at IS NULL FROM coding",
                "SELECT * FROM coding_now",
                "SELECT * FROM unresolved",
                "SELECT * EXCLUDE (sector_upload_id, size_upload_id) FROM source",
                "SELECT kind, reason, cells FROM parked_row",
            )
        ]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_size_of_the_pieces_makes_no_difference(empty: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    before = state()
    whole = import_file(csv_file([HEADER, *ROWS]), "a.csv", dry_run=True).as_dict()
    assert state() == before
    monkeypatch.setattr("data.taking._ROWS_AT_ONCE", size)
    in_pieces = import_file(csv_file([HEADER, *ROWS]), "a.csv", dry_run=True).as_dict()
    assert in_pieces == whole
    assert (whole["rows_saved"], whole["rows_parked"], whole["rows_unchanged"]) == (5, 3, 1)
    import_file(csv_file([HEADER, *ROWS]), "a.csv")
    saved = state()
    again = import_file(csv_file([HEADER, *ROWS]), "a.csv")
    assert (again.rows_saved, state()) == (0, saved)
    assert all(finding.holds for finding in check())


def test_a_fault_in_a_piece_that_is_written_behind_leaves_nothing(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.taking._ROWS_AT_ONCE", 1)
    before, real, calls = state(), records.insert, []

    def failing(*given: Any) -> None:
        calls.append(given)
        if len(calls) == 3:
            raise OSError("the disk is full")
        real(*given)

    monkeypatch.setattr(records, "insert", failing)
    with pytest.raises(OSError, match="disk"):
        import_file(csv_file([HEADER, *ROWS]), "a.csv")
    assert state() == before
    monkeypatch.setattr(records, "insert", real)
    assert import_file(csv_file([HEADER, *ROWS]), "a.csv").rows_saved == 5


def test_a_stop_after_pieces_were_written_leaves_nothing(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.taking._ROWS_AT_ONCE", 100)
    rows = [[f"B-{at}", f"Bus {at}", "", "", "", ""] for at in range(1_200)]
    before = state()

    def stop(stage: str, done: int, _of: int) -> None:
        if stage == READING and done >= 1_000:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        import_file(csv_file([HEADER, *rows]), "b.csv", progress=stop)
    assert state() == before


def test_work_behind_is_done_in_order_and_its_fault_comes_out() -> None:
    done: list[int] = []
    with Behind() as behind:
        for number in range(5):
            behind.begin(lambda number=number: done.append(number))  # type: ignore[misc]
    assert done == [0, 1, 2, 3, 4]

    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"), Behind() as behind:
        behind.begin(fail)


def test_the_search_for_rubbish_goes_on_after_the_last_file() -> None:
    assert gc.isenabled()
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_of_one_kind_the_first_hundred_are_told_and_the_rest_is_counted() -> None:
    telling = Telling()
    for row in range(1, 251):
        telling.begin_row()
        telling.add(Problem("warning", "word_not_understood", "", "", "", row, "level", "“x”"))
    told = most_telling(telling.told, "a.csv", telling.left_out)
    assert len(told) == PROBLEMS_OF_ONE_KIND + 1
    assert told[-1].found == "150 more"


def test_what_was_told_of_a_row_can_be_forgotten() -> None:
    telling = Telling()
    for row in (1, 2):
        telling.begin_row()
        telling.add(Problem("warning", "a", "", "", "", row, "x", ""))
        telling.add(Problem("warning", "b", "", "", "", row, "x", ""))
    telling.forget_row(2)
    assert [(one.code, one.row) for one in telling.told] == [("a", 1), ("b", 1)]
    for row in range(3, 3 + PROBLEMS_OF_ONE_KIND):
        telling.begin_row()
        telling.add(Problem("warning", "a", "", "", "", row, "x", ""))
    assert telling.left_out[("a", "", "x")] == 1
    telling.forget_row(2 + PROBLEMS_OF_ONE_KIND)
    assert telling.left_out[("a", "", "x")] == 0
