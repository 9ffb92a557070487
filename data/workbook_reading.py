"""Starts the process that reads one XLSX file, gives it the file, and takes its rows back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from threading import BoundedSemaphore, Event, Thread
from typing import IO, Any, NoReturn

import pyarrow as pa

from data import workbook_child
from data.csv_file import long_cell
from data.errors import Problem, WorkbookError
from data.progress import OPENING, WAITING, Progress
from data.settings import PROJECT
from data.workbook_child import time_limit
from data.workbook_frames import CHECKED, END, LONG_CELLS, REFUSED, ROWS, SHEET, receive
from data.workbook_grid import Rows
from data.workbook_layout import Layout
from data.workbook_limits import MEGABYTE, Limits, size_words

FILES_AT_ONCE = 2  # each may take a gigabyte
_LOOK_AGAIN = 0.2  # seconds
_CHECKING = 60  # hundredths of the work of opening that the checks take, before the first row comes

_READ_AT_ONCE = MEGABYTE // 2  # a file this small is read as soon as it is checked

_turn = BoundedSemaphore(FILES_AT_ONCE)


class _Died(Exception):
    """The process ended without a word."""


@dataclass
class FoundSheet:
    """One sheet as the reading process found it; ``rows[0]`` is row 1."""

    name: str
    hidden: bool
    rows: Rows = field(default_factory=Rows)
    problems: list[Problem] = field(default_factory=list)
    layout: Layout = field(default_factory=Layout)
    since_1904: bool = False


def read_xlsx(
    content: bytes, limits: Limits, progress: Progress | None = None, most_rows: int | None = None
) -> list[FoundSheet]:
    """The sheets of an XLSX file, read in a process of its own with limited memory and time.

    With ``most_rows`` only the first rows of big sheets are read. ``progress`` is told how far it is, in another
    thread; what it raises ends the process and comes out here. Raises WorkbookError for a file that is refused, and
    for one on which the process died or took too long.
    """
    while not _turn.acquire(timeout=_LOOK_AGAIN):
        if progress:
            progress(WAITING, 0, 0)
    try:
        until = time.monotonic() + time_limit(limits, len(content))
        if len(content) > _READ_AT_ONCE and most_rows is None:
            with suppress(_Died):
                how = {"at_once": True, "rows_wanted": None}
                return _read_in_process(content, limits, until, progress, how)
        return _read_in_process(content, limits, until, progress, {"at_once": False, "rows_wanted": most_rows})
    except _Died:
        _refuse_dead(limits)
    finally:
        _turn.release()


def _read_in_process(
    content: bytes, limits: Limits, until: float, progress: Progress | None, how: dict[str, Any]
) -> list[FoundSheet]:
    process = subprocess.Popen(
        [sys.executable, "-m", workbook_child.__name__],
        cwd=PROJECT,
        env={
            **os.environ,
            "ARROW_DEFAULT_MEMORY_POOL": "system",
            "OPENBLAS_NUM_THREADS": "1",
            "MALLOC_ARENA_MAX": "2",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a dying reader may print what it was reading
        start_new_session=True,  # Ctrl+C is for us: we end the reader and say so
    )
    watch = _Watch(process, until, progress)
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        _give(process.stdin, content, {**asdict(limits), **how})
        return _take(process.stdout, limits, watch)
    except (EOFError, OSError, pa.ArrowException):
        if watch.stopped_by is not None:
            raise watch.stopped_by from None
        if watch.too_slow:
            _refuse_slow(limits, len(content))
        raise _Died from None
    finally:
        watch.end()
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            _close(pipe)


class _Watch:
    """Looks after a reading process from a thread of its own: ends it when its time is up or somebody says stop."""

    def __init__(self, process: subprocess.Popen[bytes], until: float, progress: Progress | None) -> None:
        self.done = 0
        self.too_slow = False
        self.stopped_by: BaseException | None = None
        self._process, self._progress = process, progress
        self._until = until
        self._ended = Event()
        self._thread = Thread(target=self._look, name="workbook-watch", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop looking; afterwards nothing is told any more."""
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(max(0.0, min(_LOOK_AGAIN, self._until - time.monotonic()))):
            try:
                if self._progress:
                    self._progress(OPENING, self.done, 100)
            except BaseException as stop:
                self.stopped_by = stop
            self.too_slow = time.monotonic() >= self._until
            if self.stopped_by is not None or self.too_slow:
                self._process.kill()
                return


def _give(to: IO[bytes], content: bytes, told: dict[str, Any]) -> None:
    to.write(json.dumps(told).encode() + b"\n")
    to.write(content)
    to.close()


def _close(pipe: Any) -> None:
    with suppress(OSError):  # the process is gone and never took what was waiting for it
        pipe.close()


def _take(source: IO[bytes], limits: Limits, watch: _Watch) -> list[FoundSheet]:
    sheets: list[FoundSheet] = []
    while True:
        kind, payload = receive(source)
        if kind == END:
            return sheets
        if kind == REFUSED:
            raise WorkbookError(Problem(**json.loads(payload)))
        if kind == CHECKED:
            looked, of = json.loads(payload)
            watch.done = min(_CHECKING, _CHECKING * looked // max(of, 1))
        elif kind == SHEET:
            told = json.loads(payload)
            watch.done = _CHECKING + int((100 - _CHECKING) * told["begun"])
            sheets.append(_sheet(told))
        elif kind == LONG_CELLS:
            sheets[-1].problems += [long_cell(row, column, limits) for row, column in json.loads(payload)]
        elif kind == ROWS:
            for block in pa.ipc.open_stream(payload):
                block.validate(full=True)
                sheets[-1].rows.append(block)


def _sheet(told: dict[str, Any]) -> FoundSheet:
    return FoundSheet(
        told["name"],
        told["hidden"],
        layout=_layout(told["layout"]),
        since_1904=told["since_1904"],
        problems=[
            *_cell_problems(
                told["errors"],
                told["errors_seen"],
                "error_cell",
                "This cell shows an error in the workbook and was read as blank. Mend it there if it counts.",
            ),
            *_cell_problems(
                told["without_value"],
                told["without_value_seen"],
                "formula_no_value",
                "This formula has no saved result, so it was read as blank. Open the file in a spreadsheet "
                "program, save it and bring it in again.",
            ),
        ],
    )


def _layout(told: dict[str, Any]) -> Layout:
    merged = [(top, left, bottom, right) for top, left, bottom, right in told["merged"]]
    return Layout(**{**told, "merged": merged, "hidden_columns": [tuple(span) for span in told["hidden_columns"]]})


def _cell_problems(places: Iterable[tuple[int, str, str]], seen: int, code: str, what_to_do: str) -> list[Problem]:
    told = [Problem("warning", code, what_to_do, row=row, column=column, found=found) for row, column, found in places]
    if seen > len(told):
        more = f"{seen - len(told):,} more cells of this kind in this sheet"
        told.append(Problem("warning", code, what_to_do, found=more))
    return told


def _refuse_slow(limits: Limits, size: int) -> NoReturn:
    seconds = time_limit(limits, size)
    raise WorkbookError(
        Problem(
            "error",
            "file_took_too_long",
            "Copy only the table with your rows into a new workbook, or split the file, and bring that in.",
            found=f"a file that takes longer to read than {seconds:,g} second{'' if seconds == 1 else 's'}",
        )
    )


def _refuse_dead(limits: Limits) -> NoReturn:
    raise WorkbookError(
        Problem(
            "error",
            "file_unreadable",
            "The file could not be read: it needs too much memory (the limit is "
            f"{size_words(limits.memory_bytes)}) or is damaged. Copy only the table with your rows into a new "
            "workbook, save it as .xlsx and bring that in.",
            found="a file that stopped the reader",
        )
    )
