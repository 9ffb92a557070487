"""Every limit is a setting, is kept, and says its figure and what to do when a file is over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from data.uploads import import_file
from data.workbook import Limits
from tests import hostile_files as make

LONG = "word " * 40
# Setting, its value, a file over it, the code of the problem and the figure that its words name.
OVER: list[tuple[str, str, Callable[[], bytes], str, str]] = [
    ("FILE_BYTES", "1000", lambda: make.book(), "file_too_large", "1,000 bytes"),
    ("CSV_BYTES", "100", lambda: make.as_csv(make.rows()), "file_too_large", "100 bytes"),
    ("ROWS", "3", lambda: make.book(), "too_many_rows", "3 rows"),
    ("CSV_ROWS", "3", lambda: make.as_csv(make.rows()), "too_many_rows", "3 rows"),
    ("COLUMNS", "14", lambda: make.book(), "too_many_columns", "14 columns"),
    ("COLUMNS", "14", lambda: make.as_csv(make.rows()), "too_many_columns", "14 columns"),
    ("CELL_CHARACTERS", "150", lambda: make.book(make.put(LONG, "text")), "cell_too_long", "150 characters"),
    ("CELL_CHARACTERS", "150", lambda: make.as_csv(make.put(LONG, "text")), "cell_too_long", "150 characters"),
    ("ZIP_ENTRIES", "4", lambda: make.book(), "file_unpacks_too_large", "4 parts"),
    ("UNPACKED_BYTES", "1048576", lambda: make.book(make.rows(2_000)), "file_unpacks_too_large", "1 MB"),
    ("UNPACKED_RATIO", "2", lambda: make.book(make.rows(2_000)), "file_unpacks_too_large", "2 times"),
    ("XML_DEPTH", "3", lambda: make.book(), "xml_unsafe", "3 deep"),
    ("MEMORY_BYTES", "20971520", lambda: make.book(make.rows(2_000)), "file_unreadable", "20 MB"),
    ("SECONDS", "1", lambda: make.book(), "file_took_too_long", "0.001 seconds"),
]


@pytest.mark.process
@pytest.mark.parametrize(("name", "value", "over", "code", "figure"), OVER, ids=[f"{one[0]} {one[3]}" for one in OVER])
def test_a_file_over_a_limit_is_told_the_limit_and_what_to_do(
    empty: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    over: Callable[[], bytes],
    code: str,
    figure: str,
) -> None:
    monkeypatch.setenv(f"KENSPECKLE_MAX_{name}", value)
    if name == "SECONDS":
        monkeypatch.setattr("data.workbook_reading.time_limit", lambda limits, _size: limits.seconds / 1000)
    receipt = import_file(over(), "big")
    told = [problem for problem in receipt.problems if problem.code == code]
    assert told, receipt.problems
    assert figure in f"{told[0].found} {told[0].what_to_do}"
    assert told[0].what_to_do
    if code == "cell_too_long":
        assert (receipt.rows_saved, receipt.rows_parked) == (3, 1)
    else:
        assert (receipt.status, receipt.rows_saved) == ("rejected", 0)


def test_no_limit_is_left_out_here() -> None:
    tried = {name.lower() for name, *_ in OVER} | {"seconds_per_megabyte"}
    assert {field.name for field in fields(Limits)} == tried
