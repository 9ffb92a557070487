"""When the team last looked through what is new: the day from which the next look counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.connect import database
from data.errors import Refused
from data.write import new_id, note_in_audit, now, write


@dataclass(frozen=True)
class Review:
    """One look; what came in after ``reviewed_at`` (UTC) is new the next time."""

    review_id: str
    reviewed_at: datetime
    reviewed_by: str | None


def reviews(limit: int = 24) -> list[Review]:
    """The looks, the newest first."""
    with database().cursor() as cursor:
        rows = cursor.execute(
            "SELECT review_id, reviewed_at, reviewed_by FROM review WHERE taken_back_at IS NULL"
            " ORDER BY reviewed_at DESC, review_id LIMIT $1",
            [limit],
        ).fetchall()
    return [Review(*row) for row in rows]


def reviewed(seen_until: datetime, *, who: str) -> Review:
    """Note that what came in up to ``seen_until`` was looked through: what arrived since is still new."""
    review = Review(new_id(), min(seen_until, now()), who)
    with write("room") as cursor:
        cursor.execute("INSERT INTO review VALUES ($1, $2, $3, NULL)", [review.review_id, review.reviewed_at, who])
        note_in_audit(cursor, who, "review what is new", review.review_id)
    return review


def take_back(review_id: str, *, who: str) -> None:
    """Take a mark back that was set by mistake."""
    with write("room") as cursor:
        found = cursor.execute(
            "UPDATE review SET taken_back_at = $1 WHERE review_id = $2 AND taken_back_at IS NULL", [now(), review_id]
        ).fetchone()
        if not found or not found[0]:
            raise Refused("This mark was taken back already.")
        note_in_audit(cursor, who, "take a review back", review_id)
