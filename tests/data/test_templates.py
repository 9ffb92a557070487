"""The empty workbooks: what stands in them, what a spreadsheet program checks, and that import takes them back."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from data import connect
from data.errors import Refused
from data.receipts import Receipt
from data.template_sheets import MARK
from data.templates import HOW, LISTS, TEMPLATE_KINDS, template, template_columns, write_template
from data.uploads import import_file
from data.vocabulary import vocabulary
from data.write import write
from tests.sheets import csv_file, xlsx_file

pytestmark = pytest.mark.process

INSIGHT = {
    "text": "Test words: the hall was open all day.",
    "title": "Test title",
    "recorded_on": date(2026, 2, 3),
    "date_precision": "Month",
    "place": "Fife; Dundee City; NHS Tayside",
    "heard_from": "a tester",
    "groups": "Older people; Unpaid carers",
    "themes": "Digital exclusion; Remote consultations",
    "source_kind": "Structured conversation",
    "source_name": "Test source",
    "source_url": "https://www.example.org/test",
    "sector": "Third sector",
    "organisation_size": "Small (fewer than 50 staff)",
    "focus_area": "Strategic planning",
    "barrier_or_enabler": "Both (a tension)",
    "inequality_effect": "Making gaps wider",
    "level": "Micro (people)",
    "quote_permission": "Only inside the workshop",
    "insight_id": "TEST-1",
}
CASE_STUDY = {
    "title": "Test story",
    "organisation": "Test organisation",
    "organisation_size": "Large (250 staff or more)",
    "place": "All Scotland",
    "published_on": date(2025, 1, 1),
    "date_precision": "Year",
    "what_changed": "Test change",
    "behaviours_that_enabled": "Test behaviour",
    "what_was_gained": "Test gain",
    "unintended_consequences": "Test consequence",
    "themes": "Inequality",
    "groups": "Women",
    "focus_area": "Community-led approaches",
    "inequality_effect": "Making gaps smaller",
    "source_url": "https://www.example.org/story",
    "case_study_id": "TEST-C",
}
FILLED: dict[str, dict[str, Any]] = {"insight": INSIGHT, "case_study": CASE_STUDY}


def book(kind: str) -> Workbook:
    return load_workbook(io.BytesIO(template(kind)))


def rules(sheet: Worksheet, kind: str) -> dict[str, Any]:
    """The check that each column carries, by field."""
    by_letter = {
        str(rule.sqref).split(":")[0].rstrip("0123456789"): rule for rule in sheet.data_validations.dataValidation
    }
    fields = [column.field for column in template_columns(kind)]
    return {fields[ord(letter) - 65]: rule for letter, rule in by_letter.items()}


def offered(opened: Workbook, rule: Any) -> list[str]:
    """The words that the list of a column really leads to."""
    place = rule.formula1.split("!")[1].replace("$", "")
    return [str(cell.value) for (cell,) in opened[LISTS][place]]


def fill(kind: str, **changed: Any) -> bytes:
    opened = book(kind)
    sheet = opened.worksheets[0]
    for at, column in enumerate(template_columns(kind), start=1):
        sheet.cell(2, at).value = {**FILLED[kind], **changed}[column.field]
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def take(content: bytes, name: str = "filled.xlsx") -> Receipt:
    return import_file(content, name, who="a test")


def one(question: str) -> tuple[Any, ...]:
    with connect.database().cursor() as cursor:
        found = cursor.execute(question).fetchone()
    assert found is not None
    return found


@pytest.mark.parametrize("kind", TEMPLATE_KINDS)
def test_a_template_filled_from_its_lists_is_taken_without_a_single_warning(empty: Path, kind: str) -> None:
    receipt = take(fill(kind))
    assert (receipt.status, receipt.problems) == ("accepted", [])
    assert (receipt.kind, receipt.rows_read, receipt.rows_saved) == (kind, 1, 1)
    assert set(receipt.mapping.values()) == set(FILLED[kind])


def test_what_was_filled_in_arrives_as_it_was_meant(empty: Path) -> None:
    take(fill("insight"))
    assert one(
        "SELECT recorded_on, date_precision, barrier_or_enabler, inequality_effect, level, quote_permission"
        " FROM insight"
    ) == (date(2026, 2, 1), "month", "both", "widening", "micro", "workshop only")
    assert one("SELECT count(*), count(council_code), count(health_board_code) FROM insight_place") == (3, 2, 3)
    assert one("SELECT count(*) FROM coding_now") == (2,)
    assert one("SELECT count(*) FROM insight_group") == (2,)


@pytest.mark.parametrize("kind", TEMPLATE_KINDS)
def test_an_empty_template_has_no_rows_and_is_told_so(empty: Path, kind: str) -> None:
    receipt = take(template(kind))
    assert (receipt.status, [problem.code for problem in receipt.problems]) == ("rejected", ["no_rows"])
    assert "no rows under the header" in receipt.problems[0].what_to_do


@pytest.mark.process
@pytest.mark.parametrize("kind", TEMPLATE_KINDS)
def test_every_word_of_every_list_is_understood(empty: Path, kind: str) -> None:
    opened = book(kind)
    for field, rule in rules(opened.worksheets[0], kind).items():
        if rule.type != "list":
            continue
        words = offered(opened, rule)
        assert words
        rows = [[f"Test {field} {word}", word] for word in words]
        receipt = take(csv_file([["text" if kind == "insight" else "title", field], *rows]))
        assert (receipt.problems, receipt.rows_saved) == ([], len(words)), field


def test_the_lists_hold_the_themes_of_now(empty: Path) -> None:
    from data.themes import record_event

    with write("themes") as cursor:
        record_event(cursor, "create", who="a test", into_id="TH-NEW", payload={"theme": "A theme made just now"})
    opened = book("insight")
    assert "A theme made just now" in offered(opened, rules(opened.worksheets[0], "insight")["themes"])


@pytest.mark.parametrize("kind", TEMPLATE_KINDS)
def test_lists_stand_where_they_help_and_never_forbid_several_values(empty: Path, kind: str) -> None:
    sheet = book(kind).worksheets[0]
    found = rules(sheet, kind)
    words = {"groups" if field == "group" else field for field in vocabulary().fields()}
    expected = {"themes", "place", *(column.field for column in template_columns(kind) if column.field in words)}
    assert {field for field, rule in found.items() if rule.type == "list"} == expected
    for column in template_columns(kind):
        rule = found.get(column.field)
        if rule is not None:
            assert rule.errorStyle == "warning" or not rule.showErrorMessage  # nothing is ever forbidden
            assert bool(rule.showErrorMessage) is not column.several
            assert rule.prompt


@pytest.mark.parametrize("kind", TEMPLATE_KINDS)
def test_the_date_column_is_one_and_the_header_stays_in_sight(empty: Path, kind: str) -> None:
    sheet = book(kind).worksheets[0]
    at = [column.field for column in template_columns(kind)].index(
        "recorded_on" if kind == "insight" else "published_on"
    )
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[at]
    assert rules(sheet, kind)["recorded_on" if kind == "insight" else "published_on"].type == "date"
    assert sheet.column_dimensions[letter].number_format == "dd/mm/yyyy"
    assert sheet.freeze_panes == "A2"
    assert all(sheet.column_dimensions[letter].width > 15 for letter in "ABCDE")


@pytest.mark.parametrize("kind", TEMPLATE_KINDS)
def test_every_column_is_explained_with_examples(empty: Path, kind: str) -> None:
    sheet = book(kind)[HOW]
    told = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    for column in template_columns(kind):
        assert told[column.header][1] == ("yes" if column.needed else "no")
        assert all(told[column.header][2:4])
    assert sum(column.needed for column in template_columns(kind)) == 1


def test_every_example_of_the_explanations_is_understood(empty: Path) -> None:
    for kind in TEMPLATE_KINDS:
        examples = {
            column.header: column.examples.split(" or ")[0] if "_on" in column.field else column.examples
            for column in template_columns(kind)
        }
        receipt = take(csv_file([list(examples), list(examples.values())]))
        assert (receipt.status, receipt.problems) == ("accepted", []), kind


def test_only_our_own_sheets_are_left_out_in_silence(empty: Path) -> None:
    rows = [["text"], ["Test words"]]
    receipt = take(xlsx_file(heard=rows, Choices=[["words of a person's own"], ["more"], ["and more"]]))
    assert "sheet_set_aside" in {problem.code for problem in receipt.problems} or receipt.rows_read > 1
    assert take(xlsx_file(heard=[["text"], ["Other words"]], Kept=[[MARK], ["a"], ["b"]])).problems == []


def test_a_template_is_written_once_and_never_over_another_file(empty: Path, tmp_path: Path) -> None:
    write_template(tmp_path / "new" / "mine.xlsx", "insight")
    assert load_workbook(tmp_path / "new" / "mine.xlsx").sheetnames == ["insights", HOW, LISTS]
    before = (tmp_path / "new" / "mine.xlsx").read_bytes()
    for name in ("new/mine.xlsx", "mine.csv"):
        with pytest.raises(Refused):
            write_template(tmp_path / name, "insight")
    assert (tmp_path / "new" / "mine.xlsx").read_bytes() == before
