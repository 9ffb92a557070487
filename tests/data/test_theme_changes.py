"""People re-shape the themes: nothing is lost, nothing counts twice, and every change can be taken back."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from data import connect, ready, theme_changes, theme_drafts
from data.check import check
from data.errors import Refused
from data.moments import EVER, end_of
from data.theme_undo import StandsOnIt, undo
from data.themes import ThemeNames
from data.uploads import import_file
from data.write import write
from queries.ask import ask
from queries.filters import Filters
from tests.sheets import csv_file

pytestmark = pytest.mark.process

WHO = "A test"
EVERYTHING = Filters()
EXAMPLES = int(os.environ.get("KENSPECKLE_EXAMPLES", "6"))


def every(question: str, *values: Any) -> list[tuple[Any, ...]]:
    with connect.database().cursor() as cursor:
        return cursor.execute(question, list(values)).fetchall()


def heard(*rows: tuple[str, str]) -> None:
    """Insights (id, themes), each from a source of its own name."""
    table = [["insight_id", "text", "themes", "source"], *([one, f"Words {one}", themes, one] for one, themes in rows)]
    import_file(csv_file(table), f"heard-{rows[0][0]}.csv")


def counts(filters: Filters = EVERYTHING) -> dict[str, tuple[int, int]]:
    rows = ask("theme_frequency", filters).rows
    return {row["theme"]: (row["mentions"], row["sources"]) for row in rows if row["mentions"]}


def parents() -> dict[str, str | None]:
    rows = every("SELECT a.theme, b.theme FROM theme a LEFT JOIN theme b ON b.theme_id = a.parent_theme_id"
                 " WHERE NOT a.retired")  # fmt: skip
    return dict(rows)


def names() -> ThemeNames:
    with connect.database().cursor() as cursor:
        return ThemeNames(cursor)


@pytest.fixture
def abc(empty: Path) -> Path:
    for name in ("Ash", "Birch", "Cedar"):
        theme_changes.create(name, who=WHO)
    heard(("I-1", "Ash"), ("I-2", "Ash; Birch"), ("I-3", "Birch"), ("I-4", "Cedar"))
    return empty


def test_an_insight_with_both_merged_themes_counts_once(abc: Path) -> None:
    theme_changes.merge(["Ash", "Birch"], "Trees", who=WHO)
    assert counts() == {"Trees": (3, 3), "Cedar": (1, 1)}
    assert every("SELECT DISTINCT theme_id FROM coding WHERE removed_at IS NULL AND record_id = 'I-1'") == [
        (every("SELECT theme_id FROM theme WHERE theme = 'Ash'")[0][0],)
    ]


def test_former_names_lead_to_the_merged_theme_where_they_were_kept(abc: Path) -> None:
    theme_changes.rename("Ash", "Rowan", who=WHO)
    merged = theme_changes.merge(["Rowan", "Birch"], "Trees", words=["Ash", "Birch"], who=WHO)
    found = names()
    assert {word: found.look_up(word) for word in ("ash", "birch", "rowan", "Trees")} == {
        "ash": merged.theme_id, "birch": merged.theme_id, "rowan": None, "Trees": merged.theme_id,
    }  # fmt: skip
    again = theme_changes.merge(["Trees", "Cedar"], "Woods", who=WHO)
    assert {names().look_up(word) for word in ("ash", "birch", "Trees", "Cedar")} == {again.theme_id}
    with pytest.raises(Refused, match="not a name of one"):
        theme_changes.merge(["Woods", "TH-01"], "All", words=["Bramble"], who=WHO)


def test_a_split_moves_the_chosen_records_and_no_others(abc: Path) -> None:
    theme_changes.split("Ash", "Saplings", ["I-2"], who=WHO)
    assert counts() == {"Ash": (1, 1), "Saplings": (1, 1), "Birch": (2, 2), "Cedar": (1, 1)}
    with pytest.raises(Refused, match="1 of the chosen"):
        theme_changes.split("Ash", "More", ["I-2"], who=WHO)
    theme_changes.merge(["Ash", "Saplings"], "Ash", who=WHO)
    assert counts() == {"Ash": (2, 2), "Birch": (2, 2), "Cedar": (1, 1)}


def test_a_theme_never_stands_under_itself(abc: Path) -> None:
    theme_changes.move("Birch", "Ash", who=WHO)
    theme_changes.move("Cedar", "Birch", who=WHO)
    for under in ("Ash", "Birch", "Cedar"):
        with pytest.raises(Refused, match=r"itself|above it"):
            theme_changes.move("Ash", under, who=WHO)
    theme_changes.merge(["Ash", "Cedar"], "Trees", who=WHO)
    assert (parents()["Trees"], parents()["Birch"]) == (None, "Trees")
    theme_changes.retire("Trees", who=WHO)
    assert parents()["Birch"] is None


def test_names_are_checked(abc: Path) -> None:
    for name, reason in (
        ("ash", "already"), ("  ", "blank"), ("A; B", "semicolon"), ("x" * 200, "longer"),
        ("Call 07700 900123", "personal data"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=reason):
            theme_changes.create(name, who=WHO)
        with pytest.raises(Refused, match=reason):
            theme_changes.rename("Birch", name, who=WHO)
    with pytest.raises(Refused, match="no theme"):
        theme_changes.rename("Bramble", "Ivy", who=WHO)
    with pytest.raises(Refused, match="two different"):
        theme_changes.merge(["Ash", "ash"], "Trees", who=WHO)


def test_undo_without_an_id_takes_the_newest_change_that_is_no_undo(abc: Path) -> None:
    before = counts(), parents()
    theme_changes.rename("Ash", "Rowan", who=WHO)
    theme_changes.merge(["Rowan", "Birch"], "Trees", who=WHO)
    undo(who=WHO)
    assert "Rowan" in counts()
    undo(who=WHO)
    assert (counts(), parents()) == before
    assert [kind for (kind,) in every("SELECT kind FROM theme_event ORDER BY seq DESC LIMIT 4")] == [
        "undo", "undo", "merge", "rename",
    ]  # fmt: skip
    last = every("SELECT event_id FROM theme_event WHERE kind = 'undo' ORDER BY seq DESC")[0][0]
    with pytest.raises(Refused, match="undo is not taken back"):
        undo(last, who=WHO)
    taken = every("SELECT event_id FROM theme_event WHERE kind = 'merge'")[0][0]
    with pytest.raises(Refused, match="taken back already"):
        undo(taken, who=WHO)
    with pytest.raises(Refused, match="no such change"):
        undo("nothing", who=WHO)


def test_undo_names_the_later_change_that_stands_on_it(abc: Path) -> None:
    merged = theme_changes.merge(["Ash", "Birch"], "Trees", who=WHO)
    later = theme_changes.define("Trees", "What grows.", who="Somebody else")
    with pytest.raises(StandsOnIt, match=r"defined anew \(change \d+ by Somebody else") as refused:
        undo(merged.event_id, who=WHO)
    assert refused.value.event_id == later.event_id
    undo(later.event_id, who=WHO)
    undo(merged.event_id, who=WHO)
    assert "Ash" in counts()


def test_undo_is_refused_where_its_name_was_taken_or_its_theme_is_in_use(abc: Path) -> None:
    renamed = theme_changes.rename("Ash", "Rowan", who=WHO)
    made = theme_changes.create("Ash", who=WHO)
    with pytest.raises(StandsOnIt, match="name “Ash” was taken since") as refused:
        undo(renamed.event_id, who=WHO)
    assert refused.value.event_id == made.event_id
    heard(("I-9", "Ash"))
    with pytest.raises(StandsOnIt, match="1 insights or case studies were tagged"):
        undo(made.event_id, who=WHO)


def test_undo_is_refused_where_a_theme_would_come_to_stand_under_itself(abc: Path) -> None:
    theme_changes.move("Birch", "Cedar", who=WHO)
    theme_changes.create("Willow", under="Birch", who=WHO)
    merged = theme_changes.merge(["Ash", "Birch"], "Trees", who=WHO)
    moved = theme_changes.move("Cedar", "Willow", who=WHO)
    with pytest.raises(StandsOnIt, match="under itself") as refused:
        undo(merged.event_id, who=WHO)
    assert refused.value.event_id == moved.event_id


def test_a_change_to_a_theme_that_somebody_just_changed_is_refused(abc: Path) -> None:
    seen = theme_drafts.newest_seq()
    theme_changes.rename("Ash", "Rowan", who="The other", seen=seen)
    with pytest.raises(Refused, match="The other changed one of these themes just before you"):
        theme_changes.merge(["Rowan", "Birch"], "Trees", who=WHO, seen=seen)
    theme_changes.rename("Cedar", "Larch", who=WHO, seen=seen)


def test_the_same_file_again_saves_nothing_after_the_themes_were_re_shaped(abc: Path) -> None:
    table = [["insight_id", "text", "themes"], ["J-1", "Words", "Ash; Birch"], ["J-2", "Others", "Ash"]]
    import_file(csv_file(table), "heard.csv")
    theme_changes.merge(["Ash", "Birch"], "Trees", who=WHO)
    theme_changes.split("Trees", "Saplings", ["J-2"], who=WHO)
    before = every("SELECT * FROM coding ORDER BY ALL")
    receipt = import_file(csv_file(table), "heard.csv")
    assert (receipt.rows_saved, receipt.rows_unchanged) == (0, 2)
    table[1] = ["J-1", "Words", "Trees"]
    assert import_file(csv_file(table), "heard.csv").rows_unchanged == 2
    assert every("SELECT * FROM coding ORDER BY ALL") == before


def test_a_past_day_is_told_as_it_was(abc: Path) -> None:
    backdate(days=3)
    theme_changes.merge(["Ash", "Birch"], "Trees", who=WHO)
    backdate(days=1)
    heard(("I-5", "Cedar"))
    day = date.today()
    assert counts(Filters(as_at=day - timedelta(days=4))) == {
        "Ash": (2, 2), "Birch": (2, 2), "Cedar": (1, 1),
    }  # fmt: skip
    assert counts(Filters(as_at=day - timedelta(days=1))) == {"Trees": (3, 3), "Cedar": (1, 1)}
    assert counts(Filters(as_at=day)) == counts() == {"Trees": (3, 3), "Cedar": (2, 2)}
    assert ask("headline", Filters(as_at=day - timedelta(days=1))).one["insights"] == 4
    assert counts(Filters(as_at=day - timedelta(days=30))) == {}


def backdate(days: int) -> None:
    """Let everything so far have happened ``days`` days earlier."""
    with write("evidence", "themes") as cursor:
        for table, columns in (
            ("theme_event", ["made_at"]), ("coding", ["coded_at", "removed_at"]), ("insight", ["added_at"]),
        ):  # fmt: skip
            for column in columns:
                cursor.execute(f"UPDATE {table} SET {column} = {column} - to_days($1)", [days])


def test_a_day_ends_at_midnight_in_scotland() -> None:
    assert end_of(date(2026, 1, 31)) == datetime(2026, 1, 31, 23, 59, 59, 999999)
    assert end_of(date(2026, 7, 31)) == datetime(2026, 7, 31, 22, 59, 59, 999999)
    assert end_of(date(9999, 12, 30)) == EVER


def test_a_draft_is_seen_only_in_the_draft_until_it_is_committed(abc: Path) -> None:
    draft = theme_drafts.draft_of("W-1", WHO).draft_id
    assert theme_drafts.draft_of("W-1", "Another").draft_id == draft
    before = counts(), parents()
    theme_changes.merge(["Ash", "Birch"], "Trees", who=WHO, draft=draft)
    theme_changes.move("Cedar", "Trees", who="Another", draft=draft)
    assert (counts(), parents()) == before
    drafted = counts(Filters(draft=draft))
    assert drafted == {"Trees": (3, 3), "Cedar": (1, 1)}
    told = {row["theme_now"] or row["theme_in_draft"]: row for row in theme_drafts.compare(draft)}
    assert (told["Ash"]["theme_in_draft"], told["Trees"]["theme_now"]) == (None, None)
    assert (told["Ash"]["mentions_now"], told["Trees"]["mentions_in_draft"]) == (2, 3)
    assert told["Cedar"]["parent_in_draft"] == "Trees"
    done = theme_drafts.commit(draft, who=WHO)
    assert [change.kind for change in done] == ["merge", "move"]
    assert counts() == drafted == counts(Filters(draft=draft))
    assert every("SELECT made_by, workshop_id FROM theme_event WHERE draft_id IS NULL ORDER BY seq DESC LIMIT 2") == [
        ("Another", "W-1"), (WHO, "W-1"),
    ]  # fmt: skip
    with pytest.raises(Refused, match="committed already"):
        theme_changes.rename("Ash", "Rowan", who=WHO, draft=draft)


def test_what_happened_beside_a_draft_is_seen_in_it_and_conflicts_are_refused(abc: Path) -> None:
    draft = theme_drafts.draft_of(None, WHO).draft_id
    theme_changes.merge(["Ash", "Birch"], "Trees", who=WHO, draft=draft)
    heard(("I-5", "Birch"))
    theme_changes.rename("Cedar", "Larch", who=WHO)
    assert counts(Filters(draft=draft)) == {"Trees": (4, 4), "Larch": (1, 1)}
    theme_changes.merge(["Ash", "Larch"], "Woods", who="The other")
    with pytest.raises(Refused, match="merged or retired outside the draft"):
        theme_drafts.commit(draft, who=WHO)
    left = theme_drafts.open_draft_of(None, WHO)
    assert left
    assert left.draft_id == draft
    undo(who=WHO, draft=draft)
    with pytest.raises(Refused, match="nothing in this draft"):
        theme_drafts.commit(draft, who=WHO)
    theme_changes.move("Woods", "Birch", who=WHO, draft=draft)
    theme_changes.move("Birch", "Woods", who="The other")
    assert set(counts(Filters(draft=draft))) == {"Woods", "Birch"}
    with pytest.raises(Refused, match="under itself"):
        theme_drafts.commit(draft, who=WHO)
    theme_drafts.discard(draft, who=WHO)
    assert counts(Filters(draft=draft)) == counts()
    with pytest.raises(Refused, match="discarded already"):
        theme_drafts.commit(draft, who=WHO)


def test_undo_in_a_draft_takes_back_what_stands_for_everybody_only_there(abc: Path) -> None:
    merged = theme_changes.merge(["Ash", "Birch"], "Trees", who=WHO)
    draft = theme_drafts.draft_of("W-1", WHO).draft_id
    with pytest.raises(Refused, match="nothing to take back"):
        undo(who=WHO, draft=draft)
    undo(merged.event_id, who=WHO, draft=draft)
    assert "Ash" in counts(Filters(draft=draft))
    assert "Ash" not in counts()
    theme_drafts.commit(draft, who=WHO)
    assert "Ash" in counts()


def test_two_people_at_once_cannot_merge_one_theme_twice(abc: Path) -> None:
    outcomes: list[str] = []
    ash = names().look_up("Ash") or ""

    def merge(other: str, name: str) -> None:
        try:
            theme_changes.merge([ash, other], name, who=name)
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")

    threads = [Thread(target=merge, args=(other, f"With {other}")) for other in ("Birch", "Cedar") for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", *["refused"] * 7]
    assert every("SELECT count(*) - count(DISTINCT seq) FROM theme_event") == [(0,)]
    assert sum(mentions for mentions, _ in counts().values()) in (4, 5)


NAMES = ["Ash", "Birch", "Cedar", "Elm", "Fir", "Gorse"]
RECORDS = [f"I-{n}" for n in range(1, 9)]


class Reshaping(RuleBasedStateMachine):
    """Any sequence of changes and undos, outside and inside a draft."""

    folder: Path

    def __init__(self) -> None:
        super().__init__()
        connect.release()
        path = self.folder / "machine.duckdb"
        path.unlink(missing_ok=True)
        path.write_bytes((self.folder / "start.duckdb").read_bytes())
        ready.bring_forward(path)
        self.told: dict[date, Any] = {}
        self.start = self.standing()
        self.begun = self.newest()

    def newest(self) -> int:
        return int(every("SELECT max(turn) FROM theme_event_at($1, NULL)", EVER)[0][0])

    def standing(self, as_at: date | None = None) -> dict[str, Any]:
        moment = end_of(as_at) if as_at else EVER
        pairs: dict[str, set[str]] = {}
        for one, name in every(
            "SELECT record_id, theme FROM coding_at($1, NULL) JOIN theme_at($1, NULL) USING (theme_id)", moment
        ):
            pairs.setdefault(one, set()).add(name)
        return {
            "pairs": pairs,
            "themes": sorted(every("SELECT * FROM theme_at($1, NULL) WHERE NOT retired", moment), key=str),
        }

    def live(self) -> list[str]:
        return sorted(names().names())

    def attempt(self, change: Any) -> None:
        before = self.standing()
        try:
            change()
        except Refused:
            assert self.standing() == before

    @rule(data=st.data())
    def create(self, data: st.DataObject) -> None:
        under = data.draw(st.sampled_from([None, *self.live()]))
        self.attempt(lambda: theme_changes.create(data.draw(st.sampled_from(NAMES)), under=under, who=WHO))

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def rename(self, data: st.DataObject, name: str) -> None:
        theme = data.draw(st.sampled_from(self.live()))
        self.attempt(lambda: theme_changes.rename(theme, name, who=WHO))

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        theme, under = data.draw(st.sampled_from(self.live())), data.draw(st.sampled_from([None, *self.live()]))
        self.attempt(lambda: theme_changes.move(theme, under, who=WHO))

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def merge(self, data: st.DataObject, name: str) -> None:
        chosen = data.draw(st.lists(st.sampled_from(self.live()), min_size=1, max_size=3, unique=True))
        before = self.standing()
        try:
            theme_changes.merge(chosen, name, who=WHO)
        except Refused:
            assert self.standing() == before
            return
        mine = {one for one, themes in before["pairs"].items() if themes & set(chosen)}
        assert {one for one, themes in self.standing()["pairs"].items() if name in themes} == mine

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def split(self, data: st.DataObject, name: str) -> None:
        theme = data.draw(st.sampled_from(self.live()))
        chosen = data.draw(st.lists(st.sampled_from(RECORDS), min_size=1, max_size=3, unique=True))
        self.attempt(lambda: theme_changes.split(theme, name, chosen, who=WHO))

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        if self.newest() == self.begun:
            return
        events = every(
            "SELECT event_id FROM theme_event WHERE kind <> 'undo' AND seq > $1 ORDER BY seq DESC LIMIT 6", self.begun
        )
        wanted = data.draw(st.sampled_from([None, *(event_id for (event_id,) in events)]))
        self.attempt(lambda: undo(wanted, who=WHO))

    @rule()
    def a_day_passes(self) -> None:
        self.the_page_counts_the_same()
        backdate(days=1)
        self.told = {day - timedelta(days=1): told for day, told in self.told.items()}
        self.told[date.today() - timedelta(days=1)] = self.standing()

    @invariant()
    def nothing_is_lost_or_counted_twice(self) -> None:
        now = self.standing()
        live = [row[1] for row in now["themes"]]
        assert len({name.casefold() for name in live}) == len(live)
        assert set(now["pairs"]) == set(self.start["pairs"])
        for one, themes in now["pairs"].items():
            assert themes <= set(live)
            assert 1 <= len(themes) <= len(self.start["pairs"][one])
        assert every("SELECT count(*) FROM coding WHERE removed_at IS NULL") == [(13,)]

    @invariant()
    def past_days_are_unchanged(self) -> None:
        for day, told in self.told.items():
            assert self.standing(day) == told

    def the_page_counts_the_same(self) -> None:
        by_hand: dict[str, int] = {}
        for themes in self.standing()["pairs"].values():
            for name in themes:
                by_hand[name] = by_hand.get(name, 0) + 1
        assert {name: mentions for name, (mentions, _) in counts().items()} == by_hand
        assert [one.name for one in check() if not one.holds] == []

    def teardown(self) -> None:
        """Taking everything back gives the numbers of the start."""
        self.the_page_counts_the_same()
        while self.newest() > self.begun:
            undo(who=WHO)
        assert self.standing() == self.start
        connect.release()


@pytest.mark.process
def test_any_sequence_of_changes_and_undos_conserves_what_was_said(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with write("themes") as cursor:
        cursor.execute("DELETE FROM theme_event")
    for name in NAMES[:4]:
        theme_changes.create(name, who=WHO)
    heard(*((one, "; ".join(NAMES[: 1 + n % 2] if n % 3 else [NAMES[2]])) for n, one in enumerate(RECORDS)))
    heard(("I-1", "Ash; Birch; Cedar"))
    connect.release()
    (tmp_path / "start.duckdb").write_bytes(empty.read_bytes())
    monkeypatch.setattr(Reshaping, "folder", tmp_path, raising=False)
    run_state_machine_as_test(
        Reshaping,
        settings=settings(max_examples=EXAMPLES, stateful_step_count=10, deadline=None, phases=[Phase.generate],
                          suppress_health_check=list(HealthCheck)),
    )  # fmt: skip
