"""The reference tables of Scotland: totals that are known, codes that meet, shares that add up."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from data.errors import Refused
from data.places import gazetteer
from data.plain import plain
from data.settings import EXAMPLES, REFERENCE
from data.vocabulary import vocabulary
from data.yardsticks import yardsticks

Row = dict[str, str]
AREA_TABLES = ("council", "health_board", "hscp")
FIFTHS = [f"simd_zones_q{fifth}" for fifth in range(2, 6)]  # the first stands in deprivation.csv
SCOTLAND = "S92000003"


def table(name: str) -> list[Row]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def column(name: str, key: str) -> list[str]:
    return [row[key] for row in table(name)]


def total(rows: list[Row], key: str) -> int:
    return sum(int(row[key]) for row in rows)


def council(name: str) -> Row:
    return next(row for row in table("council") if row["council"] == name)


COUNCILS = set(column("council", "council_code"))


@pytest.mark.parametrize(("name", "areas"), [("council", 32), ("health_board", 14), ("hscp", 31)])
def test_scotland_has_its_councils_boards_and_partnerships(name: str, areas: int) -> None:
    key = "council_code" if name == "council" else "code"
    assert len(set(column(name, key))) == areas == len(table(name))


@pytest.mark.parametrize("name", AREA_TABLES)
def test_no_cell_of_an_area_is_blank(name: str) -> None:
    assert all(value.strip() for row in table(name) for value in row.values())


def zones(name: str) -> Row:
    code = council(name)["council_code"]
    return next(row for row in table("deprivation") if row["council_code"] == code)


def test_the_population_adds_up_to_that_of_scotland() -> None:
    assert total(table("population"), "population") == 5_447_700


def test_all_data_zones_are_in_one_fifth() -> None:
    first = {row["council_code"]: int(row["zones_most_deprived"]) for row in table("deprivation")}
    assert total(table("deprivation"), "zones") == 6_976
    assert sum(first.values()) == 1395
    assert [total(table("council"), fifth) for fifth in FIFTHS] == [1395, 1395, 1395, 1396]
    for row in table("council"):
        others = sum(int(row[fifth]) for fifth in FIFTHS)
        assert first[row["council_code"]] + others == int(zones(row["council"])["zones"])


@pytest.mark.parametrize("name", ["population", "deprivation", "urban_rural"])
def test_a_table_that_counts_are_held_against_names_its_year_and_source(name: str, tmp_path: Path) -> None:
    held = yardsticks()[name]
    assert re.fullmatch(r"\d{4}", held.year)
    assert held.year in held.words
    assert held.source in held.words
    for row in table(name):
        assert row["council_code"] in COUNCILS
    shutil.copytree(REFERENCE, tmp_path / "reference")
    newer = (REFERENCE / f"{name}.csv").read_text(encoding="utf-8").replace(f",{held.year},", ",2031,")
    (tmp_path / "reference" / f"{name}.csv").write_text(newer, encoding="utf-8")
    assert yardsticks(tmp_path / "reference")[name].year == "2031"
    (tmp_path / "reference" / f"{name}.csv").write_text(newer.replace(",2031,", f",{held.year},", 1), encoding="utf-8")
    with pytest.raises(Refused, match=name):
        yardsticks(tmp_path / "reference")


@pytest.mark.parametrize("name", AREA_TABLES)
def test_the_shares_of_people_by_fifth_add_to_one(name: str) -> None:
    for row in table(name):
        assert sum(float(row[f"pop_share_q{fifth}"]) for fifth in range(1, 6)) == pytest.approx(1, abs=0.001)


def test_339_of_the_746_zones_of_glasgow_are_in_the_most_deprived_fifth() -> None:
    glasgow = zones("Glasgow City")
    assert (glasgow["zones"], glasgow["zones_most_deprived"]) == ("746", "339")


@pytest.mark.parametrize(
    ("name", "per_cent"),
    [
        ("Glasgow City", 45.4),
        ("Inverclyde", 44.7),
        ("North Ayrshire", 39.8),
        ("West Dunbartonshire", 39.7),
        ("Dundee City", 37.2),
    ],
)
def test_the_published_local_shares_come_out(name: str, per_cent: float) -> None:
    row = zones(name)
    assert round(100 * int(row["zones_most_deprived"]) / int(row["zones"]), 1) == per_cent


def test_no_zone_of_an_island_council_is_in_the_most_deprived_fifth() -> None:
    islands = [zones(row["council"]) for row in table("council") if row["is_island"] == "True"]
    assert [row["zones_most_deprived"] for row in islands] == ["0", "0", "0"]


def test_the_urban_and_rural_shares_of_a_council_add_to_one() -> None:
    for row in table("council"):
        shares = [float(value) for key, value in row.items() if key.startswith("ur6_pop_share")]
        assert sum(shares) == pytest.approx(1, abs=0.001)


def test_councils_nest_in_partnerships_and_both_in_boards() -> None:
    boards, partnerships = set(column("health_board", "code")), set(column("hscp", "code"))
    assert set(column("council", "health_board_code")) == boards
    assert set(column("council", "hscp_code")) == partnerships
    assert set(column("hscp", "health_board_code")) == boards
    for name, key in (("health_board", "health_board_code"), ("hscp", "hscp_code")):
        members = defaultdict(set)
        for row in table("council"):
            members[row[key]].add(row["council_code"])
        assert {row["code"]: set(row["council_codes"].split(";")) for row in table(name)} == members


def test_every_alias_is_in_plain_form_unique_and_points_at_an_area() -> None:
    rows = table("place_alias")
    known = COUNCILS | set(column("health_board", "code")) | set(column("hscp", "code")) | {SCOTLAND}
    prefix = {"council": "S12", "health_board": "S08", "hscp": "S37", "national": "S92", "island_group": "S12"}
    assert len({row["normal"] for row in rows}) == len(rows) >= 200
    for row in rows:
        codes = [code for code in row["code"].split(";") if code]
        assert plain(row["alias"]) == row["normal"]
        assert set(codes) <= known
        if row["level"] != "ambiguous":
            assert codes
            assert all(code.startswith(prefix[row["level"]]) for code in codes)
    assert known <= {row["code"] for row in rows}


@pytest.mark.parametrize("name", ["place_addition", "wider_region"])
def test_every_added_place_and_region_points_at_known_areas_once(name: str) -> None:
    rows = table(name)
    key = "codes" if name == "place_addition" else "councils"
    assert len({plain(row["name"]) for row in rows}) == len(rows)
    for row in rows:
        assert all(gazetteer().name(code) for code in row[key].split(";") if code), row
        assert row["note"]
    if name == "place_addition":
        assert {row["sure"] for row in rows} == {"yes", "no"}


def test_every_word_around_a_place_has_a_known_rule() -> None:
    rows = table("place_qualifier")
    assert len({(row["words"], row["position"]) for row in rows}) == len(rows)
    assert {row["position"] for row in rows} == {"before", "after", "alone", "beside"}
    assert {row["kind"] for row in rows} == {"same", "part", "hscp", "nowhere", "unsure"}
    assert {row["applies_to"] for row in rows} == {"any", "area", "town"}
    assert all(plain(row["words"]) == row["words"] for row in rows)


@pytest.mark.parametrize("key", ["sector", "district"])
def test_the_shares_of_a_postcode_add_to_one_with_one_main_council(key: str) -> None:
    rows = table(f"postcode_{key}_council")
    shares: dict[str, float] = defaultdict(float)
    mains = Counter(row[key] for row in rows if row["is_main"] == "True")
    for row in rows:
        shares[row[key]] += float(row["share"])
    assert {row["council_code"] for row in rows} == COUNCILS
    assert len({(row[key], row["council_code"]) for row in rows}) == len(rows)
    assert all(share == pytest.approx(1, abs=0.001) for share in shares.values())
    assert set(mains) == set(shares)
    assert set(mains.values()) == {1}


def test_sectors_and_districts_hold_the_same_postcodes() -> None:
    counts = []
    for key in ("sector", "district"):
        held: Counter[str] = Counter()
        for row in table(f"postcode_{key}_council"):
            held[row["district"]] += int(row["postcodes"])
        counts.append(held)
    assert counts[0] == counts[1]


def test_towns_lie_in_councils_and_shared_names_are_flagged() -> None:
    rows = table("town")
    councils_of = defaultdict(set)
    for row in rows:
        councils_of[row["normal"]].add(row["council_code"])
    assert sum(row["kind"] == "settlement" for row in rows) >= 500
    assert len({(row["normal"], row["council_code"]) for row in rows}) == len(rows)
    for row in rows:
        assert row["council_code"] in COUNCILS
        assert plain(row["town"]) == row["normal"]
        assert (row["is_ambiguous"] == "True") == (len(councils_of[row["normal"]]) > 1) == bool(row["ambiguous"])


def test_every_yardstick_is_a_share_with_its_source_or_says_why_there_is_none() -> None:
    rows = table("equality")
    assert len({(row["group"], row["category"]) for row in rows}) == len(rows) == 122
    for row in rows:
        if row["basis"] == "not sourced":
            assert not row["share_of_population"]
            assert row["note"]
        else:
            assert 0 <= float(row["share_of_population"]) <= 1
            assert row["source"]
            assert row["year"]


@pytest.mark.parametrize(
    ("group", "beginning"),
    [
        ("Age", ""),
        ("Sex", ""),
        ("Religion", ""),
        ("SIMD quintile", "Quintile"),
        ("Urban-rural (6-fold)", ""),
        ("Urban-rural (8-fold)", ""),
    ],
)
def test_categories_that_part_all_people_add_to_one(group: str, beginning: str) -> None:
    shares = [
        float(row["share_of_population"])
        for row in table("equality")
        if row["group"] == group and row["category"].startswith(beginning) and "total" not in row["category"]
    ]
    assert sum(shares) == pytest.approx(1, abs=0.002)


def test_the_counts_by_council_add_back_to_the_share_of_scotland() -> None:
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    councils: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in table("equality_council"):
        key = (row["group"], row["category"])
        counts[key][0] += int(row["count"])
        counts[key][1] += int(row["base_count"])
        councils[key].append(row["council_code"])
    assert all(sorted(codes) == sorted(COUNCILS) for codes in councils.values())
    whole = {(row["group"], row["category"]): row["share_of_population"] for row in table("equality")}
    assert set(counts) <= set(whole)
    for key, (count, base) in counts.items():
        assert float(whole[key]) == pytest.approx(count / base, abs=0.0006)


def test_every_group_is_reviewed_once_against_the_yardsticks() -> None:
    rows = table("group_alias")
    assert [row["label"] for row in rows] == list(vocabulary().values("group"))
    assert all(row["compare"] in ("yes", "no") and row["note"] for row in rows)


def test_a_group_is_compared_only_with_a_sourced_share_of_all_people() -> None:
    yardsticks = {(row["group"], row["category"]): row for row in table("equality")}
    compared = []
    for row in table("group_alias"):
        key = (row["group"], row["category"])
        assert key == ("", "") or key in yardsticks
        if row["compare"] == "yes":
            compared.append(key)
            assert yardsticks[key]["base"] == "all people"
            assert float(yardsticks[key]["share_of_population"]) > 0
    assert len(set(compared)) == len(compared) >= 5


def test_no_total_is_compared_beside_its_part() -> None:
    compared: dict[str, list[str]] = defaultdict(list)
    for row in table("group_alias"):
        if row["compare"] == "yes":
            compared[row["group"]].append(row["category"])
    assert all(len(names) == 1 or not any("total" in name for name in names) for names in compared.values())


def test_every_council_has_its_tile_its_label_point_and_its_line_in_the_lookup() -> None:
    for name in ("tile_grid", "council_point", "area_lookup"):
        assert set(column(f"geo/{name}", "council_code")) == COUNCILS
    assert set(column("geo/tile_grid_board", "board_code")) == set(column("health_board", "code"))
    for name in ("tile_grid", "tile_grid_board"):
        tiles = [(row["column"], row["row"]) for row in table(f"geo/{name}")]
        assert len(set(tiles)) == len(tiles)


def test_no_reference_or_example_file_tells_of_the_machine_it_was_made_on() -> None:
    files = [path for folder in (REFERENCE, EXAMPLES) for path in folder.rglob("*") if path.suffix in (".csv", ".md")]
    assert len(files) > 15
    for path in files:
        assert not re.search(r"(?<![\w.])/(work|tmp|home|root)/", path.read_text(encoding="utf-8")), path.name


def test_every_data_file_is_named_in_the_sources() -> None:
    for folder in (REFERENCE, REFERENCE / "geo", EXAMPLES):
        words = (folder / "SOURCES.md").read_text(encoding="utf-8")
        files = [path.name for path in folder.iterdir() if path.suffix in (".csv", ".geojson", ".xlsx")]
        assert [name for name in files if name not in words] == []


def test_only_groups_whose_share_is_of_all_people_are_held_against_it() -> None:
    share = {(row["group"], row["category"]): row for row in table("equality")}
    for row in table("group_alias"):
        assert (row["category"] == "") == (row["group"] == "")
        assert not row["category"] or (row["group"], row["category"]) in share, row
        if row["compare"] == "yes":
            yardstick = share[row["group"], row["category"]]
            assert yardstick["share_of_population"]
            assert yardstick["base"] == "all people"
        else:
            assert row["compare"] == "no"
        assert row["note"]
