"""What a date is once it is read, and the parts that every way of writing one shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

PRECISIONS = ("day", "month", "quarter", "year")  # finest first
IMPOSSIBLE, NOT_UNDERSTOOD, FINANCIAL_YEAR = "date_impossible", "date_not_understood", "date_financial_year"
DAY_FIRST, VAGUE, SERIAL = "date_day_first", "date_vague", "date_serial"
UNDATED = (IMPOSSIBLE, NOT_UNDERSTOOD, FINANCIAL_YEAR)  # with these there is no date

# English names, whatever the language of the machine
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
YEAR = r"(?P<year>\d{4}|'?\d{2})"
FOUR = r"(?P<year>\d{4}|'\d{2})"  # a year that cannot be taken for a day


@dataclass(frozen=True)
class DateRead:
    """A date as read: the first day of what is known, how exactly, and a code where a person should look."""

    on: date | None = None
    precision: str | None = None
    code: str | None = None


def month_number(word: str) -> int | None:
    """The number of a month from its English name or the beginning of it ("sept")."""
    fits = [number for number, name in enumerate(MONTHS, 1) if len(word) >= 3 and name.startswith(word)]
    return fits[0] if len(fits) == 1 else None


def full_year(text: str, now: date) -> int:
    """A year from its four or two digits; two are of this century unless that would be over a year ahead."""
    digits = text.lstrip("'")
    if len(digits) == 4:
        return int(digits)
    this_century = now.year // 100 * 100 + int(digits)
    return this_century if this_century <= now.year + 1 else this_century - 100


def exact(year: int, month: int, day: int, precision: str = "day") -> DateRead:
    """That day, or IMPOSSIBLE where there is none."""
    try:
        return DateRead(date(year, month, day), precision)
    except ValueError:
        return DateRead(code=IMPOSSIBLE)
