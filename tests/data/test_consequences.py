"""What saving would do is told before it is done, with the numbers the pages show afterwards, and nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import decisions
from data.choices import Choices
from data.connect import database
from data.consequences import Consequences
from data.taking_back import undo_upload
from data.uploads import import_file
from queries.ask import ask
from tests.sheets import csv_file, xlsx_file

pytestmark = pytest.mark.process

HEADER = ["insight id", "text", "place", "themes", "groups", "source kind", "date"]


def sheet(*rows: Sequence[Any]) -> bytes:
    return csv_file([HEADER, *([*row, *[""] * (len(HEADER) - len(row))] for row in rows)])


def look(*rows: Sequence[Any], choices: Choices | None = None) -> Consequences:
    found = import_file(sheet(*rows), "heard.csv", choices or Choices(), dry_run=True).consequences
    assert found is not None
    return found


def take(*rows: Sequence[Any]) -> None:
    import_file(sheet(*rows), "heard.csv")


def stand() -> tuple[dict[str, int], dict[str, int]]:
    """Mentions by theme and insights by council, as the pages ask for them."""
    themes = {row["theme_id"]: row["mentions"] for row in ask("theme_frequency").rows}
    return themes, {row["council_code"]: row["insights"] for row in ask("council_counts").rows}


def test_the_numbers_told_before_are_those_of_the_pages_after(own_examples: Path) -> None:
    rows = [
        ["N-1", "One", "Angus", "Digital exclusion, Inequality"],
        ["N-2", "Two", "Fife; Lothian", "Digital exclusion"],
        ["N-3", "Three", "Edinbrugh", "Sheds"],
    ]
    before = stand()
    told = look(*rows)
    assert stand() == before
    take(*rows)
    after = stand()
    assert {one.code: (one.before, one.after) for one in told.councils} == {
        code: (before[1][code], after[1][code]) for code in after[1]
    }
    assert len(told.themes) == 10
    assert {one.code: (one.before, one.after) for one in told.themes} == {
        one.code: (before[0][one.code], after[0][one.code]) for one in told.themes
    }
    assert [one.after for one in told.themes] == sorted(after[0].values(), reverse=True)[:10]


def test_new_changed_unchanged_and_parked_rows_are_counted(empty: Path) -> None:
    take(["A-1", "One", "Fife"], ["A-2", "Two", "Fife"], ["A-3", "Three", "Fife"])
    told = look(["A-1", "One", "Fife"], ["A-2", "Two", "Angus"], ["A-3", "Other words"], ["A-4", "Four"], ["A-5"])
    assert (told.new, told.changed, told.unchanged, told.parked) == (1, 1, 1, 2)


def test_old_and_new_stand_side_by_side_field_by_field(empty: Path) -> None:
    take(["A-1", "One", "Fife", "Inequality", "women", "survey", "2024"], ["A-2", "Two"])
    told = look(
        ["A-1", "One", "Angus", "Digital exclusion", "women; older people", "workshop", "3 May 2024"],
        ["A-2", "Two, in other words"],
    )
    first, second = told.changes
    assert (first.record_id, first.row, first.waits) == ("A-1", 2, False)
    assert {name: (old, new) for name, old, new in first.fields} == {
        "recorded_on": ("2024-01-01", "2024-05-03"),
        "date_precision": ("Year", "Day"),
        "source_kind": ("Survey", "Workshop"),
        "place_text": ("Fife", "Angus"),
        "places": ("Fife", "Angus"),
        "groups": ("Women", "Older people; Women"),
        "themes": ("Inequality", "Digital exclusion"),
    }
    assert (second.waits, second.fields) == (True, (("text", "Two", "Two, in other words"),))
    assert told.changes_in_all == 2


def test_at_most_a_hundred_changes_are_shown_and_all_are_counted(empty: Path) -> None:
    take(*[[f"A-{n}", f"Words {n}", "Fife"] for n in range(130)])
    told = look(*[[f"A-{n}", f"Words {n}", "Angus"] for n in range(130)])
    assert (len(told.changes), told.changes_in_all, told.changed) == (100, 130, 130)


def test_personal_data_that_was_kept_once_is_masked_in_what_is_told(empty: Path) -> None:
    content = sheet(["A-1", "Ring 0131 496 0000", "", "jo@example.org"])
    import_file(content, "heard.csv", Choices(personal="keep"))
    again = sheet(["A-1", "Ring sam@example.org", "", "lee@example.org"])
    receipt = import_file(again, "heard.csv", Choices(personal="keep"), dry_run=True)
    told = str(receipt.as_dict())
    assert "0131" not in told
    assert "example.org" not in told
    assert "[phone number removed]" in told


def test_themes_and_places_that_are_new_to_the_data_are_named(empty: Path) -> None:
    take(["A-1", "One", "Fife", "Inequality"])
    told = look(
        ["A-2", "Two", "Fife; Angus; NHS Lothian; Glasgow HSCP", "Inequality; Digital exclusion"],
        ["A-3", "Three", "Scotland"],
    )
    assert told.new_themes == ["Digital exclusion"]
    assert told.new_places == ["All Scotland", "Angus", "Glasgow City (partnership)", "NHS Lothian"]
    assert look(["A-1", "One", "Fife", "Inequality"]).new_places == []


def test_a_theme_that_the_same_file_makes_is_new_and_counted(empty: Path) -> None:
    content = xlsx_file(
        Themes=[["theme", "parent theme"], ["Sheds", "Inequality"]], Heard=[["text", "themes"], ["A", "Sheds"]]
    )
    told = import_file(content, "both.xlsx", dry_run=True).consequences
    assert told is not None
    assert told.new_themes == ["Sheds"]
    assert [(one.name, one.before, one.after) for one in told.themes[:1]] == [("Sheds", 0, 1)]


def test_open_words_are_grouped_over_all_rows_with_what_was_likely_meant(empty: Path) -> None:
    told = look(
        *[[f"A-{n}", f"Words {n}", "Edinbrugh" if n % 2 else "EDINBRUGH"] for n in range(7)], ["B-1", "X", "", "Sheds"]
    )
    words = [(word.field, word.raw, word.rows, word.suggested) for word in told.words]
    assert words == [("place", "EDINBRUGH", 7, ("City of Edinburgh",)), ("themes", "Sheds", 1, ())]
    assert told.words_in_all == 2


def test_a_decision_changes_what_is_told_and_needs_no_saving(empty: Path) -> None:
    rows = [["A-1", "One", "Edinbrugh"], ["A-2", "Two", "Edinbrugh"]]
    assert look(*rows).words[0].rows == 2
    decisions.decide("place", "Edinbrugh", "Edinburgh", "Pat")
    told = look(*rows)
    assert told.words == []
    assert next(one for one in told.councils if one.name == "City of Edinburgh").after == 2


def test_a_whole_date_is_never_repeated(empty: Path) -> None:
    content = sheet(["A-1", "One", "", "", "", "", "31/02/1961"], ["A-2", "Two", "", "", "", "", "2023/24"])
    receipt = import_file(content, "heard.csv", dry_run=True)
    assert "1961" not in str(receipt.as_dict())
    assert receipt.consequences is not None
    assert [word.raw for word in receipt.consequences.words] == ["2023/24"]


def test_a_rehearsal_leaves_nothing_behind_and_a_saved_file_carries_no_consequences(empty: Path) -> None:
    def tables() -> list[tuple[Any, ...]]:
        with database().cursor() as cursor:
            return cursor.execute(
                "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name <> 'evidence' ORDER BY ALL"
            ).fetchall()

    before = tables()
    for _ in range(2):
        look(["A-1", "One", "Fife"])
    assert tables() == before
    saved = import_file(sheet(["A-1", "One", "Fife"]), "heard.csv")
    assert (saved.consequences, saved.as_dict()["consequences"]) == (None, None)


PLACES = st.sampled_from(["", "Fife", "Angus; Fife", "Ayrshire", "Edinbrugh", "Glasgow HSCP", "Scotland", "EH6"])
THEMES = st.sampled_from(
    ["", "Inequality", "Digital exclusion, Inequality", "Sheds", "TH-12 / TH-13", "Food & essentials"]
)


@pytest.mark.process
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(1, 6), PLACES, THEMES), min_size=1, max_size=8))
def test_whatever_the_rows_the_promise_is_kept(own_examples: Path, rows: list[tuple[int, str, str]]) -> None:
    full = [[f"P-{number}", f"Words {number}", place, themes] for number, place, themes in rows]
    told = look(*full)
    saved = import_file(sheet(*full), "heard.csv")
    after = stand()
    assert {one.code: one.after for one in told.councils} == after[1]
    assert all(after[0][one.code] == one.after for one in told.themes)
    assert (told.new + told.changed, told.parked) == (saved.rows_saved, saved.rows_parked)
    undo_upload(saved.upload_id or "", "Pat")
    assert {one.code: one.before for one in told.councils} == stand()[1]


@pytest.mark.parametrize("kind", ["insight", "case_study"])
def test_case_studies_are_weighed_too(own_examples: Path, kind: str) -> None:
    header = (
        ["insight id", "text", "themes"] if kind == "insight" else ["case study id", "title", "what changed", "themes"]
    )
    row = (
        ["Z-1", "Words", "Digital exclusion"]
        if kind == "insight"
        else ["Z-1", "Words", "It opened", "Digital exclusion"]
    )
    told = import_file(csv_file([header, row]), "new.csv", dry_run=True).consequences
    assert told is not None
    moved = {one.name: one.after - one.before for one in told.themes if one.after != one.before}
    assert moved == {"Digital exclusion": 1}
