"""Which column is which: by name, by likeness, by what stands in it, by what a person decided – and why."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from components.upload_columns import how_sure, mapping_json
from data import column_mappings, connect
from data.choices import Choices
from data.column_content import fits
from data.column_decisions import decided
from data.column_guess import understand
from data.columns import LIKELY, SURE, Column
from data.commands import run
from data.errors import Refused
from data.header_names import heading
from data.receipts import Receipt
from data.uploads import import_file
from data.workbook import Cell
from tests.data.layouts import DAYS, PLACES, SAID, THEMES
from tests.sheets import csv_file, xlsx_file

pytestmark = pytest.mark.process

THEME_NAMES = {name.lower(): name for name in THEMES}


def themes(raw: str) -> str | None:
    return THEME_NAMES.get(raw.strip().lower())


def columns(
    header: list[str], *cells: Any, kind: str = "insight", mapping: dict[str, str] | None = None
) -> list[Column]:
    """The columns of a table of these headers over these columns of cells."""
    body: list[list[Cell]] = [list(row) for row in zip(*cells, strict=True)]
    told = [heading(words) if words else None for words in header]
    return list(understand(told, body, kind, "", decided({}), themes))


def one(question: str, *values: Any) -> tuple[Any, ...]:
    with connect.database().cursor() as cursor:
        found = cursor.execute(question, list(values)).fetchone()
    assert found is not None
    return found


def every(question: str) -> list[tuple[Any, ...]]:
    with connect.database().cursor() as cursor:
        return cursor.execute(question).fetchall()


def take(header: list[str], *rows: list[Any], **options: Any) -> Receipt:
    return import_file(csv_file([header, *rows]), "heard.csv", who="a test", **options)


def told(receipt: Receipt, code: str) -> list[tuple[str, str]]:
    return [(problem.column, problem.what_to_do) for problem in receipt.problems if problem.code == code]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("What did we hear?", "text"),
        ("Area", "place"),
        ("Date of conversation", "recorded_on"),
        ("Key theme(s)", "themes"),
        ("Who is affected?", "groups"),
        ("Link", "source_url"),
        ("DATE (dd/mm/yyyy)", "recorded_on"),
        ("4. Local authority *", "place"),
        ("Q12 Feedback", "text"),
        ("Theme 1", "themes"),
        ("Date\nas exactly as known", "recorded_on"),
    ],
)
def test_a_known_name_is_sure_with_whatever_is_added_to_it(header: str, field: str) -> None:
    (column,) = columns([header], ["x"])
    assert (column.field, column.how) == (field, "name")
    assert column.confidence >= SURE


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Whereabouts", ["Fife", "Moray", "Angus", "Leith"], "place"),
        ("Happened", ["3 March 2026", "4/3/2026", "May 2026"], "recorded_on"),
        ("Strand", ["Digital exclusion; Inequality", "Inequality", "Digital exclusion"], "themes"),
        ("For whom", ["Older people", "Unpaid carers; Women", "Disabled people"], "groups"),
        ("Came by", ["Survey", "Social media", "Podcast", "Survey"], "source_kind"),
        ("More at", ["https://example.org/1", "https://example.org/2", "www.example.org"], "source_url"),
        ("Helped?", ["Barrier", "Enabler", "Barrier"], "barrier_or_enabler"),
        ("May it be shown", ["Workshop only", "Workshop only", "Not to be quoted"], "quote_permission"),
        ("Zone", ["S01006506", "S01006507", "S01006508"], "data_zone"),
        ("Col 3", list(SAID), "text"),
    ],
)
def test_cells_that_are_clear_say_what_a_column_is(header: str, cells: list[str], field: str) -> None:
    (column,) = columns([header], cells)
    assert (column.field, column.how) == (field, "content"), column
    assert LIKELY <= column.confidence < SURE
    assert f"of {len(cells)} cells are" in column.because


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Lunch arrived", ["yes", "no", "yes", "yes"]),
        ("Chair", ["blue", "red", "blue", "green"]),
        ("Row", [1, 2, 3, 4]),
        ("Code of person", ["P01", "P02", "P03", "P04"]),
        ("Score", [20_150, 41_000, 39_000, 25_000]),
        ("Told by", ["NHS Fife", "Glasgow City Council", "Moray HSCP", "NHS Lothian"]),
        ("One cell", ["Fife"]),
        ("Status", ["Open", "Open", "Both", "None"]),
        ("Region of the body", ["knee", "hip", "hand", "knee"]),
    ],
)
def test_cells_that_could_be_anything_are_not_read_as_something(header: str, cells: list[Any]) -> None:
    (column,) = columns([header], cells)
    assert column.field is None, column


def test_a_name_like_a_known_one_counts_less_where_the_cells_speak_against_it() -> None:
    (near,) = columns(["Loaction"], PLACES)
    (against,) = columns(["Religion"], ["one", "two", "three", "one", "two", "three"])
    assert (near.field, near.how) == ("place", "near")
    assert near.confidence >= LIKELY
    assert against.field is None


def test_confidence_is_the_share_of_cells_that_fit_less_where_there_are_few() -> None:
    few = fits(PLACES[:2], "insight", themes)["place"]
    many = fits(PLACES, "insight", themes)["place"]
    mixed = fits([*PLACES[:3], "the hall", "the road", "the shop"], "insight", themes)["place"]
    assert few.confidence == pytest.approx(0.9 * 2 / 3)
    assert many.confidence == pytest.approx(0.9 * 6 / 7)
    assert mixed.share == 0.5
    assert mixed.confidence < LIKELY


def test_only_the_first_rows_are_looked_at() -> None:
    (column,) = columns(["Whereabouts"], [*["Fife"] * 200, *["the hall"] * 2_000])
    assert column.field == "place"
    assert column.because == "200 of 200 cells are places"


def test_what_a_column_was_read_as_is_told_with_the_reason(empty: Path) -> None:
    receipt = take(["What did we hear?", "Whereabouts"], *[[SAID[at], PLACES[at]] for at in range(6)])
    assert told(receipt, "column_guessed") == [
        ("Whereabouts", "Read as Place because 6 of 6 cells are places. Change it if wrong.")
    ]
    assert one("SELECT count(*) FROM insight_place WHERE place_level = 'council'") == (6,)


def test_what_is_unsure_is_only_offered_and_kept_with_each_row(empty: Path) -> None:
    cells = ["Fife", "Moray", "the hall", "the shop", "the road", "Angus"]
    receipt = take(["What did we hear?", "Spot"], *[[SAID[at], cells[at]] for at in range(6)])
    ((column, words),) = told(receipt, "column_not_understood")
    assert column == "Spot"
    assert "It may be Place: 3 of 6 cells are places." in words
    assert receipt.mapping == {"What did we hear?": "text"}
    assert one("SELECT original_cells FROM insight WHERE text = $1", SAID[0]) == ('{"Spot": "Fife"}',)


def test_of_two_columns_for_one_field_the_name_decides_and_not_the_place(empty: Path) -> None:
    rows = [[SAID[at], PLACES[at], PLACES[at + 1]] for at in range(3)]
    receipt = take(["text", "town", "council"], *rows)
    assert receipt.mapping["council"] == "place"
    ((column, words),) = told(receipt, "column_twice")
    assert column == "town"
    assert "“council” is used" in words


HEADERS = [
    "Ref no",
    "Date",
    "Area",
    "Town",
    "What did we hear?",
    "Whereabouts",
    "Theme 1",
    "Theme 2",
    "Notes",
    "Notes",
    "Chair",
]


def _row(at: int) -> list[Any]:
    return [
        f"A-{at}", DAYS[at], PLACES[at], "", SAID[at], PLACES[-1 - at], THEMES[at], THEMES[-1 - at],
        "first note" if at else "", f"second note {at}", "blue",
    ]  # fmt: skip


def _stored() -> list[tuple[Any, ...]]:
    return every(
        "SELECT insight_id, recorded_on, title, text, place_text, source_name, heard_from,"
        " (SELECT list(theme_id ORDER BY theme_id) FROM coding_now WHERE record_id = insight_id),"
        " (SELECT list(council_code ORDER BY council_code) FROM insight_place AS place"
        "  WHERE place.insight_id = insight.insight_id) FROM insight ORDER BY insight_id"
    )


def test_any_order_of_the_columns_gives_the_same_insights(empty: Path) -> None:
    order = list(range(len(HEADERS)))
    seen = []
    for seed in range(8):
        random.Random(seed).shuffle(order)
        rows = [[_row(at)[column] for column in order] for at in range(6)]
        receipt = take([HEADERS[column] for column in order], *rows)
        seen.append((_stored(), receipt.rows_saved + receipt.rows_unchanged))
        assert set(receipt.mapping.values()) == {"insight_id", "recorded_on", "place", "text", "themes"}
    assert all(one == seen[0] for one in seen)
    assert len(seen[0][0]) == 6


NAMES = ["Date", "Area", "Text", "Notes", "Themes", "Whereabouts", "Col", "Council", "Link", "Title", ""]
CELLS = some.sampled_from(
    [None, "Fife", "Moray", "3 March 2026", "A long line of what was said here", "yes", "12", THEMES[0]]
)


@settings(max_examples=60, deadline=None)
@given(
    some.lists(
        some.tuples(some.sampled_from(NAMES), some.lists(CELLS, min_size=4, max_size=4)), min_size=1, max_size=7
    ),
    some.randoms(use_true_random=False),
)
def test_which_column_is_used_does_not_depend_on_where_it_stands(
    made: list[tuple[str, list[str | None]]], chance: random.Random
) -> None:
    def used(of: list[tuple[str, list[str | None]]]) -> set[tuple[str, str, tuple[str | None, ...]]]:
        read = columns([name for name, _ in of], *[cells for _, cells in of])
        return {(column.field, of[column.at][0], tuple(of[column.at][1])) for column in read if column.field}

    other = list(made)
    chance.shuffle(other)
    assert used(made) == used(other)


def test_a_choice_is_remembered_for_its_header_when_the_file_is_saved(empty: Path) -> None:
    header, row = ["What was said in short", "Colour of the chair"], ["The words", "Fife"]
    choices = Choices(mapping={"Colour of the chair": "place", "What was said in short": "text"})
    take(header, row, choices=choices, dry_run=True)
    assert every("SELECT * FROM column_mapping") == []
    take(header, row, choices=choices)
    assert set(every("SELECT header_normal, kind, field, decided_by FROM column_mapping")) == {
        ("colour of the chair", "insight", "place", "a test"),
        ("what was said in short", "insight", "text", "a test"),
    }
    again = take(["COLOUR of the chair!", "What was said in short"], ["Moray", "Other words"])
    assert again.mapping == {"COLOUR of the chair!": "place", "What was said in short": "text"}
    seen = next(seen for seen in again.columns if seen.column.field == "place")
    assert how_sure(seen.column).startswith("Remembered from ")
    assert len(told(again, "column_remembered")) == 2


def test_a_remembered_header_can_be_left_out_and_a_choice_for_the_file_goes_before(empty: Path) -> None:
    take(["text", "place"], [SAID[0], "Fife"], choices=Choices(mapping={"place": ""}))
    assert take(["text", "place"], [SAID[1], "Fife"]).mapping == {"text": "text"}
    back = take(["text", "place"], [SAID[2], "Fife"], choices=Choices(mapping={"place": "place"}))
    assert back.mapping == {"text": "text", "place": "place"}
    assert every("SELECT * FROM column_mapping") == []  # the name alone says it again


def test_what_is_remembered_can_be_forgotten(empty: Path) -> None:
    take(["text", "Spot"], [SAID[0], "Fife"], choices=Choices(mapping={"Spot": "place"}))
    column_mappings.forget("Spot", "insight", "a test")
    assert column_mappings.remembered() == {}
    with pytest.raises(Refused):
        column_mappings.forget("Spot", "insight", "a test")


def test_an_upload_that_is_refused_remembers_nothing(empty: Path) -> None:
    receipt = take(["Colour", "Shape"], ["blue", "round"], choices=Choices(mapping={"Colour": "place"}))
    assert receipt.status == "rejected"
    assert every("SELECT * FROM column_mapping") == []


def test_a_header_without_text_is_refused_and_can_be_mended_by_a_choice(empty: Path) -> None:
    receipt = take(["Date", "Area", "Word"], ["3 March 2026", "Fife", "bus"], ["4 March 2026", "Moray", "hall"])
    assert (receipt.status, receipt.problems[0].code) == ("rejected", "no_text_column")
    assert [seen.column.header for seen in receipt.columns] == ["Date", "Area", "Word"]
    mended = take(["Date", "Area", "Word"], ["3 March 2026", "Fife", "bus"], choices=Choices(mapping={"Word": "text"}))
    assert mended.rows_saved == 1


def test_leaving_out_the_only_text_is_refused_in_words_and_shows_the_columns(empty: Path) -> None:
    receipt = take(["Date", "Text"], ["3 March 2026", SAID[0]], choices=Choices(mapping={"Text": ""}))
    assert (receipt.status, receipt.problems[0].code) == ("rejected", "no_text_column")
    assert [(seen.column.header, seen.column.how) for seen in receipt.columns] == [("Date", "name"), ("Text", "chosen")]


def test_rows_without_a_header_are_refused_however_clear_they_are(empty: Path) -> None:
    rows = [[f"A-{at}", DAYS[at].isoformat(), SAID[at], PLACES[at], THEMES[at]] for at in range(6)]
    receipt = import_file(csv_file(rows), "headless.csv")
    assert (receipt.status, receipt.problems[0].code) == ("rejected", "no_header")
    assert "header" in receipt.problems[0].what_to_do.lower()


TWICE = [[DAYS[at], "", SAID[at], "x", THEMES[at], THEMES[at + 1]] for at in range(4)]
MAPPED = xlsx_file(
    Heard=[["Date", "Notes", "Notes", "Who", "Theme 1", "Theme 2"], *TWICE],
    Stories=[["Title", "What changed", "Date", "Who"], ["A shed", "It opened", DAYS[0], "Club"]],
)


def test_the_mapping_that_an_import_prints_is_taken_back_and_gives_the_same(empty: Path, tmp_path: Path) -> None:
    file, mapping = tmp_path / "heard.xlsx", tmp_path / "mapping.json"
    file.write_bytes(MAPPED)
    first = run(["import", str(file), "--json", "--dry-run"])
    printed = json.loads(first.out)
    assert len(printed["mapping"]) == sum(
        len(set(part)) for part in (("date", "text", "t1", "t2"), ("t", "w", "d", "o"))
    )
    mapping.write_text(json.dumps(printed["mapping"]))
    again = json.loads(run(["import", str(file), "--json", "--dry-run", "--mapping", str(mapping)]).out)
    assert again["mapping"] == printed["mapping"]
    assert again["rows_saved"] == printed["rows_saved"] == 5
    columns_of = import_file(MAPPED, "heard.xlsx", dry_run=True).columns
    mapping.write_text(mapping_json(columns_of))
    third = json.loads(run(["import", str(file), "--json", "--dry-run", "--mapping", str(mapping)]).out)
    assert third["mapping"] == printed["mapping"]


def test_what_is_left_out_on_purpose_stands_in_the_downloaded_mapping(empty: Path) -> None:
    receipt = take(["text", "place", "Chair"], [SAID[0], "Fife", "blue"], choices=Choices(mapping={"place": ""}))
    assert json.loads(mapping_json(receipt.columns)) == {"text": "text", "place": ""}


def test_the_command_line_uses_what_is_remembered_and_its_own_mapping_first(empty: Path, tmp_path: Path) -> None:
    take(["text", "Spot"], [SAID[0], "Fife"], choices=Choices(mapping={"Spot": "place"}))
    file, mapping = tmp_path / "heard.csv", tmp_path / "mapping.json"
    file.write_bytes(csv_file([["text", "Spot"], [SAID[1], "Moray"]]))
    mapping.write_text('{"Spot": "title"}')
    assert json.loads(run(["import", str(file), "--json", "--dry-run"]).out)["mapping"]["Spot"] == "place"
    with_own = run(["import", str(file), "--json", "--dry-run", "--mapping", str(mapping)])
    assert json.loads(with_own.out)["mapping"]["Spot"] == "title"


def test_a_mapping_to_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Refused, match="txet"):
        Choices(mapping={"Words": "txet"})


def test_samples_show_no_personal_data(empty: Path) -> None:
    receipt = take(
        ["text", "DOB", "Reach"],
        [SAID[0], "01/02/1990", "sam.sample@example.org"],
        [SAID[1], "03/02/1991", "0131 496 0000"],
        dry_run=True,
    )
    shown = " ".join(sample for seen in receipt.columns for sample in seen.column.samples)
    for value in ("1990", "1991", "sample@", "0131"):
        assert value not in shown
    assert "[email removed]" in shown
