"""The process that reads one XLSX file: ``python -m data.workbook_child``, started by data/workbook_reading.py.

A hostile file can make a reader of workbooks use all memory, hang, or end its process. So it is read here,
under limits, away from the server and without a database. In comes one line of JSON with the limits, then
the file; out go frames (data/workbook_frames.py).
"""

from __future__ import annotations

import gc
import json
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from data.errors import WorkbookError
from data.workbook_checks import check
from data.workbook_frames import CHECKED, END, REFUSED, send
from data.workbook_head import head_of
from data.workbook_limits import MEGABYTE, Limits

if TYPE_CHECKING:
    from data.workbook_rows import SheetReader


def main() -> None:
    """Read limits and file from standard input, write frames to standard output."""
    gc.disable()  # the process ends before rubbish matters, and a million lists make looking for it slow
    told = json.loads(sys.stdin.buffer.readline())
    at_once, rows, limits = told.pop("at_once"), told.pop("rows_wanted"), Limits(**told)
    content = sys.stdin.buffer.read()
    restrict(limits, len(content))
    out = sys.stdout.buffer
    # Arrow without NumPy, which it does not need for this and which takes longer to load than all the rest.
    sys.modules["numpy"] = None  # type: ignore[assignment]

    def tell(done: int, of: int) -> None:
        send(out, CHECKED, json.dumps([done, of]).encode())
        out.flush()

    try:
        # The reader of workbooks comes in only for a file that passed the checks – or, for a big one, beside
        # them, because it can do no more harm than end this process: then the file comes here once more.
        begun: list[SheetReader] = []
        if rows is not None:
            content = head_of(content, limits, rows)
        facts = check(content, limits, tell, (lambda: begun.append(_reader(content))) if at_once else None)
        reader = begun[0] if begun else _reader(content)
        from data.workbook_rows import frames

        for kind, payload in frames(reader, facts, limits):
            send(out, kind, payload)
    except WorkbookError as error:
        send(out, REFUSED, json.dumps(error.problem.as_dict()).encode())
    except MemoryError:
        os._exit(1)
    send(out, END)
    out.flush()
    os._exit(0)  # taking a million cells apart in good order would only cost time


def _reader(content: bytes) -> SheetReader:
    from data.workbook_rows import SheetReader

    reader = SheetReader(content)
    reader.begin()
    return reader


def time_limit(limits: Limits, size: int) -> int:
    """Seconds that reading a file of ``size`` bytes may take."""
    return limits.seconds + limits.seconds_per_megabyte * (size // MEGABYTE)


def restrict(limits: Limits, size: int) -> None:
    """Limit memory and time where the system can (Windows cannot; the parent's clock still runs there)."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        ("RLIMIT_DATA", limits.memory_bytes),
        # Address space counts programs and libraries too, which take about half a gigabyte.
        ("RLIMIT_AS", limits.memory_bytes + 512 * MEGABYTE),
        ("RLIMIT_CPU", time_limit(limits, size) + 5),
        ("RLIMIT_CORE", 0),  # a core file would hold people's words
    ):
        with suppress(AttributeError, ValueError, OSError):
            _, hard = resource.getrlimit(getattr(resource, kind))
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(getattr(resource, kind), (most, most))


if __name__ == "__main__":
    main()
