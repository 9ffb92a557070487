"""What is typed into a form arrives exactly as typed, through the same import as any file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from data import connect, history, taking_back
from data.choices import Choices
from data.errors import Refused
from data.forms import added, file_name, heard_text, one_row
from data.receipts import Receipt
from data.uploads import import_file

pytestmark = pytest.mark.process

FULL: dict[str, Any] = {
    "text": "Test words: nobody could get home.",
    "title": "Test title",
    "recorded_on": "March 2026",
    "place": ["Fife", "Leven, Fife", "NHS Tayside", "Glasgow City HSCP"],
    "heard_from": "an unpaid carer",
    "groups": ["unpaid carers", "older people"],
    "source_kind": "structured conversation",
    "source_name": "Test group",
    "themes": ["TH-15", "TH-01"],
    "focus_area": "Strategic planning",
    "barrier_or_enabler": "both",
    "inequality_effect": "widening",
    "quote_permission": "no",
}


def take(answers: dict[str, Any], kind: str = "insight", **chosen: Any) -> Receipt:
    return import_file(one_row(kind, answers), file_name(kind), Choices(kind=kind, **chosen), who="a test")


def every(question: str) -> list[tuple[Any, ...]]:
    with connect.database().cursor() as cursor:
        return cursor.execute(question).fetchall()


def test_every_answer_arrives_without_a_warning(empty: Path) -> None:
    receipt = take(FULL)
    assert (receipt.status, receipt.rows_saved, receipt.problems) == ("accepted", 1, [])
    stored = every(
        "SELECT text, title, strftime(recorded_on, '%Y-%m-%d'), date_precision, heard_from, source_kind, source_name,"
        " focus_area, barrier_or_enabler, inequality_effect, quote_permission FROM insight"
    )
    assert stored == [
        (
            FULL["text"], "Test title", "2026-03-01", "month", "an unpaid carer", "structured conversation",
            "Test group", "Strategic planning", "both", "widening", "no",
        )
    ]  # fmt: skip
    assert every("SELECT DISTINCT theme_id FROM coding_now ORDER BY 1") == [("TH-01",), ("TH-15",)]
    assert every("SELECT group_name FROM insight_group ORDER BY 1") == [("older people",), ("unpaid carers",)]
    assert every("SELECT place_level FROM insight_place ORDER BY 1") == [("council",), ("health_board",), ("hscp",)]


def test_only_the_text_is_needed(empty: Path) -> None:
    assert take({"text": "Test words", "title": "", "place": [], "source_kind": None}).problems == []
    assert every("SELECT recorded_on, title, source_kind FROM insight") == [(None, None, None)]
    assert every("SELECT place_level FROM insight_place") == [("not_known",)]


@pytest.mark.parametrize(
    "text",
    [
        "One; two; three\nfour; five\nsix; seven\neight; nine",
        'He said "no", then, "yes"',
        "=1+1",
        "'=1+1",
        "a\tb\tc\nd\te\tf",
        "text,with,commas\nand,more,commas,here",
        "| a | b |\n| c | d |",
        "<b>**bold**</b> [link](javascript:alert(1))",
        "sep=;",
        "Zoë’s café – “quoted” 🙂",
    ],
)
def test_whatever_is_typed_is_stored_letter_for_letter(empty: Path, text: str) -> None:
    receipt = take({"text": text, "title": text, "source_name": "Test; group, too"})
    assert receipt.problems == []
    assert every("SELECT text, title, source_name FROM insight") == [(text, text, "Test; group, too")]


def test_a_case_study_goes_the_same_way(empty: Path) -> None:
    answers: dict[str, Any] = {
        "title": "Test story", "organisation": "Test organisation", "place": ["All Scotland"], "published_on": "2025",
        "what_changed": "Test change", "behaviours_that_enabled": "Test behaviour", "what_was_gained": "Test gain",
        "unintended_consequences": "Test consequence", "source_url": "https://www.example.org/story",
        "themes": ["TH-04"], "groups": ["women"], "focus_area": "Strategic planning", "inequality_effect": "narrowing",
    }  # fmt: skip
    receipt = take(answers, "case_study")
    assert (receipt.status, receipt.kind, receipt.problems) == ("accepted", "case_study", [])
    assert added("case_study", receipt.upload_id or "") is not None
    assert every("SELECT date_precision, what_was_gained, inequality_effect FROM case_study") == [
        ("year", "Test gain", "narrowing")
    ]
    assert every("SELECT place_level FROM case_study_place") == [("national",)]


def test_the_same_again_is_here_already_and_its_id_is_the_same(empty: Path) -> None:
    first, second = take(FULL), take(FULL)
    assert (first.rows_saved, second.rows_saved, second.rows_unchanged) == (1, 0, 1)
    found = added("insight", first.upload_id or "")
    assert found is not None
    assert found[0].startswith("INS-")
    assert added("insight", second.upload_id or "") is None
    taking_back.undo_upload(first.upload_id or "", "a test")
    assert every("SELECT count(*) FROM insight WHERE removed_at IS NULL") == [(0,)]
    again = take(FULL)
    assert added("insight", again.upload_id or "") == found


@pytest.mark.parametrize(("personal", "kept"), [("mask", "[phone number removed]"), ("keep", "0131 496 0000")])
def test_personal_data_is_dealt_with_as_chosen(empty: Path, personal: str, kept: str) -> None:
    receipt = take({"text": "Ring 0131 496 0000"}, personal=personal, personal_reason="a test")
    assert {problem.code for problem in receipt.problems} == {"personal_data"}
    assert every("SELECT text FROM insight") == [(f"Ring {kept}",)]


def test_personal_data_that_is_to_be_parked_waits(empty: Path) -> None:
    receipt = take({"text": "Ring 0131 496 0000"}, personal="park")
    assert (receipt.rows_saved, receipt.rows_parked) == (0, 1)
    assert "0131" not in str(history.parked_rows())


@pytest.mark.parametrize("written", ["31/02/2026", "soon", "the other day", "01/01/1700"])
def test_a_date_that_is_none_is_refused_before_anything_is_saved(written: str) -> None:
    with pytest.raises(Refused, match="leave it blank"):
        one_row("insight", {"text": "Test words", "recorded_on": written})


@pytest.mark.parametrize(
    ("written", "stands"),
    [("3 March 2026", "2026-03-03,day"), ("2026", "2026-01-01,year"), ("Q2 2025", "2025-04-01,quarter")],
)
def test_a_date_keeps_how_exactly_it_is_known(written: str, stands: str) -> None:
    assert stands in one_row("insight", {"text": "Test words", "recorded_on": written}).decode()


@pytest.mark.parametrize("kind", ["insight", "case_study"])
def test_a_form_without_words_is_refused(kind: str) -> None:
    with pytest.raises(Refused, match="Nothing is written yet"):
        one_row(kind, {"text": "  ", "title": "\n", "place": ["Fife"], "organisation": "Test"})


def test_an_answer_that_no_cell_can_hold_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="Shorten it"):
        one_row("insight", {"text": "x" * 40_000})


def test_answers_to_the_prompts_stand_under_their_questions() -> None:
    text = heard_text(
        " Free words. ", {"what_changed": "The bus.", "what_was_gained": " ", "unintended_consequences": "Noise."}
    )
    assert text == "Free words.\n\nWhat changed? The bus.\n\nAnything unintended? Noise."
    assert heard_text("", {"what_changed": "The bus."}) == "What changed? The bus."
    assert heard_text("", {}) == ""


def test_the_upload_of_a_form_has_a_telling_name() -> None:
    moment = datetime(2026, 7, 3, 13, 5, tzinfo=UTC)
    assert file_name("insight", moment) == "What was heard, 3 July 2026, 14.05.csv"
    assert file_name("case_study", moment) == "A case study, 3 July 2026, 14.05.csv"
