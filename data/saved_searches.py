"""Searches that people keep, to be told what is new in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.connect import database
from data.errors import Refused
from data.theme_scope import checked
from data.write import new_id, now, write

LONGEST_NAME = 80
LONGEST_ADDRESS = 2_000


@dataclass(frozen=True)
class SavedSearch:
    """One kept search; ``address`` is the query of its page's address, ``seen_at`` when it was last looked at (UTC)."""

    saved_search_id: str
    name: str
    address: str
    made_by: str | None
    made_at: datetime
    seen_at: datetime


def keep(name: str, address: str, *, who: str) -> SavedSearch:
    """Keep a search under a name; what is there already counts as seen. Raises Refused for a name that is taken."""
    tidy = checked(name, LONGEST_NAME, "name")
    if len(address) > LONGEST_ADDRESS:
        raise Refused("This search is too long to be kept. Leave some of its filters out.")
    moment = now()
    kept = SavedSearch(new_id(), tidy, address, who, moment, moment)
    with write("room") as cursor:
        taken = cursor.execute(
            "SELECT 1 FROM saved_search WHERE removed_at IS NULL AND lower(name) = lower($1)", [tidy]
        ).fetchone()
        if taken:
            raise Refused("There is a kept search of this name already. Choose another.")
        cursor.execute(
            "INSERT INTO saved_search VALUES ($1, $2, $3, $4, $5, $6, NULL)",
            [kept.saved_search_id, tidy, address, who, moment, moment],
        )
    return kept


def kept_searches() -> list[SavedSearch]:
    """Every kept search, by name."""
    with database().cursor() as cursor:
        rows = cursor.execute(
            "SELECT saved_search_id, name, address, made_by, made_at, coalesce(seen_at, made_at) FROM saved_search"
            " WHERE removed_at IS NULL ORDER BY lower(name), saved_search_id"
        ).fetchall()
    return [SavedSearch(*row) for row in rows]


def look(saved_search_id: str) -> None:
    """What there is by now counts as seen."""
    _set(saved_search_id, "seen_at")


def forget(saved_search_id: str) -> None:
    """Keep a search no longer."""
    _set(saved_search_id, "removed_at")


def _set(saved_search_id: str, column: str) -> None:
    with write("room") as cursor:
        found: Any = cursor.execute(
            f"UPDATE saved_search SET {column} = $1 WHERE saved_search_id = $2 AND removed_at IS NULL",
            [now(), saved_search_id],
        ).fetchone()
        if not found or not found[0]:
            raise Refused("There is no such kept search.")
