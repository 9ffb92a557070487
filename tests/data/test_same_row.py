"""Rows without an id of their own are the same rows when their file comes again, however it was saved meanwhile."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from data import connect
from data.receipts import Receipt
from data.uploads import import_file
from data.write import new_id, now, write
from tests.sheets import csv_file, xlsx_file

pytestmark = pytest.mark.process

HEADER = ["date", "text", "place", "source name", "themes", "groups", "level"]
ROW = ["2026-02-03", "Café's open – “late”", "Fife", "A group", "", "", ""]


def take(*rows: list[Any], header: list[str] = HEADER) -> Receipt:
    receipt = import_file(csv_file([header, *rows]), "heard.csv", who="a test")
    assert receipt.rows_read == receipt.rows_saved + receipt.rows_parked + receipt.rows_unchanged + receipt.rows_blank
    return receipt


def every(question: str) -> list[tuple[Any, ...]]:
    with connect.database().cursor() as cursor:
        return cursor.execute(question).fetchall()


@pytest.mark.parametrize(
    "text",
    [
        "  Café's   open –\n“late” ", "Café’s open - \"late\"", unicodedata.normalize("NFD", "Café's open – “late”"),
        "Ca\u00adfé's\u00a0open – “late”\u200b",
    ],
)  # fmt: skip
def test_spaces_quotes_and_unicode_forms_change_nothing(empty: Path, text: str) -> None:
    take(ROW)
    again = take([ROW[0], text, *ROW[2:]])
    assert (again.rows_saved, again.rows_unchanged, again.upload_id) == (0, 1, None)


def test_capitals_are_an_update_not_a_second_row(empty: Path) -> None:
    take(ROW)
    again = take([ROW[0], ROW[1].upper(), "FIFE", "A GROUP", *ROW[4:]])
    assert (again.rows_saved, again.rows_parked) == (1, 0)
    assert every("SELECT count(*) FROM insight") == [(1,)]


def test_columns_in_another_order_and_another_kind_of_file_change_nothing(empty: Path) -> None:
    take(ROW)
    order = [4, 1, 0, 3, 2, 6, 5]
    again = take([ROW[at] for at in order], header=[HEADER[at] for at in order])
    book = import_file(xlsx_file(heard=[HEADER, ROW]), "heard.xlsx")
    assert (again.rows_unchanged, book.rows_unchanged) == (1, 1)


def test_a_theme_added_later_brings_the_row_up_to_date(empty: Path) -> None:
    take(ROW)
    again = take([*ROW[:4], "Digital exclusion", *ROW[5:]])
    assert (again.rows_saved, [problem.code for problem in again.problems]) == (1, ["row_changed"])
    assert every("SELECT count(*) FROM insight") == [(1,)]
    assert every("SELECT theme_id FROM coding_now") == [("TH-15",)]


def test_the_same_words_on_another_day_or_in_another_place_are_another_row(empty: Path) -> None:
    receipt = take(ROW, ["2026-03-03", *ROW[1:]], [*ROW[:2], "Angus", *ROW[3:]])
    assert (receipt.rows_saved, receipt.rows_unchanged) == (3, 0)


def test_a_row_that_is_repeated_for_each_theme_is_one_insight_with_all_of_them(empty: Path) -> None:
    rows = [[*ROW[:4], "Digital exclusion", "", ""], [*ROW[:4], "Food and essentials", "Older people", "micro"]]
    receipt = take(*rows)
    assert (receipt.rows_saved, receipt.rows_unchanged) == (1, 1)
    assert every("SELECT theme_id FROM coding_now ORDER BY ALL") == [("TH-11",), ("TH-15",)]
    assert every("SELECT group_name, level FROM insight_group JOIN insight USING (insight_id)") == [
        ("older people", "micro")
    ]
    assert take(*rows).upload_id is None


def test_twins_that_disagree_are_not_lost(empty: Path) -> None:
    receipt = take([*ROW[:6], "micro"], [*ROW[:6], "macro"])
    assert (receipt.rows_saved, receipt.rows_parked) == (1, 1)
    assert {problem.code for problem in receipt.problems} == {"row_twice_differs"}


def test_what_people_tagged_since_is_not_undone_by_the_same_file(empty: Path) -> None:
    take([*ROW[:4], "Digital exclusion", *ROW[5:]])
    ((record_id,),) = every("SELECT insight_id FROM insight")
    with write("evidence", "themes") as cursor:
        cursor.execute(
            "INSERT INTO coding (coding_id, record_kind, record_id, theme_id, coder, origin, coded_at)"
            " VALUES ($1, 'insight', $2, 'TH-11', 'a test', 'person', $3)",
            [new_id(), record_id, now()],
        )
    assert take([*ROW[:4], "Digital exclusion", *ROW[5:]]).rows_unchanged == 1
    take([*ROW[:4], "Digital exclusion", "Older people", ""])
    assert every("SELECT theme_id FROM coding WHERE removed_at IS NULL ORDER BY ALL") == [("TH-11",), ("TH-15",)]
