"""One decision about a word settles it in every stored row and in every file to come, and can be taken back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import check, decisions
from data.commands import run
from data.connect import database
from data.errors import Refused
from data.history import list_uploads
from data.receipts import Receipt
from data.taking_back import undo_upload
from data.uploads import import_file
from data.word_choices import choices, suggestions
from tests.sheets import csv_file

pytestmark = pytest.mark.process

HEADER = [
    "insight id",
    "text",
    "place",
    "themes",
    "groups",
    "source kind",
    "sector",
    "date",
    "source name",
    "organisation size",
]
EDINBURGH, FIFE = "S12000036", "S12000047"


def take(*rows: Sequence[Any], name: str = "heard.csv") -> Receipt:
    full = [[*row, *[""] * (len(HEADER) - len(row))] for row in rows]
    return import_file(csv_file([HEADER, *full]), name)


def every(question: str) -> list[tuple[Any, ...]]:
    with database().cursor() as cursor:
        return cursor.execute(question).fetchall()


def places() -> list[tuple[str, str | None]]:
    return every("SELECT insight_id, council_code FROM insight_place ORDER BY ALL")


def codes(receipt: Receipt) -> set[str]:
    return {problem.code for problem in receipt.problems}


def all_holds() -> bool:
    return all(finding.holds for finding in check.check())


def test_deciding_a_place_once_places_all_its_rows_in_any_way_of_writing_it(empty: Path) -> None:
    take(["A-1", "One", "Edinbrugh"], ["A-2", "Two", "EDINBRUGH."], ["A-3", "Three", "Edinbrugh; Fife"])
    done = decisions.decide("place", "Edinbrugh", EDINBURGH, "Pat")
    assert (done.records, done.labels) == (3, ("City of Edinburgh",))
    assert places() == [("A-1", EDINBURGH), ("A-2", EDINBURGH), ("A-3", EDINBURGH), ("A-3", FIFE)]
    assert every("SELECT DISTINCT state FROM unresolved") == [("settled",)]
    assert decisions.open_words() == []
    assert all_holds()


def test_a_decided_word_saves_without_a_warning_the_next_time(empty: Path) -> None:
    take(["A-1", "One", "Edinbrugh", "Sheds"])
    decisions.decide("place", "Edinbrugh", "Edinburgh", "Pat")
    decisions.decide("themes", "Sheds", ["Digital exclusion", "TH-11"], "Pat")
    receipt = take(["A-2", "Two", "edinbrugh", "sheds, Inequality"], name="second.csv")
    assert (receipt.status, codes(receipt)) == ("accepted", set())
    assert places()[1] == ("A-2", EDINBURGH)
    assert every("SELECT theme_id FROM coding_now WHERE record_id = 'A-2' ORDER BY ALL") == [
        ("TH-04",), ("TH-11",), ("TH-15",),
    ]  # fmt: skip


def test_the_same_file_after_a_decision_changes_nothing(empty: Path) -> None:
    row = [
        "A-1",
        "One",
        "Edinbrugh; Newport",
        "Sheds; Inequality",
        "OAPs",
        "kitchen table",
        "quango",
        "2023/24",
        "X",
        "wee",
    ]
    take(row)
    for field, raw, value in (
        ("place", "Edinbrugh", EDINBURGH), ("place", "Newport", FIFE), ("themes", "Sheds", "TH-12"),
        ("groups", "OAPs", "older people"), ("source_kind", "kitchen table", "event"), ("sector", "quango", "NHS"),
        ("organisation_size", "wee", "small"),
        ("date", "2023/24", "2023"),
    ):  # fmt: skip
        assert decisions.decide(field, raw, value, "Pat").records == 1
    again = take(row, name="again.csv")
    assert (again.rows_unchanged, [problem.code for problem in again.problems]) == (1, ["already_here"])
    assert every("SELECT source_kind, recorded_on::VARCHAR, date_precision FROM insight") == [
        ("event", "2023-01-01", "year")
    ]
    assert every("SELECT sector, size FROM source") == [("NHS", "small")]
    assert every("SELECT group_name FROM insight_group") == [("older people",)]
    assert all_holds()


def test_left_as_not_recorded_is_remembered_and_not_asked_again(empty: Path) -> None:
    take(["A-1", "One", "England", "Sheds"])
    assert decisions.decide("place", "England", None, "Pat").records == 1
    decisions.decide("themes", "Sheds", None, "Pat")
    assert decisions.open_words() == []
    assert places() == [("A-1", None)]
    receipt = take(["A-2", "Two", "England", "Sheds"], name="second.csv")
    assert receipt.problems == []
    assert every("SELECT raw, state FROM unresolved WHERE record_id = 'A-2' ORDER BY raw") == [
        ("England", "settled"), ("Sheds", "settled"),
    ]  # fmt: skip


def test_a_changed_field_keeps_its_earlier_version_and_the_audit_never_holds_the_word(empty: Path) -> None:
    take(["A-1", "One", "", "", "", "kitchen table"])
    decisions.decide("source_kind", "kitchen table", "event", "Pat")
    ((snapshot, by),) = every("SELECT snapshot, replaced_by_upload_id FROM record_version")
    assert '"source_kind": null' in snapshot
    assert by is None
    did = every("SELECT who, did, about FROM audit WHERE did = 'decide word'")
    assert did == [("Pat", "decide word", "source_kind: 1 records")]


def test_a_word_can_become_a_theme_of_its_own(empty: Path) -> None:
    take(["A-1", "One", "", "Men's sheds"], ["A-2", "Two", "", "mens sheds; Inequality"])
    done = decisions.make_theme("Men's sheds", "Pat")
    assert (done.records, done.labels) == (2, ("Men's sheds",))
    assert every("SELECT count(*) FROM coding_now JOIN theme USING (theme_id) WHERE theme = 'Men''s sheds'") == [(2,)]
    assert take(["A-3", "Three", "", "Mens sheds"], name="second.csv").problems == []
    with pytest.raises(Refused, match="semicolon"):
        decisions.make_theme("Sheds", "Pat", name="Sheds; and more")


def test_deciding_again_takes_the_first_decision_back(empty: Path) -> None:
    take(["A-1", "One", "Newtoon; Fife", "Sheds"])
    decisions.decide("place", "Newtoon", EDINBURGH, "Pat")
    decisions.decide("themes", "Sheds", "TH-12", "Pat")
    decisions.decide("place", "Newtoon", "Angus", "Sam")
    decisions.decide("themes", "Sheds", "TH-13", "Sam")
    assert places() == [("A-1", "S12000041"), ("A-1", FIFE)]
    assert every("SELECT theme_id FROM coding_now") == [("TH-13",)]
    assert [(one.field, one.decided_by) for one in decisions.remembered()] == [("themes", "Sam"), ("place", "Sam")]


def test_forgetting_opens_the_word_again_and_takes_only_what_it_gave(empty: Path) -> None:
    row = ["A-1", "One", "Edinbrugh; Fife", "Sheds; Digital exclusion; Online things", "OAPs; women", "kitchen table"]
    take(row)
    decisions.decide("themes", "Sheds", "TH-15", "Pat")  # which the row says itself
    decisions.decide("themes", "Online things", "TH-17", "Pat")
    decisions.decide("place", "Edinbrugh", EDINBURGH, "Pat")
    decisions.decide("groups", "OAPs", "older people", "Pat")
    decisions.decide("source_kind", "kitchen table", "event", "Pat")
    take(["A-2", *row[1:]], name="second.csv")
    for field, raw in (("themes", "sheds"), ("themes", "Online things"), ("place", "Edinbrugh"), ("groups", "OAPs"),
                       ("source_kind", "kitchen table")):  # fmt: skip
        assert decisions.forget(field, raw, "Pat") == 2
    assert places() == [("A-1", FIFE), ("A-2", FIFE)]
    assert every("SELECT record_id, theme_id FROM coding_now ORDER BY ALL") == [("A-1", "TH-15"), ("A-2", "TH-15")]
    assert every("SELECT insight_id, group_name FROM insight_group ORDER BY ALL") == [
        ("A-1", "women"),
        ("A-2", "women"),
    ]
    assert every("SELECT DISTINCT source_kind FROM insight") == [(None,)]
    assert sum(one.records for one in decisions.open_words()) == 10
    assert decisions.remembered() == []
    assert all_holds()
    with pytest.raises(Refused, match="Nobody has decided"):
        decisions.forget("themes", "Sheds", "Pat")


def test_what_another_decided_word_gives_stays_until_that_is_forgotten_too(empty: Path) -> None:
    take(["A-1", "One", "Edinbrugh; Embra", "Sheds; Huts", "OAPs; Silver folk"])
    for field, raws, value in (
        ("place", ("Edinbrugh", "Embra"), EDINBURGH),
        ("themes", ("Sheds", "Huts"), "TH-12"),
        ("groups", ("OAPs", "Silver folk"), "older people"),
    ):
        for raw in raws:
            decisions.decide(field, raw, value, "Pat")
    for field, raw in (("place", "Edinbrugh"), ("themes", "Sheds"), ("groups", "OAPs")):
        decisions.forget(field, raw, "Pat")
    assert places() == [("A-1", EDINBURGH)]
    assert every("SELECT theme_id FROM coding_now") == [("TH-12",)]
    assert every("SELECT group_name FROM insight_group") == [("older people",)]
    for field, raw in (("place", "Embra"), ("themes", "Huts"), ("groups", "Silver folk")):
        decisions.forget(field, raw, "Pat")
    assert places() == [("A-1", None)]
    assert every("SELECT theme_id FROM coding_now") == every("SELECT group_name FROM insight_group") == []


def test_an_upload_can_still_be_taken_back_whole_after_decisions(empty: Path) -> None:
    first = take(["A-1", "One", "Edinbrugh", "Sheds", "", "kitchen table"])
    decisions.decide("place", "Edinbrugh", EDINBURGH, "Pat")
    decisions.make_theme("Sheds", "Pat")
    decisions.decide("source_kind", "kitchen table", "event", "Pat")
    done = undo_upload(first.upload_id or "", "Pat")
    assert (done["rows_removed"], done["rows_restored"], done["rows_stayed"]) == (1, 0, 0)
    assert every("SELECT count(*) FROM unresolved") == every("SELECT count(*) FROM coding_now") == [(0,)]
    assert all_holds()
    assert take(["A-1", "One", "Edinbrugh", "Sheds", "", "kitchen table"], name="again.csv").problems == []


def test_a_row_that_comes_back_from_before_an_upload_is_settled_too(empty: Path) -> None:
    take(["A-1", "One", "Edinbrugh"])
    second = take(["A-1", "One", "Edinbrugh", "Inequality"], name="second.csv")
    decisions.decide("place", "Edinbrugh", EDINBURGH, "Pat")
    done = undo_upload(second.upload_id or "", "Pat")
    assert (done["rows_restored"], done["rows_stayed"]) == (1, 0)
    assert places() == [("A-1", EDINBURGH)]
    assert decisions.open_words() == []


def test_open_words_are_grouped_by_how_they_are_matched_and_the_commonest_first(empty: Path) -> None:
    take(["A-1", "One", "Edinbrugh"], ["A-2", "Two", "edinbrugh"], ["A-3", "Three", "", "Sheds", "", "", "", "2023/24"])
    told = [(one.field, one.raw, one.records) for one in decisions.open_words()]
    assert told == [("place", "Edinbrugh", 2), ("date", "2023/24", 1), ("themes", "Sheds", 1)]


def test_an_unknown_parent_theme_is_settled_by_the_same_decision(empty: Path) -> None:
    receipt = import_file(csv_file([["theme", "parent theme"], ["Sheds", "Comunity"]]), "themes.csv")
    assert codes(receipt) == {"theme_unknown"}
    decisions.decide("themes", "Comunity", "TH-02", "Pat")
    assert every("SELECT parent_theme_id FROM theme WHERE theme = 'Sheds'") == [("TH-02",)]
    undo_upload(list_uploads()[0]["upload_id"], "Pat")
    assert every("SELECT count(*) FROM theme WHERE theme = 'Sheds' AND NOT retired") == [(0,)]
    import_file(csv_file([["theme", "parent theme"], ["Huts", "comunity"]]), "more.csv")
    assert every("SELECT parent_theme_id FROM theme WHERE theme = 'Huts'") == [("TH-02",)]


@pytest.mark.parametrize(
    ("field", "raw", "value"),
    [("colour", "blue", "red"), ("place", "", "Fife"), ("place", "x" * 501, "Fife"), ("place", "Embra", "Atlantis"),
     ("themes", "Sheds", "TH-999"), ("level", "kitchen", "upstairs"), ("date", "soon", "later"),
     ("level", "kitchen", ["micro", "macro"])],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words_and_nothing_is_kept(
    empty: Path, field: str, raw: str, value: str | list[str]
) -> None:
    with pytest.raises(Refused):
        decisions.decide(field, raw, value, "Pat")
    assert decisions.remembered() == []


@pytest.mark.parametrize(
    ("field", "raw", "first"),
    [("place", "Edinbrugh", "City of Edinburgh"), ("place", "Newport", "Fife"), ("themes", "Digtal exclusion",
     "Digital exclusion"), ("groups", "Older poeple", "Older people"), ("source_kind", "intervew",
     "Structured conversation"), ("date", "2023/24", "2023")],
)  # fmt: skip
def test_the_likeliest_meaning_is_suggested_first(empty: Path, field: str, raw: str, first: str) -> None:
    assert suggestions(field, raw)[0].label == first


def test_every_choice_can_be_decided(empty: Path) -> None:
    for field in decisions.FIELDS:
        for choice in choices(field)[::7]:
            decided = decisions.decide(field, "kitchen table", choice.values, "Pat")
            assert decided.labels == (choice.label,)


@pytest.mark.process
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.sampled_from(["Edinbrugh", "Fife", "Newport", "Nowhereshire", "Edinbrugh; Fife"]), min_size=1, max_size=5
    )
)
def test_deciding_before_and_after_saving_gives_the_same_rows(empty: Path, cells: list[str]) -> None:
    def stand() -> list[tuple[Any, ...]]:
        return every("SELECT place_level, council_code, count(*) FROM insight_place GROUP BY ALL ORDER BY ALL")

    rows = [[f"R-{at}", f"Words {at}", cell] for at, cell in enumerate(cells)]
    decisions.decide("place", "Edinbrugh", EDINBURGH, "Pat")
    before = take(*rows)
    known = stand()
    undo_upload(before.upload_id or "", "Pat")
    decisions.forget("place", "Edinbrugh", "Pat")
    after = take(*rows, name="again.csv")
    decisions.decide("place", "Edinbrugh", EDINBURGH, "Pat")
    assert stand() == known
    undo_upload(after.upload_id or "", "Pat")
    decisions.forget("place", "Edinbrugh", "Pat")


def test_the_command_line_decides_lists_and_forgets(empty: Path) -> None:
    def told(*argv: str) -> Any:
        outcome = run([*argv, "--json", "--database", str(empty)])
        return outcome.exit_code, json.loads(outcome.out)

    take(["A-1", "One", "Edinbrugh", "Sheds; Huts"])
    code, done = told("decide", "place", "Edinbrugh", "City of Edinburgh")
    assert (code, done["status"], done["records"], done["values"]) == (0, "done", 1, [EDINBURGH])
    assert told("decide", "themes", "Sheds", "--new-theme")[1]["labels"] == ["Sheds"]
    assert told("decide", "themes", "Huts", "--leave")[1]["values"] == []
    code, listed = told("decisions")
    assert [one["word"] for one in listed["decisions"]] == ["hut", "shed", "edinbrugh"]
    assert listed["open"] == []
    assert told("forget", "place", "Edinbrugh")[1]["records"] == 1
    assert told("decisions")[1]["open"] == [{"field": "place", "raw": "Edinbrugh", "records": 1}]
    code, refused = told("decide", "place", "Edinbrugh", "Atlantis")
    assert (code, refused["status"]) == (2, "refused")
    assert told("decide", "place", "Edinbrugh")[0] == 2
    assert "not recorded" in run(["decisions", "--database", str(empty)]).out
