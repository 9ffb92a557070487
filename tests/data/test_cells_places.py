"""Places as teams write them: what is sure, what is asked about, and what is suggested."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import connect
from data.areas import reference_rows
from data.choices import Choices
from data.places import gazetteer
from data.uploads import import_file
from tests.sheets import csv_file

FIFE, EDINBURGH, GLASGOW = "S12000047", "S12000036", "S12000049"
AYRSHIRES = ("S12000008", "S12000021", "S12000028")


@pytest.mark.parametrize(
    ("cell", "places"),
    [
        ("EH6", (EDINBURGH,)),
        ("EH6 5NP", (EDINBURGH,)),
        ("EH6 5", (EDINBURGH,)),
        ("G41; EH6", (GLASGOW, EDINBURGH)),
        ("Glasgow HSCP", ("S37000034",)),
        ("GCHSCP", ("S37000034",)),
        ("HSCP Glasgow", ("S37000034",)),
        ("HSC North Lanarkshire", ("S37000035",)),
        ("Glasgow City HSCP, Renfrewshire HSCP", ("S37000034", "S37000024")),
        ("NHS GG&C", ("S08000031",)),
        ("W. Isles", ("S12000013",)),
        ("G. Glasgow & Clyde", ("S08000031",)),
        ("Somewhere in Ayrshire", ("S08000015",)),
        ("Ayrshire", ("S08000015",)),
        ("Lothian", ("S08000024",)),
        ("Tayside", ("S08000030",)),
        ("NHS Fife", ("S08000029",)),
        ("All Ayrshires", AYRSHIRES),
        ("N&S Lanarkshire", ("S12000050", "S12000029")),
        ("East/Mid Lothian", ("S12000010", "S12000019")),
        ("St Andrews", (FIFE,)),
        ("Ft William", ("S12000017",)),
        ("NE Glasgow", (GLASGOW,)),
        ("Newport, Fife", (FIFE,)),
        ("Newport-on-Tay", (FIFE,)),
        ("Dunbar, East Lothian", ("S12000010",)),
        ("Glasgow, Edinburgh & Fife", (GLASGOW, EDINBURGH, FIFE)),
        ("• Glasgow\n• Fife", (GLASGOW, FIFE)),
        ("Scottish Central Belt", ("wider_region",)),
        ("Scotland-wide", ("national",)),
        ("Online", ("not_known",)),
        ("n/a", ("not_known",)),
    ],
)
def test_a_cell_names_its_areas(cell: str, places: tuple[str, ...]) -> None:
    match = gazetteer().match(cell)
    assert (tuple(area.place_id for area in match.areas), match.unplaced) == (places, ())


@pytest.mark.parametrize(
    ("cell", "reason"),
    [("Newport", "ambiguous"), ("Blackburn", "ambiguous"), ("Deeside", "ambiguous"), ("Edinbrugh", "unknown"),
     ("England", "unknown"), ("Nowhereshire", "unknown")],
)  # fmt: skip
def test_what_is_not_sure_is_asked_about(cell: str, reason: str) -> None:
    match = gazetteer().match(cell)
    assert [(one.raw, one.reason) for one in match.unplaced] == [(cell, reason)]
    assert [area.place_id for area in match.areas] == ["not_known"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Edinbrugh", EDINBURGH), ("Glasgwo", GLASGOW), ("Fyfe", FIFE), ("Midlothain", "S12000019"),
     ("East Ayshire", "S12000008"), ("Invernes", "S12000017"), ("Dumfreis and Galoway", "S12000006")],
)  # fmt: skip
def test_a_typing_mistake_suggests_the_place_that_was_meant(typed: str, code: str) -> None:
    assert code in gazetteer().suggest(typed)[0].codes


COUNCILS = [(row["council"], row["council_code"]) for row in reference_rows("council")]


@given(
    st.lists(st.sampled_from(COUNCILS), min_size=1, max_size=5, unique=True),
    st.sampled_from(["; ", "\n", " | ", " / "]),
)
def test_a_list_of_councils_is_those_councils(councils: list[tuple[str, str]], sign: str) -> None:
    match = gazetteer().match(sign.join(name for name, _ in councils))
    assert {area.place_id for area in match.areas} == {code for _, code in councils}


@given(st.text(max_size=100))
def test_no_cell_breaks_the_matching(text: str) -> None:
    assert gazetteer().match(text).areas


def test_of_a_full_postcode_only_the_sector_stays_and_it_is_a_place(empty: Path) -> None:
    rows = [["text", "place"], ["A thing was said", "EH6 5NP"], ["Another was said", "Leith, EH6 5NP"]]
    receipt = import_file(csv_file(rows), "postcodes.csv")
    with connect.database().cursor() as cursor:
        stored = cursor.execute(
            "SELECT place_text, council_code FROM insight JOIN insight_place USING (insight_id) ORDER BY 1"
        ).fetchall()
        kept = cursor.execute("SELECT content FROM upload_file").fetchall()
    assert stored == [("EH6 5", "S12000036"), ("Leith, EH6 5", "S12000036")]
    assert b"5NP" not in kept[0][0]
    assert {problem.code for problem in receipt.problems} == {"personal_data"}
    again = import_file(csv_file(rows), "postcodes.csv", Choices(personal="keep", personal_reason="agreed"))
    assert again.rows_saved == 2  # the same two rows, brought up to date: now whole, as somebody chose
    with connect.database().cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM insight").fetchone() == (2,)


def test_people_without_a_name_are_not_one_source(empty: Path) -> None:
    import_file(csv_file([["text", "source"], ["One", "Anonymous"], ["Two", "n/a"], ["Three", "The hall"]]), "a.csv")
    with connect.database().cursor() as cursor:
        assert cursor.execute("SELECT name FROM source").fetchall() == [("The hall",)]
