"""Questions about re-shaped themes: what a change would do, what occurs together, and any day of the past."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from components.period_change import Periods, last_months, sentence
from data import theme_changes
from data.settings import EXAMPLES
from data.uploads import import_file
from queries import theme_preview
from queries.ask import ask
from queries.commands import PERIODS, run
from queries.disclosure import tell
from queries.filters import Filters, from_address
from tests.sheets import csv_file

pytestmark = pytest.mark.process

WHO = "A test"


def counted(theme_id: str, filters: Filters) -> dict[str, Any]:
    return next(row for row in ask("theme_frequency", filters).rows if row["theme_id"] == theme_id)


@pytest.mark.parametrize("filters", [Filters(), Filters(place=("S12000049", "S08000022"))])
def test_a_merge_does_what_its_preview_told(own_examples: Path, filters: Filters) -> None:
    *before, after = theme_preview.of_merge(["TH-05", "TH-06", "TH-21"], filters).rows
    for row in before:
        now = counted(row["theme_id"], filters)
        assert [row[unit] for unit in ("mentions", "sources", "places")] == [
            now[unit] for unit in ("mentions", "sources", "places")
        ]
    merged = theme_changes.merge(["TH-05", "TH-06", "TH-21"], "As one", who=WHO)
    done = counted(merged.theme_id or "", filters)
    assert after["mentions"] <= sum(row["mentions"] for row in before)
    for unit in ("mentions", "sources", "places", "confidential"):
        assert done[unit] == after[unit]


def test_a_split_does_what_its_preview_told(own_examples: Path) -> None:
    page = ask("insights", Filters(theme=("TH-15",), record_kind="insight"), ids=None, limit=5, offset=0, shared=False)
    chosen = [row["insight_id"] for row in page.rows]
    told = {row["part"]: row for row in theme_preview.of_split("TH-15", chosen, Filters()).rows}
    made = theme_changes.split("TH-15", "A part", chosen, who=WHO)
    for part, theme_id in (("stays", "TH-15"), ("moves", made.theme_id or "")):
        for unit in ("mentions", "sources", "places"):
            assert counted(theme_id, Filters())[unit] == told[part][unit]
    assert (told["moves"]["mentions"], told["now"]["mentions"]) == (5, 5 + told["stays"]["mentions"])


def test_a_move_does_what_its_preview_told(own_examples: Path) -> None:
    told = theme_preview.of_move("TH-15", "TH-22", Filters()).rows
    assert {row["theme_id"] for row in told} == {"TH-03", "TH-22", "TH-04"}
    theme_changes.move("TH-15", "TH-22", who=WHO)
    for row in told:
        for unit in ("mentions", "sources", "places"):
            assert counted(row["theme_id"], Filters())[f"{unit}_with_sub"] == row[f"{unit}_after"]


def test_pairs_of_themes_are_those_of_the_files(examples: Path) -> None:
    listed = pd.concat(
        [pd.read_csv(EXAMPLES / name, dtype=str, keep_default_na=False)["themes"] for name in
         ("insights.csv", "case_studies.csv")]
    )  # fmt: skip
    by_hand: dict[tuple[str, str], int] = {}
    for cell in listed:
        for pair in combinations(sorted({word.strip() for word in cell.split(";") if word.strip()}), 2):
            by_hand[pair] = by_hand.get(pair, 0) + 1
    assert {(row["theme"], row["other_theme"]): row["records"] for row in ask("theme_pairs").rows} == by_hand


def test_a_profile_tells_what_the_other_questions_tell(examples: Path) -> None:
    ranked = sorted(ask("theme_frequency").rows, key=lambda row: -row["mentions"])
    told = ask("theme_profile", Filters(), theme_id=ranked[0]["theme_id"]).one
    assert told["rank_by_mentions"] == 1
    for name in ("mentions", "mentions_with_sub", "sources", "sources_with_sub", "places", "places_with_sub"):
        assert told[name] == ranked[0][name]
    split = next(row for row in ask("theme_barriers").rows if row["theme_id"] == ranked[0]["theme_id"])
    assert [told[name] for name in ("barrier", "enabler", "both")] == [
        split[name] for name in ("barrier", "enabler", "both")
    ]


def test_a_small_confidential_pair_is_hidden_when_shared(empty: Path) -> None:
    rows = [[f"Words {n}", "TH-05; TH-06", f"Person {n}", "no"] for n in range(2)]
    import_file(csv_file([["text", "themes", "source", "quote permission"], *rows]), "heard.csv")
    shared = tell("theme_pairs", Filters(mode="sharing"))
    assert (shared.rows, len(shared.notes)) == ((), 1)
    assert tell("theme_pairs", Filters(mode="working")).one["records"] == 2
    merged = theme_preview.of_merge(["TH-05", "TH-06"], Filters(mode="sharing")).rows
    assert [row["mentions"] for row in merged] == [None, None, None]


def test_periods_add_up_and_a_record_stands_only_where_its_date_allows(empty: Path) -> None:
    days = ["2024-03-05", "2024-03-06", "2024-03", "2024", ""]
    import_file(csv_file([["text", "date", "themes", "source"], *[[f"Words {n}", on, "Food and essentials", f"S{n % 2}"]
                                                        for n, on in enumerate(days)]]), "heard.csv")  # fmt: skip
    stands = {
        period: [
            [(row["starts_on"], row["records"], row["sources"]) for row in tell("period_totals", period=period).rows],
            {row["kind"]: row["records"] for row in tell("undated_by_period", period=period).rows},
        ]
        for period in PERIODS
    }
    assert stands["week"] == [[(date(2024, 3, 4), 2, 2)], {"month": 1, "none": 1, "year": 1}]
    assert stands["month"] == [[(date(2024, 3, 1), 3, 2)], {"none": 1, "year": 1}]
    assert stands["quarter"] == [[(date(2024, 1, 1), 3, 2)], {"none": 1, "year": 1}]
    assert stands["year"] == [[(date(2024, 1, 1), 4, 2)], {"none": 1}]
    by_month = [(row["month"], row["mentions"], row["sources"]) for row in tell("theme_by_month").rows]
    told = [(row["starts_on"], row["mentions"], row["sources"]) for row in tell("theme_by_period", period="month").rows]
    assert told == by_month


def test_two_periods_are_compared_by_the_sources_heard_in_both(empty: Path) -> None:
    rows = [["S1", "2023-02-01", "Food and essentials"], ["S1", "2024-02-01", "Digital exclusion"],
            ["S2", "2023-03-01", "Digital exclusion"], ["S2", "2024-03-01", "Digital exclusion"],
            ["S3", "2024-04-01", "Digital exclusion"], ["S4", "2023", "Food and essentials"]]  # fmt: skip
    import_file(csv_file([["source", "date", "themes", "text"], *[[*row, "W"] for row in rows]]), "heard.csv")
    periods = Periods(date(2023, 1, 1), date(2023, 6, 30), date(2024, 1, 1), date(2024, 6, 30))
    told = {row["theme"]: row for row in tell("theme_change", **vars(periods)).rows}
    digital, food = told["Digital exclusion"], told["Food and essentials"]
    assert (digital["sources_earlier"], digital["sources_later"], digital["present"]) == (1, 3, 2)
    assert (digital["share_earlier"], digital["share_later"], digital["difference"]) == (0.5, 1.0, 0.5)
    assert (food["sources_earlier"], food["sources_later"], food["difference"]) == (1, 0, -0.5)
    assert digital["lower"] < 0.5 < digital["upper"]
    assert not digital["shown"]
    assert "1,000 are needed" in digital["reason"]
    words = sentence(tuple(told.values()), periods)
    assert "not in the later: Food and essentials." in words
    assert "for the first time in the later period: none." in words


def test_months_are_counted_whole() -> None:
    assert last_months(date(2024, 2, 1), 3) == Periods(
        date(2023, 9, 1), date(2023, 11, 30), date(2023, 12, 1), date(2024, 2, 29)
    )


def test_an_address_can_look_back_but_holds_no_draft() -> None:
    filters = Filters(as_at=date(2026, 3, 1), draft="D")
    assert filters.to_address() == {"as_at": ["2026-03-01"]}
    assert from_address({"as_at": ["2026-03-01"]}, {}) == (Filters(as_at=date(2026, 3, 1)), [])
    found, notes = from_address({"as_at": ["yesterday"]}, {})
    assert (found, len(notes)) == (Filters(), 1)
    assert (filters.cleared().as_at, filters.cleared().draft) == (None, "D")


@pytest.mark.parametrize("name", ["theme_frequency", "theme_by_month", "theme_pairs", "theme_history"])
def test_the_command_line_looks_back(own_examples: Path, name: str) -> None:
    ask_for = [name, "--database", str(own_examples), "--json", "--as-at"]
    theme_changes.merge(["TH-05", "TH-06"], "Together", who=WHO)
    today = json.loads(run([*ask_for, date.today().isoformat()]).out)
    assert today["parameters"]["as_at"] == [date.today().isoformat()]
    assert "Together" in json.dumps(today["rows"])
    before = json.loads(run([*ask_for, (date.today() - timedelta(days=2)).isoformat()]).out)
    assert before["rows"] == []
    profile = run(["theme_profile", "--database", str(own_examples), "--theme", "Together", "--json"])
    assert json.loads(profile.out)["rows"][0]["theme"] == "Together"
    refused = run(["theme_profile", "--database", str(own_examples)])
    assert (refused.exit_code, "--theme" in refused.err) == (2, True)
    assert run([*ask_for, "soon"]).exit_code == 2
