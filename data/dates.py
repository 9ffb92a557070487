"""Reads a date the way people in Britain write one, and says how exactly it is known.

Decisions, all shown in Help:
- Day before month where both orders are possible; such a date carries the code date_day_first.
- A two-digit year is of this century unless that would be more than a year ahead.
- "w/c 3 March 2021" is known to the month in which the week begins; "3-5 March 2021" to the month. A span of months
  is known to the quarter if it is exactly within one, else to the year.
- A season, "early 2021", H1 2021: known to the year, with the code date_vague; the words are kept with the row.
  Winter lies in two years: not understood.
- Quarters are of the calendar year: Q2 is April to June. Those of a financial year (Q4 2025/26) are understood; the
  financial year itself (2025/26, FY26) lies in two calendar years: not understood, with the code
  date_financial_year, and a person decides.
- A number in a text cell that can only be one of Excel's day numbers is one, with the code date_serial.
- Before 1900, or more than a year ahead, is impossible: it is a slip of the pen, not a date.
- The date kept is the first day of what is known: 2021 is 2021-01-01 with precision year.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache

from rapidfuzz import fuzz, process

from data.date_parts import (
    DAY_FIRST,
    FOUR,
    IMPOSSIBLE,
    MONTHS,
    NOT_UNDERSTOOD,
    PRECISIONS,
    SERIAL,
    YEAR,
    DateRead,
    exact,
    full_year,
    month_number,
)
from data.date_periods import read_period, read_span, years_of
from data.vocabulary import vocabulary

__all__ = ["Cell", "DateRead", "dates_like", "from_1904", "read_date"]

Cell = str | int | float | bool | date | datetime | None

EARLIEST = date(1900, 1, 1)
_SERIALS = range(20_000, 60_001)  # Excel's day numbers of 1954 to 2064; smaller ones are years or counts
_EXCEL_DAY_0 = date(1899, 12, 30)
_DAYS_TO_1904 = 1_462
_SERIAL_TEXT = re.compile(r"^\d{5}(?:\.\d+)?$")
_MONTH = r"(?P<month>[a-z]{3,9})"
_DAY = r"(?P<day>\d{1,2})"
_WEEKDAY = re.compile(r"\b(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|wednes|satur)(?:day)?\b\.?")
_TIME = re.compile(
    r"(?:t|\s+(?:at\s+)?)(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?|\d{1,2}\s*[ap]m)"
    r"\s*(?:z|utc|gmt|bst|[+-]\d{2}:?\d{2})?$"
)
_ORDINAL = re.compile(r"(\d)(?:st|nd|rd|th)\b")
_ABOUT = re.compile(
    r"^(?:circa|ca?\.?|about|approx(?:imately)?\.?|around|in|on|dated?|the|during|~)\s*:?\s*(?=[a-z\d'])"
    r"|\s*\((?:approx(?:imately)?\.?|about|circa)\)$|\s+(?:approx(?:imately)?|or so|ish)\.?$"
)
_NUMBERS = re.compile(r"^(\d{1,2})[\s/.\-]+(\d{1,2})[\s/.\-]+('?\d{2}|\d{4})$")
_YEAR_FIRST = re.compile(r"^(\d{4})[\s/.\-]+(\d{1,2})[\s/.\-]+(\d{1,2})$|^(\d{4})(\d{2})(\d{2})$")
_NAMED = (
    ("day", re.compile(rf"^{_DAY}[\s\-/.]*{_MONTH}[\s\-/.,]*{YEAR}$")),
    ("day", re.compile(rf"^{_MONTH}[\s\-/.]*{_DAY}[\s\-/.,]+{FOUR}$")),
    ("day", re.compile(rf"^{FOUR}[\s\-/.]*{_MONTH}[\s\-/.]*{_DAY}$")),
    (
        "month",
        re.compile(
            rf"^(?:(?:early|mid|late|(?:the )?(?:beginning|start|middle|end)(?: of)?)[\s-]+)?{_MONTH}[\s\-/.,]*{FOUR}$"
        ),
    ),
    ("month", re.compile(rf"^{_MONTH}\.?\s*['\-/](?P<year>\d{{2}})$")),  # Excel's Mar-21; "Mar 21" may be a day
    ("month", re.compile(rf"^{FOUR}[\s\-/.,]*{_MONTH}$")),
    ("month", re.compile(r"^(?P<number>\d{1,2})[\s/.\-](?P<year>\d{4})$")),
    ("month", re.compile(r"^(?P<year>\d{4})[/.\-](?P<number>\d{1,2})$")),
    ("year", re.compile(rf"^{FOUR}$")),
)


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


def from_1904(cell: Cell) -> Cell:
    """A cell of a workbook that counts days from 1904: where it holds a day number, that number as from 1900."""
    if isinstance(cell, str):
        text = cell.strip()
        shifted = float(text) + _DAYS_TO_1904 if _SERIAL_TEXT.match(text) else 0
        return f"{shifted:g}" if int(shifted) in _SERIALS else cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and cell == cell and abs(cell) < 1e6:
        return cell + _DAYS_TO_1904 if int(cell) + _DAYS_TO_1904 in _SERIALS else cell
    return cell


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
    if _SERIAL_TEXT.match(text.strip()) and int(float(text)) in _SERIALS:
        read = _from_number(float(text), now)
        return _finish(DateRead(read.on, read.precision, SERIAL), precision, now)
    return _finish(_from_text(_tidy(text), now), precision, now)


def _tidy(text: str) -> str:
    """The text in lower case without weekday, time, ordinal endings and other words that add nothing."""
    visible = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    plain = visible.casefold().strip().translate(str.maketrans("‐‑‒–—−’‘`", "------'''"))
    plain = _TIME.sub("", plain)
    plain = _WEEKDAY.sub(" ", _ORDINAL.sub(r"\1", plain)).replace(" of ", " ").strip(" ,.;")
    return " ".join(re.sub(r"\s*([/\-])\s*", r"\1", plain).split())


def _from_text(text: str, now: date) -> DateRead:
    def read(part: str) -> DateRead:
        return _from_text(part, now)

    text = _ABOUT.sub("", text).strip()
    found = _from_numbers(text, now) or read_period(text, now, read) or _from_names(text, now) or read_span(text, read)
    return found or DateRead(code=NOT_UNDERSTOOD)


def _from_numbers(text: str, now: date) -> DateRead | None:
    found = _YEAR_FIRST.match(text)
    if found:
        year, month, day = (int(group) for group in found.groups() if group is not None)
        return exact(year, month, day)
    found = _NUMBERS.match(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[2]), full_year(found[3], now)
    if second > 12 >= first:  # only the American order gives a date
        return exact(year, first, second)
    read = exact(year, second, first)
    both = read.on is not None and first <= 12 and first != second
    return DateRead(read.on, read.precision, DAY_FIRST) if both else read


def _from_names(text: str, now: date) -> DateRead | None:
    for precision, pattern in _NAMED:
        found = pattern.match(text)
        if not found:
            continue
        parts = found.groupdict()
        month = int(parts["number"]) if parts.get("number") else month_number(parts["month"]) if "month" in parts else 1
        if month is None or (precision == "month" and month > 12):  # 2020/21 is two years, not a month
            continue
        return exact(full_year(parts["year"], now), month, int(parts.get("day") or 1), precision)
    return None


def dates_like(text: str, today: date | None = None) -> tuple[str, ...]:
    """Dates that a person may have meant by a text that was not understood, as text that is; only suggested."""
    now = today or date.today()
    words = re.split(r"([^\W\d_]{4,})", _tidy(text))
    for at, word in enumerate(words):
        near = process.extractOne(word, MONTHS, scorer=fuzz.ratio, score_cutoff=75) if at % 2 else None
        words[at] = near[0] if near else word
    read = read_date("".join(words), today=now)
    if read.on is not None and read.code is None:
        return (read.on.isoformat()[: {"day": 10, "month": 7, "quarter": 7, "year": 4}[read.precision or "day"]],)
    return tuple(str(year) for year in years_of(text) if EARLIEST.year <= year <= now.year + 1)


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
    code = None if precision == "year" and read.code == DAY_FIRST else read.code  # then the order does not matter
    return DateRead(date(read.on.year, month, day), precision, code)
