"""Reads an uploaded spreadsheet, XLSX or CSV, into plain rows. The file is taken as hostile.

What a file is follows from its content. An XLSX file is checked and read in a process of its own
(data/workbook_child.py); text is read here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NoReturn

from data.csv_file import read_csv
from data.errors import Problem, WorkbookError
from data.personal import mask
from data.progress import Progress
from data.workbook_arrow import Cell
from data.workbook_hidden import about_hidden
from data.workbook_kind import kind_of
from data.workbook_layout import Merge
from data.workbook_limits import Limits, size_words
from data.workbook_reading import read_xlsx

__all__ = ["Cell", "Limits", "Sheet", "Workbook", "clean_name", "read"]

LONGEST_NAME = 80
_BLANK = b" \t\r\n\0\xef\xbb\xbf"
_PATH = re.compile(r"[/\\]|%2f|%5c", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r'[:*?"<>|]')


@dataclass(frozen=True)
class Sheet:
    """One sheet: ``rows[i]`` is the spreadsheet's row ``first_row + i``; no blank rows at the end.

    A CSV file is one sheet with the name "". Its rows may differ in length. ``merged`` says which cells are one
    (first row, first column, last row, last column of ``rows``, from 0): only the first of them holds something.
    """

    name: str
    hidden: bool
    first_row: int
    rows: Sequence[list[Cell]]
    merged: tuple[Merge, ...] = ()
    since_1904: bool = field(default=False, kw_only=True)  # its day numbers count from 1904, not from 1900


@dataclass(frozen=True)
class Workbook:
    """What a file holds, and what a person should know about how it was read.

    A problem with the severity "error" concerns one row, which needs attention before it can be saved.
    """

    kind: Literal["xlsx", "csv"]
    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...]


def read(
    content: bytes,
    name: str,
    limits: Limits | None = None,
    progress: Progress | None = None,
    *,
    most_rows: int | None = None,
) -> Workbook:
    """Read an XLSX, XLSM or CSV file from its bytes; with ``most_rows`` at least so many of the first rows.

    ``name`` is only a label for messages. ``limits`` are those of the settings if not given. ``progress`` is told
    how far it is (perhaps in another thread) and may raise to stop. Raises WorkbookError, whose problem says what is
    wrong and what to do; then nothing of the file can be used.
    """
    limits = limits or Limits.from_settings()
    cleaned, changed = clean_name(name)
    label, _ = mask(cleaned)  # a name may hold an email or a phone number; messages must not repeat it
    problems = [_about_name()] if changed else []
    try:
        if not content[:4_096].strip(_BLANK) and not content.strip(_BLANK):
            _refuse_empty()
        kind: Literal["xlsx", "csv"] = "xlsx" if kind_of(content) == "zip" else "csv"
        most = limits.file_bytes if kind == "xlsx" else limits.csv_bytes
        if len(content) > most:
            _refuse_size(most)
        sheets, found = _sheets(kind, content, limits, progress, most_rows)
        if not any(sheet.rows for sheet in sheets):
            _refuse_empty()
    except WorkbookError as error:
        raise WorkbookError(_labelled(error.problem, label)) from None
    return Workbook(kind, tuple(sheets), tuple(_labelled(problem, label) for problem in problems + found))


def clean_name(name: str) -> tuple[str, bool]:
    """A file name that is safe to show and store as a label, and whether anything had to be changed.

    One Unicode form (NFC), no folder, no control, direction or path characters, at most 80 characters.
    """
    composed = unicodedata.normalize("NFC", name)
    last = _PATH.split(composed)[-1]
    shown = "".join(
        letter for letter in last if unicodedata.category(letter)[0] not in "C" and letter not in "\u2028\u2029"
    )
    cleaned = re.sub(r"\.{2,}", ".", _NOT_IN_NAMES.sub("_", shown)).strip(" .") or "unnamed"
    if len(cleaned) > LONGEST_NAME:
        stem, dot, ending = cleaned.rpartition(".")
        keeps_ending = dot and len(ending) <= 5
        cleaned = (
            f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip()}.{ending}" if keeps_ending else cleaned[:LONGEST_NAME]
        )
    return cleaned, cleaned != composed


def _sheets(
    kind: str, content: bytes, limits: Limits, progress: Progress | None, most_rows: int | None
) -> tuple[list[Sheet], list[Problem]]:
    if kind == "csv":
        rows, problems = read_csv(content, limits, progress, most_rows)
        return [Sheet("", False, 1, rows.without_blank_end())], problems
    sheets = []
    problems = []
    for found in read_xlsx(content, limits, progress, most_rows):
        shown, kinds = mask(clean_name(found.name)[0])
        rows, merged = found.rows.without_blank_end(), tuple(found.layout.merged)
        sheet = Sheet(shown, found.hidden, 1, rows, merged)
        sheet = replace(sheet, since_1904=found.since_1904)
        sheets.append(sheet)
        if kinds:
            problems.append(
                Problem(
                    "warning",
                    "personal_data",
                    "The sheet's name was masked. Give the sheet another name.",
                    sheet=shown,
                    found=", ".join(sorted(set(kinds))),
                )
            )
        if sheet.hidden and sheet.rows:
            problems.append(_about_hidden(shown))
        problems += about_hidden(found.layout, sheet.rows, shown)
        problems += [replace(problem, sheet=shown) for problem in found.problems]
    return sheets, problems


def _labelled(problem: Problem, label: str) -> Problem:
    return replace(problem, file=label, sheet=mask(clean_name(problem.sheet)[0])[0] if problem.sheet else "")


def _about_name() -> Problem:
    return Problem(
        "warning",
        "file_name_changed",
        "The file name was shortened or cleaned for showing it here. The file itself is unchanged.",
        found="a file name with characters that are not shown, or too long",
    )


def _about_hidden(sheet: str) -> Problem:
    return Problem(
        "warning",
        "sheet_hidden",
        "This sheet is hidden in the workbook and was read too. Delete it there if it should not be used.",
        sheet=sheet,
        found="a hidden sheet",
    )


def _refuse_empty() -> NoReturn:
    raise WorkbookError(
        Problem("error", "file_empty", "The file is empty. Choose the file that holds your rows.", found="no rows")
    )


def _refuse_size(most: int) -> NoReturn:
    raise WorkbookError(
        Problem(
            "error",
            "file_too_large",
            f"The file is too large: the limit is {size_words(most)}. Split it into several files, "
            "or take pictures and unused sheets out.",
            found="a file over the size limit",
        )
    )
