"""Rows that need attention: kept with all their cells and the reason, never counted, never lost.

A row waits until it comes back mended – in the app, in the downloaded workbook, in its own file – or is discarded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from data.errors import Problem
from data.parked_file import Marks
from data.write import new_id, now

WAITING, SETTLED, DISCARDED, TAKEN_BACK, WITHDRAWN = "waiting", "settled", "discarded", "taken_back", "withdrawn"
# A row that was settled and comes again is done with, unless what it says can be asked again at any time.
_ASKED_AGAIN = "id_other_text"


@dataclass
class Parked:
    """One row on its way to ``parked_row``; ``cells_json`` holds its cells by header, personal data masked."""

    kind: str
    sheet: str
    sheet_row: int
    cells_json: str
    problem: Problem

    @property
    def sha256(self) -> str:
        """What tells whether the same cells were parked before."""
        return _sha256(self.kind, self.cells_json)


@dataclass(frozen=True)
class Arrived:
    """One row of a file that was not parked; ``saved`` where it brought something new."""

    kind: str
    sheet: str
    sheet_row: int
    cells: Mapping[str, str]
    saved: bool


class Attention:
    """The rows that needed attention before a file came, and what the file does to them."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, label: str, marks: Marks) -> None:
        self._label, self._marks = label, marks
        rows = cursor.execute(
            "SELECT parked_row_id, parked_row.kind, reason, sheet, sheet_row, cells, cells_sha256, state, file_name"
            " FROM parked_row JOIN upload USING (upload_id) WHERE state <> 'taken_back' ORDER BY parked_at"
        ).fetchall()
        marked = set(marks.values())
        self._states: dict[tuple[str, str], str] = {}
        self._waiting: dict[str, dict[str, str]] = {}
        self._marked: dict[str, tuple[list[str], str, str]] = {}
        self._by_cells: dict[str, list[str]] = {}
        self._by_place: dict[tuple[str, str, str | None, int | None], list[str]] = {}
        for row_id, kind, reason, sheet, sheet_row, cells, sha256, state, file_name in rows:
            held = self._states.get((sha256, reason))
            self._states[sha256, reason] = WAITING if WAITING in (held, state) else state
            if row_id in marked:
                self._marked[row_id] = (sorted(json.loads(cells).values()), reason, state)
            if state == WAITING:
                self._waiting[row_id] = json.loads(cells)
                self._by_cells.setdefault(sha256, []).append(row_id)
                self._by_place.setdefault((kind, file_name, sheet, sheet_row), []).append(row_id)

    @property
    def any_waits(self) -> bool:
        """Whether anything waits that a file could settle."""
        return bool(self._waiting)

    def known_as(self, parked: Parked) -> str | None:
        """How the same row with the same reason stands already: waiting, settled, discarded, withdrawn, or None."""
        state = self._states.get((parked.sha256, parked.problem.code))
        mark = self._marks.get((parked.sheet, parked.sheet_row), "")
        if state is None and mark in self._marked:  # the list comes back as it was; its headers may have changed
            cells, reason, stands = self._marked[mark]
            same = reason == parked.problem.code and cells == sorted(json.loads(parked.cells_json).values())
            state = stands if same else None
        return None if state == SETTLED and parked.problem.code == _ASKED_AGAIN else state

    def park(self, cursor: duckdb.DuckDBPyConnection, upload_id: str, who: str, parked: list[Parked]) -> None:
        """Set rows aside. One that came back from the list, still not right, takes the place of the one that waited."""
        rows = [
            {
                "parked_row_id": new_id(), "upload_id": upload_id, "kind": one.kind, "reason": one.problem.code,
                "what_to_do": one.problem.what_to_do, "sheet": one.sheet, "sheet_row": one.sheet_row,
                "cells": one.cells_json, "cells_sha256": one.sha256, "state": WAITING, "parked_at": now(),
            }
            for one in parked
        ]  # fmt: skip
        if rows:
            cursor.register("incoming", pa.Table.from_pylist(rows))
            cursor.execute(f"INSERT INTO parked_row ({', '.join(rows[0])}) SELECT * FROM incoming")
            cursor.unregister("incoming")
        marks = (self._marks.get((one.sheet, one.sheet_row)) for one in parked)
        _settle(cursor, upload_id, who, [row_id for row_id in marks if row_id in self._waiting])

    def settle(
        self, cursor: duckdb.DuckDBPyConnection, upload_id: str, who: str, arrived: Iterable[Arrived]
    ) -> list[Arrived]:
        """Settle the waiting rows that came back with this file; returns what settled one.

        A row is the one that waited if it comes from the downloaded list, if its cells are the same and it could be
        saved now, or if it stands in the same row of a file of the same name and half of its cells are the same.
        """
        settling: dict[str, Arrived] = {}
        for one in arrived:
            row_id = self._waits_as(one, settling)
            if row_id:
                settling[row_id] = one
        _settle(cursor, upload_id, who, list(settling))
        return list(settling.values())

    def _waits_as(self, one: Arrived, taken: Mapping[str, Arrived]) -> str | None:
        mark = self._marks.get((one.sheet, one.sheet_row))
        if mark:
            return mark if mark in self._waiting and mark not in taken else None
        if not one.saved:
            return None
        same = self._by_cells.get(_sha256(one.kind, json.dumps(one.cells, ensure_ascii=False)), [])
        here = self._by_place.get((one.kind, self._label, one.sheet, one.sheet_row), [])
        alike = [row_id for row_id in here if _alike(self._waiting[row_id], one.cells)]
        return next((row_id for row_id in (*same, *alike) if row_id not in taken), None)


def _alike(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    same = sum(after.get(header) == cell for header, cell in before.items())
    return same * 2 >= len(before) and same > 0


def _settle(cursor: duckdb.DuckDBPyConnection, upload_id: str, who: str, row_ids: list[str]) -> None:
    if row_ids:
        cursor.execute(
            "UPDATE parked_row SET state = 'settled', settled_at = $1, settled_by = $2, settled_upload_id = $3"
            " WHERE state = 'waiting' AND list_contains($4, parked_row_id)",
            [now(), who, upload_id, row_ids],
        )


def _sha256(kind: str, cells_json: str) -> str:
    return hashlib.sha256(f"{kind}{cells_json}".encode()).hexdigest()
