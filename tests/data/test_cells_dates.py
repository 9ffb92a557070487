"""Every usual way of writing a date in Britain: what it is read as, how exactly, and what is said about it."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from data.connect import database
from data.dates import Cell, DateRead, dates_like, read_date
from data.uploads import import_file
from tests.sheets import csv_file

TODAY = date(2026, 11, 25)
# Written: what is kept (its own precision by its length: year, month, quarter as 2026-Q2, day) and the code.
FORMS: list[tuple[Cell, str, str | None]] = [
    ("3/4/26", "2026-04-03", "date_day_first"),
    ("03/04/2026", "2026-04-03", "date_day_first"),
    ("3.4.2026", "2026-04-03", "date_day_first"),
    ("3-4-26", "2026-04-03", "date_day_first"),
    ("3 4 2026", "2026-04-03", "date_day_first"),
    ("3 / 4 / 2026", "2026-04-03", "date_day_first"),
    ("23/4/26", "2026-04-23", None),
    ("4/4/26", "2026-04-04", None),
    ("4/23/2026", "2026-04-23", None),
    ("3rd April 2026", "2026-04-03", None),
    ("the 3rd of April 2026", "2026-04-03", None),
    ("3 Apr 26", "2026-04-03", None),
    ("3 Apr '26", "2026-04-03", None),
    ("03-Apr-2026", "2026-04-03", None),
    ("03APR26", "2026-04-03", None),
    ("3April2026", "2026-04-03", None),
    ("April 3, 2026", "2026-04-03", None),
    ("April 3rd 2026", "2026-04-03", None),
    ("Tues 7th Apr 2026", "2026-04-07", None),
    ("Friday, 3 April 2026", "2026-04-03", None),
    ("6 April 2026 at 10am", "2026-04-06", None),
    ("6 April 2026, 10.30", "2026-04-06", None),
    ("23/04/2026 14:05", "2026-04-23", None),
    ("2026-04-03", "2026-04-03", None),
    ("2026-04-03T10:15:22.123Z", "2026-04-03", None),
    ("2026/4/3", "2026-04-03", None),
    ("20260403", "2026-04-03", None),
    (46115, "2026-04-03", None),
    (46115.75, "2026-04-03", None),
    ("46115", "2026-04-03", "date_serial"),
    (date(2026, 4, 3), "2026-04-03", None),
    (datetime(2026, 4, 3, 9, 30), "2026-04-03", None),
    ("Apr-26", "2026-04", None),
    ("Apr '26", "2026-04", None),
    ("Apr/26", "2026-04", None),
    ("April 2026", "2026-04", None),
    ("2026 April", "2026-04", None),
    ("04/2026", "2026-04", None),
    ("2026-04", "2026-04", None),
    ("mid-April 2026", "2026-04", None),
    ("end of April 2026", "2026-04", None),
    ("w/c 6 April 2026", "2026-04", None),
    ("W/C 23/4/26", "2026-04", None),
    ("wc 23.4.26", "2026-04", None),
    ("week beginning 6 April 2026", "2026-04", None),
    ("w/e 3 April 2026", "2026-03", None),
    ("week 14 2026", "2026-03", None),
    ("2026-W14", "2026-03", None),
    ("3-5 April 2026", "2026-04", None),
    ("3rd and 4th April 2026", "2026-04", None),
    ("1/4/26 to 30/4/26", "2026-04", None),
    ("Q2 2026", "2026-Q2", None),
    ("2026 Q2", "2026-Q2", None),
    ("2026Q2", "2026-Q2", None),
    ("Q2/26", "2026-Q2", None),
    ("2nd quarter of 2026", "2026-Q2", None),
    ("Quarter 2, 2026", "2026-Q2", None),
    ("Apr-Jun 2026", "2026-Q2", None),
    ("April to June 2026", "2026-Q2", None),
    ("01/04/2026 - 30/06/2026", "2026-Q2", None),
    ("Q1 2026/27", "2026-Q2", None),
    ("2025/26 Q4", "2026-Q1", None),
    ("Q4 FY25/26", "2026-Q1", None),
    ("2026", "2026", None),
    (2026, "2026", None),
    ("c. 2026", "2026", None),
    ("2026 (approx)", "2026", None),
    ("Spring 2026", "2026", "date_vague"),
    ("2026 summer", "2026", "date_vague"),
    ("early 2026", "2026", "date_vague"),
    ("H1 2026", "2026", "date_vague"),
    ("first half of 2026", "2026", "date_vague"),
    ("Feb - May 2026", "2026", "date_vague"),
    ("2025/26", "", "date_financial_year"),
    ("FY25/26", "", "date_financial_year"),
    ("FY 2025-26", "", "date_financial_year"),
    ("financial year 2025/2026", "", "date_financial_year"),
    ("FY26", "", "date_financial_year"),
    ("Winter 2025", "", "date_not_understood"),
    ("Dec 2025 - Jan 2026", "", "date_not_understood"),
    ("3 April", "", "date_not_understood"),
    ("April 26", "", "date_not_understood"),
    ("11/12", "", "date_not_understood"),
    ("Easter 2026", "", "date_not_understood"),
    ("last week", "", "date_not_understood"),
    ("31/04/2026", "", "date_impossible"),
    ("3 April 2062", "", "date_impossible"),
    ("week 60 2026", "", "date_impossible"),
    ("tbc", "", None),
]


def shown(read: DateRead) -> str:
    if read.on is None:
        return ""
    quarter = f"{read.on.year}-Q{(read.on.month + 2) // 3}"
    day = read.on.isoformat()
    return {"day": day, "month": day[:7], "quarter": quarter, "year": day[:4]}[read.precision or ""]


@pytest.mark.parametrize(("written", "kept", "code"), FORMS)
def test_a_form_is_read_as_it_is_meant(written: Cell, kept: str, code: str | None) -> None:
    read = read_date(written, today=TODAY)
    assert (shown(read), read.code) == (kept, code)


def test_there_are_enough_forms_to_speak_of_every_usual_one() -> None:
    assert len(FORMS) >= 60


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2025/26", ("2025", "2026")),
        ("FY26", ("2025", "2026")),
        ("Dec 2025 - Jan 2026", ("2025", "2026")),
        ("Winter 2025", ("2024", "2025", "2026")),
        ("3 Febuary 2026", ("2026-02-03",)),
        ("Janury 2026", ("2026-01",)),
        ("soon", ()),
        ("31/02/1961", ()),
    ],
)
def test_what_was_not_understood_has_dates_to_choose_from(written: str, meant: tuple[str, ...]) -> None:
    assert dates_like(written, TODAY) == meant
    assert all(read_date(one, today=TODAY).on and read_date(one, today=TODAY).code is None for one in meant)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_and_what_is_read_lies_within_the_limits(text: str) -> None:
    read = read_date(text, today=TODAY)
    assert (read.on is None) == (read.precision is None)
    assert read.on is None or date(1900, 1, 1) <= read.on <= date(2027, 11, 25)
    dates_like(text, TODAY)


@given(
    st.dates(date(1930, 1, 1), date(2027, 11, 1)),
    st.sampled_from(
        [
            "{0.day}/{0.month}/{0.year}",
            "{0:%d %B %Y}",
            "{0:%A} {0.day} {0:%b} {0.year}",
            "{0:%Y-%m-%d}",
            "{0.day}.{0.month}.{0:%Y}",
            "{0:%d-%b-%Y} 10:30",
        ]
    ),
)
def test_every_day_is_read_back_from_the_way_it_was_written(day: date, form: str) -> None:
    assert read_date(form.format(day), today=TODAY).on == day


@given(st.integers(20_000, 46_000))
def test_every_day_number_of_excel_is_its_day_as_number_and_as_text(number: int) -> None:
    day = date(1899, 12, 30) + timedelta(days=number)
    assert read_date(number, today=TODAY).on == read_date(str(number), today=TODAY).on == day


def test_a_part_of_a_year_is_told_and_its_words_stay_with_the_row(empty: Path) -> None:
    receipt = import_file(csv_file([["text", "When"], ["Words", "Spring 2024"], ["More", "2023/24"]]), "heard.csv")
    assert {problem.code for problem in receipt.problems} == {"date_vague", "date_financial_year"}
    with database().cursor() as cursor:
        rows = cursor.execute("SELECT text, recorded_on, original_cells FROM insight ORDER BY text DESC").fetchall()
        left = cursor.execute("SELECT field, raw FROM unresolved").fetchall()
    assert rows == [("Words", date(2024, 1, 1), '{"When": "Spring 2024"}'), ("More", None, None)]
    assert left == [("recorded_on", "2023/24")]


@pytest.mark.parametrize("since_1904", [False, True])
def test_day_numbers_of_a_1904_workbook_count_from_1904(empty: Path, since_1904: bool) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900
    number = 44_653 if since_1904 else 46_115
    sheet = book.worksheets[0]
    for row in (
        ["text", "date"],
        ["typed", date(2026, 4, 3)],
        ["as a number", number],
        ["as text", str(number)],
        ["year", 2026],
        ["worded", "3 April 2026"],
    ):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    receipt = import_file(content.getvalue(), "dates.xlsx")
    assert {problem.code for problem in receipt.problems} == {"date_serial"}
    with database().cursor() as cursor:
        found = dict(cursor.execute("SELECT text, recorded_on FROM insight").fetchall())
    assert found.pop("year") == date(2026, 1, 1)
    assert found == dict.fromkeys(("typed", "as a number", "as text", "worded"), date(2026, 4, 3))
