"""Workshops: what a room can do, what stays known after a restart, and what nobody may do."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data import (
    actions,
    answers,
    connect,
    evidence_links,
    listening,
    ready,
    rehearsal,
    room_insights,
    room_key,
    steps,
    workshops,
)
from data.answers import lines_of
from data.check import check
from data.choices import Choices
from data.errors import Refused
from data.run_of_show import StepPlan, templates
from data.step_kinds import KINDS
from data.uploads import import_file
from data.workshops import Workshop

pytestmark = pytest.mark.process


def made(template: str = "what_so_what_now_what") -> Workshop:
    return workshops.load(workshops.create("Spring", "To listen", template, "a test"))


def asked(kind: str = "answers", asks: dict[str, Any] | None = None) -> tuple[str, str]:
    """An open workshop at a step that asks: (workshop_id, step_id)."""
    workshop_id = workshops.create("Spring", "", "blank", "a test")
    step_id = steps.add_step(workshop_id, StepPlan(kind, "What?", asks=asks or {}), "a test")
    workshops.open_door(workshop_id, "a test")
    steps.go_to(step_id, "a test")
    return workshop_id, step_id


@pytest.mark.parametrize(
    "template", [one for one in templates() if one.template_id != "blank"], ids=lambda one: one.name
)
def test_every_template_has_known_kinds_a_break_by_minute_45_and_fits_the_time(template: Any) -> None:
    begins, rests = 0, []
    for plan in template.steps:
        assert plan.kind in KINDS
        if plan.kind == "break":
            rests.append(begins)
        begins += plan.minutes
    assert min(rests) <= 45
    assert 80 <= begins <= 100


def test_a_workshop_begins_with_the_steps_of_its_template(empty: Path) -> None:
    workshop = made()
    assert [step.plan.title for step in workshop.steps][:2] == [
        "Welcome",
        "One word for how this is going where you are",
    ]
    assert (workshop.state, workshop.code) == ("draft", None)


def test_the_run_of_show_and_the_place_of_the_room_outlive_a_restart(empty: Path) -> None:
    workshop_id, step_id = asked()
    answers.type_in(step_id, {"text": ["Before the restart"]}, "a test")
    workshops.show(workshop_id, blank=True)
    before = workshops.load(workshop_id)
    connect.release()
    ready.bring_forward(empty)
    assert workshops.load(workshop_id) == before
    assert before.code
    assert workshops.by_code(before.code) is not None
    assert answers.how_many(step_id) == 1


def test_without_this_servers_key_no_code_is_shown_and_the_old_one_opens_nothing(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop_id, _ = asked()
    code = workshops.load(workshop_id).code or ""
    monkeypatch.setattr(room_key, "_held", {empty.with_name(f"{empty.name}.key"): b"x" * 32})
    assert workshops.load(workshop_id).code is None
    assert workshops.by_code(code) is None


def test_the_key_can_be_read_by_its_owner_only(empty: Path) -> None:
    room_key.room_key()
    assert empty.with_name(f"{empty.name}.key").stat().st_mode & 0o077 == 0


def test_a_copy_has_the_steps_and_no_answers(empty: Path) -> None:
    workshop_id, step_id = asked("choose_one", {"choices": ["a", "b"]})
    answers.type_in(step_id, {"choice": ["1"]}, "a test")
    copy = workshops.load(workshops.duplicate(workshop_id, "a test"))
    assert (copy.title, copy.state) == ("Spring (copy)", "draft")
    assert [step.plan for step in copy.steps] == [step.plan for step in workshops.load(workshop_id).steps]
    assert sum(answers.how_many(step.step_id) for step in copy.steps) == 0


def test_a_workshop_saved_as_a_template_can_be_started_from(empty: Path) -> None:
    workshop = made()
    template_id = workshops.duplicate(workshop.workshop_id, "a test", as_template=True)
    assert [one.workshop_id for one in workshops.list_workshops("template")] == [template_id]
    again = workshops.load(workshops.create("Autumn", "", template_id, "a test"))
    assert [step.plan for step in again.steps] == [step.plan for step in workshop.steps]
    with pytest.raises(Refused):
        workshops.open_door(template_id, "a test")
    workshops.archive(template_id, "a test")
    assert workshops.list_workshops("template") == []
    workshops.archive(template_id, "a test", back=True)
    assert workshops.load(template_id).state == "template"


def test_steps_can_be_moved_left_out_added_and_removed(empty: Path) -> None:
    workshop = made()
    first, second = workshop.steps[:2]
    steps.move_step(first.step_id, 1, "a test")
    steps.skip_step(first.step_id, "a test")
    added = steps.add_step(workshop.workshop_id, StepPlan("hand", "Who agrees?"), "a test", after=second.step_id)
    steps.remove_step(workshop.steps[3].step_id, "a test")
    now = workshops.load(workshop.workshop_id).steps
    assert [one.step_id for one in now[:3]] == [second.step_id, added, first.step_id]
    assert now[2].state == "skipped"
    assert workshop.steps[3].step_id not in [one.step_id for one in now]


def test_what_a_step_asks_stays_once_answers_have_come(empty: Path) -> None:
    _, step_id = asked("vote", {"choices": ["One", "Two"]})
    answers.type_in(step_id, {"choice": ["1"]}, "a test")
    with pytest.raises(Refused, match="has to stay"):
        steps.edit_step(step_id, StepPlan("vote", "Other", asks={"choices": ["Three", "Four"]}), "a test")
    steps.edit_step(step_id, StepPlan("vote", "A better title", asks={"choices": ["One", "Two"]}), "a test")
    steps.close_step(step_id, "a test")
    with pytest.raises(Refused, match="stays"):
        steps.remove_step(step_id, "a test")


@pytest.mark.parametrize(
    ("kind", "asks"),
    [("choose_one", {}), ("vote", {"choices": ["a", "b", "c"]}), ("scale", {"points": 50}), ("poem", {})],
)
def test_a_step_that_lacks_what_it_asks_is_refused(empty: Path, kind: str, asks: dict[str, Any]) -> None:
    workshop_id = workshops.create("Spring", "", "blank", "a test")
    with pytest.raises((Refused, KeyError)):
        steps.add_step(workshop_id, StepPlan(kind, "What?", asks=asks), "a test")


def test_nothing_shows_on_the_stage_before_the_reveal_or_when_hidden(empty: Path) -> None:
    workshop_id, step_id = asked()
    for words in ("one", "two", "three", "See www.example.org"):
        answers.type_in(step_id, {"text": [words]}, "a test")

    def stage() -> set[str]:
        step = next(one for one in workshops.load(workshop_id).steps if one.step_id == step_id)
        return {one.words for one in answers.on_stage(step)}

    assert stage() == set()
    steps.reveal_step(step_id, "a test")
    assert stage() == {"one", "two", "three"}
    hidden = next(one for one in answers.responses(step_id) if one.words == "two")
    answers.set_on([hidden.response_id], "a test", hidden=True)
    held = next(one for one in answers.responses(step_id) if one.held_for)
    answers.set_on([held.response_id], "a test", held_for=None)
    assert stage() == {"one", "three", "See www.example.org"}


def test_answers_that_say_the_same_are_joined_and_taken_apart(empty: Path) -> None:
    _, step_id = asked()
    ids = [answers.type_in(step_id, {"text": [words]}, "a test") for words in ("bus", "buses", "the bus")]
    answers.join(ids[:2], ids[0], "a test")
    answers.join([ids[0], ids[2]], ids[2], "a test")
    standing = [one for one in answers.responses(step_id) if one.joined_into is None]
    assert [(one.words, one.joined) for one in standing] == [("the bus", 2)]
    answers.take_apart(ids[2], "a test")
    assert all(one.joined_into is None for one in answers.responses(step_id))


CHAT = """10:32:05 From Jane Smith to Everyone: The bus does not come
10:33 From  Jo (she/her) : Childcare costs too much
[10:34] Ann-Marie: Nobody answers the phone
Sam Sample 10:35
We need a van: two would be better
Pat Pattern: Warm spaces help
10:36
The bus does not come
note: this line has no name before it"""


def test_a_pasted_chat_is_one_answer_a_line_without_names_and_times() -> None:
    said = lines_of(CHAT)
    assert said == [
        "The bus does not come",
        "Childcare costs too much",
        "Nobody answers the phone",
        "We need a van: two would be better",
        "Warm spaces help",
        "note: this line has no name before it",
    ]
    assert not any(name in line for line in said for name in ("Jane", "Ann-Marie", "Pat Pattern"))


def test_pretend_answers_are_marked_and_removed_without_the_real_ones(empty: Path) -> None:
    workshop_id, step_id = asked("rank", {"choices": ["a", "b", "c"]})
    answers.type_in(step_id, {"place-1": ["1"], "place-2": ["2"], "place-3": ["3"]}, "a test")
    assert rehearsal.fill(step_id, "a test") == 12
    assert rehearsal.how_many(workshop_id) == 12
    assert rehearsal.remove(workshop_id, "a test") == 12
    assert answers.how_many(step_id) == 1


def test_a_rehearsal_in_breakout_groups_leaves_each_group_its_own_note(empty: Path) -> None:
    workshop_id, step_id = asked("groups", {"groups": 4})
    answers.type_in(step_id, {"group": ["2"], "text": ["What group 2 says"]}, "a test")
    assert rehearsal.fill(step_id, "a test") == 3
    notes = answers.responses(step_id)
    assert sorted(one.answer["group"] for one in notes) == [1, 2, 3, 4]
    assert [one.words for one in notes if one.came_by != "rehearsal"] == ["What group 2 says"]
    assert all("pretend" in one.words for one in notes if one.came_by == "rehearsal")
    answers.type_in(step_id, {"group": ["1"], "text": ["What group 1 says"]}, "a test")  # a pretend note is no note
    with pytest.raises(Refused, match="already"):
        answers.type_in(step_id, {"group": ["2"], "text": ["Twice"]}, "a test")
    assert rehearsal.remove(workshop_id, "a test") == 3
    assert sorted(one.words for one in answers.responses(step_id)) == ["What group 1 says", "What group 2 says"]
    assert rehearsal.fill(step_id, "a test") == 2  # and the next rehearsal leaves both alone


def test_an_action_is_kept_with_its_evidence_and_what_became_of_it(own_examples: Path) -> None:
    action_id = actions.keep_action(
        "Ask  for an evening bus", "a test", owner="Transport lead", level="meso", due_on=date(2020, 1, 31),
        links=[("theme", "TH-01"), ("insight", "INS-0001")],
    )  # fmt: skip
    (one,) = actions.list_actions()
    assert (one.words, one.overdue(date(2020, 2, 1)), one.overdue(date(2020, 1, 31))) == (
        "Ask for an evening bus", True, False,
    )  # fmt: skip
    assert {(link.kind, bool(link.words)) for link in one.evidence} >= {("theme", True)}
    actions.keep_action(one.words, "a test", action_id=action_id, state="done", outcome="A bus runs until ten")
    (one,) = actions.list_actions()
    assert (one.state, one.outcome, one.done_at is not None, len(one.evidence)) == (
        "done",
        "A bus runs until ten",
        True,
        2,
    )


def test_evidence_is_attached_once_and_quoted_only_where_it_may_be(own_examples: Path) -> None:
    workshop_id, step_id = asked()
    answer_id = answers.type_in(step_id, {"text": ["The bus"]}, "a test")
    reading_id = actions.keep_reading("It is about money", "a test", workshop_id=workshop_id)
    for kind, record_id in (("theme", "TH-01"), ("response", answer_id), ("response", answer_id)):
        evidence_links.attach("interpretation", reading_id, kind, record_id, "a test")

    def rests() -> dict[str, str | None]:
        (reading,) = actions.list_readings(workshop_id)
        return {one.kind: one.words for one in reading.evidence}

    assert rests()["response"] is None
    steps.reveal_step(step_id, "a test")
    assert rests()["response"] == "The bus"
    actions.keep_reading("It is about time", "a test", interpretation_id=reading_id, workshop_id=workshop_id)
    evidence_links.detach("interpretation", reading_id, "response", answer_id, "a test")
    assert list(rests()) == ["theme"]
    with pytest.raises(Refused):
        evidence_links.attach("workshop", workshop_id, "theme", "TH-01", "a test")


def test_an_answer_becomes_one_listening_task_for_each_place_or_group(empty: Path) -> None:
    workshop_id, step_id = asked()
    answer_id = answers.type_in(step_id, {"text": ["Ask the night shift in Fife"]}, "a test")
    fife = ("place", "Fife")
    task_id = listening.keep_task(fife, "a test", words="Ask the night shift", response_id=answer_id)
    with pytest.raises(Refused, match="already"):
        listening.keep_task(fife, "a test", response_id=answer_id)
    with pytest.raises(Refused, match="Choose the place"):
        listening.keep_task(("place", "Nowhereshire"), "a test")
    carers = next(about for about in listening.offered() if about[0] == "group")
    listening.keep_task(carers, "a test", due_on=date(2020, 1, 31))
    (mine,) = listening.list_tasks(workshop_id)
    assert (mine.about, mine.words, mine.response_id, mine.state) == (
        "Fife", "Ask the night shift", answer_id, "open",
    )  # fmt: skip
    listening.keep_task(fife, "a test", task_id=task_id, words="Asked", state="done")
    first, second = listening.list_tasks()
    assert (first.overdue(date(2020, 2, 1)), second.state, second.done_at is not None) == (True, "done", True)


def test_dissent_is_kept(empty: Path) -> None:
    reading_id = actions.keep_reading("It is about money", "a test", dissent="Some say it is about time")
    with pytest.raises(Refused, match="stays"):
        actions.keep_reading("It is about money", "a test", interpretation_id=reading_id, dissent=" ")
    assert actions.list_readings()[0].dissent == "Some say it is about time"


def test_open_actions_are_carried_to_the_next_workshop(empty: Path) -> None:
    first, second = made().workshop_id, made().workshop_id
    actions.keep_action("Open", "a test", workshop_id=first)
    actions.keep_action("Closed", "a test", workshop_id=first, state="done")
    assert actions.carry_over(second, "a test") == 1
    assert [one.words for one in actions.list_actions(second)] == ["Open"]


def test_the_database_agrees_with_itself_after_a_workshop(empty: Path) -> None:
    workshop_id, step_id = asked()
    answers.type_in(step_id, {"text": ["words"]}, "a test")
    workshops.close(workshop_id, "a test")
    assert [finding.name for finding in check() if not finding.holds] == []


def test_answers_that_the_room_has_seen_become_insights_once_with_the_workshop_as_their_source(empty: Path) -> None:
    workshop_id, step_id = asked()
    shown = answers.type_in(step_id, {"text": ["The bus stops at six; nobody asked"]}, "a test")
    hidden = answers.type_in(step_id, {"text": ["Not for others"]}, "a test")
    answers.set_on([hidden], "a test", hidden=True)
    with pytest.raises(Refused, match="that the room has seen"):
        room_insights.insights_file(workshops.load(workshop_id), [shown], quote_permission="")
    steps.reveal_step(step_id, "a test")
    workshop = workshops.load(workshop_id)
    assert [one.response_id for _, one in room_insights.offered(workshop)] == [shown]
    content = room_insights.insights_file(workshop, [shown, hidden], quote_permission="public", place=["Fife"])
    saved = import_file(content, room_insights.FILE_NAME, Choices(kind="insight"))
    again = import_file(content, room_insights.FILE_NAME, Choices(kind="insight"))
    assert (saved.rows_saved, again.rows_saved, again.rows_unchanged) == (1, 0, 1)
    with connect.database().cursor() as cursor:
        rows = cursor.execute("SELECT text, source_kind, source_name, quote_permission FROM insight").fetchall()
    assert rows == [("The bus stops at six; nobody asked", "workshop", "Workshop: Spring", "public")]
    assert room_insights.kept_before(workshop) == {shown}
