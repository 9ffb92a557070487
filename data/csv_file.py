"""Reads CSV text in any usual encoding and separator into rows of cells."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import NoReturn

from data.errors import Problem, WorkbookError
from data.progress import OPENING, Progress
from data.workbook_arrow import Cell, texts_to_arrow
from data.workbook_cells import column_letter, refuse_beyond
from data.workbook_grid import Rows
from data.workbook_limits import Limits

_SEPARATORS = (",", ";", "\t", "|")
_LINES_LOOKED_AT = 50
_TEXT_LOOKED_AT = 64 * 1024
_PIECE = 1024 * 1024
_NAMED_SEPARATOR = re.compile(r"sep=(?P<separator>[,;|\t])\r?\n?", re.IGNORECASE)
_ROWS_IN_BLOCK = 2_000
_MARK = "\ufeff"
_LONGEST_CELL = 64 * _PIECE  # a longer one has surely lost its quote mark
_LONG_CELLS_TOLD = 1_000


def read_csv(
    content: bytes, limits: Limits, progress: Progress | None = None, most_rows: int | None = None
) -> tuple[Rows, list[Problem]]:
    """The rows of a CSV file as text cells (blank ones None; a row is as long as it is written) and warnings.

    Row i of the list is row i + 1 as a spreadsheet program shows it; with ``most_rows`` only the first are read.
    Raises WorkbookError for a file that cannot be read as text, has an open quote, or is larger than the limits.
    """
    encoding, problems = _encoding(content)
    lines = TextIOWrapper(BytesIO(content), encoding=encoding, newline="")
    start = lines.read(_TEXT_LOOKED_AT)
    lines.seek(0)
    named = _NAMED_SEPARATOR.match(start)
    if named:
        lines.readline()  # a spreadsheet program does not show this line either
    separator = named["separator"] if named else _separator(start)
    rows, read = Rows(ragged=True), 0
    block: list[list[Cell]] = []
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for cells in islice(csv.reader(lines, delimiter=separator, strict=True), most_rows):
            if cells and cells[0].startswith(_MARK):
                cells[0] = cells[0].removeprefix(_MARK)  # files put one after another
            block.append([cell or None for cell in cells])
            read += 1
            if progress and read % _ROWS_IN_BLOCK == 0:
                progress(OPENING, min(99, 100 * lines.buffer.tell() // len(content)), 100)
            if read > limits.csv_rows:
                refuse_beyond("rows", limits.csv_rows, read)
            if len(cells) > limits.columns:
                _check_width(block[-1], read, limits)
            if sum(map(len, cells)) > limits.cell_characters:
                problems += long_cells(block[-1], read, limits)
                if len(problems) > _LONG_CELLS_TOLD:
                    raise WorkbookError(problems[-1])
            if len(block) == _ROWS_IN_BLOCK:
                rows.append(texts_to_arrow(block))
                block = []
    except csv.Error as error:
        endless = "field larger" in str(error)
        _refuse_quote(read + 1, "a cell that does not end" if endless else "quote marks that do not match")
    rows.append(texts_to_arrow(block))
    return rows, problems


def long_cells(cells: list[Cell], row: int, limits: Limits) -> list[Problem]:
    """One problem for each cell of a row that is longer than a cell may be."""
    return [
        long_cell(row, column_letter(at), limits)
        for at, cell in enumerate(cells)
        if isinstance(cell, str) and len(cell) > limits.cell_characters
    ]


def long_cell(row: int, column: str, limits: Limits) -> Problem:
    """The problem of one cell that is longer than a cell may be: its row needs attention."""
    return Problem(
        "error",
        "cell_too_long",
        "Shorten the text of this cell or share it out over several rows.",
        row=row,
        column=column,
        found=f"a cell with more than {limits.cell_characters:,} characters",
    )


def _encoding(content: bytes) -> tuple[str, list[Problem]]:
    """The encoding of the bytes, with a warning where it had to be guessed."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        if not _decodes(content, "utf-16"):
            _refuse_encoding("text that breaks off or is not valid in its encoding (UTF-16)")
        return "utf-16", []
    if _decodes(content, "utf-8-sig"):
        return "utf-8-sig", []
    if not _decodes(content, "cp1252"):
        _refuse_encoding("text in an encoding that is neither UTF-8 nor Windows-1252")
    return "cp1252", [
        Problem(
            "warning",
            "csv_encoding",
            "Check that letters such as é and signs such as £ look right. If not, save the file as "
            "“CSV UTF-8” or as .xlsx and bring it in again.",
            found="the text is not in the UTF-8 encoding, so it was read as Windows-1252",
        )
    ]


def _decodes(content: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for at in range(0, len(content), _PIECE):
            if "\0" in decoder.decode(content[at : at + _PIECE]):
                return False
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _separator(start: str) -> str:
    """The separator that cuts the first lines into the steadiest number of cells, more than one."""

    def steadiness(separator: str) -> tuple[int, int]:
        widths = Counter(width for width in _widths(start, separator) if width > 1)
        width, lines = widths.most_common(1)[0] if widths else (0, 0)
        return lines, width

    return max(_SEPARATORS, key=steadiness)


def _widths(start: str, separator: str) -> Iterator[int]:
    lines = start.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=separator)
    try:
        for _, cells in zip(range(_LINES_LOOKED_AT), reader, strict=False):
            yield len(cells)
    except csv.Error:
        return


def _check_width(cells: list[Cell], row: int, limits: Limits) -> None:
    """Separators at the end of a line with nothing between them are no columns."""
    while cells and cells[-1] is None:
        cells.pop()
    if len(cells) > limits.columns:
        refuse_beyond("columns", limits.columns, row, column_letter(limits.columns))


def _refuse_encoding(found: str) -> NoReturn:
    raise WorkbookError(
        Problem(
            "error",
            "csv_encoding",
            "Save the file as “CSV UTF-8” or as .xlsx and bring it in again.",
            found=found,
        )
    )


def _refuse_quote(row: int, found: str) -> NoReturn:
    raise WorkbookError(
        Problem(
            "error",
            "csv_quote",
            'A quote mark (") opens a cell in this row and is not closed, or is not doubled inside a quoted '
            "cell. Mend it, or save the file as .xlsx, and bring it in again.",
            row=row,
            found=found,
        )
    )
