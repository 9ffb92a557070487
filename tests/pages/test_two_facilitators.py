"""Two facilitators with a window each on one workshop: both see each other's work, and nobody's change is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import steps, workshops
from data.errors import Refused
from data.run_of_show import StepPlan
from data.steps import Step
from tests.cards import written
from tests.pages.conftest import page

pytestmark = pytest.mark.process

VIEW = "room-view-draft"


@pytest.fixture
def workshop_id(empty: Path) -> str:
    """A workshop in the making with one step of words."""
    made = workshops.create("Spring", "To listen", "blank", "a test")
    for step in workshops.load(made).steps:
        steps.remove_step(step.step_id, "a test")
    steps.add_step(made, StepPlan("text", "Welcome", "Hello", host_notes="Smile"), "a test")
    return made


def step_of(workshop_id: str) -> Step:
    return workshops.load(workshop_id).steps[0]


def unfolded(workshop_id: str) -> AppTest:
    """A window with the form of the first step open."""
    window = page("workshop", w=workshop_id)
    window.session_state[f"room-change-{step_of(workshop_id).step_id}"] = True  # as when it is unfolded
    return window.run()


def keep(window: AppTest, label: str = "Keep this step") -> str:
    """Press the button; returns what the window says."""
    next(button for button in window.button if button.label == label).click().run()
    assert not window.exception
    return written(window)


def test_each_sees_the_steps_that_the_other_adds_moves_and_goes_to(workshop_id: str) -> None:
    one, other = page("workshop", w=workshop_id), page("workshop", w=workshop_id)
    one.session_state["room-add-end"] = True
    one.run()
    one.text_input(key="new-end-text-title").input("Agree how we talk")
    assert "The step is kept." in keep(one)
    assert "Agree how we talk" in written(other.run())
    second = workshops.load(workshop_id).steps[1].step_id
    other.button(key=f"room-up-{second}").click().run()
    html = written(one.run())
    assert html.index("Agree how we talk") < html.index("Welcome")
    other.button(key="room-open").click().run()
    one.run()
    one.button(key=f"go-{second}").click().run()
    assert "now" in other.run().button(key=f"go-{second}").label


def test_changes_to_different_parts_of_one_step_both_stand(workshop_id: str) -> None:
    at = f"step-{step_of(workshop_id).step_id}"
    one, other = unfolded(workshop_id), unfolded(workshop_id)
    one.text_input(key=f"{at}-title").input("Welcome, everybody")
    assert "The step is kept." in keep(one)
    other.number_input(key=f"{at}-minutes").set_value(12)
    assert "The step is kept." in keep(other)
    plan = step_of(workshop_id).plan
    assert (plan.title, plan.minutes, plan.words) == ("Welcome, everybody", 12, "Hello")
    other.text_area(key=f"{at}-1-words").input("Good morning")  # and what was not touched stays the other's
    keep(other)
    assert step_of(workshop_id).plan.title == "Welcome, everybody"


def test_who_changes_the_same_part_is_told_and_overwrites_only_by_keeping_once_more(workshop_id: str) -> None:
    at = f"step-{step_of(workshop_id).step_id}"
    one, other = unfolded(workshop_id), unfolded(workshop_id)
    one.text_input(key=f"{at}-title").input("Hello")
    one.text_area(key=f"{at}-notes").input("Smile, and breathe")
    keep(one)
    other.text_input(key=f"{at}-title").input("Good morning")
    said = keep(other)
    assert "Somebody else has changed the title meanwhile: it is “Hello” now." in said
    assert step_of(workshop_id).plan.title == "Hello"
    assert other.text_input(key=f"{at}-title").value == "Good morning"  # what was typed is still there
    assert "The step is kept." in keep(other)
    plan = step_of(workshop_id).plan
    assert (plan.title, plan.host_notes) == ("Good morning", "Smile, and breathe")


def test_two_who_write_the_joining_pack_keep_both_their_parts(workshop_id: str) -> None:
    at = f"pack-{workshop_id}"
    windows = [page("workshop", w=workshop_id) for _ in range(2)]
    for window in windows:
        window.segmented_control(key=VIEW).set_value("Joining pack").run()
    one, other = windows
    one.text_area(key=f"{at}-rules").input("Listen first.")
    one.text_area(key=f"{at}-held").input("secret")
    keep(one, "Keep")
    other.text_area(key=f"{at}-how").input("Use the link.")
    keep(other, "Keep")
    held = workshops.load(workshop_id)
    assert (held.pack["ground_rules"], held.pack["how"], held.held_words) == (
        "Listen first.", "Use the link.", ("secret",)
    )  # fmt: skip
    other.segmented_control(key=VIEW).set_value("Run of show").run()
    other.segmented_control(key=VIEW).set_value("Joining pack").run()
    assert other.text_area(key=f"{at}-1-rules").value == "Listen first."


def test_a_step_that_the_other_has_removed_cannot_be_kept(workshop_id: str) -> None:
    step = step_of(workshop_id)
    steps.remove_step(step.step_id, "the other")
    with pytest.raises(Refused, match="removed"):
        steps.edit_step(step.step_id, StepPlan("text", "Late"), "a test", before=step.plan)
