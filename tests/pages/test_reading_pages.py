"""The pages for reading, bringing in and asking for help, run as Streamlit runs them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.help_topics import TOPICS
from data.uploads import import_file
from data.vocabulary import vocabulary
from queries.disclosure import tell
from queries.filters import Filters
from queries.search import every_id
from tests.cards import written
from tests.pages.conftest import page
from tests.sheets import csv_file

pytestmark = pytest.mark.process


def drop(test: AppTest, name: str, content: bytes) -> None:
    """Put a file into the box of the Upload page."""
    box: Any = test.get("file_uploader")[0]
    box.set_value((name, content, "application/octet-stream")).run()


def cards(test: AppTest) -> int:
    return written(test).count("<article")


def test_insights_are_read_twenty_at_a_time(examples: Path) -> None:
    test = page("insights")
    assert "228 insights match" in written(test)
    assert cards(test) == 20
    first = written(test)
    test.button(key="insights-next").click().run()
    assert "reading 21 to 40" in written(test)
    assert written(test) != first
    assert test.button(key="insights-previous").disabled is False


def test_the_last_page_goes_no_further(examples: Path) -> None:
    test = page("insights")
    for _ in range(11):
        test.button(key="insights-next").click().run()
    assert "reading 221 to 228" in written(test)
    assert test.button(key="insights-next").disabled is True


def test_every_searched_word_must_match_and_stands_in_the_address(examples: Path) -> None:
    test = page("insights")
    test.text_input(key="insights-search").set_value("digital older").run()
    assert "2 insights match" in written(test)
    assert "<mark>" in written(test)
    assert test.query_params["search"] == "digital older"


def test_a_link_with_a_search_opens_it(examples: Path) -> None:
    test = page("insights", search="digital older")
    assert "2 insights match" in written(test)
    assert test.text_input(key="insights-search").value == "digital older"


def test_a_new_search_begins_at_the_top(examples: Path) -> None:
    test = page("insights")
    test.button(key="insights-next").click().run()
    test.text_input(key="insights-search").set_value("the").run()
    assert "reading 1 to 20" in written(test)


def test_a_search_without_matches_says_what_to_do(examples: Path) -> None:
    test = page("insights", search="xyzzy")
    assert "No insight matches." in written(test)
    assert "Try fewer words" in written(test)


def test_an_empty_database_says_what_to_do(empty: Path) -> None:
    assert "bring in a spreadsheet" in written(page("insights"))
    assert "bring in a spreadsheet" in written(page("case_studies"))


def test_an_insight_brought_in_meanwhile_shows_at_the_next_run(own_examples: Path) -> None:
    test = page("insights")
    import_file(csv_file([["text"], ["A brand-new thing was said."]]), "new.csv")
    test.run()
    assert "229 insights match" in written(test)


def test_hostile_words_are_text(own_examples: Path) -> None:
    import_file(csv_file([["title", "text"], ["<b>x</b>", "<script>alert(1)</script> quokka"]]), "new.csv")
    shown = written(page("insights", search="quokka"))
    assert "&lt;script&gt;" in shown
    assert "<script>alert" not in shown


def test_a_case_study_opens_and_closes(examples: Path) -> None:
    test = page("case_studies")
    assert cards(test) == 12
    opener = next(button for button in test.button if str(button.key).startswith("case-CS-"))
    opener.click().run()
    assert test.query_params["case_study"] == str(opener.key).removeprefix("case-").removesuffix("-open")
    for question in ("What changed?", "What was gained?", "nobody intended?", "made it possible?"):
        assert question in written(test)
    test.button(key="case-back").click().run()
    assert cards(test) == 12
    assert "case_study" not in test.query_params


def tagged(case_study_id: str) -> set[str]:
    """The ids of the themes that a case study counts under."""
    rows = tell("case_studies", Filters(), ids=[case_study_id], limit=1, offset=0).rows
    return {str(theme["theme_id"]) for theme in rows[0]["themes"]}


def box_of(test: AppTest, name: str, case_study_id: str) -> Any:
    """The box with the themes of one case study."""
    return next(one for one in test.multiselect if str(one.key).startswith(f"tagging-{name}-{case_study_id}-"))


def back(test: AppTest) -> Any:
    """The buttons that take taggings back, the newest first."""
    return [one for one in test.button if str(one.key).startswith("tagging-back-")]


def test_a_case_study_is_given_a_theme_in_its_story_and_it_is_taken_back(own_examples: Path) -> None:
    before = tagged("CS-028")
    assert "TH-24" not in before
    test = page("case_studies", case_study="CS-028")
    box = box_of(test, "story", "CS-028")
    box.set_value([*box.value, "TH-24"]).run()
    assert tagged("CS-028") == {*before, "TH-24"}
    assert "given to 1 record" in written(test)
    back(test)[0].click().run()
    assert tagged("CS-028") == before
    assert set(box_of(test, "story", "CS-028").value) == before
    assert "TH-24" not in str(page("case_studies", case_study="CS-028", mode="sharing").multiselect)


def test_case_studies_are_tagged_on_their_cards_and_all_that_a_search_finds_at_once(own_examples: Path) -> None:
    test = page("case_studies", search="housing")
    found = every_id("case_study", "housing", Filters())
    before = {one: tagged(one) for one in found}
    assert 1 < len(found) <= 12
    assert not back(test)
    test.toggle(key="tagging-case_study").set_value(True).run()
    box = box_of(test, "cards", found[0])
    box.set_value([]).run()
    assert tagged(found[0]) == set()
    test.selectbox(key="tagging-theme").set_value("TH-24").run()
    test.button(key="tagging-give").click().run()
    assert all("TH-24" in tagged(one) for one in found)
    assert f"was given to {len(found)} case studies" in written(test)
    while back(test):
        back(test)[0].click().run()
        assert not test.exception
    assert {one: tagged(one) for one in found} == before


def test_a_link_opens_a_case_study_and_an_answer_that_is_missing_says_so(examples: Path) -> None:
    shown = written(page("case_studies", case_study="CS-028"))
    assert "Trauma-informed tenancy support" in shown
    assert "Not recorded" in shown
    assert shown.count("<h1") == 1


def test_a_link_to_a_case_study_that_is_gone_says_so(examples: Path) -> None:
    assert "This case study is not here" in written(page("case_studies", case_study="CS-999"))


def test_a_spreadsheet_is_looked_at_saved_and_taken_back(own_examples: Path) -> None:
    test = page("upload")
    file = csv_file([["id", "text", "place"], ["U-1", "A new thing", "Fife"], ["U-2", "", ""]])
    drop(test, "new.csv", file)
    assert "1 of 2 rows will be saved. 1 needs your attention." in written(test)
    test.button(key="upload-save-0").click().run()
    assert "1 of 2 rows was saved" in written(test)
    assert "1 row needs your attention" in written(test)
    assert "229 insights match" in written(page("insights"))
    back = next(button for button in test.button if str(button.key).startswith("take-back-"))
    back.click().run()
    test.button(key="take-back-yes").click().run()
    assert "Taken back: 1 row went." in written(test)
    assert "228 insights match" in written(page("insights"))


def test_personal_data_is_dealt_with_as_chosen(examples: Path) -> None:
    test = page("upload")
    file = csv_file([["text"], ["Write to jo@example.org please"], ["Nothing private"]])
    drop(test, "new.csv", file)
    assert "2 of 2 rows will be saved" in written(test)
    test.radio(key="upload-personal-0").set_value("park").run()
    assert "1 of 2 rows will be saved. 1 needs your attention." in written(test)
    assert "jo@example.org" not in written(test)


def test_a_file_that_is_no_spreadsheet_is_refused_in_words(examples: Path) -> None:
    test = page("upload")
    drop(test, "photo.xlsx", b"\xff\xd8\xff\xe0" + b"x" * 2000)
    assert "nothing was saved" in written(test)
    assert not any(str(button.key).startswith("upload-save") for button in test.button)


def test_uploads_are_listed_with_counts_who_when_and_fingerprint(examples: Path) -> None:
    shown = written(page("upload"))
    for words in ("insights.csv", "228", "shipped examples", "Fingerprint"):
        assert words in shown


@pytest.mark.parametrize("topic", TOPICS)
def test_every_page_of_help_opens_by_its_address(examples: Path, topic: str) -> None:
    test = page("help", topic=topic)
    assert test.segmented_control(key="help-topic").value == topic
    assert len(written(test)) > 1_000


def test_help_lists_every_word_that_the_import_understands(examples: Path) -> None:
    shown = written(page("help", topic="upload"))
    assert "behaviours_that_enabled" in shown
    words = vocabulary()
    for field in words.fields():
        for value in words.values(field):
            assert words.label(field, value) in shown.replace("&amp;", "&").replace("&#39;", "'")


def test_an_unknown_topic_opens_the_first_page(examples: Path) -> None:
    assert "Get started in three steps" in written(page("help", topic="<script>"))
