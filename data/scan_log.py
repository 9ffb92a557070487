"""The log of regular looks at sources, also of those that found nothing: so a zero is a zero, and a gap is a gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data.connect import database
from data.errors import Refused
from data.sources import source_of
from data.theme_scope import checked
from data.write import new_id, note_in_audit, now, write

LONGEST_NAME, LONGEST_NOTE = 200, 300
EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True)
class Look:
    """One look at one source in one week (its Monday)."""

    scan_check_id: str
    source_name: str | None
    week_on: date
    found: bool
    note: str | None
    checked_by: str | None
    checked_at: datetime


@dataclass(frozen=True)
class Watched:
    """One source that is looked at: how often, how often something was found, and the weeks missed since the first."""

    source_name: str
    looks: int
    with_finds: int
    first_week: date
    last_week: date
    missed: int


def log_look(source_name: str, week: date | None, found: bool, *, who: str, note: str = "") -> str:
    """Note a look at a source; a second one for the same week replaces the first. Returns its id."""
    if not source_name.strip() or week is None:
        raise Refused("Say which source was looked at, and in which week.")
    monday = week - timedelta(days=week.weekday())
    name = checked(source_name, LONGEST_NAME, "name")
    told = checked(note, LONGEST_NOTE, "note") if note.strip() else None
    if not EARLIEST <= monday <= now().date():
        raise Refused("The week has to be this one or one before.")
    source = source_of(name, None)
    source_id = source.source_id if source else None
    scan_check_id = new_id()
    with write("room") as cursor:
        cursor.execute("DELETE FROM scan_check WHERE source_id = $1 AND week_on = $2", [source_id, monday])
        cursor.execute(
            "INSERT INTO scan_check VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            [scan_check_id, source_id, name, monday, found, told, who, now()],
        )
        note_in_audit(cursor, who, "note a look at a source", scan_check_id)
    return scan_check_id


def forget_look(scan_check_id: str, *, who: str) -> None:
    """Take a look out of the log that was noted by mistake."""
    with write("room") as cursor:
        found = cursor.execute("DELETE FROM scan_check WHERE scan_check_id = $1", [scan_check_id]).fetchone()
        if not found or not found[0]:
            raise Refused("This look is not in the log any more.")
        note_in_audit(cursor, who, "forget a look at a source", scan_check_id)


def newest_looks(limit: int = 10) -> list[Look]:
    """The looks noted last, the newest first."""
    with database().cursor() as cursor:
        rows = cursor.execute(
            "SELECT scan_check_id, source_name, week_on, found, note, checked_by, checked_at FROM scan_check"
            " ORDER BY checked_at DESC, scan_check_id LIMIT $1",
            [limit],
        ).fetchall()
    return [Look(*row) for row in rows]


def weeks_looked() -> frozenset[date]:
    """The Mondays of all weeks in which any source was looked at."""
    with database().cursor() as cursor:
        return frozenset(week for (week,) in cursor.execute("SELECT DISTINCT week_on FROM scan_check").fetchall())


def watched() -> list[Watched]:
    """Every source of the log, the one with most missed weeks first."""
    with database().cursor() as cursor:
        rows = cursor.execute(
            "SELECT any_value(source_name), count(DISTINCT week_on) AS looks,"
            " count(DISTINCT week_on) FILTER (found), min(week_on), max(week_on),"
            " date_diff('week', min(week_on), date_trunc('week', $1::DATE)::DATE) + 1 - count(DISTINCT week_on)"
            " AS missed"
            " FROM scan_check WHERE source_name IS NOT NULL GROUP BY source_id ORDER BY missed DESC, 1",
            [now().date()],
        ).fetchall()
    return [Watched(*row) for row in rows]


def known_sources(limit: int = 5_000) -> list[str]:
    """The names of sources to choose from: those looked at before first, then those that records name."""
    with database().cursor() as cursor:
        rows = cursor.execute(
            "SELECT name FROM (SELECT any_value(source_name) AS name, 0 AS turn FROM scan_check"
            "  WHERE source_name IS NOT NULL GROUP BY source_id"
            "  UNION ALL SELECT name, 1 FROM source WHERE source_id NOT IN"
            "  (SELECT source_id FROM scan_check WHERE source_id IS NOT NULL)) ORDER BY turn, lower(name) LIMIT $1",
            [limit],
        ).fetchall()
    return [name for (name,) in rows]
