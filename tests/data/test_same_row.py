"""Rows without an id of their own are the same rows when their file comes again, however it was saved meanwhile."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from data import connect
from data.receipts import Receipt
from data.taking_back import undo_upload
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


def test_a_date_and_place_put_right_in_the_same_file_change_the_row_they_stood_for(empty: Path) -> None:
    rows = [[f"Something that was heard here, number {n}", "1 March 2024", "Fife"] for n in range(6)]
    header = ["text", "date", "place"]
    import_file(csv_file([header, *rows]), "log.csv")
    rows[2] = [rows[2][0], "2 March 2024", "Angus"]
    rows.append(["One more thing that was heard", "", "Fife"])
    receipt = import_file(csv_file([header, *rows]), "log.csv")
    assert (receipt.rows_saved, receipt.rows_unchanged) == (2, 5)
    assert [(one.code, one.row, one.found) for one in receipt.problems] == [
        ("row_changed", 4, "changed: date, place text, places"),
    ]
    assert every("SELECT count(*), count(*) FILTER (recorded_on = DATE '2024-03-02') FROM insight") == [(7, 1)]
    again = import_file(csv_file([header, *rows]), "log.csv")
    assert (again.rows_saved, again.rows_unchanged, again.upload_id) == (0, 7, None)
    undo_upload(receipt.upload_id or "", "a test")
    assert every("SELECT count(*), count(DISTINCT recorded_on) FROM insight WHERE removed_at IS NULL") == [(6, 1)]


def test_a_table_that_comes_back_mended_under_another_name_changes_the_rows_it_had(empty: Path) -> None:
    rows = [[f"Something that was heard here, number {n}", "1 March 2024", "Fife"] for n in range(6)]
    header = ["text", "date", "place"]
    import_file(
        csv_file([["text", "date", "place"], *[[f"Other words {n}", "", "Moray"] for n in range(9)]]), "old.csv"
    )
    import_file(xlsx_file(Log=[header, *rows]), "March.xlsx")
    rows[2] = [rows[2][0], "2 March 2024", "Angus"]
    receipt = import_file(xlsx_file(Log=[header, *rows]), "March final (2).xlsx")
    assert (receipt.rows_saved, receipt.rows_unchanged) == (1, 5)
    assert [one.code for one in receipt.problems] == ["row_changed"]
    assert every("SELECT count(*), count(*) FILTER (recorded_on = DATE '2024-03-02') FROM insight") == [(15, 1)]


def test_the_same_words_in_another_file_or_half_of_one_are_rows_of_their_own(empty: Path) -> None:
    rows = [[f"Something that was heard here, number {n}", "1 March 2024", "Fife"] for n in range(6)]
    header = ["text", "date", "place"]
    import_file(csv_file([header, *rows]), "log.csv")
    other = [[text, "2 March 2024", "Angus"] for text, _, _ in rows[:3]]
    assert import_file(csv_file([header, *other]), "log.csv").rows_saved == 3
    assert import_file(csv_file([header, [rows[3][0], "", "Moray"], *rows[:3]]), "another.csv").rows_saved == 1
    assert every("SELECT count(*) FROM insight") == [(10,)]
