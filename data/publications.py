"""Frozen snapshots that were shared: kept as they were, listed, and withdrawn with a tombstone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.connect import database
from data.errors import Refused
from data.write import new_id, note_in_audit, now, write

_COLUMNS = "publication_id, workshop_id, title, snapshot, published_by, published_at, withdrawn_at, withdrawn_why"


@dataclass(frozen=True)
class Publication:
    """One frozen snapshot. Of a withdrawn one only the title, the moments and the reason are left."""

    publication_id: str
    workshop_id: str | None
    title: str
    snapshot: Mapping[str, Any]
    published_by: str | None
    published_at: datetime
    withdrawn_at: datetime | None
    withdrawn_why: str | None


def publish(title: str, snapshot: Mapping[str, Any], who: str, *, workshop_id: str | None = None) -> str:
    """Freeze a snapshot (plain values, as JSON has them); returns its id. It never changes afterwards."""
    named = " ".join(title.split())[:160]
    if not named:
        raise Refused("Give the publication a title.")
    publication_id = new_id()
    with write("room") as cursor:
        cursor.execute(
            f"INSERT INTO publication ({_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, NULL, NULL)",
            [publication_id, workshop_id, named, json.dumps(dict(snapshot), ensure_ascii=False), who, now()],
        )
        note_in_audit(cursor, who, "publish", publication_id)
    return publication_id


def list_publications(workshop_id: str | None = None) -> list[Publication]:
    """Every publication, or those of one workshop, the newest first."""
    with database().cursor() as cursor:
        rows = cursor.execute(
            f"SELECT {_COLUMNS} FROM publication WHERE $1 IS NULL OR workshop_id = $1"
            " ORDER BY published_at DESC, publication_id",
            [workshop_id],
        ).fetchall()
    return [_publication(row) for row in rows]


def publication(publication_id: str) -> Publication:
    """One publication. Raises Refused if there is none with this id."""
    with database().cursor() as cursor:
        row = cursor.execute(
            f"SELECT {_COLUMNS} FROM publication WHERE publication_id = $1", [publication_id]
        ).fetchone()
    if row is None:
        raise Refused("There is no such publication.")
    return _publication(row)


def withdraw(publication_id: str, why: str, who: str) -> None:
    """Take a publication back: its content goes for good, a tombstone with the reason stays at its address."""
    told = " ".join(why.split())[:500]
    if not told:
        raise Refused("Say why it is withdrawn; the reason stays at its address.")
    with write("room") as cursor:
        found = cursor.execute(
            "SELECT withdrawn_at FROM publication WHERE publication_id = $1", [publication_id]
        ).fetchone()
        if found is None:
            raise Refused("There is no such publication.")
        if found[0] is not None:
            raise Refused("It was withdrawn already.")
        cursor.execute(
            "UPDATE publication SET snapshot = '{}', withdrawn_at = $1, withdrawn_why = $2 WHERE publication_id = $3",
            [now(), told, publication_id],
        )
        note_in_audit(cursor, who, "withdraw a publication", publication_id)


def _publication(row: tuple[Any, ...]) -> Publication:
    held = dict(zip(_COLUMNS.replace(" ", "").split(","), row, strict=True))
    return Publication(**{**held, "snapshot": json.loads(held["snapshot"])})
