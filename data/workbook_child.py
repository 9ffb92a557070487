"""The process that reads one XLSX file: ``python -m data.workbook_child``, started by data/workbook.py.

A hostile file can make a reader of workbooks use all memory, hang, or end its process. So it is read here,
under limits, away from the server and without a database. In comes one line of JSON with the limits, then
the file; out go frames: a letter, a length, and JSON (what was found) or Arrow (rows).
"""

from __future__ import annotations

import gc
import json
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from io import BytesIO
from typing import BinaryIO, NoReturn

import pyarrow as pa
import python_calamine

from data.errors import Problem, WorkbookError
from data.workbook_arrow import longest_text, to_arrow
from data.workbook_cells import column_letter, refuse_beyond
from data.workbook_checks import check, refuse_damaged
from data.workbook_limits import MEGABYTE, Limits

FRAME = struct.Struct(">cQ")
SHEET, ROWS, LONG_CELL, REFUSED, END = b"S", b"R", b"L", b"X", b"E"
_ROWS_IN_BLOCK = 2_000
_ROWS_IN_FIRST_BLOCK = 50  # headings and titles: only here are columns mixed in most files
_LONG_CELLS_TOLD = 1_000


def main() -> None:
    """Read limits and file from standard input, write frames to standard output."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    gc.disable()  # the process ends before rubbish matters, and a million lists make looking for it slow
    limits = Limits(**json.loads(sys.stdin.buffer.readline()))
    content = sys.stdin.buffer.read()
    _restrict(limits, len(content))
    try:
        _read(out, content, limits)
    except WorkbookError as error:
        _send(out, REFUSED, json.dumps(error.problem.as_dict()).encode())
    except MemoryError:
        os._exit(3)
    _send(out, END, b"")
    out.close()
    os._exit(0)  # taking a million cells apart in good order would only cost time


def time_limit(limits: Limits, size: int) -> int:
    """Seconds that reading a file of ``size`` bytes may take."""
    return limits.seconds + limits.seconds_per_megabyte * (size // MEGABYTE)


def _restrict(limits: Limits, size: int) -> None:
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


def _send(out: BinaryIO, kind: bytes, payload: bytes | pa.Buffer) -> None:
    out.write(FRAME.pack(kind, len(payload)))
    out.write(payload)


def _read(out: BinaryIO, content: bytes, limits: Limits) -> None:
    facts = check(content, limits)
    try:
        workbook = python_calamine.load_workbook(BytesIO(content))
        kinds = python_calamine.SheetTypeEnum
        visible = python_calamine.SheetVisibleEnum.Visible
        sent = 0
        for at, sheet in enumerate(workbook.sheets_metadata):
            if sheet.typ != kinds.WorkSheet:
                continue
            if sheet.name not in facts:
                refuse_damaged("a sheet that is not where the file says")
            told = {"name": sheet.name, "hidden": sheet.visible != visible, **asdict(facts[sheet.name])}
            _send(out, SHEET, json.dumps(told).encode())
            sent = _send_rows(out, workbook.get_sheet_by_index(at), limits, sent)
    except python_calamine.CalamineError:
        refuse_damaged("a part of it cannot be understood")


def _send_rows(out: BinaryIO, sheet: python_calamine.CalamineSheet, limits: Limits, sent: int) -> int:
    """Send a sheet in blocks of rows; gives the bytes sent so far, for all sheets together."""
    if sheet.end is None:
        return sent
    if sheet.end[0] >= limits.rows:
        refuse_beyond("rows", limits.rows)
    if sheet.end[1] >= limits.columns:
        refuse_beyond("columns", limits.columns)
    first_row = 1
    for rows in _blocks(sheet):
        block = to_arrow(rows)
        sent += block.nbytes
        if sent > limits.unpacked_bytes:
            _refuse_text(limits)
        if longest_text(block) > limits.cell_characters:
            _tell_long_cells(out, rows, first_row, limits)
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, block.schema) as writer:
            writer.write_batch(block)
        _send(out, ROWS, sink.getvalue())
        first_row += len(rows)
    return sent


def _blocks(sheet: python_calamine.CalamineSheet) -> Iterator[list[list[object]]]:
    rows: list[list[object]] = []
    size = _ROWS_IN_FIRST_BLOCK
    for row in sheet.iter_rows():
        rows.append(list(row))
        if len(rows) == size:
            yield rows
            rows, size = [], _ROWS_IN_BLOCK
    if rows:
        yield rows


def _tell_long_cells(out: BinaryIO, rows: list[list[object]], first_row: int, limits: Limits) -> None:
    long = [
        [first_row + down, column_letter(across)]
        for down, row in enumerate(rows)
        for across, cell in enumerate(row)
        if isinstance(cell, str) and len(cell) > limits.cell_characters
    ]
    if len(long) > _LONG_CELLS_TOLD:
        _refuse_text(limits)
    _send(out, LONG_CELL, json.dumps(long).encode())


def _refuse_text(limits: Limits) -> NoReturn:
    raise WorkbookError(
        Problem(
            "error",
            "file_unpacks_too_large",
            "Split the file into several smaller ones and bring them in one by one.",
            found=f"too much text (more than {limits.unpacked_bytes // MEGABYTE:,} MB)",
        )
    )


if __name__ == "__main__":
    main()
