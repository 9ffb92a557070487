"""Takes the rows of one file's tables into one transaction and counts what became of each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import duckdb

from data import records, theme_event_import, theme_import
from data.behind import Behind
from data.cell_words import CellWords
from data.choices import Choices
from data.columns import Table
from data.consequences import Watch
from data.corrections import Sorted, put_right
from data.errors import Problem
from data.fields import ID_FIELD, WITHDRAWN
from data.given_themes import GivenThemes
from data.parked_file import Marks
from data.parking import DISCARDED, SETTLED, WAITING, Arrived, Attention, Parked
from data.progress import READING, SAVING, Progress
from data.receipts import Receipt
from data.record import Record, from_row
from data.remembered import Remembered
from data.row_words import about, change, set_aside
from data.rows import Row, RowReader
from data.sources import Source, save_sources
from data.telling import Kind
from data.theme_sheet import Tally
from data.themes import ThemeNames
from data.twins import joined

_ROWS_AT_ONCE = 10_000  # written between two looks whether somebody wants the work stopped


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
        marks: Marks,
    ) -> None:
        self.receipt = receipt
        self._label, self._choices = label, choices
        self._who = who
        self._progress = progress
        self._height = height
        self._too_long = too_long  # rows with a cell over the limit, by sheet (as it is told) and row
        self._seen: dict[tuple[str, str], tuple[str, int]] = {}
        self._names: ThemeNames | None = None
        self._told = {READING: 0, SAVING: 0}
        self._words: CellWords | None = None
        self.watch = Watch()
        self._marks = marks
        self._first: dict[tuple[str, str], Record] = {}  # rows without an id of their own, by kind and made id
        self._arrived: list[Arrived] = []
        self._attention: Attention | None = None
        self.parked: list[Parked] = []
        self.left_out: Counter[Kind] = Counter()  # problems that are only counted
        self.withdrawn: set[tuple[str, int]] = set()  # rows whose source has withdrawn, by sheet and row

    @property
    def brings_something(self) -> bool:
        """Whether the file holds anything that is not here already."""
        return bool(self.receipt.rows_saved or self.parked)

    def take(self, cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
        """Take in one table's rows."""
        upload_id, choices = self.receipt.upload_id or "", self._choices
        self._attention = self._attention or Attention(cursor, self._label, self._marks)
        long = self._too_long_in(table)
        if table.kind == "theme_event":
            self._count(table, theme_event_import.import_events(cursor, table, self._label, upload_id, choices, long))
            return
        self._names = names = self._names or ThemeNames(cursor)
        if table.kind == "theme":
            who, file = self._who, self._label
            tally = theme_import.import_themes(cursor, table, file, who, upload_id, names, choices, long)
            self._count(table, tally)
        else:
            self._records(cursor, table, names)

    def finish(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Set aside what needs attention, and settle what waited and came back mended."""
        if self._attention is None:
            return
        upload_id = self.receipt.upload_id or ""
        settled = self._attention.settle(cursor, upload_id, self._who, self._arrived)
        self._attention.park(cursor, upload_id, self._who, self.parked)
        if settled:
            told = "1 row that waited" if len(settled) == 1 else f"{len(settled):,} rows that waited"
            what = "What needed attention came back mended: it is no longer on the list."
            self.receipt.problems.append(Problem("warning", "row_mended", what, self._label, found=told))

    def _too_long_in(self, table: Table) -> dict[int, Problem]:
        return {row: told for (sheet, row), told in self._too_long.items() if sheet == table.sheet.name and row}

    def _count(self, table: Table, tally: Tally) -> None:
        receipt, sheet = self.receipt, table.sheet.name
        receipt.rows_read += tally.read
        receipt.rows_saved += tally.saved
        receipt.rows_unchanged += tally.unchanged
        receipt.rows_blank += tally.blank
        receipt.problems += tally.problems
        for row, cells, problem in tally.parked:
            self._park(Parked(table.kind, sheet, row, json.dumps(cells, ensure_ascii=False), problem))
        if self._attention and self._attention.any_waits:
            left = {row for row, _, _ in tally.parked}
            self._arrived += [
                Arrived(table.kind, sheet, row, cells, True) for row, cells in tally.cells.items() if row not in left
            ]
        self._tell(READING, receipt.rows_read)
        self._tell(SAVING, receipt.rows_read)

    def _records(self, cursor: duckdb.DuckDBPyConnection, table: Table, names: ThemeNames) -> None:
        if self._words is None:
            self._words = CellWords(names, Remembered(cursor))
        reader = RowReader(table, self._label, self._words, self._choices)
        kind, upload_id = table.kind, self.receipt.upload_id or ""
        withdrawn = records.withdrawn(cursor, kind)
        ready: list[Sorted] = []  # rows with an id of their own: they can be written while the next are read
        made: list[Sorted] = []  # the others: a row further down may still join one of them
        places: dict[str, int] = {}  # where in made an id stands
        sources: dict[Source, dict[str, str]] = {}
        with Behind() as behind:
            for row in reader.rows():
                if row.sheet_row % 500 == 0:
                    self._tell(READING, self.receipt.rows_read + row.sheet_row)
                here = (row.sheet, row.sheet_row)
                reason = row.parked_for or self._too_long.get(here)
                if row.values[ID_FIELD[kind]] in withdrawn:
                    self._without_words(reader, row, withdrawn, made, sources)
                    continue
                if reason is not None:
                    self._park(set_aside(kind, row, reason))
                    continue
                record, source = from_row(kind, row, upload_id)
                if (first := self._seen.setdefault((kind, record.record_id), here)) != here:
                    self._twin(reader, row, record, first, made, places)
                    continue
                if row.own_id:
                    ready.append((row, record))
                else:
                    self._first[kind, record.record_id] = record
                    places[record.record_id] = len(made)
                    made.append((row, record))
                if row.unresolved:
                    self.watch.open_words(row.unresolved)
                if source and (row.of_source or source not in sources):
                    sources[source] = row.of_source | sources.get(source, {})  # what an earlier row told stands
                if len(ready) == _ROWS_AT_ONCE:
                    self._save(cursor, kind, ready, reader, behind)
                    ready = []
            self.receipt.rows_read += table.height
            self.receipt.rows_blank += reader.blank
            self._tell(READING, self.receipt.rows_read)
            behind.wait()
            made = put_right(cursor, kind, made, self._seen)
            for begin in range(0, len(rest := ready + made), _ROWS_AT_ONCE):
                self._save(cursor, kind, rest[begin : begin + _ROWS_AT_ONCE], reader, behind)
                behind.wait()
                self._tell(SAVING, self._told[SAVING] + _ROWS_AT_ONCE)
        save_sources(cursor, sources, upload_id)
        self.receipt.problems += reader.telling.told
        self.left_out.update(reader.telling.left_out)
        self._tell(SAVING, self.receipt.rows_read)

    def _tell(self, stage: str, done: int) -> None:
        """Say how many rows are done in a stage; the number never falls. Raises Cancelled if it shall stop."""
        self._told[stage] = max(self._told[stage], min(done, self._height))
        if self._progress:
            self._progress(stage, self._told[stage], self._height)

    def _twin(
        self,
        reader: RowReader,
        row: Row,
        record: Record,
        first: tuple[str, int],
        made: list[Sorted],
        places: Mapping[str, int],
    ) -> None:
        """A row that stands in the file already: one record with all its themes, or a row that needs attention."""
        kind, at = record.kind, places.get(record.record_id)
        where = f"row {first[1]}" if first[0] == row.sheet else f"row {first[1]} of sheet {first[0]}"
        if row.own_id or (kind, record.record_id) not in self._first:
            found = f"the same id as {where}"
            what = "An id may stand only once in a file. Give this row an id of its own, or leave it out."
            self._park(set_aside(kind, row, about(row, self._label, "id_twice", found, what)))
            return
        before = self._first[kind, record.record_id]
        both = joined(before, record)
        if both is None or (both != before and at is None):
            found = f"the same words as {where}, with other details"
            what = "If these are two things that were heard, give each an id of its own. If not, leave this row out."
            self._park(set_aside(kind, row, about(row, self._label, "row_twice_differs", found, what)))
            return
        self.receipt.rows_unchanged += 1
        what = "The row was taken once."
        if both != before and at is not None:
            made[at] = (made[at][0], both)
            self._first[kind, record.record_id] = both
            what = "It is one insight with the themes and groups of both rows."
        reader.telling.add(about(row, self._label, "row_twice", f"the same as {where}", what))

    def _without_words(
        self,
        reader: RowReader,
        row: Row,
        withdrawn: Mapping[str, bool],
        made: list[Sorted],
        sources: dict[Source, dict[str, str]],
    ) -> None:
        """A row whose source has withdrawn: its words stay out; it counts again if its upload was taken back."""
        kind, here = reader.kind, (row.sheet, row.sheet_row)
        self.withdrawn.add(here)
        reader.telling.forget_row(row.sheet_row)  # what was told of its cells may quote them
        record, source = from_row(kind, row, self.receipt.upload_id or "")
        first = self._seen.setdefault((kind, record.record_id), here) == here
        if first and not withdrawn[record.record_id]:
            made.append((row, record.without_words()))
            if source:
                sources.setdefault(replace(source, name=WITHDRAWN), row.of_source)
        else:
            self.receipt.rows_unchanged += 1
        found, what = "a row whose source has withdrawn", "It still counts, but its words were not brought back."
        reader.telling.add(about(row, self._label, "withdrawn", found, what))

    def _save(
        self, cursor: duckdb.DuckDBPyConnection, kind: str, rows: list[Sorted], reader: RowReader, behind: Behind
    ) -> None:
        """Sort records into new, come back, changed and unchanged, and write them; the new ones go on behind."""
        behind.wait()
        held = records.load(cursor, kind, [record.record_id for _, record in rows])
        given = GivenThemes(cursor, kind, held)
        new, again, changed, before = [], [], [], []
        for row, record in rows:
            stored = held.get(record.record_id)
            saved = True
            if stored is None:
                new.append(record)
            elif not stored.live:
                again.append(record)
            else:
                record = self._with_known_permission(reader, given.kept(stored, record), stored)
                if stored.is_the_same(record):
                    self.receipt.rows_unchanged += 1
                    saved = False
                elif not stored.says_the_same(record) and self._choices.changed_in(row.sheet, row.sheet_row) == "park":
                    self.watch.change(stored, record, waits=True)
                    found = "an id that is stored already with other words"
                    what = "Give the row a new id if it is a new one, or use its words in place of the stored ones."
                    self._park(set_aside(kind, row, about(row, self._label, "id_other_text", found, what)))
                    continue
                else:
                    self.watch.change(stored, record, waits=False)
                    changed.append(record)
                    before.append(stored)
                    reader.telling.add(change(row, self._label, stored, record))
            if self._attention and self._attention.any_waits:
                self._arrived.append(Arrived(kind, row.sheet, row.sheet_row, row.cells, saved))
        records.put(cursor, kind, again)
        records.replace(cursor, kind, changed, before, self.receipt.upload_id or "")
        if new:
            behind.begin(partial(records.insert, cursor, kind, new))
        self.receipt.rows_saved += len(new) + len(again) + len(changed)
        self.watch.changed += len(changed)

    def _with_known_permission(self, reader: RowReader, record: Record, stored: Record) -> Record:
        """A file without a column for the permission says nothing about the one that was told with it before."""
        name = "quote_permission"
        if record.kind != "insight" or self._choices.permission or name in reader.fields.values():
            return record
        return replace(record, values={**record.values, name: stored.values[name]})

    def _park(self, parked: Parked) -> None:
        """Set a row aside, unless it stands on the list already or was dealt with there."""
        known = self._attention.known_as(parked) if self._attention else None
        if known in (None, WAITING, DISCARDED):
            self.receipt.rows_parked += 1
            self.receipt.problems.append(parked.problem)
        else:
            self.receipt.rows_unchanged += 1
        if known is None:
            self.parked.append(parked)
            return
        if known not in (WAITING, DISCARDED, SETTLED):
            self.withdrawn.add((parked.sheet, parked.sheet_row))
        self.receipt.listed_before[known] = self.receipt.listed_before.get(known, 0) + 1
