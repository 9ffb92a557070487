"""Case studies side by side: every question has its row, nothing is guessed, and words stay words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from components.case_study_view import beside_markup, view_markup
from queries.disclosure import tell
from queries.drawn_out import barriers, enablers
from queries.filters import Filters

STORY: dict[str, Any] = {
    "case_study_id": "X-1", "title": "A <b>test</b> story", "organisation": None, "place_text": "Fife",
    "places": ["Fife"], "areas": [{"place_id": "S12000047", "place": "Fife"}], "published_on": date(2024, 5, 1),
    "date_precision": "month", "focus_area": None, "groups": [], "inequality_effect": None, "source_url": None,
    "themes": [{"theme_id": "TH-15", "theme": "Digital exclusion"}], "original_cells": None, "withdrawn": False,
    "what_changed": "The hall opened. The road was closed in <i>May</i>.", "what_was_gained": "More lunches.",
    "behaviours_that_enabled": "Neighbours asked first. They kept asking.", "unintended_consequences": None,
}  # fmt: skip


def test_what_helped_and_what_got_in_the_way_are_the_story_s_own_sentences() -> None:
    assert enablers(STORY) == ["Neighbours asked first.", "They kept asking."]
    assert barriers(STORY) == ["The road was closed in <i>May</i>."]
    assert barriers({**STORY, "what_changed": "It enclosed a garden."}) == []


def test_stories_stand_side_by_side_question_by_question() -> None:
    told = str(beside_markup([STORY, {**STORY, "case_study_id": "X-2", "what_was_gained": None}]))
    assert "2 case studies side by side" in told
    for words in ("What changed?", "What was gained?", "More lunches.", "Not recorded", "No sentence names one"):
        assert (words in told) == (words != "No sentence names one")
    assert told.count('href="themes?theme=TH-15"') == told.count('href="places?place=S12000047"') == 2
    assert "<b>test" not in told
    assert "<i>May" not in told
    assert told.count('scope="col"') == 2


def test_a_story_s_areas_are_links_that_the_filter_knows(examples: Path) -> None:
    rows = tell("case_studies", Filters(), ids=["CS-051", "CS-001"], limit=9, offset=0).rows
    assert {row["case_study_id"] for row in rows} == {"CS-051", "CS-001"}
    for row in rows:
        assert [area["place"] for area in row["areas"]] == row["places"]
        for area in row["areas"]:
            kept = tell("case_studies", Filters(place=(area["place_id"],)), ids=None, limit=99, offset=0).rows
            assert row["case_study_id"] in {one["case_study_id"] for one in kept}
        assert "Enablers and barriers, drawn out" in str(view_markup(row))
