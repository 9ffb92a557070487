"""From what people write as a place to areas of Scotland: sure where it is sure, and asking where it is not."""

from __future__ import annotations

import csv

import pytest

from data.areas import NOT_KNOWN, Area
from data.places import gazetteer
from data.settings import REFERENCE


def areas_of(text: str) -> list[str]:
    """The areas of a cell as words: the name of a council, partnership or board, else the level."""
    return [named(area) for area in gazetteer().match(text).areas]


def named(area: Area) -> str:
    if area.level in ("national", "wider_region", "not_known"):
        return area.level
    name = gazetteer().name(area.place_id)
    return f"{name} HSCP" if area.level == "hscp" else name


def left_over(text: str) -> list[tuple[str, str]]:
    return [(unplaced.raw, unplaced.reason) for unplaced in gazetteer().match(text).unplaced]


@pytest.mark.parametrize(
    ("written", "council"),
    [
        ("Glasgow", "Glasgow City"),
        ("GLASGOW CITY COUNCIL", "Glasgow City"),
        ("S12000049", "Glasgow City"),
        ("Western Isles", "Na h-Eileanan Siar"),
        ("Perth & Kinross", "Perth and Kinross"),
        ("Perth/Kinross", "Perth and Kinross"),
        ("Dumfries and Galloway", "Dumfries and Galloway"),
        ("N. Ayrshire", "North Ayrshire"),
        ("Fife Council area", "Fife"),
        ("Wigtownshire", "Dumfries and Galloway"),
        ("the Borders", "Scottish Borders"),
        ("Scottish Highlands", "Highland"),
    ],
)
def test_a_council_alias_finds_its_council(written: str, council: str) -> None:
    assert areas_of(written) == [council]
    assert left_over(written) == []


@pytest.mark.parametrize(
    ("written", "council"),
    [
        ("Kirkcaldy", "Fife"),
        ("Inverness", "Highland"),
        ("Stenhousemuir", "Falkirk"),
        ("Isle of Skye", "Highland"),
        ("Islay", "Argyll and Bute"),
        ("Cockenzie and Port Seton", "East Lothian"),
        ("Mull, Iona and Ulva", "Argyll and Bute"),
        ("Pollokshields", "Glasgow City"),
        ("Govan", "Glasgow City"),
        ("John O’Groats", "Highland"),
    ],
)
def test_a_town_an_island_and_a_well_known_part_of_a_city_are_in_their_council(written: str, council: str) -> None:
    assert areas_of(written) == [council]


def test_a_council_area_carries_all_three_codes() -> None:
    (area,) = gazetteer().match("Dunbar").areas
    assert area == Area("council", "S12000010", "S37000010", "S08000024")
    assert area.place_id == "S12000010"


def test_a_partnership_or_board_of_one_council_carries_it_too() -> None:
    assert gazetteer().match("NHS Fife").areas == (Area("health_board", "S12000047", "S37000032", "S08000029"),)
    assert gazetteer().match("Moray HSCP").areas == (Area("hscp", "S12000020", "S37000019", "S08000020"),)
    assert gazetteer().match("Clacks & Stirling HSCP").areas == (Area("hscp", None, "S37000005", "S08000019"),)


@pytest.mark.parametrize(
    ("written", "board"),
    [
        ("NHS GGC", "NHS Greater Glasgow and Clyde"),
        ("Greater Glasgow", "NHS Greater Glasgow and Clyde"),
        ("Lothian", "NHS Lothian"),
        ("Edinburgh and the Lothians", "NHS Lothian"),
        ("Ayrshire & Arran", "NHS Ayrshire and Arran"),
        ("Tayside", "NHS Tayside"),
    ],
)
def test_a_board_is_a_board_and_no_council(written: str, board: str) -> None:
    assert areas_of(written) == [board]
    assert gazetteer().match(written).areas[0].council_code is None


@pytest.mark.parametrize(
    "written",
    [
        "rural Scotland",
        "Scottish islands",
        "Highlands and Islands",
        "Highlands & Islands",
        "the Central Belt",
        "West of Scotland",
        "North east",
        "South West Scotland",
        "parts of Scotland",
        "Northern Scotland",
    ],
)
def test_a_region_without_a_fixed_boundary_is_a_wider_region(written: str) -> None:
    assert areas_of(written) == ["wider_region"]
    assert left_over(written) == []


@pytest.mark.parametrize("written", ["Scotland", "across Scotland", "National", "Scotland-wide", "All of Scotland"])
def test_all_scotland_is_national(written: str) -> None:
    assert areas_of(written) == ["national"]


@pytest.mark.parametrize("written", ["", "   ", "-", "n/a", "Unknown", "Not known", "online", "TBC"])
def test_a_cell_that_tells_no_place_is_not_known_and_asks_nothing(written: str) -> None:
    assert gazetteer().match(written).areas == (NOT_KNOWN,)
    assert gazetteer().match(written).unplaced == ()


@pytest.mark.parametrize(
    ("written", "councils"),
    [
        (
            "Midlothian, Highlands, North Ayrshire, Edinburgh and Glasgow",
            ["Midlothian", "Highland", "North Ayrshire", "City of Edinburgh", "Glasgow City"],
        ),
        ("East Ayrshire, Moray, Perth & Kinross", ["East Ayrshire", "Moray", "Perth and Kinross"]),
        (
            "Western Isles, Dumfries and Galloway, Ayrshire and Arran",
            ["Na h-Eileanan Siar", "Dumfries and Galloway", "NHS Ayrshire and Arran"],
        ),
        ("Highland, Moray and the islands", ["Highland", "Moray", "wider_region"]),
        ("Perth and Kinross and Fife", ["Perth and Kinross", "Fife"]),
        ("Stirling and Clackmannanshire", ["Stirling", "Clackmannanshire"]),
        ("Aberdeen City and Shire", ["Aberdeen City", "Aberdeenshire"]),
        ("North, East and South Ayrshire", ["East Ayrshire", "North Ayrshire", "South Ayrshire"]),
        ("Northern Isles", ["Orkney Islands", "Shetland Islands"]),
        ("Kilmarnock; Irvine; Ayr", ["East Ayrshire", "North Ayrshire", "South Ayrshire"]),
        ("Glasgow/Edinburgh", ["Glasgow City", "City of Edinburgh"]),
        ("Tayside & Fife", ["NHS Tayside", "Fife"]),
        ("Glasgow and Scotland", ["Glasgow City", "national"]),
        ("East Kilbride and Hamilton", ["South Lanarkshire"]),
    ],
)
def test_several_places_in_one_cell_are_several_areas_each_once(written: str, councils: list[str]) -> None:
    assert areas_of(written) == councils
    assert left_over(written) == []


@pytest.mark.parametrize(
    ("written", "area"),
    [
        ("Maryhill, Glasgow", "Glasgow City"),
        ("Glasgow (Maryhill)", "Glasgow City"),
        ("Govan Glasgow", "Glasgow City"),
        ("Kirkcaldy, Fife, Scotland", "Fife"),
        ("Lothian, Midlothian", "Midlothian"),
        ("Inverness, Highlands and Islands", "Highland"),
        ("Fife Council and NHS Fife", "Fife"),
        ("Dundee – Hilltown", "Dundee City"),
    ],
)
def test_a_narrower_place_beside_the_wider_one_it_lies_in_is_one_area(written: str, area: str) -> None:
    assert areas_of(written) == [area]
    assert left_over(written) == []


@pytest.mark.parametrize(
    ("written", "area"),
    [
        ("nr Selkirk", "Scottish Borders"),
        ("North Glasgow", "Glasgow City"),
        ("Glasgow Southside", "Glasgow City"),
        ("North east Glasgow and the Southside", "Glasgow City"),
        ("East Perthshire", "Perth and Kinross"),
        ("Highland region", "Highland"),
        ("across Moray", "Moray"),
        ("Hawick and surrounding area", "Scottish Borders"),
        ("NHS Lothian area", "NHS Lothian"),
        ("Glasgow (online)", "Glasgow City"),
        ("Kirkcaldy East", "Fife"),
    ],
)
def test_words_around_a_place_do_not_hide_it(written: str, area: str) -> None:
    assert areas_of(written) == [area]
    assert left_over(written) == []


@pytest.mark.parametrize(
    ("written", "council"),
    [
        ("G41 2AB", "Glasgow City"),
        ("g412ab", "Glasgow City"),
        ("EH33", "East Lothian"),
        ("12 High Street, Kelso TD5 7AA", "Scottish Borders"),
        ("Alloa FK10 1", "Clackmannanshire"),
    ],
)
def test_a_postcode_finds_the_council_of_its_sector(written: str, council: str) -> None:
    assert areas_of(written) == [council]


def test_the_end_of_a_full_postcode_never_comes_back() -> None:
    assert left_over("SW1A 1AA") == [("SW1A 1", "unknown")]
    long_cell = "We met people at KA1 1AA and " + "talked for a long time " * 30
    assert "1AA" not in left_over(long_cell)[0][0]


def test_a_sector_shared_by_two_councils_is_asked_about_unless_the_town_settles_it() -> None:
    rows = csv.DictReader((REFERENCE / "postcode_sector_council.csv").open(encoding="utf-8", newline=""))
    split = next(row for row in rows if row["is_main"] == "True" and float(row["share"]) < 0.6)
    assert left_over(split["sector"]) == [(split["sector"], "ambiguous")]
    assert areas_of(f"{split['council']}, {split['sector']}") == [split["council"]]
    assert left_over(f"{split['council']}, {split['sector']}") == []


def test_a_name_in_two_councils_is_asked_about_with_its_candidates() -> None:
    match = gazetteer().match("Balloch")
    assert match.areas == (NOT_KNOWN,)
    (unplaced,) = match.unplaced
    assert (unplaced.raw, unplaced.reason) == ("Balloch", "ambiguous")
    assert {"Highland", "West Dunbartonshire"} <= {gazetteer().name(code) for code in unplaced.candidates}


@pytest.mark.parametrize(
    ("written", "council"),
    [
        ("Balloch, Inverness", "Highland"),
        ("Woodside, Aberdeen", "Aberdeen City"),
        ("Kirkhill, Inverness-shire", "Highland"),
        ("Dalry, Edinburgh", "City of Edinburgh"),
        ("Moorfoot, Midlothian", "Midlothian"),
        ("Aboyne, Deeside", "Aberdeenshire"),
    ],
)
def test_the_wider_place_beside_it_settles_a_shared_name(written: str, council: str) -> None:
    assert areas_of(written) == [council]
    assert left_over(written) == []


def test_another_item_of_a_list_does_not_settle_a_shared_name() -> None:
    assert areas_of("Comrie and Perth") == ["Perth and Kinross"]
    assert left_over("Comrie and Perth") == [("Comrie", "ambiguous")]


@pytest.mark.parametrize(
    "written",
    ["NHSL", "Hebrides", "Dunbartonshire", "Southside", "Meadows", "near Glasgow", "South Alloa", "various"],
)
def test_what_is_not_sure_is_asked_about(written: str) -> None:
    assert gazetteer().match(written).areas == (NOT_KNOWN,)
    assert left_over(written) == [(written, "ambiguous")]


@pytest.mark.parametrize("written", ["London", "Edinbrugh", "UK", "Ward M8", "北京", "Moray Fife"])
def test_an_unknown_place_stays_unknown_however_alike(written: str) -> None:
    assert gazetteer().match(written).areas == (NOT_KNOWN,)
    assert left_over(written) == [(written, "unknown")]


def test_what_is_known_in_a_cell_counts_although_the_rest_is_not() -> None:
    assert areas_of("Glasgow, Atlantis") == ["Glasgow City"]
    assert left_over("Glasgow, Atlantis") == [("Atlantis", "unknown")]


def test_a_detail_before_its_council_needs_no_answer_but_a_slip_for_another_place_does() -> None:
    assert left_over("The Hub, Wester Hailes, Edinburgh") == []
    assert left_over("Angsu, Fife") == [("Angsu", "unknown")]


def test_a_likely_spelling_is_suggested_and_never_applied() -> None:
    best = gazetteer().suggest("Dumfreis and Galoway")[0]
    assert (best.name, best.codes) == ("Dumfries and Galloway", ("S12000006",))
    assert areas_of("Dumfreis and Galoway") == ["not_known"]
    assert gazetteer().suggest("qqqqqq") == ()


def test_a_cell_of_prose_is_not_searched_for_places() -> None:
    prose = "We talked about Glasgow. " * 40
    assert areas_of(prose) == ["not_known"]
    assert [reason for _, reason in left_over(prose)] == ["unknown"]


def test_a_decision_can_name_any_area_by_its_code() -> None:
    assert gazetteer().area("S12000041").level == "council"
    assert gazetteer().area("S92000003").level == "national"
    with pytest.raises(KeyError):
        gazetteer().area("S12000099")


def test_any_text_gives_an_answer_with_at_least_one_area() -> None:
    for text in (
        "((",
        ",,,",
        "and",
        "and and",
        "&",
        "Glasgow,",
        "(Glasgow",
        ") (",
        "nr",
        "the",
        "\x00",
        "G",
        "S" * 400,
    ):
        assert gazetteer().match(text).areas
