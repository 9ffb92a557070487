"""What a publication holds, put together from the room and the evidence; and how each part of it is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components import pack_evidence
from components.evidence_words import label, quotes, rests_on
from components.room_listening import rows as listening_rows
from components.room_results import WRITTEN, rows_of
from components.words import EFFECT_WORDS, NOT_SHOWN, count
from data import actions, answers, room_drafts, workshops
from data.actions import LEVELS, READING_STATES, STATES
from data.answers import Response
from data.listening import list_tasks
from data.step_kinds import KINDS
from data.steps import SKIPPED
from data.vocabulary import vocabulary
from queries.snapshot import TABLES, evidence_now

STATUS = {
    "named": "Named",
    "wider_area": "Only a wider area named",
    "not_named": "Not named yet",
    "too_few_expected": "Not named; too few expected to judge",
}


def content(workshop_id: str, room: str) -> dict[str, Any]:
    """The snapshot of a workshop. ``room`` says who was there, by role and place only."""
    workshop = workshops.load(workshop_id)
    reshaped = room_drafts.changes_of(workshop_id)
    return {
        "title": workshop.title,
        "purpose": workshop.purpose,
        "held_on": (workshop.opened_at or workshop.made_at).date().isoformat(),
        "room": " ".join(room.split())[:500],
        "steps": [_step(step) for step in workshop.steps if step.state not in (SKIPPED, "waiting")],
        "theme_changes": {"committed": list(reshaped.committed), "drafted": list(reshaped.drafted)},
        "readings": [
            {
                "about": one.about, "reading": one.reading, "dissent": one.dissent, "state": READING_STATES[one.state],
                "record_ids": [link.record_id for link in one.evidence],
                "evidence": [label(link) for link in one.evidence],
            }
            for one in actions.list_readings(workshop_id)
        ],
        "actions": [
            {
                "words": one.words, "owner": one.owner, "level": LEVELS.get(one.level or ""),
                "state": STATES[one.state],
                "due_on": one.due_on.isoformat() if one.due_on else None, "outcome": one.outcome,
                "said": quotes(one.evidence), "rests_on": rests_on(one.evidence),
            }
            for one in actions.list_actions(workshop_id)
        ],
        "listening": listening_rows(list_tasks(workshop_id)),
        "evidence": evidence_now(),
    }  # fmt: skip


def _step(step: Any) -> dict[str, Any]:
    came = answers.on_stage(step) if KINDS[step.plan.kind].asks else []
    shown = [one for one in came if one.came_by != "rehearsal"]  # nobody said what was only practised
    return {
        "title": step.plan.title,
        "words": step.plan.words,
        "kind": KINDS[step.plan.kind].name,
        "asks": KINDS[step.plan.kind].asks,
        "answers": sum(1 + one.joined for one in shown),
        "rows": rows_of(step, shown),
        "said": [_said(one) for one in shown if one.words and step.plan.kind in WRITTEN],
        "evidence": pack_evidence.frozen(step.plan) if step.plan.kind == "evidence" else None,
    }


def _said(one: Response) -> str:
    return f"{one.group}: {one.words}" if one.group else one.words


def pictures(held: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """The pictures that the room was shown: (title of the step, what is frozen of it). Older snapshots hold none."""
    return [(step["title"], step["evidence"]) for step in held["steps"] if step.get("evidence")]


def theme_changes(held: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """What the room changed in the themes: (how far it counts, the changes). Older snapshots hold none."""
    made = held.get("theme_changes", {})
    told = (("Counted for everybody from then on", "committed"), ("Kept as a draft; not counted yet", "drafted"))
    return [(words, made[name]) for words, name in told if made.get(name)]


def table_names() -> dict[str, str]:
    """Each frozen table and what it is called."""
    return {name: heading for name, (_, heading, _) in TABLES.items()}


def told(column: str, value: Any) -> str:
    """One cell of a frozen table, in words."""
    if value is None:
        return NOT_SHOWN
    if column == "effect":
        return EFFECT_WORDS.get(str(value), str(value))
    if column == "status":
        return STATUS.get(str(value), str(value))
    if column == "source_kind":
        return "Not recorded" if value == "not_recorded" else vocabulary().label("source_kind", str(value))
    return count(value) if isinstance(value, int | float) else str(value)


def bars(table: Mapping[str, Any], name: str, value: str, most: int = 10) -> list[tuple[str, float]]:
    """The first rows of a table as (name, number), most first; what is masked is left out."""
    rows: Sequence[Mapping[str, Any]] = table["rows"]
    known = [(told(name, row[name]), float(row[value])) for row in rows if row[value]]
    return sorted(known, key=lambda one: (-one[1], one[0]))[:most]
