"""The ways of adding, as Streamlit runs them: what is typed is tried, shown, saved once, and never lost."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import upload_work
from data import connect
from data.choices import PLAIN
from data.errors import Cancelled
from data.write import write
from tests.cards import written
from tests.pages.conftest import page
from tests.sheets import csv_file

pytestmark = pytest.mark.process

HEARD = "add-insight-0-"
STORY = "add-case_study-0-"


def every(question: str) -> list[tuple[Any, ...]]:
    with connect.database().cursor() as cursor:
        return cursor.execute(question).fetchall()


def save(test: AppTest, key: str = "add-insight-save") -> AppTest:
    test.button(key=key).click().run()
    assert not test.exception
    return test


@pytest.mark.parametrize(
    ("asked", "shows"),
    [
        ("heard", f"{HEARD}text"),
        ("case-study", f"{STORY}what_changed"),
    ],
)
def test_an_address_opens_one_way_of_adding(own_examples: Path, asked: str, shows: str) -> None:
    test = page("upload", add=asked)
    assert test.text_area(key=shows)
    assert test.query_params["add"] == asked


def test_an_unknown_way_in_the_address_is_ignored(own_examples: Path) -> None:
    test = page("upload", add="<b>dance</b>")
    assert len(test.get("file_uploader")) == 1
    assert "dance" not in written(test)


def test_only_the_words_are_needed_and_the_form_is_empty_afterwards(own_examples: Path) -> None:
    test = page("upload", add="heard")
    test.text_area(key=f"{HEARD}text").set_value("Test words: the hall was open.")
    save(test)
    assert "✓ Saved" in written(test)
    assert "Test words: the hall was open." in written(test)
    assert every("SELECT text, recorded_on, source_kind FROM insight WHERE text LIKE 'Test words%'") == [
        ("Test words: the hall was open.", None, None)
    ]
    test.button(key="add-insight-again").click().run()
    assert test.text_area(key="add-insight-1-text").value == ""


def test_every_field_reaches_the_row(own_examples: Path) -> None:
    test = page("upload", add="heard")
    test.text_area(key=f"{HEARD}what_changed").set_value("Test change")
    test.text_input(key=f"{HEARD}title").set_value("Test title")
    test.text_input(key=f"{HEARD}recorded_on").set_value("March 2026")
    test.text_input(key=f"{HEARD}heard_from").set_value("a tester")
    test.text_input(key=f"{HEARD}source_name").set_value("Test source")
    test.multiselect(key=f"{HEARD}place").set_value(["Fife", "Leven, Fife", "I don't know"])
    test.multiselect(key=f"{HEARD}groups").set_value(["older people"])
    test.multiselect(key=f"{HEARD}themes").set_value(["TH-15"])
    for field, value in (
        ("source_kind", "workshop"), ("barrier_or_enabler", "barrier"), ("inequality_effect", "widening"),
        ("focus_area", "Strategic planning"), ("quote_permission", "no"),
    ):  # fmt: skip
        test.selectbox(key=HEARD + field).set_value(value)
    save(test)
    assert "✓ Saved" in written(test)
    assert every(
        "SELECT text, date_precision, heard_from, source_name, source_kind, barrier_or_enabler, inequality_effect,"
        " focus_area, quote_permission FROM insight WHERE title = 'Test title'"
    ) == [
        (
            "What changed? Test change", "month", "a tester", "Test source", "workshop", "barrier", "widening",
            "Strategic planning", "no",
        )
    ]  # fmt: skip


def test_a_case_study_is_added_with_its_four_answers(own_examples: Path) -> None:
    test = page("upload", add="case-study")
    test.text_input(key=f"{STORY}title").set_value("Test story")
    for field in ("what_changed", "behaviours_that_enabled", "what_was_gained", "unintended_consequences"):
        test.text_area(key=STORY + field).set_value(f"Test {field}")
    test.text_input(key=f"{STORY}published_on").set_value("2025")
    save(test, "add-case_study-save")
    assert "✓ Saved" in written(test)
    assert every(
        "SELECT what_changed, unintended_consequences, date_precision FROM case_study WHERE title = 'Test story'"
    ) == [("Test what_changed", "Test unintended_consequences", "year")]


def test_what_was_typed_is_still_there_after_a_refusal(own_examples: Path) -> None:
    test = page("upload", add="heard")
    test.text_area(key=f"{HEARD}text").set_value("Test words")
    test.text_input(key=f"{HEARD}recorded_on").set_value("31/02/2026")
    save(test)
    assert "There is no such day" in written(test)
    assert test.text_area(key=f"{HEARD}text").value == "Test words"
    test.text_input(key=f"{HEARD}recorded_on").set_value("28/02/2026")
    save(test)
    assert "✓ Saved" in written(test)


def test_an_empty_form_is_refused_and_nothing_is_saved(own_examples: Path) -> None:
    before = every("SELECT count(*) FROM upload")
    test = save(page("upload", add="heard"))
    assert "Nothing is written yet" in written(test)
    assert every("SELECT count(*) FROM upload") == before


def test_personal_data_is_shown_before_anything_is_stored_and_taken_out_unless_chosen_otherwise(
    own_examples: Path,
) -> None:
    before = every("SELECT count(*) FROM insight")
    test = page("upload", add="heard")
    test.text_area(key=f"{HEARD}text").set_value("Test: ring 0131 496 0000")
    save(test)
    assert "Please look at this before it is saved" in written(test)
    assert "phone number" in written(test).lower()
    assert "0131" not in written(test)
    assert every("SELECT count(*) FROM insight") == before
    save(test, "add-insight-confirm")
    assert "✓ Saved" in written(test)
    assert every("SELECT text FROM insight WHERE text LIKE 'Test: ring%'") == [("Test: ring [phone number removed]",)]


def test_personal_data_is_kept_only_with_a_reason(own_examples: Path) -> None:
    test = page("upload", add="heard")
    test.text_area(key=f"{HEARD}text").set_value("Test: ring 0131 496 0000")
    save(test)
    test.radio(key=f"{HEARD}personal").set_value("keep")
    save(test, "add-insight-confirm")
    assert "Write why" in written(test)
    assert every("SELECT count(*) FROM insight WHERE text LIKE 'Test: ring%'") == [(0,)]
    test.text_input(key=f"{HEARD}reason").set_value("a public number")
    save(test, "add-insight-confirm")
    assert every("SELECT text FROM insight WHERE text LIKE 'Test: ring%'") == [("Test: ring 0131 496 0000",)]


def test_what_was_changed_after_the_look_is_looked_at_again(own_examples: Path) -> None:
    test = page("upload", add="heard")
    test.text_area(key=f"{HEARD}text").set_value("Test: ring 0131 496 0000")
    save(test)
    test.text_area(key=f"{HEARD}text").set_value("Test: write to jo@example.org")
    save(test, "add-insight-confirm")
    assert "email" in written(test).lower()
    assert every("SELECT count(*) FROM insight WHERE text LIKE 'Test:%'") == [(0,)]


def test_a_place_that_is_not_known_is_told_before_saving(own_examples: Path) -> None:
    test = page("upload", add="heard")
    test.text_area(key=f"{HEARD}text").set_value("Test words")
    test.multiselect(key=f"{HEARD}place").set_value(["Brigadoon"])
    save(test)
    assert "Brigadoon" in written(test)
    save(test, "add-insight-confirm")
    assert "✓ Saved" in written(test)


def test_the_same_words_again_add_nothing(own_examples: Path) -> None:
    for expected in ("✓ Saved", "This is here already"):
        test = page("upload", add="heard")
        test.text_area(key=f"{HEARD}text").set_value("Test words")
        save(test)
        assert expected in written(test)
    assert every("SELECT count(*) FROM insight WHERE text = 'Test words'") == [(1,)]
    assert every("SELECT count(*) FROM upload") == [(4,)]


def test_the_same_file_from_two_tabs_at_once_is_saved_once(own_examples: Path) -> None:
    content = csv_file([["text"], *([f"Test {at}"] for at in range(800))])
    with write("evidence", keep=False):  # both begin while neither can be finished
        first, begun = upload_work.save(content, "heard.csv", PLAIN, "a test")
        second, again = upload_work.save(content, "heard.csv", PLAIN, "a test")
        assert (begun, again, second) == (True, False, first)
        assert upload_work.being_saved() == [first]
    assert first.finished.wait(30)
    assert first.outcome().rows_saved == 800
    assert every("SELECT count(*) FROM upload WHERE file_name = 'heard.csv'") == [(1,)]
    assert upload_work.being_saved() == []


def test_the_same_file_from_two_people_at_once_is_saved_once_and_the_second_hears_that_it_is_here(
    own_examples: Path,
) -> None:
    content = csv_file([["text"], *([f"Test {at}"] for at in range(300))])
    with write("evidence", keep=False):
        works = [upload_work.save(content, "heard.csv", PLAIN, who)[0] for who in ("one", "another")]
    assert all(work.finished.wait(30) for work in works)
    assert sorted((work.outcome().rows_saved, work.outcome().rows_unchanged) for work in works) == [(0, 300), (300, 0)]


def test_a_stopped_work_leaves_nothing_and_says_so(own_examples: Path) -> None:
    before = every("SELECT count(*) FROM insight"), every("SELECT count(*) FROM upload")
    with write("evidence", keep=False):
        work, _ = upload_work.save(csv_file([["text"], ["Test words"]]), "heard.csv", PLAIN, "a test")
        work.stop()
        assert work.words == "Stopping …"
        assert work.finished.wait(10)
    with pytest.raises(Cancelled):
        work.outcome()
    assert (every("SELECT count(*) FROM insight"), every("SELECT count(*) FROM upload")) == before


def test_every_tab_sees_what_is_being_brought_in(own_examples: Path) -> None:
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        with write("evidence", keep=False):
            holding.set()
            done.wait(60)

    holder = threading.Thread(target=hold)
    holder.start()
    holding.wait(10)
    try:
        upload_work.save(csv_file([["text"], ["Test words"]]), "their file.csv", PLAIN, "somebody else")
        assert "A file is being brought in: their file.csv" in written(page("upload"))
    finally:
        done.set()
        holder.join()


def test_empty_workbooks_can_be_downloaded(own_examples: Path) -> None:
    assert len(page("upload").get("download_button")) >= 2
