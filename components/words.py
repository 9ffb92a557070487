"""Numbers and names as the page says them. Nothing here knows about HTML or charts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

UNIT_WORDS = {
    "mentions": ("time raised", "times raised"),
    "sources": ("person or organisation", "people and organisations"),
    "places": ("council area", "council areas"),
}
EFFECT_WORDS = {
    "widening": "Making gaps wider",
    "narrowing": "Making gaps smaller",
    "mixed": "Both ways",
    "none stated": "No effect stated",
    "none_stated": "No effect stated",
    "not_recorded": "Not recorded",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def count(number: float | int) -> str:
    """1234 becomes ``1,234``."""
    return f"{number:,.0f}"


def counted(number: float | int, unit: str) -> str:
    """``12 people and organisations``, ``1 time raised``."""
    one, many = UNIT_WORDS.get(unit, (unit, unit))
    return f"{count(number)} {one if number == 1 else many}"


NOT_SHOWN = "not shown"  # a number that would give somebody away; see queries/disclosure.py


def hidden(row: Mapping[str, Any], name: str) -> bool:
    """Is this number masked?"""
    return bool(row.get(f"{name}_masked"))


def number(row: Mapping[str, Any], name: str) -> float:
    """The number to draw; nothing and a masked one are drawn as no bar at all."""
    return float(row.get(name) or 0)


def told(row: Mapping[str, Any], name: str, unit: str | None = None) -> str:
    """The number in words, with its unit if one is given, or that it is not shown."""
    if hidden(row, name):
        return NOT_SHOWN
    return counted(number(row, name), unit) if unit else count(number(row, name))


def percent(share: float) -> str:
    """0.123 becomes ``12%``; a share that is not quite none stays ``under 1%``."""
    return "under 1%" if 0 < share < 0.005 else f"{share:.0%}"


def by_when(due_on: date | None) -> str:
    """``by 3 March 2026``, or that no day is set."""
    return f"by {day(due_on)}" if due_on else "no day set"


def day(on: date | datetime, precision: str | None = "day") -> str:
    """A date as far as it is known: ``3 March 2021``, ``March 2021``, ``2021``."""
    if precision == "year":
        return str(on.year)
    if precision == "quarter":
        first = 3 * ((on.month - 1) // 3)
        return f"{_MONTHS[first]} to {_MONTHS[first + 2]} {on.year}"
    if precision == "month":
        return f"{_MONTHS[on.month - 1]} {on.year}"
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def month(on: date | datetime) -> str:
    """``Mar 2021``."""
    return f"{_MONTHS[on.month - 1][:3]} {on.year}"


def period_words(start: date | datetime, period: str) -> str:
    """``Mar 2021``, ``week of 1 March 2021``, ``January to March 2021`` or ``2021``; ``start`` is its first day."""
    if period == "month":
        return month(start)
    return f"week of {day(start)}" if period == "week" else day(start, period)


def listed(names: list[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "none"


def band(name: str) -> str:
    """``Councils with many of the most deprived areas`` in a picture: ``Many of the most deprived areas``."""
    short = name.removeprefix("Councils with ").removeprefix("councils with ")
    return short[:1].upper() + short[1:]
