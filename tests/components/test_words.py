"""Numbers, dates and lists as a reader says them."""

from datetime import date

import pytest

from components.words import band, counted, day, hidden, listed, month, percent, told


@pytest.mark.parametrize(
    ("precision", "said"),
    [("day", "3 February 2021"), ("month", "February 2021"), ("quarter", "January to March 2021"), ("year", "2021")],
)
def test_a_date_is_said_only_as_far_as_it_is_known(precision: str, said: str) -> None:
    assert day(date(2021, 2, 3), precision) == said


def test_one_is_not_a_plural() -> None:
    assert counted(1, "sources") == "1 person or organisation"
    assert counted(1200, "sources") == "1,200 people and organisations"


def test_a_masked_number_is_told_in_words() -> None:
    row = {"sources": None, "sources_masked": True, "mentions": 3}
    assert hidden(row, "sources")
    assert told(row, "sources", "sources") == "not shown"
    assert told(row, "mentions", "mentions") == "3 times raised"


def test_lists_read_as_english() -> None:
    assert [listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"]), listed([])] == [
        "A",
        "A and B",
        "A, B and C",
        "none",
    ]


def test_months_percentages_and_bands_are_short() -> None:
    assert month(date(2021, 2, 3)) == "Feb 2021"
    assert (percent(0.125), percent(0), percent(1)) == ("12%", "0%", "100%")
    assert band("Councils with many of the most deprived areas") == "Many of the most deprived areas"
