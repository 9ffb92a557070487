"""Many threads at once: no mixed-up answers, no lost or doubled rows."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from data import connect
from data.uploads import import_file
from data.write import version, write
from queries.ask import ask
from tests.sheets import csv_file

pytestmark = pytest.mark.process


def test_uploads_at_the_same_moment_all_count_once(empty: Path) -> None:
    def take(number: int) -> int:
        rows = [[f"A-{number}-{row}", f"Words {row}"] for row in range(20)]
        return import_file(csv_file([["insight_id", "text"], *rows]), f"{number}.csv").rows_saved

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(take, range(8))) == 160
    assert ask("headline").one["insights"] == 160


def test_the_same_file_from_two_tabs_at_once_is_saved_once(empty: Path) -> None:
    content = csv_file([["insight_id", "text"], *[[f"A-{n}", f"Words {n}"] for n in range(50)]])
    with ThreadPoolExecutor(4) as pool:
        saved = list(pool.map(lambda _: import_file(content, "heard.csv").rows_saved, range(4)))
    assert sorted(saved) == [0, 0, 0, 50]


def test_readers_never_see_half_an_upload(empty: Path) -> None:
    contents = [
        csv_file(
            [
                ["insight_id", "text", "themes"],
                *[[f"{n}-{r}", "Words", "Food and essentials"] for r in range(30)],
            ]
        )
        for n in range(6)
    ]
    with ThreadPoolExecutor(6) as pool:
        writing = [pool.submit(import_file, content, "heard.csv") for content in contents]
        seen: set[tuple[int, int]] = set()
        while not all(one.done() for one in writing):
            food = next(row for row in ask("theme_frequency").rows if row["theme_id"] == "TH-11")
            seen.add((food["mentions"] % 30, food["mentions"]))
    assert {rest for rest, _ in seen} == {0}


def test_a_version_steps_only_after_a_commit(empty: Path) -> None:
    before = version("evidence")

    def fail_half_way() -> None:
        with write("evidence") as cursor:
            cursor.execute("INSERT INTO audit VALUES ('x', 'x', 'x', 'x', now()::TIMESTAMP)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert version("evidence") == before
    with connect.database().cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM audit WHERE audit_id = 'x'").fetchone() == (0,)
    with write("evidence"):
        pass
    assert version("evidence") == before + 1


def test_a_long_log_of_changes_is_moved_into_the_file_after_the_commit(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = empty.with_name(empty.name + ".wal")
    committed: list[int] = []
    tidy = connect.Database.tidy

    def noted(held: connect.Database) -> None:
        committed.append(log.stat().st_size)
        tidy(held)

    monkeypatch.setattr(connect.Database, "tidy", noted)
    with write() as cursor:
        cursor.execute("CREATE TABLE long_words AS SELECT repeat(md5(i::VARCHAR), 40) AS words FROM range(30000) t(i)")
    end = time.monotonic() + 20
    while (left := log.stat().st_size if log.exists() else 0) > connect.LOG_BYTES and time.monotonic() < end:
        time.sleep(0.05)
    assert committed[0] > connect.LOG_BYTES > left
    connect.release()
    with duckdb.connect(str(empty), read_only=True) as held:
        assert held.execute("SELECT count(*), min(length(words)) FROM long_words").fetchone() == (30_000, 1_280)
