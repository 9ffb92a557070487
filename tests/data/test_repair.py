"""Rows that need attention: mended in the app, in the downloaded workbook or in their own file, or discarded."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from data import connect, history, repair, taking_back
from data.check import check
from data.choices import Choices
from data.errors import Refused
from data.parked_file import FRONT, parked_workbook
from data.receipts import Receipt
from data.uploads import import_file
from tests.sheets import csv_file, xlsx_file

pytestmark = pytest.mark.process

HEADER = ["insight_id", "text", "place", "themes", "Colour of the chair"]
BAD = ["A-1", "", "Fife", "Digital exclusion", "blue"]
GOOD = ["A-2", "The bus stopped at six", "Angus", "", ""]


def every(question: str, *values: Any) -> list[tuple[Any, ...]]:
    with connect.database().cursor() as cursor:
        return cursor.execute(question, list(values)).fetchall()


def take(*rows: list[Any], header: list[str] = HEADER, name: str = "heard.csv", **options: Any) -> Receipt:
    receipt = import_file(csv_file([header, *rows]), name, who="a test", **options)
    assert balanced(receipt)
    return receipt


def balanced(receipt: Receipt) -> bool:
    return receipt.rows_read == (receipt.rows_saved + receipt.rows_parked + receipt.rows_unchanged + receipt.rows_blank)


def codes(receipt: Receipt) -> set[str]:
    return {problem.code for problem in receipt.problems}


def waiting() -> list[dict[str, Any]]:
    return history.parked_rows()


def all_holds() -> bool:
    return [finding.name for finding in check() if not finding.holds] == []


def edited(content: bytes, **cells: str) -> bytes:
    """The downloaded workbook with cells of its first row changed, by header."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    headers = {str(cell.value): at for at, cell in enumerate(sheet[1], start=1)}
    for header, text in cells.items():
        sheet.cell(2, headers[header.replace("_", " ") if header not in headers else header]).value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_mended_row_is_saved_counts_and_leaves_the_list(empty: Path) -> None:
    take(BAD, GOOD)
    (row,) = waiting()
    said = {column: text for column, _, text in repair.to_mend(row)}
    assert said == {
        "insight_id": "A-1", "text": "", "place": "Fife", "themes": "Digital exclusion", "=Colour of the chair": "blue",
    }  # fmt: skip
    receipt = repair.mend({row["parked_row_id"]: {"text": "No signal in the hall"}}, "a test")
    assert (receipt.rows_read, receipt.rows_saved, receipt.rows_parked) == (1, 1, 0)
    assert "row_mended" in codes(receipt)
    assert waiting() == []
    assert every("SELECT text, place_text, original_cells FROM insight WHERE insight_id = 'A-1'") == [
        ("No signal in the hall", "Fife", '{"Colour of the chair": "blue"}')
    ]
    assert every("SELECT theme_id FROM coding_now") == [("TH-15",)]
    assert every("SELECT file_name FROM upload WHERE upload_id = $1", receipt.upload_id) == [("mended – heard.csv",)]
    assert history.list_uploads()[1]["mended"] == 1
    assert all_holds()


def test_several_rows_of_several_files_are_mended_as_one_upload(empty: Path) -> None:
    take(BAD)
    take(["B-1", "", "Moray"], header=["insight id", "What did we hear?", "Area"], name="other.csv")
    assert len(waiting()) == 2
    rows = {row["parked_row_id"]: {"text": f"Words {at}"} for at, row in enumerate(waiting())}
    receipt = repair.mend(rows, "a test")
    assert (receipt.rows_saved, waiting()) == (2, [])
    assert every("SELECT insight_id, place_text FROM insight ORDER BY ALL")[0] == ("A-1", "Fife")
    assert every("SELECT count(*) FROM insight_place WHERE council_code = 'S12000020'") == [(1,)]


def test_a_row_that_is_still_not_right_stays_with_its_new_cells(empty: Path) -> None:
    take(BAD)
    (row,) = waiting()
    receipt = repair.mend({row["parked_row_id"]: {"place": "Angus"}}, "a test")
    assert (receipt.rows_saved, receipt.rows_parked) == (0, 1)
    (still,) = waiting()
    assert still["cells"]["place"] == "Angus"
    assert receipt.upload_id
    taking_back.undo_upload(receipt.upload_id, "a test")
    assert [one["parked_row_id"] for one in waiting()] == [row["parked_row_id"]]


def test_a_row_sent_back_as_it_was_makes_no_upload_and_says_so(empty: Path) -> None:
    take(BAD)
    uploads = len(history.list_uploads())
    (row,) = waiting()
    receipt = repair.mend({row["parked_row_id"]: {}}, "a test")
    assert (receipt.upload_id, receipt.rows_parked) == (None, 1)
    assert {"already_here", "already_waiting"} <= codes(receipt)
    assert (len(history.list_uploads()), len(waiting())) == (uploads, 1)


def test_taking_a_mended_row_back_puts_it_on_the_list_again(empty: Path) -> None:
    first = take(BAD, GOOD)
    (row,) = waiting()
    receipt = repair.mend({row["parked_row_id"]: {"text": "Words"}}, "a test")
    assert receipt.upload_id
    assert first.upload_id
    done = taking_back.undo_upload(receipt.upload_id, "a test")
    assert (done["rows_removed"], done["rows_waiting_again"]) == (1, 1)
    assert [one["cells"] for one in waiting()] == [row["cells"]]
    assert every("SELECT count(*) FROM insight WHERE removed_at IS NULL") == [(1,)]
    taking_back.undo_upload(first.upload_id, "a test")
    assert waiting() == []
    assert all_holds()


def test_a_row_of_an_upload_that_went_too_does_not_come_back_to_the_list(empty: Path) -> None:
    first = take(BAD)
    (row,) = waiting()
    receipt = repair.mend({row["parked_row_id"]: {"text": "Words"}}, "a test")
    assert receipt.upload_id
    assert first.upload_id
    taking_back.undo_upload(first.upload_id, "a test")
    assert every("SELECT count(*) FROM insight WHERE removed_at IS NULL") == [(1,)]  # an upload of its own
    taking_back.undo_upload(receipt.upload_id, "a test")
    assert waiting() == []


def test_a_mended_row_is_not_asked_about_again_when_its_file_comes_again(empty: Path) -> None:
    take(BAD, GOOD)
    (row,) = waiting()
    repair.mend({row["parked_row_id"]: {"text": "Words"}}, "a test")
    again = take(BAD, GOOD)
    assert (again.rows_saved, again.rows_parked, again.rows_unchanged, again.upload_id) == (0, 0, 2, None)
    assert "already_settled" in codes(again)


def test_the_downloaded_workbook_mended_and_brought_in_settles_what_waited(empty: Path) -> None:
    take(BAD, GOOD)
    content = edited(parked_workbook(waiting()), text="No signal in the hall")
    receipt = import_file(content, "to mend.xlsx", who="a test")
    assert (receipt.rows_saved, receipt.rows_parked, waiting()) == (1, 0, [])
    assert codes(receipt) <= {"row_mended", "column_not_understood"}
    assert not {problem.column for problem in receipt.problems} & set(FRONT)
    assert every("SELECT original_cells FROM insight WHERE insight_id = 'A-1'") == [
        ('{"Colour of the chair": "blue"}',)
    ]
    assert every("SELECT state, settled_upload_id, settled_by FROM parked_row") == [
        ("settled", receipt.upload_id, "a test")
    ]


def test_the_downloaded_workbook_sent_back_untouched_adds_nothing(empty: Path) -> None:
    take(["1", "", "Fife"], header=["insight id", "What did we hear?", "Colour of the chair"],
         choices=Choices(mapping={"Colour of the chair": "place"}))  # fmt: skip
    receipt = import_file(parked_workbook(waiting()), "to mend.xlsx")
    assert (receipt.upload_id, receipt.rows_saved, receipt.rows_parked) == (None, 0, 1)
    assert len(waiting()) == 1


def test_a_column_that_was_given_a_meaning_by_hand_comes_back_with_it(empty: Path) -> None:
    take(["1", "", "Fife"], header=["insight id", "What did we hear?", "Colour of the chair"],
         choices=Choices(mapping={"Colour of the chair": "place"}))  # fmt: skip
    (row,) = waiting()
    repair.mend({row["parked_row_id"]: {"text": "Words"}}, "a test")
    assert every("SELECT place_text, original_cells FROM insight") == [("Fife", None)]


def test_a_row_mended_in_its_own_file_settles_too(empty: Path) -> None:
    take(BAD, GOOD)
    receipt = take(["A-1", "No signal in the hall", "Fife", "Digital exclusion", "blue"], GOOD)
    assert (receipt.rows_saved, receipt.rows_unchanged, waiting()) == (1, 1, [])
    assert "row_mended" in codes(receipt)


def test_a_row_that_is_parked_for_personal_data_settles_when_it_may_be_masked(empty: Path) -> None:
    row = ["A-1", "Write to sam@example.org", "Fife", "", ""]
    take(row, choices=Choices(personal="park"))
    assert waiting()[0]["cells"]["text"] == "Write to [email removed]"
    receipt = take(row, name="another name.csv")
    assert (receipt.rows_saved, waiting()) == (1, [])


def test_the_same_file_again_whose_rows_wait_already_makes_no_upload_and_says_so(empty: Path) -> None:
    first = take(BAD, GOOD)
    again = take(BAD, GOOD)
    assert (first.rows_saved, first.rows_parked) == (1, 1)
    assert (again.rows_saved, again.rows_parked, again.rows_unchanged, again.upload_id) == (0, 1, 1, None)
    assert any("already" in problem.found for problem in again.problems)
    assert len(waiting()) == 1
    assert len(history.list_uploads()) == 2


def test_a_file_that_is_here_already_is_accepted_and_says_so(empty: Path) -> None:
    take(GOOD)
    again = take(GOOD)
    assert (again.status, again.upload_id, "already_here" in codes(again)) == ("accepted_with_warnings", None, True)
    plain = import_file(csv_file([["insight_id", "text"], ["A-2", GOOD[1]]]), "x.csv", dry_run=True)
    assert plain.upload_id is None


def test_new_words_for_a_stored_id_are_taken_from_the_list(empty: Path) -> None:
    take(GOOD)
    take(["A-2", "The bus stopped at seven", "Angus", "", ""])
    (row,) = waiting()
    assert row["reason"] == "id_other_text"
    receipt = repair.use_new_words([row["parked_row_id"]], "a test")
    assert (receipt.rows_saved, waiting()) == (1, [])
    assert "text_replaced" in codes(receipt)
    assert every("SELECT text FROM insight") == [("The bus stopped at seven",)]
    assert every("SELECT count(*) FROM record_version WHERE snapshot LIKE '%stopped at six%'") == [(1,)]
    assert receipt.upload_id
    taking_back.undo_upload(receipt.upload_id, "a test")
    assert every("SELECT text FROM insight") == [(GOOD[1],)]
    assert len(waiting()) == 1


def test_new_words_can_be_chosen_for_all_rows_or_for_one(empty: Path) -> None:
    take(GOOD, ["A-3", "Warm rooms", "Fife", "", ""])
    other = [["A-2", "Other words", "Angus", "", ""], ["A-3", "Cold rooms", "Fife", "", ""]]
    tried = take(*other, choices=Choices(changed_text="replace"), dry_run=True)
    assert (tried.rows_saved, tried.rows_parked) == (2, 0)
    one = take(*other, choices=Choices(changed_rows={("", 3): "replace"}))
    assert (one.rows_saved, one.rows_parked) == (1, 1)
    assert every("SELECT text FROM insight ORDER BY insight_id") == [(GOOD[1],), ("Cold rooms",)]


def test_a_row_is_discarded_with_a_reason_counted_and_put_back(empty: Path) -> None:
    first = take(BAD, GOOD)
    (row,) = waiting()
    with pytest.raises(Refused, match="why"):
        repair.discard([row["parked_row_id"]], "  ", "a test")
    assert repair.discard([row["parked_row_id"]], "Only a heading; ask jo@example.org", "a test") == 1
    assert waiting() == []
    (gone,) = history.parked_rows(state="discarded")
    assert (gone["settled_why"], gone["settled_by"]) == ("Only a heading; ask [email removed]", "a test")
    assert history.list_uploads()[0]["discarded"] == 1
    again = take(BAD, GOOD)
    assert (again.rows_parked, again.upload_id, waiting()) == (1, None, [])
    with pytest.raises(Refused):
        repair.discard([row["parked_row_id"]], "Twice", "a test")
    assert repair.put_back([row["parked_row_id"]], "a test") == 1
    assert len(waiting()) == 1
    assert first.upload_id


def test_themes_that_need_attention_keep_all_cells_and_are_mended_too(empty: Path) -> None:
    receipt = take(["", "Places to mend things", "red"], header=["theme", "definition", "Colour"], name="themes.csv")
    assert receipt.rows_parked == 1
    (row,) = waiting()
    assert row["cells"] == {"definition": "Places to mend things", "Colour": "red"}
    done = repair.mend({row["parked_row_id"]: {"theme": "Sheds"}}, "a test")
    assert (done.rows_saved, waiting()) == (1, [])
    assert every("SELECT definition FROM theme WHERE theme = 'Sheds'") == [("Places to mend things",)]


def test_a_case_study_is_mended(empty: Path) -> None:
    take(["C-1", "", "", "A council"], header=["case study id", "title", "what changed", "organisation"])
    (row,) = waiting()
    done = repair.mend({row["parked_row_id"]: {"title": "A shed", "what_changed": "It opened"}}, "a test")
    assert (done.rows_saved, waiting()) == (1, [])
    assert every("SELECT title, organisation FROM case_study") == [("A shed", "A council")]


def test_formula_like_and_many_line_cells_come_through_unchanged(empty: Path) -> None:
    take(["A-1", "", "Fife", "", "=1+1\nand more; so"])
    (row,) = waiting()
    repair.mend({row["parked_row_id"]: {"text": "-5 degrees\n\n=cold"}}, "a test")
    assert every("SELECT text, original_cells FROM insight") == [
        ("-5 degrees\n\n=cold", '{"Colour of the chair": "=1+1\\nand more; so"}')
    ]


def test_a_row_that_waits_no_more_cannot_be_mended(empty: Path) -> None:
    take(BAD)
    (row,) = waiting()
    repair.mend({row["parked_row_id"]: {"text": "Words"}}, "a test")
    with pytest.raises(Refused, match="any more"):
        repair.mend({row["parked_row_id"]: {"text": "Other"}}, "a test")
    with pytest.raises(Refused):
        repair.mend({}, "a test")


def test_masked_cells_are_shown_only_where_the_untouched_file_is_kept(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = ["A-1", "Write to sam@example.org", "Fife", "", ""]
    take(row, choices=Choices(personal="park"))
    with pytest.raises(Refused, match="not kept"):
        repair.unmasked(waiting()[0], "a test")
    monkeypatch.setenv("KENSPECKLE_KEEP_ORIGINALS", "1")
    take(["A-9", "Write to lee@example.org", "Fife", "", ""], choices=Choices(personal="park"), name="two.csv")
    held = next(one for one in waiting() if one["cells"]["insight_id"] == "A-9")
    assert held["cells"]["text"] == "Write to [email removed]"
    assert repair.unmasked(held, "a test")["text"] == "Write to lee@example.org"
    assert every("SELECT count(*) FROM audit WHERE did = 'look at masked personal data'") == [(1,)]


def test_personal_data_that_may_be_kept_is_masked_in_the_list_and_kept_when_the_row_is_mended(empty: Path) -> None:
    take(GOOD)
    choices = Choices(personal="keep", personal_reason="Agreed by mail", changed_text="park")
    take(["A-2", "Write to sam@example.org", "Angus", "", ""], choices=choices, name="two.csv")
    (row,) = waiting()
    assert row["cells"]["text"] == "Write to [email removed]"
    assert repair.unmasked(row, "a test")["text"] == "Write to sam@example.org"
    mended = {row["parked_row_id"]: {"text": "Write to [email removed]", "insight_id": "A-7", "place": "Fife"}}
    assert repair.mend(mended, "a test").rows_saved == 1
    assert every("SELECT text, place_text FROM insight WHERE insight_id = 'A-7'") == [
        ("Write to sam@example.org", "Fife")
    ]
    assert every("SELECT personal_reason FROM upload ORDER BY uploaded_at DESC LIMIT 1") == [("Agreed by mail",)]


CELL = st.sampled_from(["", "A-1", "A-2", "Words", "words ", "Fife", "sam@example.org", "Nowhere", "=1", "30/02/2026"])


@pytest.mark.process
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(CELL, CELL, CELL, CELL), max_size=6),
    st.sampled_from(["mask", "park", "keep"]),
    st.sampled_from(["park", "replace"]),
    st.lists(st.text(alphabet="AB 1;", max_size=6), min_size=1, max_size=2),
)
def test_counts_balance_on_every_path(
    empty: Path, rows: list[tuple[str, ...]], personal: str, changed: str, words: list[str]
) -> None:
    header = ["insight_id", "text", "place", "themes"]
    options = Choices(personal=personal, changed_text=changed)
    content = csv_file([header, *[list(row) for row in rows]])
    tried = import_file(content, "any.csv", options, dry_run=True)
    took = import_file(content, "any.csv", options)
    again = import_file(content, "any.csv", options)
    for receipt in (tried, took, again):
        assert balanced(receipt)
    assert (tried.rows_saved, tried.rows_parked) == (took.rows_saved, took.rows_parked)
    if changed == "park":
        assert again.rows_saved == 0
    held = waiting()
    if held:
        assert balanced(repair.mend({held[0]["parked_row_id"]: {"text": words[0]}}, "a test"))
    for upload in history.list_uploads():
        assert upload["rows_read"] == sum(
            upload[name] for name in ("rows_saved", "rows_parked", "rows_unchanged", "rows_blank")
        )
        if upload["kind"] != "theme" and upload["undone_at"] is None:
            taking_back.undo_upload(upload["upload_id"], "a test")
    assert every("SELECT count(*) FROM insight WHERE removed_at IS NULL") == [(0,)]
    assert waiting() == []
    assert all_holds()


def test_a_workbook_without_the_front_columns_is_left_as_it_is(empty: Path) -> None:
    content = xlsx_file(heard=[["what to mend", "text"], ["tidy", "Words"]])
    receipt = import_file(content, "heard.xlsx")
    assert (receipt.rows_saved, codes(receipt)) == (1, {"column_not_understood"})
