"""An export comes back through the import with nothing changed."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from data import connect, ready
from data.errors import Refused
from data.export import export
from data.uploads import import_file
from tests.sheets import csv_file

pytestmark = pytest.mark.process

HEADER = [
    "insight_id",
    "recorded_on",
    "text",
    "place",
    "themes",
    "groups",
    "level",
    "chair",
    "sector",
    "source_name",
    "organisation_size",
]
ODD = [
    ["A-1", "31/02/2026", "=SUM(A1) they said", "Brigadoon", "Time travel; Food and essentials", "Giants", "cosmic",
     "blue", "third sector", "A group", "10-49 staff"],
    ["A-2", "March 2021", "-5 degrees in the hall", "Ayrshire", "", "older people", "micro", "", "", "A group", ""],
    ["A-3", "2021", "'quoted' and ; parted", "Perth, Fife", "", "", "", "+1", "", "https://example.org", "huge"],
]  # fmt: skip


def test_the_exported_examples_change_nothing_when_they_come_back(own_examples: Path, tmp_path: Path) -> None:
    rows = export(tmp_path / "all.xlsx")
    assert rows == {"themes": 25, "theme_events": 25, "insights": 228, "case_studies": 60}
    receipt = import_file((tmp_path / "all.xlsx").read_bytes(), "all.xlsx")
    assert (receipt.status, receipt.rows_read, receipt.rows_unchanged) == ("accepted", 338, 338)


def test_the_exported_examples_make_the_same_database_elsewhere(own_examples: Path, tmp_path: Path) -> None:
    export(tmp_path / "first.xlsx")
    connect.release()
    ready.create(tmp_path / "other.duckdb", themes=False, examples=False)
    receipt = import_file((tmp_path / "first.xlsx").read_bytes(), "first.xlsx")
    assert (receipt.status, receipt.rows_saved, receipt.rows_unchanged) == ("accepted", 313, 25)
    export(tmp_path / "second.xlsx")
    assert cells(tmp_path / "first.xlsx") == cells(tmp_path / "second.xlsx")


def test_odd_rows_come_back_unchanged_from_a_workbook_and_from_csv(empty: Path, tmp_path: Path) -> None:
    first = import_file(csv_file([HEADER, *ODD]), "odd.csv")
    assert first.rows_saved == 3
    export(tmp_path / "odd.xlsx")
    export(tmp_path / "odd")
    book = import_file((tmp_path / "odd.xlsx").read_bytes(), "odd.xlsx")
    assert (book.rows_saved, book.rows_parked, book.rows_unchanged) == (0, 0, 3 + 25 + 25)
    sheet = import_file((tmp_path / "odd" / "insights.csv").read_bytes(), "insights.csv")
    assert (sheet.rows_saved, sheet.rows_parked, sheet.rows_unchanged) == (0, 0, 3)


def test_the_size_of_an_organisation_and_a_word_that_is_no_size_go_along(empty: Path, tmp_path: Path) -> None:
    import_file(csv_file([HEADER, *ODD]), "odd.csv")
    export(tmp_path / "odd.xlsx")
    heads, *rows = openpyxl.load_workbook(tmp_path / "odd.xlsx")["insights"].iter_rows(values_only=True)
    at = heads.index("organisation_size")
    assert [row[at] for row in rows] == ["small", "small", "huge"]


def test_text_that_looks_like_a_formula_is_guarded_in_the_file(empty: Path, tmp_path: Path) -> None:
    import_file(csv_file([HEADER, *ODD]), "odd.csv")
    export(tmp_path / "odd.xlsx")
    texts = [row[4] for row in openpyxl.load_workbook(tmp_path / "odd.xlsx")["insights"].iter_rows(values_only=True)]
    assert texts == ["text", "'=SUM(A1) they said", "'-5 degrees in the hall", "'quoted' and ; parted"]


def test_an_export_never_overwrites(own_examples: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.xlsx").write_bytes(b"mine")
    with pytest.raises(Refused, match="exists already"):
        export(tmp_path / "mine.xlsx")
    assert (tmp_path / "mine.xlsx").read_bytes() == b"mine"


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
