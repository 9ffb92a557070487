"""Sharing mode hides small counts of what was told in confidence, on the screen and on the command line alike."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from data.uploads import import_file
from queries.commands import run
from queries.disclosure import THRESHOLD, masked, tell
from queries.filters import Filters
from tests.sheets import csv_file

SHARING = Filters(mode="sharing")


def confide(*places: tuple[str, int, str]) -> None:
    rows = [
        [f"Words {place} {n}", place, f"Person {place} {n}", permission]
        for place, people, permission in places
        for n in range(people)
    ]
    import_file(csv_file([["text", "place", "source", "quote permission"], *rows]), "heard.csv")


def councils(filters: Filters) -> dict[str, int | None]:
    return {row["council"]: row["insights"] for row in tell("council_counts", filters).rows if row["insights"] != 0}


def test_published_sources_alone_need_no_mask(examples: Path) -> None:
    assert tell("council_counts", SHARING).rows == tell("council_counts").rows
    assert tell("group_counts", SHARING).rows == tell("group_counts").rows


def test_a_small_confidential_count_is_hidden_when_shared_and_shown_to_the_team(empty: Path) -> None:
    confide(("Fife", 2, "no"), ("Moray", 3, ""), ("Angus", 7, "no"), ("Falkirk", 1, "public"))
    assert councils(Filters()) == {"Angus": 7, "Moray": 3, "Fife": 2, "Falkirk": 1}
    assert councils(SHARING) == {"Angus": 7, "Moray": None, "Fife": None, "Falkirk": 1}
    (note,) = tell("council_counts", SHARING).notes
    assert "masked" in note


def test_one_hidden_count_takes_the_next_smallest_with_it(empty: Path) -> None:
    confide(("Fife", 2, "no"), ("Angus", 7, "public"), ("Moray", 9, "public"))
    assert councils(SHARING) == {"Moray": 9, "Angus": None, "Fife": None}


def test_a_masked_row_gives_nothing_of_itself_away(empty: Path) -> None:
    confide(("Fife", 2, "no"), ("Moray", 2, "no"))
    fife = next(row for row in tell("council_counts", SHARING).rows if row["council"] == "Fife")
    hidden = {name for name in fife if name.endswith("_masked")}
    assert hidden == {f"{name}_masked" for name in ("insights", "case_studies", "mentions", "sources", "status")}
    assert all(fife[name.removesuffix("_masked")] is None for name in hidden)
    assert fife["confidential"] is None


def test_words_told_in_confidence_are_neither_listed_nor_searched_when_shared(empty: Path) -> None:
    confide(("Fife", 1, "no"), ("Angus", 1, "public"))
    page = {"words": [], "limit": 9, "offset": 0}
    assert {row["text"] for row in tell("insights", Filters(), **page).rows} == {"Words Fife 0", "Words Angus 0"}
    shared = tell("insights", SHARING, **page)
    assert [(row["text"], row["matching"]) for row in shared.rows] == [("Words Angus 0", 1)]
    assert shared.notes
    assert tell("insights", SHARING, words=["fife"], limit=9, offset=0).rows == ()


def test_kinds_of_place_and_completeness_hide_a_few_too(empty: Path) -> None:
    confide(("Fife", 6, "no"), ("Lothian", 2, "no"))
    kinds = {row["kind"]: row["insights"] for row in tell("place_totals", SHARING).rows}
    assert (kinds["one_council"], kinds["health_board"]) == (None, None)
    import_file(csv_file([["text", "level", "quote permission"], ["More", "micro", "no"]]), "more.csv")
    fields = {row["field"]: row["recorded"] for row in tell("completeness", SHARING).rows}
    assert fields["level"] is None
    assert fields["sector"] == 0


def test_the_command_line_shares_unless_told_otherwise(empty: Path) -> None:
    confide(("Fife", 2, "no"), ("Moray", 2, "no"))
    ask = ["council_counts", "--database", str(empty), "--json"]
    shared = json.loads(run(ask).out)
    fife = next(row for row in shared["rows"] if row["council"] == "Fife")
    assert (fife["insights"], fife["insights_masked"]) == (None, True)
    team = json.loads(run([*ask, "--mode", "working"]).out)
    assert next(row for row in team["rows"] if row["council"] == "Fife")["insights"] == 2


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3)), max_size=8))
def test_never_is_one_row_alone_hidden_beside_others_that_are_shown(rows: list[tuple[int, int]]) -> None:
    table = [{"records": max(s, c), "sources": s, "confidential": c} for s, c in rows]
    told, _ = masked(table, ("records", "sources"))
    hidden = [row for row in told if row["records"] is None]
    shown = [row for row in told if row["records"] is not None]
    assert all(not row["confidential"] or row["sources"] >= THRESHOLD for row in shown)
    assert len(hidden) != 1 or not any(row["sources"] for row in shown)
