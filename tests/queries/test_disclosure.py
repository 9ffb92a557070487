"""Sharing mode hides small counts of what was told in confidence, on the screen and on the command line alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data.uploads import import_file
from queries.ask import ask
from queries.commands import run
from queries.disclosure import tell
from queries.filters import Filters
from queries.search import read
from queries.verdicts import verdict_on
from tests.sheets import csv_file

pytestmark = pytest.mark.process

SHARING = Filters(mode="sharing")


def confide(*places: tuple[str, int, str]) -> None:
    rows = [
        [f"Words {place} {n}{' again' * at}", place, f"Person {place} {n}{' again' * at}", permission]
        for at, (place, people, permission) in enumerate(places)
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
    confide(("Fife", 2, "no"), ("Angus", 7, "no"), ("Moray", 9, "no"), ("Highland", 1, "public"))
    assert councils(SHARING) == {"Moray": 9, "Angus": None, "Fife": None, "Highland": 1}


def test_public_records_do_not_protect_what_few_told_in_confidence(empty: Path) -> None:
    confide(("Fife", 2, "no"), ("Fife", 20, "public"), ("Angus", 7, "no"), ("Moray", 9, "no"))
    assert councils(SHARING) == {"Moray": 9, "Angus": None, "Fife": None}


def test_where_few_told_anything_in_confidence_only_the_public_part_is_counted(empty: Path) -> None:
    confide(("Fife", 2, "no"), ("Fife", 3, "public"), ("Angus", 2, "no"), ("Moray", 9, "public"))
    told = tell("council_counts", SHARING)
    assert councils(SHARING) == {"Moray": 9, "Fife": 3} | {
        row["council"]: None for row in told.rows if row["council"] not in ("Moray", "Fife")
    }
    assert "quoted publicly" in told.notes[0]
    assert tell("headline", SHARING).one["insights"] == 12


def test_newcomers_are_counted_in_whole_batches(empty: Path) -> None:
    confide(("Fife", 6, "no"), ("Moray", 6, "no"))
    assert tell("headline", SHARING).one["insights"] == 12
    for n in range(4):
        confide((f"Angus{' ' * n}", n + 1, "no"))  # one newcomer at a time, the earlier ones unchanged
        shown = {row["council"]: row["insights"] for row in tell("council_counts", SHARING).rows}
        assert (shown["Fife"], shown["Moray"], shown["Angus"]) == (6, 6, 0)
    assert tell("headline", Filters()).one["insights"] > 12
    confide(("Angus", 9, "no"))
    assert tell("headline", SHARING).one["insights"] == tell("headline", Filters()).one["insights"]


def test_a_masked_row_gives_nothing_of_itself_away(empty: Path) -> None:
    confide(("Fife", 2, "no"), ("Moray", 4, "no"))
    fife = next(row for row in tell("council_counts", SHARING).rows if row["council"] == "Fife")
    hidden = {name for name in fife if name.endswith("_masked")}
    own = ("insights", "case_studies", "mentions", "sources", "status", "expected")
    assert hidden == {f"{name}_masked" for name in own}
    assert all(fife[name.removesuffix("_masked")] is None for name in hidden)
    assert fife["confidential"] is None


def test_words_told_in_confidence_are_neither_listed_nor_searched_when_shared(empty: Path) -> None:
    confide(("Fife", 1, "no"), ("Angus", 1, "public"))
    page = {"ids": None, "limit": 9, "offset": 0}
    assert {row["text"] for row in tell("insights", Filters(), **page).rows} == {"Words Fife 0", "Words Angus 0 again"}
    shared = tell("insights", SHARING, **page)
    assert [(row["text"], row["matching"]) for row in shared.rows] == [("Words Angus 0 again", 1)]
    assert shared.notes
    assert read("insights", "fife", SHARING, limit=9).rows == ()
    assert len(read("insights", "fife", Filters(), limit=9).rows) == 1


def test_kinds_of_place_and_completeness_hide_a_few_too(empty: Path) -> None:
    heads = ["text", "place", "source", "quote permission", "level"]
    rows = [[f"Words {n}", "Fife" if n < 6 else "Lothian", f"Person {n}", "no", "micro" if n else ""] for n in range(8)]
    import_file(csv_file([heads, *rows]), "heard.csv")
    kinds = {row["kind"]: row["insights"] for row in tell("place_totals", SHARING).rows}
    assert (kinds["one_council"], kinds["health_board"]) == (None, None)
    fields = {row["field"]: row["recorded"] for row in tell("completeness", SHARING).rows}
    assert fields["level"] is None
    assert fields["sector"] == 0


def test_the_command_line_shares_unless_told_otherwise(empty: Path) -> None:
    confide(("Fife", 2, "no"), ("Moray", 4, "no"))
    ask = ["council_counts", "--database", str(empty), "--json"]
    shared = json.loads(run(ask).out)
    fife = next(row for row in shared["rows"] if row["council"] == "Fife")
    assert (fife["insights"], fife["insights_masked"]) == (None, True)
    team = json.loads(run([*ask, "--mode", "working"]).out)
    assert next(row for row in team["rows"] if row["council"] == "Fife")["insights"] == 2


def test_how_many_records_a_choice_keeps_is_hidden_when_any_was_told_in_confidence(empty: Path) -> None:
    confide(("Fife", 2, "public"))
    assert tell("choices", SHARING).rows == tell("choices").rows
    confide(("Moray", 1, "no"))
    shared = tell("choices", SHARING)
    assert all(row["records"] is None and row["records_masked"] for row in shared.rows)
    assert shared.notes
    assert any(row["records"] for row in tell("choices", Filters()).rows)


def test_a_parent_does_not_give_a_masked_sub_theme_away(empty: Path) -> None:
    rows = ask("theme_frequency").rows
    child = next(row for row in rows if row["parent_theme_id"])
    others = [row["theme"] for row in rows if not row["parent_theme_id"] and row["theme"] != child["parent_theme"]]
    themes = [(child["theme"], 2), (child["parent_theme"], 9), (others[0], 5), (others[1], 7)]
    heads = ["text", "themes", "source", "quote permission"]
    heard = [[f"{name} {n}", name, f"{name} {n}", "no"] for name, many in themes for n in range(many)]
    import_file(csv_file([heads, *heard]), "themes.csv")
    everything = {row["theme_id"]: row for row in tell("theme_frequency").rows}
    shared = {row["theme_id"]: row for row in tell("theme_frequency", SHARING).rows}
    above = child["parent_theme_id"]
    assert everything[above]["mentions_with_sub"] == 11
    assert everything[above]["confidential_with_sub"] == 2 + 9
    assert shared[child["theme_id"]]["mentions"] is None
    assert shared[above]["mentions"] == 9
    assert shared[above]["mentions_with_sub"] is None
    assert shared[above]["sources_with_sub_masked"]
    assert shared[above]["confidential_with_sub"] is None


def test_nothing_of_how_much_is_recorded_is_told_where_few_are_behind_it(empty: Path) -> None:
    confide(("Fife", 3, "no"))
    for row in tell("completeness", SHARING).rows:
        assert (row["recorded"], row["of"], row["share"], row["sources"]) == (None, None, None, None)


def test_what_is_expected_is_hidden_in_every_row_where_any_is_masked(empty: Path) -> None:
    confide(("Fife", 2, "no"), ("Angus", 7, "no"), ("Moray", 9, "public"))
    for question in ("council_counts", "board_counts", "hscp_counts", "deprivation_bands"):
        told = tell(question, SHARING)
        masks = any(row.get("sources_masked") for row in told.rows)
        assert all(bool(row.get("expected_masked")) == masks for row in told.rows), question
        assert all((row["expected"] is None) == masks for row in told.rows), question
        # a ratio beside its count would give it away again
        assert not (masks and any(row.get(name) is not None for row in told.rows for name in ("ratio", "lower"))), (
            question
        )
    assert tell("council_counts", SHARING).rows[0]["expected"] is None


def test_a_point_of_the_flat_map_is_hidden_with_its_council(empty: Path) -> None:
    confide(("Fife", 2, "no"), ("Angus", 6, "no"), ("Moray", 9, "no"))
    points = {row["council"]: row["insight_sources"] for row in tell("place_points", SHARING).rows}
    assert points == {"Fife": None, "Angus": None, "Moray": 9}


def test_a_few_in_one_part_of_a_row_hide_all_its_parts(empty: Path) -> None:
    heads = ["text", "place", "source", "quote permission", "groups", "inequality effect"]
    rows = [
        [f"Words {n}", "Angus", f"Person {n}", "no", "older people", "widening" if n else "narrowing"] for n in range(9)
    ]
    import_file(csv_file([heads, *rows]), "heard.csv")
    row = next(row for row in tell("group_counts", SHARING).rows if row["group_name"] == "older people")
    assert (row["records"], row["widening"], row["narrowing"], row["mixed"]) == (9, None, None, None)
    assert row["widening_masked"]
    assert tell("group_counts", SHARING).notes


def test_where_all_is_told_by_few_the_whole_table_is_blank(empty: Path) -> None:
    confide(("Fife", 2, "no"))
    rows = tell("council_counts", SHARING).rows
    assert len(rows) == 32
    assert all(row["insights"] is None and row["status"] is None for row in rows)


def test_a_narrowed_shared_view_counts_only_what_is_public_and_calls_nothing_silent(empty: Path) -> None:
    confide(("Fife", 20, "no"), ("Fife", 3, "public"), ("Moray", 20, "no"))
    for narrowed in (Filters(mode="sharing", place=("S12000047",)), Filters(mode="sharing", record_kind="insight")):
        told = {row["council"]: row for row in tell("council_counts", narrowed).rows}
        assert (told["Fife"]["insights"], told["Fife"]["status"]) == (3, "named")
        assert (told["Moray"]["insights"], told["Moray"]["status"]) == (None, None)
        assert "narrowed" in tell("council_counts", narrowed).notes[0]


def test_a_masked_area_hides_every_figure_made_of_the_whole_table(empty: Path) -> None:
    confide(("Fife", 2, "no"), ("Angus", 40, "no"), ("Moray", 40, "no"), ("Glasgow", 50, "public"))
    asked: dict[str, dict[str, Any]] = {
        "concentration": {},
        "slope_index": {},
        "observed_expected": {"area_level": "council"},
    }
    for name, own in asked.items():
        told = tell(name, SHARING, **own)
        assert "quoted publicly" in told.notes[0]
        heard = sum(row["observed"] or 0 for row in told.rows)
        assert heard == 50, name
        assert sum(row["observed"] for row in tell(name, **own).rows) == 132


def test_what_only_the_program_asks_cannot_be_asked_from_outside(examples: Path) -> None:
    for name in ("in_view", "confided", "crossed", "speakers", "source_councils"):
        told = run([name, "--database", str(examples), "--json"])
        assert told.exit_code == 2, name


def test_the_reason_of_a_verdict_says_no_hidden_number(empty: Path) -> None:
    confide(("Fife", 3, "no"))
    for question in ("deprivation_bands", "group_counts", "theme_effects"):
        verdict = verdict_on(question, SHARING)
        assert verdict is not None
        assert not verdict.shown
        assert "3" not in verdict.reason, question
    team = verdict_on("group_counts", Filters())
    assert team is not None
    assert "0 of 3 records" in team.reason


def test_case_studies_are_judged_by_what_is_recorded_about_case_studies(examples: Path) -> None:
    filters = Filters(record_kind="case_study")
    for question in ("theme_effects", "group_counts"):
        verdict = verdict_on(question, filters)
        assert verdict is not None
        assert "0 of 0" not in verdict.reason
    effects = verdict_on("theme_effects", filters)
    assert effects is not None
    assert effects.shown
    bands = verdict_on("deprivation_bands", filters)
    assert bands is not None
    assert bands.reason == "There are no insights in view."


def test_a_page_beyond_what_can_be_counted_is_refused_in_words(examples: Path) -> None:
    for flag in ("--limit", "--offset"):
        told = run(["insights", "--database", str(examples), flag, str(2**31)])
        assert told.exit_code != 0
        assert "go up to 2,147,483,647" in f"{told.out}{told.err}"
