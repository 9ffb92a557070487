"""Takes a file in: the one function behind the Upload page and ``python -m data import``.

Everything of a file is saved in one transaction or nothing is. Each row ends in exactly one of four
places: saved, parked (it needs attention), unchanged (it was here already), blank.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow as pa

from data import records, theme_import, workbook
from data.columns import KINDS, Table, find_table
from data.errors import Problem, Refused, WorkbookError
from data.rows import DATE_FIELD, Row, RowReader
from data.sources import Source, save_sources
from data.themes import ThemeNames, refresh_coding_now
from data.write import RolledBack, new_id, note_in_audit, now, write
from data.written_file import file_as_saved

PERSONAL_DATA = ("mask", "park", "keep")
PROBLEMS_OF_ONE_KIND = 100
Progress = Callable[[int, int], None]


@dataclass
class Receipt:
    """What became of a file. ``rows_read = saved + parked + unchanged + blank``, always."""

    status: str = "accepted"
    upload_id: str | None = None
    kind: str = "auto"
    rows_read: int = 0
    rows_saved: int = 0
    rows_parked: int = 0
    rows_unchanged: int = 0
    rows_blank: int = 0
    mapping: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The receipt as the contract's JSON object."""
        return {**vars(self), "problems": [problem.as_dict() for problem in self.problems]}


@dataclass
class _Parked:
    kind: str
    sheet: str
    sheet_row: int
    cells_json: str
    problem: Problem


def import_file(
    content: bytes,
    name: str,
    *,
    kind: str = "auto",
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    personal: str = "mask",
    who: str = "not recorded",
    progress: Progress | None = None,
    limits: workbook.Limits | None = None,
) -> Receipt:
    """Take in one XLSX or CSV file of insights, case studies or themes.

    ``kind`` is insight, case_study, theme or auto; ``mapping`` gives a field for a column header and goes
    before the guess; ``dry_run`` does everything and then leaves the database as it was; ``personal`` says
    what becomes of personal data (mask, park, keep); ``progress`` is called with rows done and all rows.
    A file that cannot be taken in comes back with status "rejected" and nothing saved.
    """
    if personal not in PERSONAL_DATA:
        raise Refused("Personal data can be dealt with in three ways: mask, park or keep.")
    if kind not in (*KINDS, "auto"):
        raise Refused("The kind of a file is insight, case_study, theme or auto.")
    label, _ = workbook.clean_name(name)
    try:
        book = workbook.read(content, name, limits)
        tables, aside = _tables(book, label, kind, mapping)
    except WorkbookError as error:
        return Receipt("rejected", kind=kind, problems=[error.problem])
    receipt = Receipt(
        upload_id=new_id(),
        kind=tables[0].kind if len({table.kind for table in tables}) == 1 else "mixed",
        mapping={header: name for table in tables for header, name in table.mapping.items()},
        problems=[*book.problems, *aside, *(problem for table in tables for problem in table.problems)],
    )
    taken = _Taken(receipt, label, personal, who, progress, sum(_height(table) for table in tables))
    with write("evidence", "themes") as cursor:
        for table in sorted(tables, key=lambda table: KINDS.index(table.kind)):
            taken.take(cursor, table)
        if not dry_run:
            _keep(cursor, receipt, taken, label, who, content, book, personal)
            refresh_coding_now(cursor)
        else:
            receipt.upload_id = None
            raise RolledBack
    receipt.problems = _most_telling(receipt.problems, label)
    receipt.status = "accepted_with_warnings" if receipt.problems else "accepted"
    return receipt


def _tables(
    book: workbook.Workbook, label: str, kind: str, mapping: Mapping[str, str] | None
) -> tuple[list[Table], list[Problem]]:
    """The tables of a workbook, and a word for every sheet that is set aside."""
    tables, aside = [], []
    filled = [sheet for sheet in book.sheets if any(any(cell is not None for cell in row) for row in sheet.rows)]
    for sheet in filled:
        table = find_table(sheet, label, kind, mapping)
        if table is not None:
            tables.append(table)
        else:
            aside.append(
                Problem(
                    "warning", "sheet_set_aside",
                    "No header row was found in this sheet, so nothing of it was taken in. A header such as "
                    "“text”, “title” or “place” must stand above the rows.",
                    label, sheet.name, None, "", "no header row",
                )  # fmt: skip
            )
    if not filled:
        raise WorkbookError(
            Problem("error", "file_empty", "The file is empty: nothing was saved. Choose the file that holds the rows.",
                    label, found="no rows")  # fmt: skip
        )
    if not tables:
        raise WorkbookError(
            Problem(
                "error", "no_header",
                "No header row was found. Put the names of the columns above the rows – “text” or “title” at "
                "least – and bring the file in again. Help lists the names that are understood.",
                label, filled[0].name, filled[0].first_row, "", "no header row",
            )  # fmt: skip
        )
    if not any(_height(table) for table in tables):
        raise WorkbookError(
            Problem("error", "no_rows", "There are no rows under the header: nothing was saved.",
                    label, tables[0].sheet.name, found="no data rows")  # fmt: skip
        )
    return tables, aside


def _height(table: Table) -> int:
    return max(0, len(table.sheet.rows) - table.first_data)


class _Taken:
    """The rows of one file on their way into one transaction."""

    def __init__(
        self, receipt: Receipt, label: str, personal: str, who: str, progress: Progress | None, height: int
    ) -> None:
        self.receipt = receipt
        self._label = label
        self._personal = personal
        self._who = who
        self._progress = progress
        self._height = height
        self._seen: dict[tuple[str, str], tuple[str, int]] = {}
        self._names: ThemeNames | None = None
        self.masked = False
        self.parked: list[_Parked] = []

    def take(self, cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
        upload_id = self.receipt.upload_id or ""
        if table.kind == "theme_event":
            self._count(table, theme_import.import_events(cursor, table, self._label, upload_id))
            return
        if self._names is None:
            self._names = ThemeNames(cursor)
        if table.kind == "theme":
            self._count(
                table, theme_import.import_themes(cursor, table, self._label, self._who, upload_id, self._names)
            )
        else:
            self._records(cursor, table, self._names)

    def _count(self, table: Table, tally: theme_import.Tally) -> None:
        receipt = self.receipt
        receipt.rows_read += tally.read
        receipt.rows_saved += tally.saved
        receipt.rows_unchanged += tally.unchanged
        receipt.rows_blank += tally.blank
        receipt.problems += tally.problems
        for row, cells, problem in tally.parked:
            self._park(_Parked(table.kind, table.sheet.name, row, json.dumps(cells, ensure_ascii=False), problem))

    def _records(self, cursor: duckdb.DuckDBPyConnection, table: Table, names: ThemeNames) -> None:
        reader = RowReader(table, self._label, names, self._personal)
        kind, upload_id = table.kind, self.receipt.upload_id or ""
        incoming: list[tuple[Row, records.Record]] = []
        sectors: dict[Source, str | None] = {}
        for row in reader.rows():
            if self._progress and row.sheet_row % 500 == 0:
                self._progress(min(self.receipt.rows_read + row.sheet_row, self._height), self._height)
            if row.parked_for is not None:
                self._park(_parked(kind, row, row.parked_for))
                continue
            record, source = records.from_row(kind, row, upload_id)
            here = (row.sheet, row.sheet_row)
            first = self._seen.setdefault((kind, record.record_id), here)
            if first != here:
                self._twin(reader, kind, row, first[1])
                continue
            incoming.append((row, record))
            if source:
                sectors[source] = sectors.get(source) or row.sector
        self.receipt.rows_read += _height(table)
        self.receipt.rows_blank += reader.blank
        self.masked = self.masked or reader.masked
        self._save(cursor, kind, incoming, reader)
        save_sources(cursor, sectors, upload_id)
        self.receipt.problems += reader.problems
        if self._progress:
            self._progress(self.receipt.rows_read, self._height)

    def _twin(self, reader: RowReader, kind: str, row: Row, first: int) -> None:
        if row.own_id:
            problem = _about(
                row, self._label, "id_twice", f"the same id as row {first}",
                "An id may stand only once in a file. Give this row an id of its own, or leave it out.",
            )  # fmt: skip
            self._park(_parked(kind, row, problem))
        else:
            self.receipt.rows_unchanged += 1
            reader.problems.append(
                _about(row, self._label, "row_twice", f"the same as row {first}", "The row was taken once.")
            )

    def _save(
        self, cursor: duckdb.DuckDBPyConnection, kind: str, incoming: list[tuple[Row, records.Record]], reader: RowReader
    ) -> None:
        """Sort records into new, come back, changed and unchanged, and write them."""
        held = records.load(cursor, kind, [record.record_id for _, record in incoming])
        new, again, changed, before = [], [], [], []
        for row, record in incoming:
            stored = held.get(record.record_id)
            if stored is None:
                new.append(record)
            elif not stored.live:
                again.append(record)
            elif stored.is_the_same(record):
                self.receipt.rows_unchanged += 1
            elif not stored.says_the_same(record):
                problem = _about(
                    row, self._label, "id_other_text", "an id that is stored already with other words",
                    "Give the row a new id if it is a new one. The stored text was left as it is.",
                )  # fmt: skip
                self._park(_parked(kind, row, problem))
            else:
                changed.append(record)
                before.append(stored)
                reader.problems.append(
                    _about(row, self._label, "row_changed", f"changed: {_differences(kind, stored, record)}",
                           "The row was brought up to date; what it was before is kept.")  # fmt: skip
                )
        records.insert(cursor, kind, new)
        records.put(cursor, kind, again)
        records.replace(cursor, kind, changed, before, self.receipt.upload_id or "")
        self.receipt.rows_saved += len(new) + len(again) + len(changed)

    def _park(self, parked: _Parked) -> None:
        self.receipt.rows_parked += 1
        self.receipt.problems.append(parked.problem)
        self.parked.append(parked)


def _parked(kind: str, row: Row, problem: Problem) -> _Parked:
    return _Parked(kind, row.sheet, row.sheet_row, row.cells_json, problem)


def _about(row: Row, label: str, code: str, found: str, what_to_do: str) -> Problem:
    return Problem("warning", code, what_to_do, label, row.sheet, row.sheet_row, "", found)


def _differences(kind: str, before: records.Record, after: records.Record) -> str:
    """The names of the fields that differ, never their contents."""
    names = [name for name in records.FIELDS[kind] if before.values[name] != after.values[name] and name != "source_id"]
    parts = ("places", "groups", "themes", "unresolved")
    names += [part for part in parts if set(getattr(before, part)) != set(getattr(after, part))]
    return ", ".join("date" if name == DATE_FIELD[kind] else name.replace("_", " ") for name in names)


def _keep(
    cursor: duckdb.DuckDBPyConnection, receipt: Receipt, taken: _Taken, label: str, who: str, content: bytes,
    book: workbook.Workbook, personal: str,
) -> None:  # fmt: skip
    """The upload itself, its file as saved, its parked rows."""
    cursor.execute(
        "INSERT INTO upload (upload_id, file_name, sha256, kind, who, uploaded_at, personal_data, mapping, rows_read,"
        " rows_saved, rows_parked, rows_unchanged, rows_blank)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        [
            receipt.upload_id, label, hashlib.sha256(content).hexdigest(), receipt.kind, who, now(), personal,
            json.dumps(receipt.mapping, ensure_ascii=False), receipt.rows_read, receipt.rows_saved,
            receipt.rows_parked, receipt.rows_unchanged, receipt.rows_blank,
        ],
    )  # fmt: skip
    hide = taken.masked or any(parked.problem.code == "personal_data" for parked in taken.parked)
    cursor.execute(
        "INSERT INTO upload_file VALUES ($1, $2, $3)",
        [receipt.upload_id, hide, file_as_saved(book, content, masked=hide)],
    )
    if taken.parked:
        _keep_parked(cursor, receipt.upload_id or "", taken.parked)
    note_in_audit(cursor, who, "upload", receipt.upload_id or "")


def _keep_parked(cursor: duckdb.DuckDBPyConnection, upload_id: str, parked: list[_Parked]) -> None:
    """Park rows; one that waits already with the same cells for the same reason is not put there twice."""
    waiting = {
        tuple(row)
        for row in cursor.execute("SELECT cells_sha256, reason FROM parked_row WHERE state = 'waiting'").fetchall()
    }
    rows = []
    for one in parked:
        sha256 = hashlib.sha256(f"{one.kind}{one.cells_json}".encode()).hexdigest()
        if (sha256, one.problem.code) in waiting:
            continue
        rows.append(
            {
                "parked_row_id": new_id(), "upload_id": upload_id, "kind": one.kind, "reason": one.problem.code,
                "what_to_do": one.problem.what_to_do, "sheet": one.sheet, "sheet_row": one.sheet_row,
                "cells": one.cells_json, "cells_sha256": sha256, "state": "waiting", "parked_at": now(),
            }
        )  # fmt: skip
    if rows:
        cursor.register("incoming", pa.Table.from_pylist(rows))
        cursor.execute(f"INSERT INTO parked_row ({', '.join(rows[0])}) SELECT * FROM incoming")
        cursor.unregister("incoming")


def _most_telling(problems: list[Problem], label: str) -> list[Problem]:
    """All problems, but of one kind in one column at most the first hundred and a count of the rest."""
    told: list[Problem] = []
    met: Counter[tuple[str, str, str]] = Counter()
    for problem in problems:
        key = (problem.code, problem.sheet, problem.column)
        met[key] += 1
        if met[key] <= PROBLEMS_OF_ONE_KIND:
            told.append(problem)
    for (code, sheet, column), count in met.items():
        more = count - PROBLEMS_OF_ONE_KIND
        if more > 0:
            told.append(
                Problem("warning", code, f"The same was found in {more:,} more rows.", label, sheet, None, column,
                        f"{more:,} more")  # fmt: skip
            )
    return told
