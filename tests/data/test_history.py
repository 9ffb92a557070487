"""Taking an upload back, whole, at any time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data import connect, history, taking_back
from data.check import check
from data.errors import Refused
from data.uploads import import_file
from tests.sheets import csv_file

pytestmark = pytest.mark.process

HEADER = ["insight_id", "text", "place", "themes", "source_name", "sector"]


def every(question: str) -> list[tuple[Any, ...]]:
    with connect.database().cursor() as cursor:
        return cursor.execute(question).fetchall()


def take(*rows: list[str]) -> str:
    receipt = import_file(csv_file([HEADER, *rows]), "heard.csv", who="a test")
    assert receipt.upload_id
    return receipt.upload_id


def all_holds() -> bool:
    return all(finding.holds for finding in check())


def test_an_undone_upload_leaves_the_numbers_as_they_were(own_examples: Path) -> None:
    before = every("SELECT theme_id, count(*) FROM coding_now GROUP BY ALL ORDER BY ALL")
    upload_id = take(["A-1", "Words", "Angus", "Digital exclusion", "A new group", "third sector"])
    assert every("SELECT theme_id, count(*) FROM coding_now GROUP BY ALL ORDER BY ALL") != before
    taken = taking_back.undo_upload(upload_id, "a test")
    assert (taken["rows_removed"], taken["rows_restored"], taken["rows_stayed"]) == (1, 0, 0)
    assert every("SELECT theme_id, count(*) FROM coding_now GROUP BY ALL ORDER BY ALL") == before
    assert every("SELECT count(*) FROM source WHERE name = 'A new group'") == [(0,)]
    assert all_holds()


def test_an_undone_upload_can_be_brought_in_again(empty: Path) -> None:
    row = ["A-1", "Words", "Angus", "Digital exclusion", "A group", "third sector"]
    taking_back.undo_upload(take(row), "a test")
    take(row)
    assert every("SELECT insight_id FROM insight WHERE removed_at IS NULL") == [("A-1",)]
    assert every("SELECT count(*) FROM coding_now") == [(1,)]
    assert all_holds()


def test_a_change_is_taken_back_to_what_the_row_was_before(empty: Path) -> None:
    take(["A-1", "Words", "Angus", "Digital exclusion", "A group", ""])
    later = take(["A-1", "Words", "Moray", "Food and essentials", "A group", ""])
    taken = taking_back.undo_upload(later, "a test")
    assert (taken["rows_removed"], taken["rows_restored"]) == (0, 1)
    assert every("SELECT place_text FROM insight") == [("Angus",)]
    assert every("SELECT council_code FROM insight_place") == [("S12000041",)]
    assert every("SELECT theme_id FROM coding_now") == [("TH-15",)]
    assert all_holds()


def test_a_row_that_a_later_upload_changed_stays_and_is_said(empty: Path) -> None:
    first = take(["A-1", "Words", "Angus", "", "A group", ""])
    take(["A-1", "Words", "Moray", "", "A group", ""])
    taken = taking_back.undo_upload(first, "a test")
    assert (taken["rows_removed"], taken["rows_stayed"]) == (0, 1)
    assert every("SELECT place_text FROM insight") == [("Moray",)]


def test_uploads_taken_back_in_any_order_leave_nothing_behind(empty: Path) -> None:
    first = take(["A-1", "Words", "Angus", "", "A group", ""])
    second = take(["A-1", "Words", "Moray", "", "A group", ""])
    third = take(["A-1", "Words", "Fife", "", "A group", ""])
    taking_back.undo_upload(second, "a test")
    assert every("SELECT place_text FROM insight WHERE removed_at IS NULL") == [("Fife",)]
    taking_back.undo_upload(third, "a test")
    assert every("SELECT place_text FROM insight WHERE removed_at IS NULL") == [("Angus",)]
    taking_back.undo_upload(first, "a test")
    assert every("SELECT count(*) FROM insight WHERE removed_at IS NULL") == [(0,)]
    assert all_holds()


def test_the_first_upload_taken_back_before_the_second_leaves_nothing_either(empty: Path) -> None:
    first = take(["A-1", "Words", "Angus", "", "A group", ""])
    second = take(["A-1", "Words", "Moray", "", "A group", ""])
    taking_back.undo_upload(first, "a test")
    taking_back.undo_upload(second, "a test")
    assert every("SELECT count(*) FROM insight WHERE removed_at IS NULL") == [(0,)]
    assert all_holds()


def test_an_upload_is_taken_back_only_once(empty: Path) -> None:
    upload_id = take(["A-1", "Words", "", "", "", ""])
    taking_back.undo_upload(upload_id, "a test")
    with pytest.raises(Refused, match="already"):
        taking_back.undo_upload(upload_id, "a test")
    with pytest.raises(Refused, match="no upload"):
        taking_back.undo_upload("not-an-upload", "a test")


def test_themes_in_use_cannot_be_taken_back(own_examples: Path) -> None:
    themes = next(one for one in history.list_uploads() if one["kind"] == "theme")
    with pytest.raises(Refused, match="given to"):
        taking_back.undo_upload(themes["upload_id"], "a test")
    assert every("SELECT count(*) FROM theme") == [(25,)]


def test_unused_themes_can_be_taken_back_and_brought_in_again(empty: Path) -> None:
    (themes,) = history.list_uploads()
    taking_back.undo_upload(themes["upload_id"], "a test")
    assert every("SELECT count(*) FROM theme") == [(0,)]
    content = Path("data/examples/themes.csv").read_bytes()
    assert import_file(content, "themes.csv").rows_saved == 25
    assert every("SELECT count(*) FROM theme WHERE parent_theme_id IS NOT NULL") == [(21,)]


def test_parked_rows_wait_once_and_go_with_their_upload(empty: Path) -> None:
    upload_id = take(["A-1", "", "Fife", "", "", ""])
    assert import_file(csv_file([HEADER, ["A-1", "", "Fife", "", "", ""]]), "heard.csv").upload_id is None
    waiting = history.parked_rows()
    assert [(row["reason"], row["cells"]) for row in waiting] == [("no_text", {"insight_id": "A-1", "place": "Fife"})]
    taking_back.undo_upload(upload_id, "a test")
    assert history.parked_rows() == []


def test_a_source_has_a_size_only_where_a_file_tells_it_and_loses_it_with_that_file(empty: Path) -> None:
    heads = ["insight_id", "text", "source_name", "Size of organisation"]
    import_file(csv_file([heads, ["A-1", "Words", "A group", ""], ["A-2", "Words", "B group", "perhaps"]]), "one.csv")
    assert every("SELECT name, size FROM source ORDER BY name") == [("A group", None), ("B group", None)]
    assert every("SELECT field, raw FROM unresolved") == [("organisation_size", "perhaps")]
    told = csv_file([["title", "organisation", "org size"], ["A story", "a  GROUP", "10-49 staff"]])
    upload_id = import_file(told, "two.csv").upload_id
    assert every("SELECT size FROM source WHERE name = 'A group'") == [("small",)]
    assert upload_id
    taking_back.undo_upload(upload_id, "a test")
    assert every("SELECT size FROM source WHERE name = 'A group'") == [(None,)]


def test_a_source_has_a_sector_as_soon_as_one_upload_tells_it(empty: Path) -> None:
    take(["A-1", "Words", "", "", "A group", ""])
    upload_id = take(["A-2", "More words", "", "", "a  GROUP", "third sector"])
    assert every("SELECT name, sector FROM source") == [("A group", "third sector")]
    taking_back.undo_upload(upload_id, "a test")
    assert every("SELECT name, sector FROM source") == [("A group", None)]
