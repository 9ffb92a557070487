"""Reads a date the way people in Britain write one, and says how exactly it is known.

Decisions, all shown in Help:
- Day before month where both orders are possible; such a date carries the code date_day_first.
- A two-digit year is of this century unless that would be more than a year ahead.
- "w/c 3 March 2021" is known to the month in which the week begins; a season, "early 2021" or a span of months
  is known to the quarter if it is exactly within one, else to the year. Winter lies in two years: not understood.
- Quarters are of the calendar year: Q2 is April to June.
- Before 1900, or more than a year ahead, is impossible: it is a slip of the pen, not a date.
- The date kept is the first day of what is known: 2021 is 2021-01-01 with precision year.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from data.vocabulary import vocabulary

Cell = str | int | float | bool | date | datetime | None

PRECISIONS = ("day", "month", "quarter", "year")  # finest first
IMPOSSIBLE, NOT_UNDERSTOOD, DAY_FIRST = "date_impossible", "date_not_understood", "date_day_first"
EARLIEST = date(1900, 1, 1)
_SERIALS = range(20_000, 60_001)  # Excel's day numbers of 1954 to 2064; smaller ones are years or counts
_EXCEL_DAY_0 = date(1899, 12, 30)

# English names, whatever the language of the machine
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = r"(?P<month>[a-z]{3,9})"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_FOUR = r"(?P<year>\d{4})"
_WEEKDAY = re.compile(r"\b(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|wednes|satur)(?:day)?\b")
_TIME = re.compile(
    r"(?:t|\s+(?:at\s+)?)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?\s*(?:z|utc|gmt|bst|[+-]\d{2}:?\d{2})?$"
)
_ORDINAL = re.compile(r"(\d)(?:st|nd|rd|th)\b")
_WEEK = re.compile(r"^(?:w/?[cb]|week (?:commencing|beginning|starting|of))\b:?\s*")
_ABOUT = re.compile(r"^(?:circa|ca?\.?|about|approx(?:imately)?\.?|around|in|on|dated?|~)\s*:?\s*(?=[a-z\d'])")
_VAGUE_YEAR = re.compile(
    r"^(?:spring|summer|autumn|early|mid|late|(?:the )?(?:beginning|start|middle|end|first half|second half)(?: of)?)"
    rf"[\s-]+(?:in )?{_FOUR}$"
)
_NUMBERS = re.compile(r"^(\d{1,2})[\s/.\-](\d{1,2})[\s/.\-]('?\d{2}|\d{4})$")
_YEAR_FIRST = re.compile(r"^(\d{4})[\s/.\-](\d{1,2})[\s/.\-](\d{1,2})$|^(\d{4})(\d{2})(\d{2})$")
_QUARTER = re.compile(
    r"^(?:q(?:uarter|tr)?\s*(?P<a>[1-4])|(?P<b>[1-4])\s*q(?:uarter|tr)?|(?P<c>first|second|third|fourth) quarter)"
    rf"[\s/,\-]*(?:of )?{_FOUR}$|^(?P<year2>\d{{4}})[\s/,\-]*q(?:uarter|tr)?\s*(?P<d>[1-4])$"
)
_SPAN = re.compile(rf"^([a-z]{{3,9}})\s*(?:-|/|to|and|until)\s*([a-z]{{3,9}})[\s,]+{_FOUR}$")
_NAMED = (
    ("day", re.compile(rf"^{_DAY}[\s\-/.]*{_MONTH}[\s\-/.,]*{_YEAR}$")),
    ("day", re.compile(rf"^{_MONTH}[\s\-/.]*{_DAY}[\s\-/.,]+{_FOUR}$")),
    ("day", re.compile(rf"^{_FOUR}[\s\-/.]*{_MONTH}[\s\-/.]*{_DAY}$")),
    (
        "month",
        re.compile(
            rf"^(?:(?:early|mid|late|(?:the )?(?:beginning|start|middle|end)(?: of)?)[\s-]+)?{_MONTH}[\s\-/.,]*{_FOUR}$"
        ),
    ),
    ("month", re.compile(rf"^{_MONTH}\s*['\-/](?P<year>\d{{2}})$")),  # Excel's Mar-21; "Mar 21" may be a day
    ("month", re.compile(rf"^{_FOUR}[\s\-/.,]*{_MONTH}$")),
    ("month", re.compile(rf"^(?P<number>\d{{1,2}})[\s/.\-]{_FOUR}$")),
    ("month", re.compile(rf"^{_FOUR}[/.\-](?P<number>\d{{1,2}})$")),
    ("year", re.compile(rf"^{_FOUR}$")),
)


@dataclass(frozen=True)
class DateRead:
    """A date as read: the first day of what is known, how exactly, and a code where a person should look."""

    on: date | None = None
    precision: str | None = None
    code: str | None = None


def read_date(cell: Cell, precision: str | None = None, today: date | None = None) -> DateRead:
    """The date in a cell of a spreadsheet. ``precision`` is what its own column says (day, month, quarter or
    year); the coarser of the two counts. A blank cell gives a blank answer, never an error.
    """
    now = today or date.today()
    if cell is None:
        return DateRead()
    if isinstance(cell, bool):
        return DateRead(code=NOT_UNDERSTOOD)
    if isinstance(cell, datetime):
        return _finish(DateRead(cell.date(), "day"), precision, now)
    if isinstance(cell, date):
        return _finish(DateRead(cell, "day"), precision, now)
    if isinstance(cell, str):
        return _read_text(cell, precision, now)
    return _finish(_from_number(cell, now), precision, now)


def _from_number(number: float, now: date) -> DateRead:
    if number != number or number in (float("inf"), float("-inf")):
        return DateRead(code=NOT_UNDERSTOOD)
    whole = int(number)
    if whole in _SERIALS:
        return DateRead(_EXCEL_DAY_0 + timedelta(days=whole), "day")
    if whole == number and (1000 <= whole <= 9999 or 10_000_000 <= whole <= 99_999_999):
        return _from_text(str(whole), now)
    return DateRead(code=NOT_UNDERSTOOD)


@lru_cache(maxsize=65_536)
def _read_text(text: str, precision: str | None, now: date) -> DateRead:
    if vocabulary().says_nothing(text):
        return DateRead()
    if len(text) > 60:
        return DateRead(code=NOT_UNDERSTOOD)
    return _finish(_from_text(_tidy(text), now), precision, now)


def _tidy(text: str) -> str:
    """The text in lower case without weekday, time, ordinal endings and other words that add nothing."""
    visible = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    plain = visible.casefold().strip().translate(str.maketrans("‐‑‒–—−’‘`", "------'''"))
    plain = _TIME.sub("", plain)
    plain = _WEEKDAY.sub(" ", _ORDINAL.sub(r"\1", plain)).replace(" of ", " ").strip(" ,.;")
    return " ".join(re.sub(r"\s*([/\-])\s*", r"\1", plain).split())


def _from_text(text: str, now: date) -> DateRead:
    week = _WEEK.sub("", text)
    if week != text:
        start = _from_text(week, now)
        return DateRead(start.on, "month" if start.on else None, start.code)
    text = _ABOUT.sub("", text)
    for reader in (_from_numbers, _from_vague, _from_names):
        read = reader(text, now)
        if read is not None:
            return read
    return DateRead(code=NOT_UNDERSTOOD)


def _from_numbers(text: str, now: date) -> DateRead | None:
    found = _YEAR_FIRST.match(text)
    if found:
        year, month, day = (int(group) for group in found.groups() if group is not None)
        return _exact(year, month, day)
    found = _NUMBERS.match(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[2]), _full_year(found[3], now)
    if second > 12 >= first:  # only the American order gives a date
        return _exact(year, first, second)
    read = _exact(year, second, first)
    both = read.on is not None and first <= 12 and first != second
    return DateRead(read.on, read.precision, DAY_FIRST) if both else read


def _from_vague(text: str, now: date) -> DateRead | None:
    found = _VAGUE_YEAR.match(text)
    if found:
        return _exact(int(found["year"]), 1, 1, "year")
    found = _QUARTER.match(text)
    if found:
        word = found["a"] or found["b"] or found["d"]
        quarter = int(word) if word else ("first", "second", "third", "fourth").index(found["c"]) + 1
        return _exact(int(found["year"] or found["year2"]), quarter * 3 - 2, 1, "quarter")
    found = _SPAN.match(text)
    if found and (first := _month(found[1])) and (last := _month(found[2])) and first <= last:
        same = "month" if first == last else "quarter" if (first - 1) // 3 == (last - 1) // 3 else "year"
        return _exact(int(found["year"]), first, 1, same)
    return None


def _from_names(text: str, now: date) -> DateRead | None:
    for precision, pattern in _NAMED:
        found = pattern.match(text)
        if not found:
            continue
        parts = found.groupdict()
        month = int(parts["number"]) if parts.get("number") else _month(parts["month"]) if "month" in parts else 1
        if month is None or (precision == "month" and month > 12):  # 2020/21 is two years, not a month
            continue
        return _exact(_full_year(parts["year"], now), month, int(parts.get("day") or 1), precision)
    return None


def _month(word: str) -> int | None:
    """The number of a month from its English name or the beginning of it ("sept")."""
    fits = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)]
    return fits[0] if len(fits) == 1 else None


def _full_year(text: str, now: date) -> int:
    digits = text.lstrip("'")
    if len(digits) == 4:
        return int(digits)
    this_century = now.year // 100 * 100 + int(digits)
    return this_century if this_century <= now.year + 1 else this_century - 100


def _exact(year: int, month: int, day: int, precision: str = "day") -> DateRead:
    try:
        return DateRead(date(year, month, day), precision)
    except ValueError:
        return DateRead(code=IMPOSSIBLE)


def _finish(read: DateRead, said: str | None, now: date) -> DateRead:
    """The date within its limits, with the coarser of the two precisions and on the first day of it."""
    if read.on is None or read.precision is None:
        return read
    too_late = read.on.timetuple()[:3] > (now.year + 1, now.month, now.day)
    if read.on < EARLIEST or too_late:
        return DateRead(code=IMPOSSIBLE)
    precision = max(read.precision, said if said in PRECISIONS else "day", key=PRECISIONS.index)
    month = {"day": read.on.month, "month": read.on.month, "year": 1}.get(precision)
    month = month or (read.on.month - 1) // 3 * 3 + 1
    day = read.on.day if precision == "day" else 1
    code = None if precision == "year" else read.code  # the order of day and month no longer matters
    return DateRead(date(read.on.year, month, day), precision, code)
