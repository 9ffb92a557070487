"""What a reader sees of an insight: words escaped, gaps said, links only where they are safe."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from components import insight_csv, pager, record_facts
from components.insight_card import card_markup, short_markup
from data.uploads import import_file
from queries.filters import Filters
from tests.sheets import csv_file

pytestmark = pytest.mark.process

HOSTILE = "<script>alert(1)</script> **bold** ![x](https://example.org/x.png)"
FULL: dict[str, Any] = {
    "title": "The bus stopped at six",
    "text": "Nobody could get home.",
    "recorded_on": date(2021, 3, 3),
    "date_precision": "day",
    "source_kind": "workshop",
    "source_name": "Bus users",
    "source_url": "https://example.org/bus",
    "place_text": "Brechin",
    "places": ["Angus"],
    "focus_area": "Strategic planning",
    "themes": [{"theme_id": "TH-15", "theme": "Digital exclusion"}],
    "groups": ["older people"],
    "barrier_or_enabler": "barrier",
    "inequality_effect": "widening",
    "level": "micro",
    "quote_permission": "public",
}
EMPTY: dict[str, Any] = {
    **dict.fromkeys(FULL),
    "text": "Only words.",
    "places": [],
    "themes": [],
    "groups": [],
}


@pytest.mark.parametrize(("precision", "words"), [("day", "3 March 2021"), ("month", "March 2021"), ("year", "2021")])
def test_a_date_is_told_as_far_as_it_is_known(precision: str, words: str) -> None:
    assert record_facts.when(date(2021, 3, 3), precision) == words


def test_a_missing_date_says_so() -> None:
    assert record_facts.when(None, None) == "date not recorded"


def test_a_card_says_what_is_known_in_words() -> None:
    card = str(card_markup(FULL))
    for words in (
        "Angus · 3 March 2021",
        "The bus stopped at six",
        "Digital exclusion",
        "Bus users",
        "Barrier: got in the way",
        "Making gaps wider",
        "Older people",
        "Micro (people)",
        "Can be shown to anybody",
    ):
        assert words in card


def test_what_nobody_wrote_down_is_not_recorded() -> None:
    card = str(card_markup(EMPTY))
    assert card.count("not recorded") >= 8
    assert "Place not recorded · date not recorded" in card
    assert "None" not in card


def test_every_text_is_escaped() -> None:
    hostile = {
        **FULL,
        **dict.fromkeys(("title", "text", "source_name", "place_text"), HOSTILE),
        "places": [HOSTILE],
        "themes": [{"theme_id": "x", "theme": HOSTILE}],
        "groups": [HOSTILE],
    }
    for card in (str(card_markup(hostile, frozenset({"script"}))), str(short_markup(hostile))):
        assert "<script" not in card
        assert "<img" not in card
        assert "&lt;" in card


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "//example.org", "insights.txt", "https://", " "],
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert "<a" not in str(record_facts.source("Somebody", url))


def test_a_link_opens_apart_and_tells_nothing_of_where_it_was_clicked() -> None:
    link = str(record_facts.source("Bus users", "https://example.org/?a=1&b=2"))
    assert 'rel="noopener noreferrer"' in link
    assert 'target="_blank"' in link
    assert "a=1&amp;b=2" in link


def test_searched_words_are_marked_wherever_they_stand() -> None:
    assert str(record_facts.found_in("The Bus <b>us</b>", frozenset({"bus"}))) == (
        "The <mark>Bus</mark> &lt;b&gt;us&lt;/b&gt;"
    )


def test_a_very_long_text_folds() -> None:
    folded = str(record_facts.reading("word " * 2_000))
    assert "Read the rest" in folded
    assert folded.count("word ") + folded.count("word<") == 2_000


def test_words_told_in_confidence_stay_out_of_a_card() -> None:
    masked = {
        **FULL,
        "title": None,
        "source_name": None,
        "source_url": None,
        "text": "Not shown here.",
        "text_masked": True,
    }
    card = str(card_markup(masked))
    assert "told in confidence" in card
    assert "Bus users" not in card


def test_a_range_is_told_in_words() -> None:
    assert pager.range_words(20, 20, 228, "insights") == "21 to 40 of 228 insights"


def test_the_file_holds_every_match_and_no_formula(own_examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(insight_csv, "ROWS_AT_ONCE", 50)
    import_file(csv_file([["text", "source name"], ["=1+1 is not a sum", "@home"]]), "one.csv")
    held = insight_csv.csv_bytes(Filters(), "").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(held)))
    assert len(rows) == 229
    assert len({row["insight_id"] for row in rows}) == 229
    formula = next(row for row in rows if "not a sum" in row["text"])
    assert formula["text"].startswith("'=")
    assert formula["source_name"].startswith("'@")


def test_the_file_comes_back_unchanged(examples: Path) -> None:
    again = import_file(insight_csv.csv_bytes(Filters(), ""), "again.csv", dry_run=True)
    assert again.rows_saved == 0
    assert again.rows_parked == 0


def test_the_file_keeps_back_what_the_screen_keeps_back(own_examples: Path) -> None:
    import_file(csv_file([["text", "quote permission"], ["Only for this room", "no"]]), "one.csv")
    shared = insight_csv.csv_bytes(Filters(mode="sharing"), "").decode("utf-8-sig")
    assert "Only for this room" not in shared
    assert "Only for this room" in insight_csv.csv_bytes(Filters(), "").decode("utf-8-sig")


def test_the_file_name_says_what_it_holds() -> None:
    name = insight_csv.file_name(Filters(theme=("TH-01",)), "digital ../older")
    assert name.startswith("kenspeckle_insights_digital-older_filtered_20")
    assert name.endswith(".csv")


def test_cells_of_columns_that_were_not_understood_can_be_looked_at() -> None:
    told = str(card_markup({**FULL, "original_cells": '{"Colour of the chair": "<b>blue</b>", "column D": "4"}'}))
    assert "Other cells of its row" in told
    assert "Colour of the chair" in told
    assert "&lt;b&gt;blue" in told
    for nothing in (None, "", "{}", "no JSON", "[1]"):
        assert "Other cells" not in str(card_markup({**FULL, "original_cells": nothing}))
    assert "Other cells" not in str(card_markup({**FULL, "original_cells": '{"a": "b"}', "text_masked": True}))
