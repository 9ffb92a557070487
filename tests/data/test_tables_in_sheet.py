"""Where the tables of a workbook are: any usual layout becomes the rows that a person sees in it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from components.upload_report import counts
from data import connect
from data.choices import Choices
from data.column_decisions import decided
from data.receipts import Receipt
from data.tables_in_sheet import tables_in
from data.uploads import import_file
from data.workbook import Cell, Sheet
from tests.data.layouts import DAYS, LAYOUTS, PLACES, SAID, Grid, Layout
from tests.sheets import xlsx_file

pytestmark = pytest.mark.process


def every(question: str) -> list[tuple[object, ...]]:
    with connect.database().cursor() as cursor:
        return cursor.execute(question).fetchall()


def codes(receipt: Receipt) -> set[str]:
    return {problem.code for problem in receipt.problems}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_sheet_becomes_what_a_person_sees_in_it(empty: Path, layout: Layout) -> None:
    receipt = import_file(layout.content(), "messy.xlsx", who="a test")
    assert receipt.status != "rejected", receipt.problems
    told = [(problem.code, problem.column, problem.what_to_do) for problem in receipt.problems]
    assert set(receipt.mapping.values()) == layout.fields, told
    assert (receipt.rows_saved, receipt.rows_parked) == (layout.saved, layout.parked), told
    assert receipt.rows_read == (receipt.rows_saved + receipt.rows_parked + receipt.rows_unchanged + receipt.rows_blank)
    assert layout.codes <= codes(receipt), told
    assert not layout.not_codes & codes(receipt), told
    assert layout.blank is None or receipt.rows_blank == layout.blank
    texts = {row[0] for row in every("SELECT text FROM insight")}
    assert texts <= set(SAID)


def test_every_sheet_that_is_set_aside_says_why(empty: Path) -> None:
    explained = [[name, "What it holds in a few words"] for name in ("Area", "Date", "Title", "Theme")]
    good = [["What did we hear?", "Area"], *([SAID[at], PLACES[at]] for at in range(3))]
    receipt = import_file(
        xlsx_file(
            Good=good,
            Empty=[],
            Pivot=[["Row Labels", "Count of Area"], ["Fife", 1], ["Moray", 2]],
            Lists=[["Themes", "Kinds"], ["Inequality", "Survey"], ["Carers", "Workshop"], ["Buses", "Podcast"]],
            Guide=[["Column", "Meaning"], *explained],
            Prose=[["The team met every second week to talk about what had been heard since the last time."]],
        ),
        "many.xlsx",
    )  # fmt: skip
    why = {problem.sheet: problem.found for problem in receipt.problems if problem.code == "sheet_set_aside"}
    assert why == {
        "Empty": "an empty sheet",
        "Pivot": "a pivot or a list of choices",
        "Lists": "a pivot or a list of choices",
        "Guide": "an explanation of the columns",
        "Prose": "notes without columns",
    }
    assert receipt.rows_saved == 3


def test_a_single_column_called_notes_is_data_where_it_is_all_there_is(empty: Path) -> None:
    receipt = import_file(xlsx_file(Notes=[["Notes"], [SAID[0]], [SAID[1]]]), "notes.xlsx")
    assert (receipt.rows_saved, receipt.mapping) == (2, {"Notes": "text"})


def test_a_single_column_called_notes_is_set_aside_beside_a_table(empty: Path) -> None:
    content = xlsx_file(Heard=[["Text", "Area"], [SAID[0], "Fife"]], Sheet2=[["Notes"], [SAID[1]], [SAID[2]]])
    receipt = import_file(content, "a.xlsx")
    assert (receipt.rows_saved, codes(receipt)) == (1, {"sheet_set_aside"})


def test_a_sheet_of_notes_is_taken_where_a_person_says_so(empty: Path) -> None:
    content = xlsx_file(Heard=[["Text", "Area"], [SAID[0], "Fife"]], Notes=[["Notes"], [SAID[1]], [SAID[2]]])
    assert import_file(content, "a.xlsx", dry_run=True).rows_saved == 1
    assert import_file(content, "a.xlsx", Choices(mapping={"Notes": "text"}), dry_run=True).rows_saved == 3


def test_totals_are_told_with_their_row_and_hold_the_balance(empty: Path) -> None:
    rows: Grid = [["Text", "People"], [SAID[0], 4], ["Sub total", 4], [SAID[1], 5], [SAID[2], 6], ["Grand Total", 15]]
    receipt = import_file(xlsx_file(Heard=rows), "a.xlsx")
    totals = [problem for problem in receipt.problems if problem.code == "total_row"]
    assert [(problem.row, problem.column) for problem in totals] == [(3, "A"), (6, "A")]
    assert "counted among the blank rows" in totals[0].what_to_do
    assert (receipt.rows_read, receipt.rows_saved, receipt.rows_blank) == (5, 3, 2)
    assert "among them totals" in str(counts(receipt, saved=True))


@pytest.mark.parametrize(
    "words",
    ["Total lack of buses here", "Totals are wrong, people said", "Sum of it: nobody came", "Average wait was a week"],
)
def test_words_about_totals_are_no_totals(empty: Path, words: str) -> None:
    assert import_file(xlsx_file(Heard=[["Text", "Area"], [words, "Fife"]]), "a.xlsx").rows_saved == 1


def test_a_row_of_numbers_that_adds_nothing_up_still_needs_attention(empty: Path) -> None:
    rows: Grid = [["Text", "People"], [SAID[0], 4], [SAID[1], 5], [None, 77]]
    receipt = import_file(xlsx_file(Heard=rows), "a.xlsx")
    assert (receipt.rows_saved, receipt.rows_parked) == (2, 1)


def test_personal_data_in_rows_that_are_left_out_is_told_and_masked_in_the_file_that_is_kept(empty: Path) -> None:
    rows = [["Ask pat.example@example.org"], ["Text", "Area"], [SAID[0], "Fife"], [], ["Source: lee@example.org"]]
    receipt = import_file(xlsx_file(Heard=rows), "a.xlsx")
    assert [problem.row for problem in receipt.problems if problem.code == "personal_data"] == [1, 5]
    with connect.database().cursor() as cursor:
        held = cursor.execute("SELECT masked FROM upload_file ORDER BY upload_id = $1 DESC", [receipt.upload_id])
        assert held.fetchone() == (True,)


def test_each_table_of_a_sheet_keeps_its_own_rows_and_numbers(empty: Path) -> None:
    rows = [
        ["Text", "Area"],
        [SAID[0], "Fife"],
        [],
        ["Second round"],
        ["Area", "Feedback", "Source type"],
        ["Moray", SAID[1], "Survey"],
    ]
    receipt = import_file(xlsx_file(Heard=rows), "a.xlsx")
    assert (receipt.rows_read, receipt.rows_saved) == (2, 2)
    assert every("SELECT text, place_text, source_kind, sheet_row FROM insight ORDER BY sheet_row") == [
        (SAID[0], "Fife", None, 2),
        (SAID[1], "Moray", "survey", 6),
    ]


def test_a_table_of_unknown_names_above_one_of_known_names_is_not_lost(empty: Path) -> None:
    upper = [["A thing people told us", "Whereabouts"], *([SAID[at], PLACES[at]] for at in range(3))]
    receipt = import_file(xlsx_file(Heard=[*upper, [], ["Text", "Area", "Date"], [SAID[4], "Fife", DAYS[0]]]), "a.xlsx")
    assert (receipt.rows_read, receipt.rows_saved) == (4, 4)


def test_hidden_columns_and_rows_are_named(empty: Path) -> None:
    layout = next(one for one in LAYOUTS if one.name == "a hidden column and a hidden row")
    receipt = import_file(layout.content(), "a.xlsx")
    said = {problem.code: problem for problem in receipt.problems}
    assert (said["column_hidden"].column, said["row_hidden"].row) == ("B", 3)
    assert "row" in said["row_hidden"].found


def test_a_merged_cell_says_its_words_for_every_row_it_covers(empty: Path) -> None:
    layout = next(one for one in LAYOUTS if one.name == "a cell merged over rows")
    import_file(layout.content(), "a.xlsx")
    assert every("SELECT DISTINCT recorded_on FROM insight") == [(DAYS[0],)]


def test_three_tables_of_which_the_last_has_the_most_names_are_all_read(empty: Path) -> None:
    rows: Grid = [
        *(["Text", "Area"], [SAID[0], "Fife"], []),
        *(["Text", "Area", "Date"], [SAID[1], "Fife", DAYS[0]], []),
        *(["Text", "Area", "Date", "Title"], [SAID[2], "Fife", DAYS[0], "A bus"]),
    ]
    receipt = import_file(xlsx_file(Heard=rows), "a.xlsx")
    assert (receipt.rows_read, receipt.rows_saved) == (3, 3)


def test_merged_cells_without_end_are_no_burden() -> None:
    rows: list[list[Cell]] = [["Text", "Area"]]
    rows += [[f"{SAID[0]} {at}", "Fife"] for at in range(20_000)]
    sheet = Sheet("Heard", False, 1, rows, ((2, 1, 20_000, 1),) * 20_000)
    begun = time.process_time()
    (table,) = tables_in(sheet, "a.xlsx", "auto", decided({}), lambda raw: None).tables
    assert table.height == 20_000
    assert time.process_time() - begun < 10
