"""The manager's month: new is what came in since the last look, and what is sent holds only what may be shared."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from components.month_mail import html
from components.month_parts import parts
from components.month_workbook import workbook
from data import actions, reviews
from data.errors import Refused
from data.uploads import import_file
from data.write import now
from queries.filters import Filters
from queries.month_review import MonthReview, month_review
from tests.sheets import csv_file

HEADS = ["insight_id", "text", "date", "place", "source", "sector", "themes", "quote permission", "org size"]
BEFORE = [
    [
        "A",
        "First words",
        "2021-03-01",
        "Fife",
        "One group",
        "community group",
        "Food and essentials",
        "public",
        "small",
    ],
    ["B", "More words", "2022-03-01", "Fife", "Two group", "NHS", "Digital exclusion", "public", "large"],
]  # fmt: skip
AFTER = [
    ["C", "New words", "2019-05-01", "Angus", "One group", "community group", "Food and essentials", "public"],
    ["D", "Newer <b>", "", "Fife", "Three group", "NHS", "Poverty and income security", "public"],
    ["E", "For the team", "2023-01-01", "Moray", "Four group", "", "Poverty and income security", "no"],
]

ANGUS, MORAY = "S12000041", "S12000020"


@pytest.fixture
def month(empty: Path) -> reviews.Review:
    """Some records, a look through them, and some more."""
    import_file(csv_file([HEADS, *BEFORE]), "before.csv")
    review = reviews.reviewed(now(), who="A test")
    import_file(csv_file([HEADS, *AFTER]), "after.csv")
    actions.keep_action("Ask in <b>Angus</b>", "A test", owner="Team", links=[("insight", "C"), ("insight", "A")])
    return review


def test_new_is_what_came_in_since_the_look_whenever_it_was_heard(month: reviews.Review) -> None:
    told = month_review(Filters(), month.reviewed_at)
    new = told.new
    assert (new["insights"], new["sources"], new["new_sources"], new["undated"]) == (3, 3, 2, 1)
    assert str(new["first_on"]) == "2019-05-01"
    assert {row["theme"]: (row["added"], row["mentions"]) for row in told.grew} == {
        "Poverty and income security": (2, 2), "Food and essentials": (1, 2),
    }  # fmt: skip
    assert [(row["theme"], str(row["heard_last_on"])) for row in told.faded] == [("Digital exclusion", "2022-03-01")]
    assert [row["council"] for row in told.closed] == ["Angus", "Moray"]
    assert (told.used["insights"], told.used["new_insights"]) == (2, 2)
    assert [one.words for one in told.agreed_since()] == ["Ask in <b>Angus</b>"]
    sectors = {row["sector"]: (row["sources"], row["new_sources"]) for row in told.sectors}
    assert sectors["community group"] == (1, 0)
    assert month_review(Filters(), now() + timedelta(seconds=1)).anything_new is False


def indicator(told: MonthReview, name: str) -> str:
    rows = next(part for part in parts(told) if part.name == "indicators").rows
    return next(str(row["now"]) for row in rows if row["indicator"] == name)


def small_organisations(told: MonthReview) -> str:
    return indicator(told, "Small organisations heard")


def test_small_organisations_are_counted_among_those_whose_size_is_recorded(month: reviews.Review) -> None:
    for filters, told in (
        (Filters(), "1 of the 2 whose size is recorded"),
        (Filters(mode="sharing"), "1 of the 2 whose size is recorded"),
        (Filters(place=(ANGUS,)), "1 of the 1 whose size is recorded"),
        (Filters(place=(MORAY,)), "not recorded"),
    ):
        assert small_organisations(month_review(filters, month.reviewed_at)) == told


def test_a_number_that_may_not_be_told_is_never_told_as_nothing(month: reviews.Review) -> None:
    row = ["F", "Words", "2023-01-01", "Moray", "Five group", "community group", "Food and essentials", "no", "small"]
    import_file(csv_file([HEADS, row]), "confided.csv")
    told = {
        mode: month_review(Filters(mode=mode, place=(MORAY,)), month.reviewed_at) for mode in ("working", "sharing")
    }
    assert small_organisations(told["working"]) == "1 of the 1 whose size is recorded"
    assert indicator(told["working"], "Community groups heard") == "1"
    assert small_organisations(told["sharing"]) == indicator(told["sharing"], "Community groups heard") == "not shown"


def test_what_is_sent_holds_nothing_told_in_confidence_and_no_foreign_markup(month: reviews.Review) -> None:
    told = month_review(Filters(mode="sharing"), month.reviewed_at)
    assert told.new["insights"] == 2
    assert [row["council"] for row in told.closed] == ["Angus"]
    page = html(told, "https://example.org/")
    assert "Moray" not in page.split("Gaps closed")[1].split("</p>")[0]
    assert "<b>Angus" not in page
    assert 'href="https://example.org/insights?' in page
    assert "added_after=" in page
    assert "<script" not in page
    assert "<style" not in page
    book = load_workbook(io.BytesIO(workbook(told)))
    assert book.sheetnames == ["About", *(part.heading for part in parts(told) if part.rows)]
    grew = [[cell.value for cell in row] for row in book["What grew"].iter_rows(min_row=2)]
    assert ["Poverty and income security", 1, 1, 1, "date not recorded"] in grew


def test_a_mark_set_by_mistake_is_taken_back(month: reviews.Review) -> None:
    assert [one.review_id for one in reviews.reviews()] == [month.review_id]
    reviews.take_back(month.review_id, who="A test")
    assert reviews.reviews() == []
    with pytest.raises(Refused, match="already"):
        reviews.take_back(month.review_id, who="A test")
