"""Rows of weeks, months, quarters or years made ready to be drawn: every one there, nothing dated that has no date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from components.words import hidden, number

Rows = Sequence[Mapping[str, Any]]
Values = list[float | None]
MOST = 5  # lines in one picture
MONTH = "month"
PERIODS = {"week": "Week", MONTH: "Month", "quarter": "Quarter", "year": "Year"}
_MONTHS_IN = {MONTH: 1, "quarter": 3, "year": 12}


def periods_between(first: date, last: date, period: str = MONTH) -> list[date]:
    """The first day of every period, both ends included; one with no record is there too."""
    first, last = start_of(first, period), start_of(last, period)
    if period == "week":
        return [first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1)]
    steps = range(first.year * 12 + first.month - 1, last.year * 12 + last.month, _MONTHS_IN[period])
    return [date(step // 12, step % 12 + 1, 1) for step in steps]


def start_of(value: date | datetime, period: str = MONTH) -> date:
    """The first day of its period; weeks begin on Monday."""
    on = date(value.year, value.month, value.day)
    if period == "week":
        return on - timedelta(days=on.weekday())
    months = _MONTHS_IN[period]
    return date(on.year, (on.month - 1) // months * months + 1, 1)


def after(start: date, period: str = MONTH) -> date:
    """The first day of the period that follows."""
    return start_of(start + timedelta(days={"week": 7, MONTH: 31, "quarter": 92, "year": 366}[period]), period)


def starts(row: Mapping[str, Any]) -> date:
    """The first day of the period that a row is about."""
    found: date = row["starts_on"] if "starts_on" in row else row["month"]
    return date(found.year, found.month, found.day)


def strips_of(
    themed: Rows, totals: Rows, unit: str, chosen: Sequence[str], period: str = MONTH
) -> tuple[list[date], list[tuple[str, Values]]]:
    """The periods, and for each chosen theme its name and its value in every period; None is a masked one."""
    dates = [starts(row) for row in (*themed, *totals)]
    periods = periods_between(min(dates), max(dates), period) if dates else []
    names = {str(row["theme_id"]): str(row["theme"]) for row in themed}
    heard: dict[str, dict[date, float | None]] = {}
    for row in themed:
        value = None if hidden(row, unit) else number(row, unit)
        heard.setdefault(str(row["theme_id"]), {})[starts(row)] = value
    shown = [theme for theme in chosen if theme in names][:MOST]
    return periods, [(names[theme], [heard[theme].get(at, 0.0) for at in periods]) for theme in shown]


def not_looked(periods: Iterable[date], period: str, heard: Collection[date], looks: Collection[date]) -> list[date]:
    """The periods in which nobody looked: the scan log, which tells the weeks of ``looks``, covers them and is silent.

    A period in ``heard`` has records, so somebody did look; before and after the log nobody knows.
    """
    if not looks:
        return []
    first, last = min(looks), max(looks) + timedelta(days=6)
    silent = []
    for start in periods:
        end = after(start, period) - timedelta(days=1)
        looked = any(week <= end and week + timedelta(days=6) >= start for week in looks)
        if start not in heard and not looked and start >= first and end <= last:
            silent.append(start)
    return silent


def chosen_themes(themed: Rows, unit: str = "mentions", most: int = MOST) -> list[str]:
    """The ids of the themes heard most in dated records: what to show when nobody has chosen."""
    totals: dict[str, float] = {}
    for row in themed:
        totals[str(row["theme_id"])] = totals.get(str(row["theme_id"]), 0) + number(row, unit)
    return sorted(totals, key=lambda theme: (-totals[theme], theme))[:most]


def undated_name(row: Mapping[str, Any]) -> str:
    """``2020``, ``2020, by quarter`` or ``No date``."""
    if row["kind"] == "none" or not row.get("year"):
        return "No date"
    return str(row["year"]) if row["kind"] == "year" else f"{row['year']}, by {row['kind']}"
