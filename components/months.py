"""Rows of months made ready to be drawn: every month there, nothing dated that has no date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from components.words import hidden, number

Rows = Sequence[Mapping[str, Any]]
Values = list[float | None]
MOST = 5  # lines in one picture


def months_between(first: date, last: date) -> list[date]:
    """The first day of every month, both ends included; a month with no record is a zero, not a gap."""
    steps = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(step // 12, step % 12 + 1, 1) for step in steps]


def first_of(value: date | datetime) -> date:
    """The first day of its month."""
    return date(value.year, value.month, 1)


def strips_of(
    themed: Rows, totals: Rows, unit: str, chosen: Sequence[str]
) -> tuple[list[date], list[tuple[str, Values]]]:
    """The months, and for each chosen theme its name and its value in every month; None is a masked one."""
    dates = [first_of(row["month"]) for row in (*themed, *totals)]
    months = months_between(min(dates), max(dates)) if dates else []
    names = {str(row["theme_id"]): str(row["theme"]) for row in themed}
    heard: dict[str, dict[date, float | None]] = {}
    for row in themed:
        value = None if hidden(row, unit) else number(row, unit)
        heard.setdefault(str(row["theme_id"]), {})[first_of(row["month"])] = value
    shown = [theme for theme in chosen if theme in names][:MOST]
    return months, [(names[theme], [heard[theme].get(at, 0.0) for at in months]) for theme in shown]


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
    return f"{row['year']}, by quarter" if row["kind"] == "quarter" else str(row["year"])
