"""Takes in the sheet of theme events of an export; this database's own history is never changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

import duckdb

from data.choices import Choices
from data.columns import Table
from data.errors import Problem
from data.theme_sheet import Tally, ThemeSheet
from data.write import now

EVENT_KINDS = ("create", "rename", "define", "move", "merge", "split", "retire", "undo")


def import_events(
    cursor: duckdb.DuckDBPyConnection,
    table: Table,
    file: str,
    upload_id: str,
    choices: Choices,
    too_long: Mapping[int, Problem],
) -> Tally:
    """Add the events of an export that this database does not have; its own history is never changed."""
    sheet = ThemeSheet(table, file, tally := Tally(), choices, too_long)
    held = {row[0] for row in cursor.execute("SELECT event_id FROM theme_event").fetchall()}
    places = {row[0] for row in cursor.execute("SELECT seq FROM theme_event").fetchall()}
    for row, cells in sheet.rows():
        event_id, seq = cells.get("event_id", ""), cells.get("seq", "")
        if event_id in held:
            tally.unchanged += 1
            continue
        reason = _event_reason(sheet, row, cells, places)
        if reason:
            sheet.park(row, reason)
            continue
        cursor.execute(
            "INSERT INTO theme_event VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            [
                event_id,
                int(seq),
                cells["kind"],
                [part for part in cells.get("theme_ids", "").split(";") if part],
                cells.get("into_id") or None,
                cells.get("payload") or "{}",
                cells.get("made_by") or None,
                _moment(cells.get("made_at", "")) or now(),
                cells.get("workshop_id") or None,
                cells.get("draft_id") or None,
                int(cells["base_seq"]) if cells.get("base_seq", "").isdigit() else None,
                cells.get("undoes_event_id") or None,
                upload_id,
            ],
        )
        held.add(event_id)
        places.add(int(seq))
        tally.saved += 1
    return tally


def _event_reason(sheet: ThemeSheet, row: int, cells: dict[str, str], places: set[int]) -> Problem | None:
    seq, kind = cells.get("seq", ""), cells.get("kind", "")
    if not cells.get("event_id") or not seq.isdigit() or kind not in EVENT_KINDS:
        return sheet.problem(
            row,
            "event_id",
            "event_incomplete",
            "an event without id, seq or a known kind",
            "Bring in the sheet theme_events as it was exported.",
        )
    if int(seq) in places:
        return sheet.problem(
            row,
            "seq",
            "event_out_of_order",
            f"seq {seq}",
            "This database has a history of its own at this place. "
            "The sheet themes brings in the themes as they stand.",
        )
    try:
        readable = isinstance(json.loads(cells.get("payload") or "{}"), dict)
    except ValueError:
        readable = False
    if not readable:
        return sheet.problem(
            row,
            "payload",
            "event_incomplete",
            "a payload that is not JSON",
            "Bring in the sheet theme_events as it was exported.",
        )
    return None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
