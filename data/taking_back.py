"""Takes an upload back, whole, at any time."""

from __future__ import annotations

from typing import Any

import duckdb

from data import records
from data.dependents import why_not
from data.errors import Refused
from data.fields import ID_FIELD
from data.record import Record, from_json, source
from data.settling import settle_what_is_remembered
from data.sources import drop_unused_sources, save_sources
from data.themes import record_event
from data.write import note_in_audit, now, write


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
        again = _wait_again(cursor, upload_id)
        cursor.execute("UPDATE upload SET undone_at = $1, undone_by = $2 WHERE upload_id = $3", [now(), who, upload_id])
        drop_unused_sources(cursor, upload_id)
        settle_what_is_remembered(cursor, who)
        note_in_audit(cursor, who, "undo upload", upload_id)
    return {
        "upload_id": upload_id,
        "file_name": found[0],
        "rows_removed": removed,
        "rows_restored": restored,
        "rows_stayed": stayed,
        "rows_waiting_again": again,
    }


def _wait_again(cursor: duckdb.DuckDBPyConnection, upload_id: str) -> int:
    """Rows that this upload brought in mended need attention again, unless their own upload is taken back too."""
    found = cursor.execute(
        "UPDATE parked_row SET state = CASE WHEN (SELECT undone_at FROM upload"
        " WHERE upload.upload_id = parked_row.upload_id) IS NULL THEN 'waiting' ELSE 'taken_back' END,"
        " settled_at = NULL, settled_by = NULL, settled_upload_id = NULL"
        " WHERE settled_upload_id = $1 AND state = 'settled'",
        [upload_id],
    ).fetchone()
    return int(found[0]) if found else 0


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
    save_sources(cursor, {found: {} for record in earlier if (found := source(record))}, upload_id)
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
        "SELECT count(*) FROM record_version WHERE json_extract_string(snapshot, '$.upload_id') = $1"
        " AND replaced_by_upload_id IS NOT NULL",  # a decision about a word is no upload
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
    reason = why_not(cursor, upload_id)
    if reason:
        raise Refused(reason)
    for event_id, _, _ in events:
        record_event(cursor, "undo", who=who, undoes_event_id=event_id)
