"""The re-shape step: the host changes the themes in the workshop's draft, the stage shows what that makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from components import reshape, reshape_attempt, reshape_changes, room_evidence, stage_fit, theme_bars
from components.markup import tag
from components.palette import Look
from components.reshape_draft import maker
from components.reshape_preview import compare
from components.room_evidence import Picture
from components.words import told
from data import room_drafts, workshops
from data.steps import Step
from data.theme_drafts import newest_seq
from data.themes import known_themes
from data.workshops import Workshop
from queries import sentences
from queries.disclosure import tell
from queries.filters import Filters

TOLD = 2  # changes of counts that fit beside the chart
NOTE = (
    "The stage recounts with each change. It is a draft: nobody else's numbers change until you commit it, here or "
    "after the workshop."
)


def show(workshop: Workshop, step: Step) -> None:
    """The tools for the host, on the workshop's own draft; it is made when the step is first opened."""
    draft = room_drafts.draft_for(workshop.workshop_id, maker())
    st.html(str(tag("p", NOTE, class_="ks-note")))
    filters = filters_of(step, draft.draft_id)
    reshape.work(draft.draft_id, filters, who=maker(), seen=newest_seq(draft.draft_id))


def filters_of(step: Step, draft_id: str | None) -> Filters:
    """What the step counts, with the themes of the draft."""
    return replace(room_evidence.filters_of(step.plan.filters), draft=draft_id)


def draft_id(workshop: Workshop) -> str | None:
    """The draft that the stage shows; None while there is none, or when it was committed or discarded."""
    found = room_drafts.open_draft(workshop.workshop_id) if workshop.draft_id else None
    return found.draft_id if found else None


def picture(workshop: Workshop, step: Step, look: Look) -> Picture:
    """The themes as they stand in the draft, and what has changed, in words."""
    drafted = filters_of(step, draft_id(workshop))
    unit = drafted.unit
    rows = tell("theme_frequency", drafted).rows
    made = room_drafts.changes_of(workshop.workshop_id)
    last = (made.drafted or made.committed)[-1:]
    room = stage_fit.tall_room(step.plan.title)
    card = stage_fit.most_that_fit(
        lambda most: theme_bars.card(rows, unit=unit, limit=most),
        lambda card: float(card.figure(look)["layout"]["height"]),
        room,
    )
    return Picture(
        card.heading,
        last[0] if last else sentences.top_themes(rows, unit),
        stage_fit.enlarged(card.figure(look), room),
        card.alt(),
        "theme",
        tall=True,
        told=_changed(drafted)[:TOLD],
    )


def _changed(drafted: Filters) -> tuple[str, ...]:
    """What the draft makes of the counts, a sentence for each theme that stands in it."""
    if drafted.draft is None:
        return ()
    sides = []
    for filters in (replace(drafted, draft=None), drafted):
        meant = {theme_id: theme.definition for theme_id, theme in known_themes(filters.draft).themes.items()}
        rows = tell("theme_frequency", filters).rows
        sides.append([{**row, "definition": meant.get(str(row["theme_id"]))} for row in rows])
    found = [row for row in compare(sides[0], sides[1], drafted.unit) if row["what"] != "merged or retired"]
    found.sort(key=lambda row: row["what"].startswith("with its sub-themes"))
    return tuple(f"{row['theme']}: {_what(row, drafted.unit)}" for row in found)


def _what(row: Mapping[str, Any], unit: str) -> str:
    return f"new, {told(row, 'after', unit)}" if row["what"] == "new" else str(row["what"])


def show_at_close(workshop: Workshop) -> None:
    """After the workshop: let the room's changes count for everybody, keep them as a draft, or let them go."""
    draft = room_drafts.open_draft(workshop.workshop_id)
    if draft is None or not draft.newest_seq:
        return
    with st.container(border=True, key="card-room-draft"):
        reshape_attempt.tell()
        st.html(str(tag("h2", "What becomes of the themes the room re-shaped?", class_="ks-step")))
        words = (
            "Commit them, and they count for everybody. Leave them, and they are kept as this workshop's draft: you "
            "can commit it later, here. What you publish says which changes were made, and whether they count."
        )
        if workshop.state == workshops.OPEN:
            words += " You can decide after the workshop is closed."
        st.html(str(tag("p", words, class_="ks-note")))
        reshape_changes.show(draft.draft_id, who=maker(), seen=newest_seq(draft.draft_id))
        reshape_changes.show_comparison(draft.draft_id, Filters(mode="sharing", draft=draft.draft_id))
