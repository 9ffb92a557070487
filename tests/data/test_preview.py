"""The first look at a file shows its tables and columns from its first rows, however long it is."""

from __future__ import annotations

import pytest

from data.preview import preview
from data.workbook import read
from tests import hostile_files as make

pytestmark = [pytest.mark.process, pytest.mark.usefixtures("empty")]


def long(rows: int = 12_000) -> list[list[object]]:
    return [
        ["What did we hear?", "place", "chair"],
        *([f"Two buses {at}, call 07700 900456", "Fife", at] for at in range(rows)),
    ]


@pytest.mark.parametrize("content", [make.as_csv(long()), make.of_xml(make.sheet_xml(long()))], ids=["csv", "xlsx"])
def test_the_columns_of_a_long_file_are_seen_with_samples_and_no_personal_data(content: bytes) -> None:
    seen = preview(content, "long")
    assert seen.kinds == ("insight",)
    columns = [one.column for one in seen.columns]
    assert [(column.header, column.field) for column in columns] == [
        ("What did we hear?", "text"),
        ("place", "place"),
        ("chair", None),
    ]
    assert "[phone number removed]" in columns[0].samples[0]
    assert columns[1].samples == ("Fife",)
    assert len(columns[2].samples) == 3


def test_only_the_first_rows_of_a_big_sheet_are_read_and_what_stands_after_the_rows_stays() -> None:
    xml = make.sheet_xml(long(30_000)).replace(
        "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    )
    whole, head = read(make.of_xml(xml), "long.xlsx"), read(make.of_xml(xml), "long.xlsx", most_rows=50)
    assert (len(whole.sheets[0].rows), len(head.sheets[0].rows)) == (30_001, 50)
    assert head.sheets[0].rows == whole.sheets[0].rows[:50]


def test_shared_texts_of_a_long_file_are_found() -> None:
    head = read(make.shared_strings(long(15_000)), "long.xlsx", most_rows=50)
    assert head.sheets[0].rows[1][0] == "Two buses 0, call 07700 900456"


@pytest.mark.parametrize("name", ["old.xls", "nothing.csv", "no header.csv", "cut short.xlsx", "growing entities.xlsx"])
def test_a_file_that_is_refused_is_told_in_the_same_words(name: str) -> None:
    seen = preview(make.CASES[name].make(), name)
    assert [problem.severity for problem in seen.problems] == ["error"]
    assert seen.kinds == ()


def test_the_first_look_at_any_file_ends_in_words() -> None:
    for name in (
        "a lot of line ends.xlsx",
        "cell far away in a big file.xlsx",
        "two thousand columns.xlsx",
        "cell without an end.csv",
    ):
        seen = preview(make.CASES[name].make(), name)
        assert seen.kinds or seen.problems
