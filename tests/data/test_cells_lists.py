"""Cells that list themes or groups: how they are parted, and what counts as one name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.cell_words import CellWords
from data.connect import database
from data.list_words import names_in
from data.plain import plain
from data.remembered import Remembered
from data.themes import ThemeNames
from data.uploads import import_file
from tests.sheets import csv_file

NAMES = (
    "Inequality", "Digital exclusion", "Food and essentials", "Volunteering and mutual aid", "Poverty, debt and money",
    "Work/life balance", "Technology-enabled services and digital innovation",
)  # fmt: skip
KNOWN = {plain(name) for name in NAMES}
TWO = ("Inequality", "Digital exclusion")


def known(words: str) -> bool:
    return plain(words) in KNOWN


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Inequality; Digital exclusion", TWO),
        ("Inequality;Digital exclusion;", TWO),
        ("Inequality, Digital exclusion", TWO),
        ("Inequality / Digital exclusion", TWO),
        ("Inequality/Digital exclusion", TWO),
        ("Inequality | Digital exclusion", TWO),
        ("Inequality\nDigital exclusion", TWO),
        ("Inequality\r\n\r\nDigital exclusion", TWO),
        ("• Inequality\n• Digital exclusion", TWO),
        ("• Inequality • Digital exclusion", TWO),
        ("·Inequality·Digital exclusion", TWO),
        ("- Inequality\n- Digital exclusion", TWO),
        ("– Inequality – Digital exclusion", TWO),
        ("* Inequality * Digital exclusion", TWO),
        ("1. Inequality 2. Digital exclusion", TWO),
        ("1) Inequality\n2) Digital exclusion", TWO),
        ("(1) Inequality, (2) Digital exclusion", TWO),
        ("a) Inequality b) Digital exclusion", TWO),
        ("1.Inequality 2.Digital exclusion", TWO),
        ("#Inequality #Digital exclusion", TWO),
        ("Inequality and Digital exclusion", TWO),
        ("Inequality & Digital exclusion", TWO),
        ("Inequality + Digital exclusion", TWO),
        ("Inequality – Digital exclusion", TWO),
        ("“Inequality”; ‘Digital exclusion’.", TWO),
        ("INEQUALITY;\u00a0digital\u00a0exclusion", ("INEQUALITY", "digital exclusion")),
        ("Digital ex\u00adclusion\u200b", ("Digital exclusion",)),
        ("Food and essentials", ("Food and essentials",)),
        ("Food & essentials and Digital exclusion", ("Food & essentials", "Digital exclusion")),
        ("Food and essentials and Volunteering and mutual aid", ("Food and essentials", "Volunteering and mutual aid")),
        ("Poverty, debt and money", ("Poverty, debt and money",)),
        ("Inequality, Poverty, debt and money, Work/life balance",
         ("Inequality", "Poverty, debt and money", "Work/life balance")),
        ("Work/life balance/Inequality", ("Work/life balance", "Inequality")),
        ("Inequality, Digital exclusion, and Food and essentials", (*TWO, "Food and essentials")),
        (
            "Technology-enabled services\nand digital innovation",
            ("Technology-enabled services and digital innovation",),
        ),
        ("Inequality; Inequality", ("Inequality",)),
        # What is not known is not cut at words that may belong to it.
        ("Inequality and knitting", ("Inequality and knitting",)),
        ("knitting & crochet", ("knitting & crochet",)),
        ("knitting – by hand", ("knitting – by hand",)),
        ("Knitting, Crochet", ("Knitting", "Crochet")),
        ("Knitting/Crochet", ("Knitting", "Crochet")),
        ("Inequality, wool and needles", ("Inequality", "wool and needles")),
        ("24/7 care; 1,000 voices", ("24/7 care", "1,000 voices")),
        ("gas and/or light", ("gas and/or light",)),
        ("https://example.org/a,b", ("https://example.org/a,b",)),
        ("Step 2. Wait", ("Step 2. Wait",)),
        ("Housing (for tenants)", ("Housing (for tenants)",)),
        ("-", ()),
        (" ; \n • ", ()),
    ],
)  # fmt: skip
def test_a_cell_is_taken_apart_into_the_names_in_it(cell: str, names: tuple[str, ...]) -> None:
    assert names_in(cell, known) == names


def test_a_long_piece_of_prose_stays_whole() -> None:
    prose = "People told us, at length and in many words, that the bus had stopped, " * 5
    assert names_in(prose, known) == (" ".join(prose.split()).strip(" ,"),)


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), st.sampled_from(["; ", ", ", "\n", " / ", "\n• ", " | "])
)
def test_known_names_are_found_whatever_stands_between_them(names: list[str], sign: str) -> None:
    assert names_in(sign.join(names), known) == tuple(dict.fromkeys(names))


@given(st.text(alphabet="ab,;/&- \n•12.()*#and", max_size=120))
def test_no_cell_breaks_it_and_every_letter_stands_in_some_name(text: str) -> None:
    found = names_in(text, known)
    assert all(any(letter.isalnum() for letter in name) for name in found)
    assert names_in("; ".join(found), known) is not None
    told = re.sub(r"(?<![ab])[ab][.)]", " ", text)  # "a." and "b)" count the things of a list
    assert set("".join(found)) & set("ab") >= set(told) & set("ab")


@pytest.fixture
def words(empty: Path) -> Iterator[CellWords]:
    with database().cursor() as cursor:
        yield CellWords(ThemeNames(cursor), Remembered(cursor))


@pytest.mark.parametrize(
    ("cell", "themes"),
    [
        ("digital EXCLUSION", ["TH-15"]),
        ("th-15", ["TH-15"]),
        ("TH-15, TH-22", ["TH-15", "TH-22"]),
        ("Remote consultation", ["TH-16"]),
        ("Inequalities", ["TH-04"]),
        ("Food & essentials, Housing & homelessness", ["TH-11", "TH-22"]),
        ("Technology‑enabled services and digital innovation", ["TH-03"]),
        ("1. Housing and homelessness 2. Safety and domestic abuse", ["TH-22", "TH-24"]),
        ("Ｄｉｇｉｔａｌ exclusion", ["TH-15"]),
        ("Loneliness", ["TH-13"]),
        ("digital divide / fuel poverty", ["TH-15", "TH-19"]),
        ("n/a", []),
    ],
)
def test_themes_are_found_through_case_signs_number_and_known_other_names(
    words: CellWords, cell: str, themes: list[str]
) -> None:
    read = words.understand("themes", cell)
    assert (sorted(read.values), read.left) == (themes, ())


@pytest.mark.parametrize(
    ("cell", "groups"),
    [
        ("Older people, disabled people", ["disabled people", "older people"]),
        ("children & young people", ["children", "young people"]),
        ("Older people and unpaid carers", ["older people", "unpaid carers"]),
        ("Gypsy/Travellers", ["Gypsy/Travellers"]),
        ("Gypsy/Travellers/refugees and asylum seekers", ["Gypsy/Travellers", "refugees and asylum seekers"]),
        ("• Women\n• LGBT+ people", ["LGBT+ people", "women"]),
        ("older people\n/ carers", ["older people", "unpaid carers"]),
    ],
)
def test_groups_are_listed_in_the_same_ways(words: CellWords, cell: str, groups: list[str]) -> None:
    read = words.understand("groups", cell)
    assert (sorted(read.values), read.left) == (groups, ())


def test_a_near_miss_is_suggested_and_never_taken(words: CellWords) -> None:
    read = words.understand("themes", "Digtal exclusion")
    assert read.values == ()
    assert "Did you mean “Digital exclusion”?" in read.left[0].what_to_do
    place = words.understand("place", "Edinbrugh")
    assert [area.level for area in place.areas] == ["not_known"]
    assert "Did you mean “Edinburgh”?" in place.left[0].what_to_do


def test_a_theme_is_found_by_the_name_it_had_before_a_merge(empty: Path) -> None:
    rows: list[list[Any]] = [["event_id", "seq", "kind", "theme_ids", "into_id", "payload"],
            ["e-1", 9001, "merge", "TH-15;TH-16", "TH-99", '{"theme": "Getting online"}']]  # fmt: skip
    assert import_file(csv_file(rows), "events.csv").rows_saved == 1
    with database().cursor() as cursor:
        names = ThemeNames(cursor)
    assert {names.look_up(name) for name in ("Digital exclusion", "Remote consultations", "getting online")} == {
        "TH-99"
    }
    assert names.stands_as("TH-15") == "TH-99"
