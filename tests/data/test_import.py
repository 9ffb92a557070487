"""What becomes of a file: every row saved, parked, unchanged or blank, and nothing by halves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data import connect
from data.choices import Choices
from data.errors import Refused
from data.receipts import Receipt
from data.uploads import import_file
from data.workbook import Limits
from tests.sheets import csv_file, xlsx_file

pytestmark = pytest.mark.process

HEADER = ["insight_id", "recorded_on", "title", "text", "place", "themes", "groups", "source_name"]


def one(question: str, *values: Any) -> tuple[Any, ...]:
    with connect.database().cursor() as cursor:
        found = cursor.execute(question, list(values)).fetchone()
    assert found is not None
    return found


def every(question: str) -> list[tuple[Any, ...]]:
    with connect.database().cursor() as cursor:
        return cursor.execute(question).fetchall()


def take(*rows: list[Any], header: list[str] | None = None, name: str = "heard.csv", **options: Any) -> Receipt:
    return import_file(csv_file([header or HEADER, *rows]), name, who="a test", **options)


def balanced(receipt: Receipt) -> bool:
    return receipt.rows_read == (receipt.rows_saved + receipt.rows_parked + receipt.rows_unchanged + receipt.rows_blank)


def codes(receipt: Receipt) -> set[str]:
    return {problem.code for problem in receipt.problems}


def test_a_plain_row_is_saved_with_its_place_theme_and_source(empty: Path) -> None:
    receipt = take(
        ["A-1", "2026-02-03", "Buses", "Two buses to the clinic", "Fife", "Digital exclusion", "", "A group"]
    )
    assert (receipt.status, receipt.rows_saved, receipt.problems) == ("accepted", 1, [])
    assert one("SELECT title, text, date_precision FROM insight WHERE insight_id = 'A-1'") == (
        "Buses",
        "Two buses to the clinic",
        "day",
    )
    assert one("SELECT council_code FROM insight_place") == ("S12000047",)
    assert one("SELECT theme_id FROM coding_now") == ("TH-15",)
    assert one("SELECT name, kind FROM source") == ("A group", "name")


def test_the_same_file_twice_changes_nothing(empty: Path) -> None:
    rows = [
        ["", "2026-02-03", "Buses", "Two buses", "Fife", "", "", ""],
        ["B", "", "", "No bus", "", "", "", ""],
    ]
    first, second = take(*rows), take(*rows)
    assert (first.rows_saved, second.rows_saved, second.rows_unchanged) == (2, 0, 2)
    assert one("SELECT count(*) FROM insight") == (2,)


def test_only_text_is_needed_and_everything_else_is_not_recorded(empty: Path) -> None:
    receipt = take(["Nobody answered the phone"], header=["What did we hear?"])
    assert receipt.rows_saved == 1
    assert one("SELECT recorded_on, source_id, focus_area, level, quote_permission FROM insight") == (None,) * 5
    assert one("SELECT place_level FROM insight_place") == ("not_known",)


@pytest.mark.parametrize(
    ("themes", "groups", "meant"),
    [
        ("Digital exlusion", "", " Did you mean “Digital exclusion”?"),
        ("", "Older poeple", " Did you mean “Older people”?"),
        ("Time travel", "", ""),
        ("", "Giants", ""),
    ],
)
def test_a_mistyped_name_is_told_with_the_nearest_known_one_and_never_changed(
    empty: Path, themes: str, groups: str, meant: str
) -> None:
    receipt = take(["A-1", "", "", "A thing was said", "Fife", themes, groups, ""])
    noun = "theme" if themes else "group"
    (told,) = receipt.problems
    assert told.what_to_do == (f"No {noun} of this name is known.{meant} The row is saved and the word kept beside it.")
    assert every("SELECT * FROM coding_now") == []
    assert one("SELECT count(*) FROM insight_group") == (0,)


def test_unknown_words_keep_the_row_and_are_told_with_sheet_row_and_column(empty: Path) -> None:
    receipt = take(
        ["A-1", "", "", "Words", "Brigadoon", "Time travel; Digital exclusion", "Giants", ""],
    )
    assert receipt.status == "accepted_with_warnings"
    assert receipt.rows_saved == 1
    assert {(p.code, p.row, p.column, p.found) for p in receipt.problems} == {
        ("place_not_found", 2, "place", "“Brigadoon”"),
        ("theme_unknown", 2, "themes", "“Time travel”"),
        ("group_unknown", 2, "groups", "“Giants”"),
    }
    assert set(every("SELECT field, raw, state FROM unresolved")) == {
        ("place", "Brigadoon", "open"),
        ("themes", "Time travel", "open"),
        ("groups", "Giants", "open"),
    }
    assert every("SELECT theme_id FROM coding_now") == [("TH-15",)]


def test_an_impossible_date_is_not_recorded_and_its_word_is_kept(empty: Path) -> None:
    receipt = take(["A-1", "30/02/2026", "", "Words", "", "", "", ""])
    assert codes(receipt) == {"date_impossible"}
    assert one("SELECT recorded_on, date_precision FROM insight") == (None, None)
    assert one("SELECT field, raw FROM unresolved") == ("recorded_on", "30/02/2026")


def test_a_row_without_text_and_title_is_parked_with_its_cells(empty: Path) -> None:
    receipt = take(["A-1", "", "", "", "Fife", "", "", ""], ["A-2", "", "", "Words", "", "", "", ""])
    assert (receipt.rows_saved, receipt.rows_parked) == (1, 1)
    assert one("SELECT reason, sheet_row, cells FROM parked_row") == (
        "no_text",
        2,
        '{"insight_id": "A-1", "place": "Fife"}',
    )


def test_an_id_that_stands_twice_in_a_file_parks_the_second_row(empty: Path) -> None:
    receipt = take(["A-1", "", "", "First", "", "", "", ""], ["A-1", "", "", "Second", "", "", "", ""])
    assert (receipt.rows_saved, receipt.rows_parked) == (1, 1)
    assert one("SELECT text FROM insight") == ("First",)


def test_the_same_id_with_other_words_is_parked_and_the_stored_text_stays(empty: Path) -> None:
    take(["A-1", "", "", "First", "", "", "", ""])
    receipt = take(["A-1", "", "", "Other words", "", "", "", ""])
    assert (receipt.rows_saved, receipt.rows_parked, codes(receipt)) == (0, 1, {"id_other_text"})
    assert one("SELECT text FROM insight") == ("First",)


def test_the_same_words_with_another_theme_bring_the_row_up_to_date_and_keep_what_was(empty: Path) -> None:
    take(["A-1", "", "", "Words", "Fife", "Digital exclusion", "", ""])
    receipt = take(["A-1", "", "", "Words", "Moray", "Food and essentials", "", ""])
    assert (receipt.rows_saved, codes(receipt)) == (1, {"row_changed"})
    assert receipt.problems[0].found == "changed: place text, places, themes"
    assert every("SELECT theme_id FROM coding_now") == [("TH-11",)]
    assert one("SELECT council_code FROM insight_place") == ("S12000020",)
    assert one("SELECT count(*) FROM record_version") == (1,)


def test_blank_rows_are_counted_and_the_counts_add_up(empty: Path) -> None:
    receipt = take(
        ["A-1", "", "", "Words", "", "", "", ""],
        ["", "", "", "", "", "", "", ""],
        ["A-1", "", "", "Again", "", "", "", ""],
        ["A-3", "", "", "", "", "", "", ""],
    )
    assert (receipt.rows_read, receipt.rows_saved, receipt.rows_parked, receipt.rows_blank) == (4, 1, 2, 1)
    assert balanced(receipt)


def test_several_places_in_a_cell_are_several_areas(empty: Path) -> None:
    take(["A-1", "", "", "Words", "Fife, Moray and the Western Isles", "", "", ""])
    assert sorted(every("SELECT council_code FROM insight_place")) == [
        ("S12000013",),
        ("S12000020",),
        ("S12000047",),
    ]


def test_a_column_that_is_not_understood_is_kept_with_the_row_and_told(empty: Path) -> None:
    receipt = take(["A-1", "Words", "a blue one"], header=["insight_id", "text", "Colour of the chair"])
    assert codes(receipt) == {"column_not_understood"}
    assert one("SELECT original_cells FROM insight") == ('{"Colour of the chair": "a blue one"}',)


def test_a_mapping_goes_before_the_guess(empty: Path) -> None:
    receipt = take(
        ["A-1", "The words", "Fife"],
        header=["insight_id", "Colour of the chair", "place"],
        choices=Choices(mapping={"Colour of the chair": "text", "place": ""}),
    )
    assert receipt.mapping == {"insight_id": "insight_id", "Colour of the chair": "text"}
    assert one("SELECT text, place_text FROM insight") == ("The words", None)


def test_a_dry_run_tells_everything_and_changes_nothing(empty: Path) -> None:
    receipt = take(["A-1", "", "", "Words", "", "", "", ""], dry_run=True)
    assert (receipt.rows_saved, receipt.upload_id) == (1, None)
    assert one("SELECT (SELECT count(*) FROM insight), (SELECT count(*) FROM upload)") == (0, 1)


def test_a_file_without_a_header_is_rejected_and_nothing_is_saved(empty: Path) -> None:
    receipt = import_file(csv_file([["A-1", "some words"], ["A-2", "others"]]), "heard.csv")
    assert (receipt.status, codes(receipt)) == ("rejected", {"no_header"})
    assert one("SELECT count(*) FROM upload") == (1,)  # the shipped themes


def test_a_title_above_the_header_is_left_out_and_said(empty: Path) -> None:
    receipt = import_file(
        csv_file([["Notes of the spring round"], [], ["insight_id", "text"], ["A-1", "Words"]]), "heard.csv"
    )
    assert (receipt.rows_saved, codes(receipt)) == (1, {"header_below_top"})
    assert one("SELECT sheet_row FROM insight") == (4,)


def test_a_workbook_may_hold_themes_insights_and_case_studies_at_once(empty: Path) -> None:
    content = xlsx_file(
        Insights=[["insight_id", "text", "themes"], ["A-1", "Words", "Sheds"]],
        Themes=[["theme", "parent theme", "definition"], ["Sheds", "Inequality", "Places to mend things"]],
        Cases=[["case study id", "title", "what changed"], ["C-1", "A shed", "It opened"]],
        Notes=[["Ask again in May"]],
    )
    receipt = import_file(content, "all.xlsx")
    assert (receipt.kind, receipt.rows_saved) == ("mixed", 3)
    assert codes(receipt) == {"sheet_set_aside"}
    assert one("SELECT theme.theme FROM coding_now JOIN theme USING (theme_id)") == ("Sheds",)


def test_email_addresses_are_masked_before_saving_and_never_told(empty: Path) -> None:
    receipt = take(["A-1", "", "", "Write to sam.sample@example.org today", "", "", "", ""])
    assert codes(receipt) == {"personal_data"}
    assert "sample" not in str(receipt.as_dict())
    assert one("SELECT text FROM insight") == ("Write to [email removed] today",)
    (held,) = one("SELECT content FROM upload_file")
    assert b"sample" not in held


def test_personal_data_in_names_headers_titles_and_themes_is_masked_and_told_too(empty: Path) -> None:
    content = xlsx_file(
        Heard=[["Collected by pat.example@example.org"], ["text", "Contact sam@example.org"], ["Words", "blue"]],
        Themes=[["theme", "definition"], ["Sheds", "Ask lee@example.org"]],
    )
    receipt = import_file(content, "jo@example.org.xlsx")
    told = str(receipt.as_dict())
    assert receipt.rows_saved == 2
    for name in ("pat.example", "sam@", "lee@", "jo@"):
        assert name not in told
    assert one("SELECT file_name FROM upload ORDER BY uploaded_at DESC LIMIT 1") == ("[email removed].xlsx",)
    assert one("SELECT masked FROM upload_file JOIN upload USING (upload_id) WHERE kind = 'mixed'") == (True,)
    assert one("SELECT definition FROM theme WHERE theme = 'Sheds'") == ("Ask [email removed]",)
    assert sum(problem.code == "personal_data" for problem in receipt.problems) >= 4


def test_two_columns_with_one_header_keep_both_cells(empty: Path) -> None:
    take(["Words", "first", "second"], header=["text", "Notes on chairs", "Notes on chairs"])
    assert one("SELECT original_cells FROM insight") == (
        '{"Notes on chairs": "first", "Notes on chairs (column C)": "second"}',
    )


def test_a_masked_id_is_no_id(empty: Path) -> None:
    receipt = take(["a@example.org", "", "", "One", "", "", "", ""], ["b@example.org", "", "", "Two", "", "", "", ""])
    assert receipt.rows_saved == 2
    assert every("SELECT count(*) FROM insight WHERE insight_id LIKE '%removed%'") == [(0,)]


def test_headers_without_latin_letters_are_told_apart_in_a_mapping(empty: Path) -> None:
    receipt = take(
        ["Слова", "Fife"], header=["Текст", "Место"], choices=Choices(mapping={"Текст": "text", "Место": "place"})
    )
    assert receipt.rows_saved == 1
    assert one("SELECT text, place_text FROM insight") == ("Слова", "Fife")


def test_personal_data_can_be_parked_or_kept_instead(empty: Path) -> None:
    row = ["A-1", "", "", "Write to sam.sample@example.org today", "", "", "", ""]
    parked = take(row, choices=Choices(personal="park"))
    assert (parked.rows_parked, one("SELECT count(*) FROM insight")) == (1, (0,))
    assert "sample" not in one("SELECT cells FROM parked_row")[0]
    kept = take(row, choices=Choices(personal="keep"))
    assert kept.rows_saved == 1
    assert "sam.sample@example.org" in one("SELECT text FROM insight")[0]


def test_a_row_with_a_cell_over_the_limit_is_parked_and_the_others_are_saved(empty: Path) -> None:
    limits = Limits(cell_characters=50)
    receipt = take(
        ["A-1", "", "", "Words " * 20, "", "", "", ""], ["A-2", "", "", "Words", "", "", "", ""], limits=limits
    )
    assert (receipt.rows_saved, receipt.rows_parked, codes(receipt)) == (1, 1, {"cell_too_long"})
    assert balanced(receipt)


def test_markup_is_kept_word_for_word(empty: Path) -> None:
    text = "<iframe src=x></iframe> **loud** [go](javascript:1)"
    take(["A-1", "", "", text, "", "", "", ""])
    assert one("SELECT text FROM insight") == (text,)


def test_a_guard_against_formulas_is_taken_off_again(empty: Path) -> None:
    take(["A-1", "", "", "'=1+1 they said", "", "", "", ""])
    assert one("SELECT text FROM insight") == ("=1+1 they said",)


def test_the_shipped_workbooks_bring_nothing_that_the_shipped_csv_did_not(own_examples: Path) -> None:
    folder = Path("data/examples")
    for name, rows in (("insights.xlsx", 288), ("case_studies.xlsx", 60)):
        receipt = import_file((folder / name).read_bytes(), name)
        assert (receipt.status, receipt.rows_read, receipt.rows_unchanged) == ("accepted", rows, rows)


def test_the_first_start_shows_the_real_examples(own_examples: Path) -> None:
    assert one("SELECT count(*) FROM insight") == (228,)
    assert one("SELECT count(*) FROM case_study") == (60,)
    assert one("SELECT count(*) FROM theme") == (25,)
    assert one("SELECT sum(rows_parked), count(*) FROM upload") == (0, 3)
    assert one("SELECT count(*) FROM unresolved") == (0,)


@pytest.mark.parametrize("options", [{"personal": "shout"}, {"kind": "poem"}, {"changed_rows": {("", 2): "maybe"}}])
def test_a_choice_that_does_not_exist_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        Choices(**options)
