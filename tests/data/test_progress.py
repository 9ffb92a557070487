"""How far a file is: stages in order, numbers that never fall, and a stop that leaves nothing behind."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from data import connect
from data.errors import Cancelled
from data.progress import OPENING, READING, SAVING, WAITING, Pace
from data.uploads import import_file
from data.write import write
from tests.sheets import csv_file, xlsx_file

pytestmark = pytest.mark.process

Seen = list[tuple[str, int, int]]


def rows(number: int, word: str = "Words") -> list[list[str]]:
    return [["text", "place"], *([f"{word} {at}", "Fife"] for at in range(number))]


def counts() -> dict[str, int]:
    """How many rows stand in every table that an import writes to."""
    tables = ("insight", "insight_place", "upload", "upload_file", "parked_row", "coding", "source", "audit")
    found = {}
    with connect.database().cursor() as cursor:
        for table in tables:
            row = cursor.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert row is not None
            found[table] = int(row[0])
    return found


def stop_at(stage: str, least: int = 0) -> Callable[[str, int, int], None]:
    def progress(now: str, done: int, of: int) -> None:
        if now == stage and done >= least:
            raise Cancelled("stopped by a test")

    return progress


def test_a_file_is_opened_read_and_saved_and_no_number_ever_falls(empty: Path) -> None:
    seen: Seen = []
    content = xlsx_file(first=rows(3000, "One"), second=rows(1500, "Two"))
    import_file(content, "heard.xlsx", progress=lambda *told: seen.append(told))
    stages = list(dict.fromkeys(stage for stage, _, _ in seen))
    assert stages[-2:] == [READING, SAVING]
    assert seen[-1] == (SAVING, 4500, 4500)
    for stage in stages:
        done = [number for told, number, _ in seen if told == stage]
        assert done == sorted(done)
    assert (READING, 4500, 4500) in seen


def test_the_share_of_the_work_never_falls_and_ends_at_all_of_it(empty: Path) -> None:
    pace, shares = Pace(), [0.0]

    def progress(stage: str, done: int, of: int) -> None:
        pace.note(stage, done, of)
        shares.append(pace.share)

    import_file(csv_file(rows(6000)), "heard.csv", progress=progress)
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)
    assert any(0 < share < 0.35 for share in shares)  # also while the file is still being opened


def test_pace_and_time_left_are_told_in_words() -> None:
    clock = iter([0.0, 0.0, 0.0, 10.0, 10.0, 10.0, 10.0, 10.0])
    pace = Pace(lambda: next(clock))
    pace.note(OPENING, 100, 100)
    pace.note(READING, 0, 10_000)
    pace.note(READING, 5_000, 10_000)
    assert pace.words == "Reading row 5,000 of 10,000, 500 rows a second, about 8 seconds left …"


def test_waiting_for_another_file_is_said_and_not_counted_as_slowness() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    pace.note(OPENING, 100, 100)
    pace.note(WAITING, 0, 0)
    assert pace.words == "Waiting until another file is finished …"
    now[0] = 100.0
    pace.note(READING, 0, 100)
    now[0] = 102.0
    pace.note(READING, 50, 100)
    assert pace.seconds_left is not None
    assert pace.seconds_left < 3


@pytest.mark.parametrize(("stage", "least"), [(READING, 0), (READING, 1000), (SAVING, 0), (SAVING, 1500)])
def test_a_stop_in_any_stage_leaves_no_trace(empty: Path, stage: str, least: int) -> None:
    before = counts()
    with pytest.raises(Cancelled):
        import_file(csv_file(rows(1500)), "heard.csv", progress=stop_at(stage, least))
    assert counts() == before
    assert import_file(csv_file(rows(1500)), "heard.csv").rows_saved == 1500  # and stands in nobody's way


def test_a_stop_while_a_workbook_is_opened_ends_the_process_that_reads_it(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def popen(*words: object, **options: object) -> subprocess.Popen[bytes]:
        process = real(*words, **options)  # type: ignore[call-overload]
        started.append(process)
        return process  # type: ignore[no-any-return]

    monkeypatch.setattr("data.workbook_reading.subprocess.Popen", popen)
    monkeypatch.setattr("data.workbook_reading._LOOK_AGAIN", 0.01)
    before = counts()
    with pytest.raises(Cancelled):
        import_file(xlsx_file(heard=rows(8000)), "heard.xlsx", progress=stop_at(OPENING))
    assert [process.poll() is not None for process in started] == [True]
    assert counts() == before


def test_a_csv_file_can_be_stopped_while_it_is_opened(empty: Path) -> None:
    with pytest.raises(Cancelled):
        import_file(csv_file(rows(5000)), "heard.csv", progress=stop_at(OPENING, 1))


def test_who_waits_for_another_write_can_give_up(empty: Path) -> None:
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        with write("evidence", keep=False):
            holding.set()
            done.wait(20)

    holder = threading.Thread(target=hold)
    holder.start()
    holding.wait(5)
    began = time.monotonic()
    try:
        with pytest.raises(Cancelled):
            import_file(csv_file(rows(5)), "heard.csv", progress=stop_at(WAITING))
        assert time.monotonic() - began < 5
    finally:
        done.set()
        holder.join()


def test_two_people_with_different_files_at_once_both_succeed(empty: Path) -> None:
    receipts = {}

    def bring(word: str) -> None:
        receipts[word] = import_file(csv_file(rows(1500, word)), f"{word}.csv", who=word, progress=lambda *_: None)

    threads = [threading.Thread(target=bring, args=(word,)) for word in ("One", "Two", "Three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {word: receipt.rows_saved for word, receipt in receipts.items()} == dict.fromkeys(receipts, 1500)
    assert counts()["insight"] == 4500
