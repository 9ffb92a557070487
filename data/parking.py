"""Rows that need attention: kept with all their cells and the reason, never counted, never lost."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from data.errors import Problem
from data.write import new_id, now


@dataclass
class Parked:
    """One row on its way to ``parked_row``; ``cells_json`` holds its cells by header, personal data masked."""

    kind: str
    sheet: str
    sheet_row: int
    cells_json: str
    problem: Problem


def keep_parked(cursor: duckdb.DuckDBPyConnection, upload_id: str, parked: list[Parked]) -> None:
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
