"""The parts of "What is new" as cards to read: what is new since the team's last look."""

from __future__ import annotations

from datetime import datetime, timedelta

from components.month_parts import Part, parts, span
from components.slip import Slip
from data import reviews
from data.write import now
from queries.filters import Filters
from queries.month_review import month_review

DAYS = 30
PARTS = {
    "new": "What is new",
    "grew": "What grew",
    "faded": "What faded",
    "missing": "Who is missing",
    "agreed": "What was agreed",
    "indicators": "Core indicators",
    "sectors": "Who was heard, by sector",
    "places": "Who was heard, by place",
}


def days_ago() -> datetime:
    """The midnight (UTC) from which everything is new where nobody has looked yet."""
    return now().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=DAYS)


def part(filters: Filters, *, name: str = "new") -> Slip:
    """One part; new is what came in since the last look, without any in the last thirty days."""
    found = reviews.reviews(limit=1)
    review = month_review(filters, found[0].reviewed_at if found else days_ago())
    told = next(one for one in parts(review) if one.name == name)
    return Slip(told.heading, _words(told), told.columns, told.rows, source=f"{span(review)}.")


def _words(told: Part) -> str:
    return " ".join("".join(one if isinstance(one, str) else one.words for one in line) for line in told.lines)
