"""What was uploaded: its counts, the file that is kept of it, and the rows that still wait for attention."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any

import duckdb

from data.connect import database
from data.errors import Refused
from data.personal import mask_under
from data.write import note_in_audit, write

_UPLOAD = (
    "upload_id, file_name, kind, sha256, who, uploaded_at, personal_data, rows_read, rows_saved, rows_parked,"
    " rows_unchanged, rows_blank, undone_at, undone_by, personal_reason, permission"
)
# What became of the rows that an upload set aside, and whether its file and its untouched original are kept.
_SINCE = (
    " count(parked_row_id) FILTER (state = 'waiting') AS waiting,"
    " count(parked_row_id) FILTER (state = 'settled') AS mended,"
    " count(parked_row_id) FILTER (state = 'discarded') AS discarded,"
    " upload_id IN (SELECT upload_id FROM upload_file WHERE octet_length(content) > 0) AS has_file,"
    " upload_id IN (SELECT upload_id FROM upload_original) AS has_original,"
    " coalesce((SELECT masked FROM upload_file WHERE upload_file.upload_id = upload.upload_id), false) AS masked"
)
_PARKED = (
    "SELECT parked_row_id, upload_id, file_name, parked_row.kind, reason, what_to_do, sheet, sheet_row, cells, state,"
    " parked_at, settled_at, settled_by, settled_why, upload.mapping, personal_data, personal_reason,"
    " upload_id IN (SELECT upload_id FROM upload_original) AS has_original"
    " FROM parked_row JOIN upload USING (upload_id)"
)


def list_uploads() -> list[dict[str, Any]]:
    """Every upload, the newest first, with its counts, file hash, who and when (UTC), and what became of its rows."""
    with database().cursor() as cursor:
        return _dicts(
            cursor.execute(
                f"SELECT {_UPLOAD}, {_SINCE} FROM upload LEFT JOIN (SELECT upload_id, parked_row_id, state"
                f" FROM parked_row) AS set_aside USING (upload_id) GROUP BY {_UPLOAD}"
                " ORDER BY uploaded_at DESC, upload_id"
            )
        )


def parked_rows(upload_id: str | None = None, *, state: str = "waiting", masked: bool = True) -> list[dict[str, Any]]:
    """Rows that wait for attention (or stand in another state), of one upload or of all.

    ``cells`` is a dict of header to cell, ``mapping`` one of header to field, as their file was read. Personal data
    is masked in the cells, also where it was chosen to be kept, unless it is asked for.
    """
    with database().cursor() as cursor:
        rows = _dicts(
            cursor.execute(
                f"{_PARKED} WHERE state = $state AND ($upload_id IS NULL OR upload_id = $upload_id)"
                " ORDER BY uploaded_at DESC, upload_id, sheet, sheet_row, parked_row_id",
                {"upload_id": upload_id, "state": state},
            )
        )
    return [
        {
            **row,
            "cells": {
                header: mask_under(header, cell)[0] if masked else cell
                for header, cell in json.loads(row["cells"]).items()
            },
            "mapping": json.loads(row["mapping"] or "{}"),
        }
        for row in rows
    ]


def kept_file(upload_id: str, *, original: bool = False) -> tuple[str, bytes]:
    """The name and bytes of an upload's file as it was saved, or of the untouched one where that is kept.

    Raises Refused if it is not kept.
    """
    table = "upload_original" if original else "upload_file"
    with database().cursor() as cursor:
        found = cursor.execute(
            f"SELECT file_name, content FROM {table} JOIN upload USING (upload_id) WHERE upload_id = $1", [upload_id]
        ).fetchone()
    if found is None or not found[1]:
        raise Refused("This file is not kept.")
    name, content = str(found[0]), bytes(found[1])
    ending = ".xlsx" if content.startswith(b"PK") else ".csv"
    path = PurePath(name)
    known = {".xlsx", ".xlsm"} if ending == ".xlsx" else {".csv", ".tsv", ".txt"}
    fits = path.suffix.casefold() in known and (original or path.suffix.casefold() != ".xlsm")
    return (name if fits else f"{path.stem}{ending}"), content


def delete_original(upload_id: str, who: str) -> None:
    """Delete the untouched file of an upload; the one as it was saved stays. Raises Refused if there is none."""
    with write() as cursor:
        found = cursor.execute("SELECT count(*) FROM upload_original WHERE upload_id = $1", [upload_id]).fetchone()
        if not found or not found[0]:
            raise Refused("The untouched file of this upload is not kept.")
        cursor.execute("DELETE FROM upload_original WHERE upload_id = $1", [upload_id])
        note_in_audit(cursor, who, "original deleted", upload_id)


def _dicts(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
