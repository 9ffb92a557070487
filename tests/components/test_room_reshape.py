"""The re-shape step: what the room sees of its own draft, what others see of it, and what the pack says."""

from __future__ import annotations

from pathlib import Path

import pytest

from components import pack_content, room_reshape
from components.pack_html import html
from components.palette import look
from components.room_evidence import Picture
from data import publications, room_drafts, steps, theme_changes, theme_drafts, workshops
from data.run_of_show import StepPlan
from queries.disclosure import tell
from queries.filters import Filters

pytestmark = pytest.mark.process

LOOK = look(dark=False)


@pytest.fixture
def workshop_id(own_examples: Path) -> str:
    """An open workshop at its re-shape step."""
    made = workshops.create("Spring", "To listen", "blank", "a test")
    step_id = steps.add_step(made, StepPlan("reshape", "Do these themes fit?"), "a test")
    workshops.open_door(made, "a test")
    steps.go_to(step_id, "a test")
    return made


def picture(workshop_id: str) -> Picture:
    workshop = workshops.load(workshop_id)
    assert workshop.current
    return room_reshape.picture(workshop, workshop.current, LOOK)


def merged(workshop_id: str) -> str:
    """Merge the two themes heard most, in the workshop's draft; returns the draft."""
    draft = room_drafts.draft_for(workshop_id, "a test").draft_id
    first, second = (str(row["theme"]) for row in tell("theme_frequency", Filters(mode="sharing")).rows[:2])
    theme_changes.merge([first, second], "Both of them", who="a test", draft=draft)
    return draft


def test_a_workshop_has_one_draft_until_it_is_committed_or_discarded(workshop_id: str) -> None:
    draft = room_drafts.draft_for(workshop_id, "a test").draft_id
    assert room_drafts.draft_for(workshop_id, "somebody else").draft_id == draft
    assert workshops.load(workshop_id).draft_id == draft
    theme_drafts.discard(draft, who="a test")
    assert room_reshape.draft_id(workshops.load(workshop_id)) is None
    assert room_drafts.draft_for(workshop_id, "a test").draft_id != draft


def test_the_stage_recounts_the_draft_and_says_what_changed_while_nobody_elses_numbers_change(workshop_id: str) -> None:
    before, others = picture(workshop_id), tell("theme_frequency", Filters()).rows
    merged(workshop_id)
    after = picture(workshop_id)
    assert "Both of them" in after.alt
    assert "Both of them" not in before.alt
    assert after.lead.startswith("Merged “")
    assert after.told[0].startswith("Both of them: ")
    assert tell("theme_frequency", Filters()).rows == others


def test_the_pack_says_which_changes_were_made_and_whether_they_count(workshop_id: str) -> None:
    draft = merged(workshop_id)
    workshops.close(workshop_id, "a test")
    kept = pack_content.content(workshop_id, "")
    assert [words for words, _ in pack_content.theme_changes(kept)] == ["Kept as a draft; not counted yet"]
    theme_drafts.commit(draft, who="a test")
    content = pack_content.content(workshop_id, "")
    ((words, changes),) = pack_content.theme_changes(content)
    assert (words, len(changes)) == ("Counted for everybody from then on", 1)
    page = html(publications.publication(publications.publish("Spring", content, "a test", workshop_id=workshop_id)))
    assert "into “Both of them”" in page
    assert "a test" not in page.split("How the room re-shaped the themes")[1].split("What it may mean")[0]
