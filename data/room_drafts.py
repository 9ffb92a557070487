"""The draft of the themes that a workshop works on, and what the room changed in it."""

from __future__ import annotations

from dataclasses import dataclass

from data import theme_drafts, workshops
from data.theme_drafts import Draft
from data.theme_history import history


@dataclass(frozen=True)
class RoomChanges:
    """What a room changed in the themes, in sentences, the first change first; none of them names who made it."""

    committed: tuple[str, ...] = ()  # counts for everybody
    drafted: tuple[str, ...] = ()  # kept in the workshop's draft


def draft_for(workshop_id: str, who: str) -> Draft:
    """The open draft of a workshop; a new one where there is none yet or the last was committed or discarded."""
    draft = theme_drafts.open_draft_of(workshop_id, who) or theme_drafts.draft_of(workshop_id, who)
    if workshops.load(workshop_id).draft_id != draft.draft_id:
        workshops.edit(workshop_id, who, draft_id=draft.draft_id)
    return draft


def open_draft(workshop_id: str) -> Draft | None:
    """The open draft of a workshop if it has one; nothing is written."""
    return theme_drafts.open_draft_of(workshop_id, "")


def changes_of(workshop_id: str) -> RoomChanges:
    """Every change that the room made and that stands: committed ones, and those of the draft that is still open."""
    draft = open_draft(workshop_id)
    standing = [
        event
        for event in reversed(history(draft=draft.draft_id if draft else None))
        if event["workshop_id"] == workshop_id and not event["undone"] and event["kind"] != "undo"
    ]
    return RoomChanges(
        tuple(_sentence(event["words"]) for event in standing if event["draft_id"] is None),
        tuple(_sentence(event["words"]) for event in standing if event["draft_id"] is not None),
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
