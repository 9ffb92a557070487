"""Dates as people in Britain write them, how exactly each is known, and what is no date."""

from __future__ import annotations

import csv
import locale
from datetime import date, datetime

import pytest

from data.dates import Cell, DateRead, read_date
from data.settings import EXAMPLES

TODAY = date(2026, 11, 25)
THIRD_OF_MARCH = date(2021, 3, 3)


def read(cell: Cell, precision: str | None = None) -> DateRead:
    return read_date(cell, precision, today=TODAY)


@pytest.mark.parametrize(
    "written",
    [
        "3 March 2021",
        "03/03/21",
        "3.3.2021",
        "3-3-2021",
        "03 03 2021",
        "3rd of March, 2021",
        "Wednesday 3rd March 2021",
        "March 3, 2021",
        "3-Mar-21",
        "3 Mar '21",
        "2021-03-03",
        "2021/3/3",
        "20210303",
        "2021-03-03T10:30:00Z",
        "2021-03-03 10:30",
        "03/03/2021 14:00",
        "3 Mar 2021 at 2.30pm",
        "３ March 2021",
        "3\u00a0March\u200b 2021",
        "on 3 March 2021",
        44258,
        44258.75,
        20210303,
        date(2021, 3, 3),
        datetime(2021, 3, 3, 23, 59),
    ],
)
def test_the_third_of_march_is_read_however_it_is_written(written: Cell) -> None:
    assert read(written) == DateRead(THIRD_OF_MARCH, "day")


@pytest.mark.parametrize(
    "written", ["Mar 2021", "March '21", "Mar-21", "2021-03", "03/2021", "2021 March", "late March 2021"]
)
def test_a_month_is_known_to_the_month(written: str) -> None:
    assert read(written) == DateRead(date(2021, 3, 1), "month")


@pytest.mark.parametrize("written", ["Q2 2021", "2021-Q2", "2nd quarter 2021", "Quarter 2, 2021", "April to June 2021"])
def test_a_quarter_is_a_quarter_of_the_calendar_year(written: str) -> None:
    assert read(written) == DateRead(date(2021, 4, 1), "quarter")


@pytest.mark.parametrize("written", ["2021", 2021, 2021.0, "c. 2021"])
def test_a_year_is_known_to_the_year(written: Cell) -> None:
    assert read(written) == DateRead(date(2021, 1, 1), "year")


@pytest.mark.parametrize("written", ["Spring 2021", "early 2021", "end of 2021", "March to May 2021", "H1 2021"])
def test_a_season_and_a_vague_part_of_a_year_are_known_to_the_year_and_say_so(written: Cell) -> None:
    assert read(written) == DateRead(date(2021, 1, 1), "year", "date_vague")


@pytest.mark.parametrize("written", ["w/c 3 March 2021", "Week commencing 03/03/2021", "wc 3.3.21", "W/B 3 Mar 2021"])
def test_a_week_is_known_to_the_month_in_which_it_begins(written: str) -> None:
    assert read(written) == DateRead(date(2021, 3, 1), "month")


def test_an_ambiguous_date_is_read_day_first_and_says_so() -> None:
    assert read("03/04/2021") == DateRead(date(2021, 4, 3), "day", "date_day_first")
    assert read("3.4.21") == DateRead(date(2021, 4, 3), "day", "date_day_first")


@pytest.mark.parametrize(("written", "on"), [("13/04/2021", date(2021, 4, 13)), ("04/13/2021", date(2021, 4, 13))])
def test_a_date_with_one_possible_order_is_not_ambiguous(written: str, on: date) -> None:
    assert read(written) == DateRead(on, "day")


@pytest.mark.parametrize(
    "written",
    [
        "30/02/2026",
        "29/02/2023",
        "31 Sept 2021",
        "13/13/2021",
        "2021-13-01",
        "0000-01-01",
        "1850",
        "31/12/1899",
        date(1899, 12, 31),
        "26/11/2027",
        "2031",
        60_000,
    ],
)
def test_a_date_that_cannot_be_is_impossible(written: Cell) -> None:
    assert read(written) == DateRead(code="date_impossible")


def test_the_limits_are_1900_and_this_day_next_year() -> None:
    assert read("1 January 1900").on == date(1900, 1, 1)
    assert read("25/11/2027").on == date(2027, 11, 25)
    assert read_date("28/02/2025", today=date(2024, 2, 29)).on == date(2025, 2, 28)
    assert read_date("01/03/2025", today=date(2024, 2, 29)).code == "date_impossible"


@pytest.mark.parametrize(
    "written",
    [
        "soon",
        "Winter 2020",
        "Dec 2020 - Jan 2021",
        "Mar 21",
        "1/1",
        "May",
        19_999,
        60_001,
        2021.03,
        True,
        float("nan"),
        float("inf"),
        "x" * 5_000,
        "½",
    ],
)
def test_what_is_not_sure_is_not_understood(written: Cell) -> None:
    assert read(written) == DateRead(code="date_not_understood")


@pytest.mark.parametrize("written", [None, "", "   ", "-", "n/a", "unknown", "n.d.", "Undated"])
def test_a_cell_without_a_date_is_blank_and_no_fault(written: Cell) -> None:
    assert read(written, "day") == DateRead()


@pytest.mark.parametrize(
    ("written", "said", "on", "precision"),
    [
        ("2021-01-01", "year", date(2021, 1, 1), "year"),
        ("2021-05-17", "quarter", date(2021, 4, 1), "quarter"),
        ("2021-05-17", "month", date(2021, 5, 1), "month"),
        (datetime(2021, 5, 17), "year", date(2021, 1, 1), "year"),
        ("2021", "day", date(2021, 1, 1), "year"),
        ("May 2021", "day", date(2021, 5, 1), "month"),
        ("17 May 2021", "nonsense", date(2021, 5, 17), "day"),
    ],
)
def test_the_coarser_of_what_is_written_and_what_is_said_counts(
    written: Cell, said: str, on: date, precision: str
) -> None:
    assert read(written, said) == DateRead(on, precision)


def test_the_order_of_day_and_month_does_not_matter_where_only_the_year_is_known() -> None:
    assert read("03/04/2021", "year") == DateRead(date(2021, 1, 1), "year")


def test_a_two_digit_year_is_of_this_century_unless_it_would_be_far_ahead() -> None:
    assert read("3/3/27").on == date(2027, 3, 3)
    assert read("3/3/99").on == date(1999, 3, 3)


def test_the_language_of_the_machine_changes_nothing() -> None:
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, "C")
        assert read("3 October 2021").on == date(2021, 10, 3)
    finally:
        locale.setlocale(locale.LC_TIME, before)


def test_every_date_of_the_examples_comes_back_as_it_stands() -> None:
    for name, column in (("insights", "recorded_on"), ("case_studies", "published_on")):
        with (EXAMPLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found = read(row[column], row["date_precision"] or None)
                assert (found.on.isoformat() if found.on else "") == row[column]
                assert (found.precision or "") == row["date_precision"]
                assert found.code is None
