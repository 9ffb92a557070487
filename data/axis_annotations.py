"""Marks of the team's own on the time axis: a new policy, a lockdown, the start of a service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from data.connect import database
from data.errors import Refused
from data.theme_scope import checked
from data.write import new_id, note_in_audit, now, write

LONGEST, LONGEST_ADDRESS = 160, 500


@dataclass(frozen=True)
class Annotation:
    """One mark: the day it belongs to, what happened, and where to read more."""

    annotation_id: str
    marked_on: date
    words: str
    source_url: str | None
    made_by: str | None
    made_at: datetime


def marks() -> list[Annotation]:
    """Every mark, by its day."""
    with database().cursor() as cursor:
        rows = cursor.execute(
            "SELECT annotation_id, marked_on, words, source_url, made_by, made_at FROM annotation"
            " WHERE removed_at IS NULL ORDER BY marked_on, made_at, annotation_id"
        ).fetchall()
    return [Annotation(*row) for row in rows]


def mark(marked_on: date | None, words: str, *, who: str, source_url: str = "") -> str:
    """Put a mark on the axis; returns its id. Raises Refused for one without a day or words."""
    address = source_url.strip()
    if marked_on is None or not words.strip():
        raise Refused("Say on which day it was, and what happened.")
    told = checked(words, LONGEST, "mark")
    if address and (not address.lower().startswith(("http://", "https://")) or len(address) > LONGEST_ADDRESS):
        raise Refused("The address to read more has to begin with https:// or http://.")
    annotation_id = new_id()
    with write("room") as cursor:
        cursor.execute(
            "INSERT INTO annotation VALUES ($1, $2, $3, $4, $5, $6, NULL)",
            [annotation_id, marked_on, told, address or None, who, now()],
        )
        note_in_audit(cursor, who, "mark the time axis", annotation_id)
    return annotation_id


def unmark(annotation_id: str, *, who: str) -> None:
    """Take a mark off the axis."""
    with write("room") as cursor:
        found = cursor.execute(
            "UPDATE annotation SET removed_at = $1 WHERE annotation_id = $2 AND removed_at IS NULL",
            [now(), annotation_id],
        ).fetchone()
        if not found or not found[0]:
            raise Refused("This mark is not there any more.")
        note_in_audit(cursor, who, "unmark the time axis", annotation_id)
