"""Weeks, quarters, financial years, seasons and spans: periods that people write in place of a date.

A financial year begins in April. Its quarters are quarters of a calendar year (Q4 2025/26 is January to March
2026); the year itself lies in two calendar years and is not understood (FINANCIAL_YEAR).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from data.date_parts import (
    DAY_FIRST,
    FINANCIAL_YEAR,
    FOUR,
    IMPOSSIBLE,
    VAGUE,
    YEAR,
    DateRead,
    exact,
    full_year,
    month_number,
)

Reader = Callable[[str], DateRead]

_PART = r"(?:the )?(?:very )?(?:beginning|start|middle|end|first half|second half|1st half|2nd half|turn)(?: of)?"
_HOLIDAY = r"(?:(?:spring|summer|autumn|easter) (?:term|holidays?|break)|half[ -]?term|christmas|xmas)"
_VAGUE_YEAR = re.compile(
    rf"^(?:(?:early|mid|late)[\s-]+)?(?:spring|summer|autumn)[\s,/-]*(?:in |of )?{FOUR}$"
    rf"|^(?:early|mid|late|{_PART}|h[12]|half [12])[\s,/-]*(?:in |of )?(?P<year2>\d{{4}}|'\d{{2}})$"
    r"|^(?P<year3>\d{4})[\s,/-]*(?:h[12]|spring|summer|autumn)$"
    rf"|^{_HOLIDAY}[\s,/-]*(?:in |of )?(?P<year4>\d{{4}}|'\d{{2}})$"
)
_Q = r"q(?:uarter|tr)?\.?"
_WHICH = rf"(?:{_Q}\s*(?P<a>[1-4])|(?P<b>[1-4])(?:st|nd|rd|th)?\s*{_Q}|(?P<c>first|second|third|fourth|last) quarter)"
_QUARTER = re.compile(rf"^{_WHICH}[\s/,\-]*(?:of )?{YEAR}$")
_YEAR_QUARTER = re.compile(rf"^{FOUR}[\s/,\-]*{_Q}\s*(?P<a>[1-4])$")
_FY = r"(?:(?:fy|f/y|financial year|fin\.? year|tax year)[\s:]*)"
_TWO_YEARS = rf"{_FY}?(?P<from>(?:20)?\d{{2}})\s*[/\-]\s*(?P<to>(?:20)?\d{{2}})"
_FINANCIAL = re.compile(rf"^(?:{_TWO_YEARS}|{_FY}(?:20)?\d{{2}})$")
_FINANCIAL_QUARTER = re.compile(
    rf"^{_WHICH}[\s/,\-]*(?:of )?{_TWO_YEARS}$|^{_TWO_YEARS.replace('from', 'from2').replace('to>', 'to2>')}"
    rf"[\s/,\-]*{_Q}\s*(?P<d>[1-4])$"
)
_TWO_CALENDAR_YEARS = DateRead(code=FINANCIAL_YEAR)
_WEEK = re.compile(r"^(?:w/?[cb]|w\.[cb]\.?|week (?:commencing|beginning|starting|of|from))\b[:.]?\s*")
_WEEK_ENDING = re.compile(r"^(?:w/?e|w\.e\.?|week ending|week to)\b[:.]?\s*")
_ISO_WEEK = re.compile(
    r"^(?P<year>\d{4})[\s-]*w(?:eek|k)?\s*(?P<week>\d{1,2})$|^(?:week|wk)\s*(?P<week2>\d{1,2})[\s,/-]+(?P<year2>\d{4})$"
)
_MONTHS = re.compile(rf"^([a-z]{{3,9}})\.?\s*(?:-|/|to|and|&|until)\s*([a-z]{{3,9}})\.?[\s,]+{FOUR}$")
_BETWEEN = re.compile(r"\s*-\s*|\s+(?:to|until|till|and)\s+|\s*&\s*")
_DAYS = re.compile(
    r"^(?P<first>\d{1,2})\s*(?:-|/|to|and|&|until)\s*"
    r"(?P<rest>\d{1,2}(?:[\s/.\-]+\d{1,2}[\s/.\-]|[\s/.\-]*[a-z]{3,9}\b).*)$"
)


def read_period(text: str, now: date, read: Reader) -> DateRead | None:
    """The period in a tidied text, or None if it is none; ``read`` reads the dates that it is made of."""
    return _week(text, read) or _quarter(text, now) or _financial(text) or _vague(text, now) or _months(text, now)


def read_span(text: str, read: Reader) -> DateRead | None:
    """Two dates with a dash or "to" between them: known to the month, quarter or year that holds both."""
    days = _DAYS.match(text)
    if days:
        last = read(days["rest"])
        if last.on is not None and last.precision == "day":
            first = exact(last.on.year, last.on.month, int(days["first"]))
            return _holding(first, last) if first.on and first.on < last.on else None
    for between in _BETWEEN.finditer(text):
        left, right = text[: between.start()], text[between.end() :]
        last = read(right)
        if last.on is None:
            continue
        first = read(left)
        if first.on is None and last.precision in ("day", "month"):
            first = read(f"{left} {last.on.year}")  # "30 March - 2 April 2026"
        if first.on is not None and first.on <= last.on:
            return _holding(first, last)
    return None


def years_of(text: str) -> tuple[int, ...]:
    """The calendar years that a period may mean which lies in two of them, for a person to choose from."""
    found = re.search(r"(?<!\d)(20\d{2}|\d{2})\s*[/\-]\s*((?:20)?\d{2})(?!\d)", text)
    if found:
        first = int(found[1]) % 100 + 2000
        return (first, first + 1) if int(found[2]) % 100 == (first + 1) % 100 else ()
    ends = re.fullmatch(rf"{_FY}(?:20)?(\d{{2}})", text.strip().casefold())
    if ends:
        return int(ends[1]) + 1999, int(ends[1]) + 2000
    years = sorted({int(year) for year in re.findall(r"(?<!\d)(20\d{2})(?!\d)", text)})
    if len(years) == 1 and "winter" in text.casefold():
        return years[0] - 1, years[0], years[0] + 1
    return tuple(years[:3])


def _holding(first: DateRead, last: DateRead) -> DateRead | None:
    """The month, quarter or year that holds both dates; None (not understood) where no year does."""
    if first.on is None or last.on is None or last.precision is None or first.precision is None:
        return None
    if first.on.year != last.on.year:
        return None
    coarse = {first.precision, last.precision}
    code = DAY_FIRST if first.code == last.code == DAY_FIRST else None
    if first.on.month == last.on.month and coarse <= {"day", "month"}:
        return DateRead(first.on.replace(day=1), "month", code)
    if "year" not in coarse and (first.on.month - 1) // 3 == (last.on.month - 1) // 3:
        return DateRead(first.on.replace(month=(first.on.month - 1) // 3 * 3 + 1, day=1), "quarter", code)
    return DateRead(first.on.replace(month=1, day=1), "year", VAGUE)


def _week(text: str, read: Reader) -> DateRead | None:
    """A week is known to the month in which it begins."""
    found = _ISO_WEEK.match(text)
    if found:
        try:
            monday = date.fromisocalendar(int(found["year"] or found["year2"]), int(found["week"] or found["week2"]), 1)
        except ValueError:
            return DateRead(code=IMPOSSIBLE)
        return DateRead(monday.replace(day=1), "month")
    for pattern, days in ((_WEEK, 0), (_WEEK_ENDING, 6)):
        rest = pattern.sub("", text)
        if rest == text:
            continue
        begins = read(rest)
        if begins.on is None:
            return DateRead(code=begins.code)
        return DateRead((begins.on - timedelta(days=days)).replace(day=1), "month", begins.code)
    return None


def _quarter(text: str, now: date) -> DateRead | None:
    found = _QUARTER.match(text) or _YEAR_QUARTER.match(text)
    return exact(full_year(found["year"], now), _number(found) * 3 - 2, 1, "quarter") if found else None


def _number(found: re.Match[str]) -> int:
    parts = found.groupdict()
    digit = parts.get("a") or parts.get("b") or parts.get("d")
    return int(digit) if digit else min(("first", "second", "third", "fourth", "last").index(parts["c"]) + 1, 4)


def _financial(text: str) -> DateRead | None:
    found = _FINANCIAL_QUARTER.match(text)
    if found:
        first = int((found["from"] or found["from2"])[-2:]) + 2000
        last = int((found["to"] or found["to2"])[-2:]) + 2000
        month = (_number(found) * 3) % 12 + 1
        return exact(last if month == 1 else first, month, 1, "quarter") if last == first + 1 else None
    found = _FINANCIAL.match(text)
    if not found:
        return None
    if found["from"] and (int(found["from"][-2:]) + 1) % 100 != int(found["to"][-2:]):
        return None
    # "11/12" may be a day, and "2011-12" is a month.
    return None if re.fullmatch(r"(?:0\d|1[0-2])\W+\d{2}|\d{4}\s*-\s*(?:0\d|1[0-2])", text) else _TWO_CALENDAR_YEARS


def _vague(text: str, now: date) -> DateRead | None:
    found = _VAGUE_YEAR.match(text)
    if not found:
        return None
    year = full_year(found["year"] or found["year2"] or found["year3"] or found["year4"], now)
    read = exact(year, 1, 1, "year")
    return DateRead(read.on, read.precision, read.code or VAGUE)


def _months(text: str, now: date) -> DateRead | None:
    found = _MONTHS.match(text)
    if not (found and (first := month_number(found[1])) and (last := month_number(found[2])) and first <= last):
        return None
    year = full_year(found["year"], now)
    one, other = exact(year, first, 1, "month"), exact(year, last, 1, "month")
    return _holding(one, other) if one.on else one
