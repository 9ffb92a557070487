"""Every question: its header tells the truth, and its numbers are those of a recount by hand with pandas."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data import counting
from data.errors import Refused
from data.moments import EVER
from data.read_model import reading
from data.settings import EXAMPLES
from data.uploads import import_file
from queries.ask import ask
from queries.filters import Filters
from queries.question import FOLDER, VIEW, named, names, read_header
from tests.sheets import csv_file

OWN: dict[str, Any] = {
    "ids": None, "limit": 5, "offset": 0, "kinds": ["insight"], "shared": False, "area_level": "council", "by": None,
    "first_group": "older people", "second_group": "disabled people", "theme_id": "TH-04",
    "theme_ids": ["TH-04", "TH-05"], "under": "TH-02", "records": ["INS-0001"], "until": EVER, "draft": None,
    "added_after": None, "period": "quarter", "since": datetime(2020, 1, 1),
    "earlier_from": date(2010, 1, 1), "earlier_to": date(2020, 12, 31),
    "later_from": date(2021, 1, 1), "later_to": date(2030, 12, 31), "numbers": [1, 2],
    "words": [], "first": "drawn",
}  # fmt: skip
FILES = sorted(path.stem for folder in (FOLDER, counting.FOLDER) for path in folder.glob("*.sql"))


def own(name: str) -> dict[str, Any]:
    return {parameter: OWN[parameter] for parameter in named(name).parameters}


@pytest.fixture(scope="module")
def insights() -> pd.DataFrame:
    return pd.read_csv(EXAMPLES / "insights.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def case_studies() -> pd.DataFrame:
    return pd.read_csv(EXAMPLES / "case_studies.csv", dtype=str, keep_default_na=False)


@pytest.mark.parametrize("name", FILES)
def test_a_header_names_what_the_query_takes_and_returns(examples: Path, name: str) -> None:
    here = FOLDER / f"{name}.sql"
    text = (here if here.exists() else counting.FOLDER / here.name).read_text(encoding="utf-8")
    header = read_header(text)
    assert list(header)[:3] == ["Question", "Parameters", "Returns"]
    assert header["Question"].endswith("?")
    told = re.sub(r"\([^)]*\)", "", header["Returns"])
    answer = ask(name, **own(name))
    assert [part.strip() for part in told.split(",")] == list(answer.columns)
    assert all(list(row) == list(answer.columns) for row in answer.rows)
    declared = set(re.findall(r"\$(\w+)", header["Parameters"]))
    filtered = "the filters" in header["Parameters"]
    assert named(name).filtered == (filtered or name == "in_view")
    assert declared == (set(Filters().parameters()) if name == "in_view" else set(named(name).parameters))


def test_a_missing_or_surplus_parameter_is_an_error(examples: Path) -> None:
    with pytest.raises(TypeError, match="limit"):
        ask("recent_uploads")
    with pytest.raises(TypeError, match="none"):
        ask("headline", colour="blue")
    with pytest.raises(TypeError, match="no filters"):
        ask("recent_uploads", Filters(), limit=1)
    with pytest.raises(Refused, match="no question"):
        ask("weather")


def test_no_question_is_unused() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for floor in ("components", "pages", "queries")
        for path in Path(floor).rglob("*")
        if path.suffix in (".py", ".sql")
    )
    assert [name for name in FILES if len(re.findall(rf"\b{name}\b", code)) == 0] == []


def test_the_headline_counts_the_examples(examples: Path, insights: pd.DataFrame) -> None:
    row = ask("headline").one
    assert (row["insights"], row["case_studies"], row["councils"], row["boards"]) == (228, 60, 26, 14)
    only = ask("headline", Filters(record_kind="insight")).one
    assert only["sources"] == insights["source_name"].str.casefold().nunique()


def test_theme_mentions_are_distinct_pairs_of_record_and_theme(
    examples: Path, insights: pd.DataFrame, case_studies: pd.DataFrame
) -> None:
    listed = pd.concat([insights["themes"], case_studies["themes"]])
    by_hand = listed.str.split(";").explode().str.strip().loc[lambda words: words != ""].value_counts()
    told = {row["theme"]: row["mentions"] for row in ask("theme_frequency").rows}
    assert told == by_hand.to_dict()
    assert sum(row["share"] for row in ask("theme_frequency").rows) == pytest.approx(1)


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A node of a query's plan and all below it."""
    yield plan
    for child in plan["children"]:
        yield from nodes(child)


@pytest.mark.parametrize("name", FILES)
def test_no_question_compares_every_record_with_every_other(examples: Path, name: str) -> None:
    """At 100,000 insights that is the difference between a blink and a minute; see theme_records.sql."""
    question, filters = named(name), Filters()
    with reading() as held:
        sql = held.placed(question.sql.replace(VIEW, "heard"))
        values = {**(filters.parameters("team") if question.filtered else {}), **own(name)}
        used = {key: value for key, value in values.items() if key in question.used}
        plan = held.cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", used).fetchall()[0][1]
    compared = [node for node in nodes(json.loads(plan)[0]) if node["name"] == "BLOCKWISE_NL_JOIN"]
    read = {str(below.get("extra_info", {}).get("Table", "")) for node in compared for below in nodes(node)}
    assert not {table for table in read if table.endswith((".insight", ".case_study"))}


def test_a_parent_with_its_sub_themes_counts_each_record_once(
    examples: Path, insights: pd.DataFrame, case_studies: pd.DataFrame
) -> None:
    themes = pd.read_csv(EXAMPLES / "themes.csv", dtype=str, keep_default_na=False)
    family = {"Inequality", *themes.loc[themes["parent_theme"] == "Inequality", "theme"]}
    listed = pd.concat([insights["themes"], case_studies["themes"]])
    by_hand = sum(bool(family & {word.strip() for word in cell.split(";")}) for cell in listed)
    told = next(row for row in ask("theme_frequency").rows if row["theme"] == "Inequality")
    assert told["mentions_with_sub"] == by_hand


def test_the_councils_that_the_examples_name_are_in_their_classes(examples: Path) -> None:
    rows = {row["council"]: row for row in ask("council_counts").rows}
    assert len(rows) == 32
    status = {name: row["status"] for name, row in rows.items() if row["status"] != "named"}
    assert status == {
        "Angus": "too_few_expected",
        "Clackmannanshire": "too_few_expected",
        "Stirling": "too_few_expected",
        "South Ayrshire": "wider_area",
        "West Lothian": "wider_area",
        "East Renfrewshire": "wider_area",
    }
    pairs = sum(row["sources"] for row in rows.values())
    assert sum(row["expected"] for row in rows.values()) == pytest.approx(pairs)
    assert rows["Glasgow City"]["expected"] == pytest.approx(pairs * 622_820 / 5_447_700)
    assert (rows["Clackmannanshire"]["insights"], rows["Clackmannanshire"]["case_studies"]) == (0, 1)


def test_a_council_of_a_board_that_is_named_is_only_within_a_wider_area(empty: Path) -> None:
    import_file(csv_file([["text", "place"], ["Words", "Lothian"], ["Words", "Forth Valley"]]), "heard.csv")
    told = {row["council"]: row["status"] for row in ask("council_counts").rows}
    wider = {name for name, status in told.items() if status == "wider_area"}
    assert wider == {
        "City of Edinburgh", "East Lothian", "Midlothian", "West Lothian", "Falkirk", "Stirling", "Clackmannanshire",
    }  # fmt: skip
    boards = {row["health_board"]: row["insights"] for row in ask("board_counts").rows if row["insights"]}
    assert boards == {"NHS Lothian": 1, "NHS Forth Valley": 1}


def test_a_place_that_three_or_more_are_expected_from_is_not_named(empty: Path) -> None:
    rows = [[f"Words {n}", "Glasgow", f"Group {n}"] for n in range(60)]
    import_file(csv_file([["text", "place", "source"], *rows]), "heard.csv")
    told = {row["council"]: (row["status"], row["expected"]) for row in ask("council_counts").rows}
    assert told["City of Edinburgh"] == ("not_named", pytest.approx(60 * 514_990 / 5_447_700))
    assert told["Orkney Islands"][0] == "too_few_expected"
    assert told["Glasgow City"] == ("named", pytest.approx(60 * 622_820 / 5_447_700))


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(theme=("TH-04",)),
        Filters(place=("S12000049", "S08000022")),
        Filters(place=("national",)),
        Filters(group=("older people", "not_recorded")),
        Filters(level=("not_recorded",), source_kind=("opinion piece", "grey literature", "workshop")),
    ],
)
def test_kinds_of_place_add_up_to_the_insights_in_view(examples: Path, filters: Filters) -> None:
    total = sum(row["insights"] for row in ask("place_totals", filters).rows)
    assert total == ask("headline", filters).one["insights"]
    assert total > 0


def test_groups_and_effects_are_those_of_the_files(
    examples: Path, insights: pd.DataFrame, case_studies: pd.DataFrame
) -> None:
    listed = pd.concat([insights["groups"], case_studies["groups"]])
    by_hand = listed.str.split(";").explode().str.strip().replace("", "not_recorded").value_counts()
    told = {row["group_name"]: row["records"] for row in ask("group_counts").rows}
    assert told == by_hand.to_dict()
    effects = pd.concat([insights["inequality_effect"], case_studies["inequality_effect"]])
    assert {row["effect"]: row["records"] for row in ask("effect_totals").rows} == (
        effects.replace("", "not_recorded").value_counts().to_dict()
    )


def test_every_record_stands_in_a_month_or_beside_the_axis(examples: Path) -> None:
    months = sum(row["records"] for row in ask("month_totals").rows)
    beside = sum(row["records"] for row in ask("undated_totals").rows if row["theme_id"] is None)
    assert months + beside == 288
    only = Filters(record_kind="insight")
    assert sum(row["records"] for row in ask("month_totals", only).rows) == 89 + 43
    kinds = {
        (row["kind"], row["year"]): row["records"] for row in ask("undated_totals", only).rows if not row["theme_id"]
    }
    assert sum(count for (kind, _), count in kinds.items() if kind == "year") == 79
    assert kinds["none", None] == 17


def test_three_deprivation_bands_hold_8_10_and_14_councils(examples: Path) -> None:
    rows = ask("deprivation_bands").rows
    assert [row["councils"] for row in rows] == [8, 10, 14]
    assert [round(row["population_share"], 2) for row in rows] == [0.29, 0.41, 0.30]
    assert sum(row["observed"] for row in rows) == pytest.approx(sum(row["expected"] for row in rows))


def test_how_much_is_recorded_is_that_of_the_file(examples: Path, insights: pd.DataFrame) -> None:
    told = {row["field"]: row["recorded"] for row in ask("completeness").rows}
    for field, column in (("recorded_on", "recorded_on"), ("level", "level"), ("groups", "groups")):
        assert told[field] == (insights[column] != "").sum()
    assert told["heard_from"] == 0


def test_a_date_filter_keeps_what_certainly_lies_inside(empty: Path) -> None:
    rows = [["Day", "15/03/2021"], ["Month", "March 2021"], ["Year", "2021"], ["None", ""]]
    import_file(csv_file([["text", "date"], *rows]), "heard.csv")

    def texts(from_date: date | None = None, to_date: date | None = None) -> set[str]:
        filters = Filters(from_date=from_date, to_date=to_date)
        return {row["text"] for row in ask("insights", filters, ids=None, shared=False, limit=9, offset=0).rows}

    assert texts() == {"Day", "Month", "Year", "None"}
    assert texts(from_date=date(2021, 1, 1), to_date=date(2021, 12, 31)) == {"Day", "Month", "Year"}
    assert texts(from_date=date(2021, 3, 1), to_date=date(2021, 3, 31)) == {"Day", "Month"}
    assert texts(from_date=date(2021, 3, 10), to_date=date(2021, 3, 31)) == {"Day"}


def test_insights_are_paged_and_chosen_by_id(examples: Path) -> None:
    first = ask("insights", ids=None, shared=False, limit=3, offset=0).rows
    second = ask("insights", ids=None, shared=False, limit=3, offset=3).rows
    assert len({row["insight_id"] for row in (*first, *second)}) == 6
    assert first[0]["matching"] == 228
    chosen = [first[0]["insight_id"], second[0]["insight_id"]]
    found = ask("insights", ids=[*chosen, "NOBODY"], shared=False, limit=50, offset=0).rows
    assert [row["insight_id"] for row in found] == chosen
    assert ask("insights", ids=[], shared=False, limit=50, offset=0).rows == ()


def test_an_upload_changes_the_next_answer(own_examples: Path) -> None:
    before = ask("headline").one["insights"]
    import_file(csv_file([["text"], ["New words"]]), "heard.csv")
    assert ask("headline").one["insights"] == before + 1


def test_the_list_of_questions_leaves_the_steps_out() -> None:
    assert "theme_frequency" in names()
    assert "in_view" not in names()
