"""What was uploaded, what still waits for attention, and how to take an upload back whole."""

from __future__ import annotations

import json
from typing import Any

import duckdb

from data import records
from data.connect import database
from data.errors import Refused
from data.fields import ID_FIELD
from data.record import Record, from_json, source
from data.sources import drop_unused_sources, save_sources
from data.themes import record_event
from data.write import note_in_audit, now, write

_UPLOAD = (
    "upload_id, file_name, kind, sha256, who, uploaded_at, personal_data, rows_read, rows_saved, rows_parked,"
    " rows_unchanged, rows_blank, undone_at, undone_by"
)


def list_uploads() -> list[dict[str, Any]]:
    """Every upload, the newest first, with its counts, file hash, who and when (UTC)."""
    with database().cursor() as cursor:
        return _dicts(cursor.execute(f"SELECT {_UPLOAD} FROM upload ORDER BY uploaded_at DESC, upload_id"))


def parked_rows(upload_id: str | None = None) -> list[dict[str, Any]]:
    """Rows that wait for attention, of one upload or of all; ``cells`` is a dict of header to cell."""
    with database().cursor() as cursor:
        rows = _dicts(
            cursor.execute(
                "SELECT upload_id, file_name, parked_row.kind, reason, what_to_do, sheet, sheet_row, cells, parked_at"
                " FROM parked_row JOIN upload USING (upload_id)"
                " WHERE state = 'waiting' AND ($upload_id IS NULL OR upload_id = $upload_id)"
                " ORDER BY uploaded_at DESC, sheet, sheet_row",
                {"upload_id": upload_id},
            )
        )
    return [{**row, "cells": json.loads(row["cells"])} for row in rows]


def undo_upload(upload_id: str, who: str) -> dict[str, Any]:
    """Take one whole upload back; returns how many rows went, came back as they were before, and stayed.

    A record that a later upload changed stays as that upload left it and is counted in ``stayed``.
    Raises Refused if there is no such upload, it is taken back already, or themes it made are in use.
    """
    with write("evidence", "themes") as cursor:
        found = cursor.execute("SELECT file_name, undone_at FROM upload WHERE upload_id = $1", [upload_id]).fetchone()
        if found is None:
            raise Refused("There is no upload with this id. See: python -m data uploads")
        if found[1] is not None:
            raise Refused("This upload was taken back already.")
        _undo_theme_events(cursor, upload_id, who)
        removed, restored = 0, 0
        for kind in ("insight", "case_study"):
            gone, back = _undo_records(cursor, kind, upload_id)
            removed, restored = removed + gone, restored + back
        stayed = _changed_later(cursor, upload_id)
        cursor.execute(
            "UPDATE parked_row SET state = 'taken_back' WHERE upload_id = $1 AND state = 'waiting'",
            [upload_id],
        )
        cursor.execute("UPDATE upload SET undone_at = $1, undone_by = $2 WHERE upload_id = $3", [now(), who, upload_id])
        drop_unused_sources(cursor, upload_id)
        note_in_audit(cursor, who, "undo upload", upload_id)
    return {
        "upload_id": upload_id,
        "file_name": found[0],
        "rows_removed": removed,
        "rows_restored": restored,
        "rows_stayed": stayed,
    }


def _undo_records(cursor: duckdb.DuckDBPyConnection, kind: str, upload_id: str) -> tuple[int, int]:
    """Remove what the upload added, bring back what it changed; records changed since are left."""
    key = ID_FIELD[kind]
    mine = [
        row[0]
        for row in cursor.execute(
            f"SELECT {key} FROM {kind} WHERE upload_id = $1 AND removed_at IS NULL", [upload_id]
        ).fetchall()
    ]
    earlier = _before(cursor, kind, mine, upload_id)
    back = {record.record_id for record in earlier}
    records.remove(cursor, kind, [record_id for record_id in mine if record_id not in back])
    records.put(cursor, kind, earlier)
    save_sources(cursor, {found: None for record in earlier if (found := source(record))}, upload_id)
    cursor.execute(
        "DELETE FROM record_version WHERE record_kind = $1 AND replaced_by_upload_id = $2"
        " AND list_contains($3, record_id)",
        [kind, upload_id, mine],
    )
    return len(mine) - len(earlier), len(earlier)


def _before(cursor: duckdb.DuckDBPyConnection, kind: str, ids: list[str], upload_id: str) -> list[Record]:
    """Each record as it stood before the upload; what an upload taken back since had made of it is stepped over."""
    versions = {
        (record_id, replaced_by): snapshot
        for record_id, replaced_by, snapshot in cursor.execute(
            "SELECT record_id, replaced_by_upload_id, snapshot FROM record_version WHERE record_kind = $1"
            " AND list_contains($2, record_id) ORDER BY replaced_at",
            [kind, ids],
        ).fetchall()
    }
    undone = {row[0] for row in cursor.execute("SELECT upload_id FROM upload WHERE undone_at IS NOT NULL").fetchall()}
    found = []
    for record_id in ids:
        snapshot = versions.pop((record_id, upload_id), None)
        while snapshot is not None:
            record = from_json(kind, snapshot)
            if record.upload_id not in undone:
                found.append(record)
                break
            snapshot = versions.pop((record_id, record.upload_id), None)
    return found


def _changed_later(cursor: duckdb.DuckDBPyConnection, upload_id: str) -> int:
    """How many records of this upload stand as a later upload left them."""
    found = cursor.execute(
        "SELECT count(*) FROM record_version WHERE json_extract_string(snapshot, '$.upload_id') = $1",
        [upload_id],
    ).fetchone()
    return int(found[0]) if found else 0


def _undo_theme_events(cursor: duckdb.DuckDBPyConnection, upload_id: str, who: str) -> None:
    """Undo the theme events of an upload, newest first, unless other work stands on its themes."""
    events = cursor.execute(
        "SELECT event_id, kind, into_id FROM theme_event_at(TIMESTAMP '9999-12-31 00:00:00', NULL)"
        " WHERE upload_id = $1 ORDER BY seq DESC",
        [upload_id],
    ).fetchall()
    made = [into_id for _, kind, into_id in events if kind == "create"]
    if made:
        used = cursor.execute(
            "SELECT count(DISTINCT record_id) FROM coding WHERE removed_at IS NULL AND upload_id IS DISTINCT FROM $1"
            " AND list_contains($2, theme_id)",
            [upload_id, made],
        ).fetchone()
        if used and used[0]:
            raise Refused(
                f"The themes of this upload are given to {used[0]:,} insights or case studies of other uploads. "
                "Take those uploads back first."
            )
        later = cursor.execute(
            "SELECT count(*) FROM theme_event_at(TIMESTAMP '9999-12-31 00:00:00', NULL) AS event"
            " WHERE event.upload_id IS DISTINCT FROM $1 AND (list_has_any(theme_ids, $2) OR list_contains($2,"
            " CASE WHEN kind = 'move' THEN into_id ELSE json_extract_string(payload, '$.parent_theme_id') END))",
            [upload_id, made],
        ).fetchone()
        if later and later[0]:
            raise Refused(
                "Themes of this upload were changed or given sub-themes since. Take those changes back first."
            )
    for event_id, _, _ in events:
        record_event(cursor, "undo", who=who, undoes_event_id=event_id)


def _dicts(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
