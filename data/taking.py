"""Takes the rows of one file's tables into one transaction and counts what became of each."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import duckdb

from data import records, theme_event_import, theme_import
from data.choices import Choices
from data.columns import Table
from data.errors import Problem
from data.fields import DATE_FIELD, FIELDS
from data.given_themes import GivenThemes
from data.parking import Parked
from data.receipts import Receipt
from data.record import Record, from_row
from data.rows import Row, RowReader
from data.sources import Source, save_sources
from data.theme_sheet import Tally
from data.themes import ThemeNames

Progress = Callable[[int, int], None]


class Taking:
    """The rows of one file on their way into one transaction."""

    def __init__(
        self,
        receipt: Receipt,
        label: str,
        choices: Choices,
        who: str,
        progress: Progress | None,
        height: int,
        too_long: Mapping[tuple[str, int | None], Problem],
    ) -> None:
        self.receipt = receipt
        self._label = label
        self._choices = choices
        self._who = who
        self._progress = progress
        self._height = height
        self._too_long = too_long  # rows with a cell over the limit, by sheet (as it is told) and row
        self._seen: dict[tuple[str, str], tuple[str, int]] = {}
        self._names: ThemeNames | None = None
        self.parked: list[Parked] = []

    def take(self, cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
        upload_id = self.receipt.upload_id or ""
        if table.kind == "theme_event":
            self._count(
                table, theme_event_import.import_events(cursor, table, self._label, upload_id, self._choices.personal)
            )
            return
        if self._names is None:
            self._names = ThemeNames(cursor)
        if table.kind == "theme":
            self._count(
                table,
                theme_import.import_themes(
                    cursor, table, self._label, self._who, upload_id, self._names, self._choices.personal
                ),
            )
        else:
            self._records(cursor, table, self._names)

    def _count(self, table: Table, tally: Tally) -> None:
        receipt = self.receipt
        receipt.rows_read += tally.read
        receipt.rows_saved += tally.saved
        receipt.rows_unchanged += tally.unchanged
        receipt.rows_blank += tally.blank
        receipt.problems += tally.problems
        for row, cells, problem in tally.parked:
            self._park(Parked(table.kind, table.sheet.name, row, json.dumps(cells, ensure_ascii=False), problem))

    def _records(self, cursor: duckdb.DuckDBPyConnection, table: Table, names: ThemeNames) -> None:
        reader = RowReader(table, self._label, names, self._choices)
        kind, upload_id = table.kind, self.receipt.upload_id or ""
        incoming: list[tuple[Row, Record]] = []
        sectors: dict[Source, str | None] = {}
        for row in reader.rows():
            if self._progress and row.sheet_row % 500 == 0:
                self._progress(min(self.receipt.rows_read + row.sheet_row, self._height), self._height)
            reason = row.parked_for or self._too_long.get((row.sheet, row.sheet_row))
            if reason is not None:
                self._park(_parked(kind, row, reason))
                continue
            record, source = from_row(kind, row, upload_id)
            here = (row.sheet, row.sheet_row)
            first = self._seen.setdefault((kind, record.record_id), here)
            if first != here:
                self._twin(reader, kind, row, first)
                continue
            incoming.append((row, record))
            if source:
                sectors[source] = sectors.get(source) or row.sector
        self.receipt.rows_read += table.height
        self.receipt.rows_blank += reader.blank
        self._save(cursor, kind, incoming, reader)
        save_sources(cursor, sectors, upload_id)
        self.receipt.problems += reader.problems
        if self._progress:
            self._progress(self.receipt.rows_read, self._height)

    def _twin(self, reader: RowReader, kind: str, row: Row, first: tuple[str, int]) -> None:
        where = f"row {first[1]}" if first[0] == row.sheet else f"row {first[1]} of sheet {first[0]}"
        if row.own_id:
            problem = _about(
                row,
                self._label,
                "id_twice",
                f"the same id as {where}",
                "An id may stand only once in a file. Give this row an id of its own, or leave it out.",
            )
            self._park(_parked(kind, row, problem))
        else:
            self.receipt.rows_unchanged += 1
            reader.problems.append(
                _about(row, self._label, "row_twice", f"the same as {where}", "The row was taken once.")
            )

    def _save(
        self,
        cursor: duckdb.DuckDBPyConnection,
        kind: str,
        incoming: list[tuple[Row, Record]],
        reader: RowReader,
    ) -> None:
        """Sort records into new, come back, changed and unchanged, and write them."""
        held = records.load(cursor, kind, [record.record_id for _, record in incoming])
        given = GivenThemes(cursor, kind, held)
        new, again, changed, before = [], [], [], []
        for row, record in incoming:
            stored = held.get(record.record_id)
            if stored is None:
                new.append(record)
                continue
            if not stored.live:
                again.append(record)
                continue
            record = given.kept(stored, record)
            if stored.is_the_same(record):
                self.receipt.rows_unchanged += 1
            elif not stored.says_the_same(record):
                problem = _about(
                    row,
                    self._label,
                    "id_other_text",
                    "an id that is stored already with other words",
                    "Give the row a new id if it is a new one. The stored text was left as it is.",
                )
                self._park(_parked(kind, row, problem))
            else:
                changed.append(record)
                before.append(stored)
                reader.problems.append(
                    _about(
                        row,
                        self._label,
                        "row_changed",
                        f"changed: {_differences(kind, stored, record)}",
                        "The row was brought up to date; what it was before is kept.",
                    )
                )
        records.insert(cursor, kind, new)
        records.put(cursor, kind, again)
        records.replace(cursor, kind, changed, before, self.receipt.upload_id or "")
        self.receipt.rows_saved += len(new) + len(again) + len(changed)

    def _park(self, parked: Parked) -> None:
        self.receipt.rows_parked += 1
        self.receipt.problems.append(parked.problem)
        self.parked.append(parked)


def _parked(kind: str, row: Row, problem: Problem) -> Parked:
    return Parked(kind, row.sheet, row.sheet_row, row.cells_json, problem)


def _about(row: Row, label: str, code: str, found: str, what_to_do: str) -> Problem:
    return Problem("warning", code, what_to_do, label, row.sheet, row.sheet_row, "", found)


def _differences(kind: str, before: Record, after: Record) -> str:
    """The names of the fields that differ, never their contents."""
    names = [name for name in FIELDS[kind] if before.values[name] != after.values[name] and name != "source_id"]
    parts = ("places", "groups", "themes", "unresolved")
    names += [part for part in parts if set(getattr(before, part)) != set(getattr(after, part))]
    return ", ".join("date" if name == DATE_FIELD[kind] else name.replace("_", " ") for name in names)
