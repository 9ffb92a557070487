"""Reads the rows of a checked XLSX file with python-calamine. Runs only in the process made for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from queue import Queue
from threading import Thread
from typing import Any, NoReturn

import pyarrow as pa
import python_calamine

from data.errors import Problem, WorkbookError
from data.workbook_arrow import longest_text, to_arrow
from data.workbook_cells import READABLE_ERRORS, SheetFacts, column_letter, refuse_beyond
from data.workbook_checks import refuse_damaged
from data.workbook_frames import LONG_CELLS, ROWS, SHEET
from data.workbook_limits import MEGABYTE, Limits

_ROWS_IN_BLOCK = 2_000
_ROWS_IN_FIRST_BLOCK = 50  # headings and titles: only here are columns mixed in most files
_LONG_CELLS_TOLD = 1_000

Frames = Iterator[tuple[bytes, bytes | memoryview]]


class SheetReader:
    """python-calamine at work on a file, one sheet ahead of whoever takes them.

    It lets go of Python's lock while it reads, so with two cores it costs the checks no time.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._ready: Queue[tuple[Any, float, Any] | BaseException | None] = Queue(maxsize=1)
        self._begun = False

    def begin(self) -> None:
        """Start reading, if it has not been started yet."""
        if not self._begun:
            self._begun = True
            Thread(target=self._read, daemon=True).start()

    def sheets(self) -> Iterator[tuple[Any, float, Any]]:
        """What is known of each sheet, the share of the sheets before it, and the sheet. Raises what the reader did."""
        self.begin()
        while True:
            sheet = self._ready.get()
            if isinstance(sheet, BaseException):
                raise sheet
            if sheet is None:
                return
            yield sheet

    def _read(self) -> None:
        try:
            workbook = python_calamine.load_workbook(BytesIO(self._content))
            listed = workbook.sheets_metadata
            for at, told in enumerate(listed):
                if told.typ == python_calamine.SheetTypeEnum.WorkSheet:
                    self._ready.put((told, at / len(listed), workbook.get_sheet_by_index(at)))
            self._ready.put(None)
        except BaseException as error:  # also a panic of the reader: it is told where its sheets are waited for
            self._ready.put(error)


def frames(reader: SheetReader, facts: dict[str, SheetFacts], limits: Limits) -> Frames:
    """The sheets of an XLSX file as frames; ``facts`` is what the checks saw in each.

    Raises WorkbookError for a file that the reader does not understand or that holds too much text.
    """
    sent = 0
    try:
        for told, begun, sheet in reader.sheets():
            if told.name not in facts:
                refuse_damaged("a sheet that is not where the file says")
            hidden = told.visible != python_calamine.SheetVisibleEnum.Visible
            yield SHEET, _json({"name": told.name, "hidden": hidden, "begun": begun, **asdict(facts[told.name])})
            for kind, payload in _rows(sheet, limits):
                sent += len(payload)
                if sent > limits.unpacked_bytes:
                    _refuse_text(limits)
                yield kind, payload
    except python_calamine.CalamineError:
        _refuse_unreadable_error(facts)
        refuse_damaged("a part of it cannot be understood")


def _json(told: object) -> bytes:
    return json.dumps(told).encode()


def _rows(sheet: python_calamine.CalamineSheet, limits: Limits) -> Frames:
    if sheet.end is None:
        return
    if sheet.end[0] >= limits.rows:
        refuse_beyond("rows", limits.rows)
    if sheet.end[1] >= limits.columns:
        refuse_beyond("columns", limits.columns)
    first_row = 1
    for rows in _blocks(sheet):
        if longest_text(rows) > limits.cell_characters:
            yield LONG_CELLS, _json(_long_cells(rows, first_row, limits))
        block = to_arrow(rows)
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, block.schema) as writer:
            writer.write_batch(block)
        yield ROWS, memoryview(sink.getvalue())
        first_row += len(rows)


def _blocks(sheet: python_calamine.CalamineSheet) -> Iterator[list[list[Any]]]:
    # iter_rows begins at row 1 but at the first column that holds something.
    blank = [""] * (sheet.start[1] if sheet.start else 0)
    rows: list[list[Any]] = []
    size = _ROWS_IN_FIRST_BLOCK
    for row in sheet.iter_rows():
        rows.append([*blank, *row] if blank else row)
        if len(rows) == size:
            yield rows
            rows, size = [], _ROWS_IN_BLOCK
    if rows:
        yield rows


def _long_cells(rows: list[list[Any]], first_row: int, limits: Limits) -> list[tuple[int, str]]:
    long = [
        (first_row + down, column_letter(across))
        for down, row in enumerate(rows)
        for across, cell in enumerate(row)
        if isinstance(cell, str) and len(cell) > limits.cell_characters
    ]
    if len(long) > _LONG_CELLS_TOLD:
        _refuse_text(limits)
    return long


def _refuse_text(limits: Limits) -> NoReturn:
    raise WorkbookError(
        Problem(
            "error",
            "file_unpacks_too_large",
            "Split the file into several smaller ones and bring them in one by one.",
            found=f"too much text (the limit is {limits.unpacked_bytes // MEGABYTE:,} MB)",
        )
    )


def _refuse_unreadable_error(facts: dict[str, SheetFacts]) -> None:
    """The reader gives up at an error value that it does not know: then say where that is."""
    for name, seen in facts.items():
        for row, column, what in seen.errors:
            if what not in READABLE_ERRORS:
                raise WorkbookError(
                    Problem(
                        "error",
                        "error_cell_unreadable",
                        "This cell shows an error that cannot be read. Empty it or mend it there, save the "
                        "file and bring it in again.",
                        sheet=name,
                        row=row,
                        column=column,
                        found=what,
                    )
                )
