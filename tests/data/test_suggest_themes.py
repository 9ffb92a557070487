"""Themes are suggested from what people tagged; how good that is is measured; a person decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from data import connect
from data.suggest_themes import suggest
from data.uploads import import_file
from tests.sheets import csv_file

pytestmark = pytest.mark.process

HEADS = ["insight_id", "text", "themes", "source"]
ABOUT = {
    "TH-15": "They have no broadband, tablet or laptop at home, number {n}",
    "TH-11": "The larder had bread and soup for hungry families, number {n}",
    "TH-10": "Volunteers gave their weekend to help neighbours, number {n}",
}


@pytest.fixture
def tagged(empty: Path) -> Path:
    rows = [
        [f"{theme}-{n}", words.format(n=n), theme, f"Group {n}"] for theme, words in ABOUT.items() for n in range(15)
    ]
    untagged = [["NEW-1", "No laptop and no broadband at all", "", ""], ["NEW-2", "Nothing like it", "", ""]]
    import_file(csv_file([HEADS, *rows, *untagged]), "heard.csv")
    return empty


def test_what_resembles_is_suggested_and_how_good_that_is_is_told(tagged: Path) -> None:
    told = suggest(["NEW-1", "NEW-2", "TH-15-1"], wait=True)
    assert (told.state, told.tested_on, told.themes) == ("ready", 45, 3)
    assert told.by_insight["NEW-1"][0].theme_id == "TH-15"
    assert all(one.theme_id != "TH-15" for one in told.by_insight["TH-15-1"])
    assert told.precision is not None
    assert told.recall is not None
    assert told.precision > 0.9
    assert told.recall > 0.9
    assert suggest(["NEW-1", "NEW-2", "TH-15-1"], wait=True) == told
    with connect.database().cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM coding WHERE record_id LIKE 'NEW%'").fetchone() == (0,)


def test_with_too_little_tagged_nothing_is_suggested(empty: Path) -> None:
    import_file(csv_file([HEADS, ["A", "Words", "TH-15", "Group"]]), "heard.csv")
    assert suggest(["A"], wait=True).state == "too_little"


def test_the_page_does_not_wait_while_it_is_learnt(tagged: Path) -> None:
    assert suggest(["NEW-1"]).state in ("learning", "ready")
    assert suggest(["NEW-1"], wait=True).state == "ready"
