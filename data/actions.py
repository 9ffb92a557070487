"""What was agreed, by whom, by when, and what became of it; and the readings of the evidence that led there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from data.connect import database
from data.errors import Refused
from data.evidence_links import Evidence, tie, ties
from data.write import new_id, note_in_audit, now, write

STATES = {"agreed": "Agreed", "under_way": "Under way", "done": "Done", "dropped": "Dropped"}
LEVELS = {"micro": "Micro: between people", "meso": "Meso: in an organisation or area", "macro": "Macro: in the system"}
READING_STATES = {"open": "Being weighed", "chosen": "The room's reading", "set_aside": "Set aside"}
_ACTION = "action_id, workshop_id, words, owner, level, due_on, state, made_by, made_at, done_at, outcome"
_READING = "interpretation_id, workshop_id, about, reading, dissent, state, made_by, made_at"


@dataclass(frozen=True)
class Action:
    """One agreed action. ``owner`` is a role, not a person; ``due_on`` may be open."""

    action_id: str
    workshop_id: str | None
    words: str
    owner: str | None
    level: str | None
    due_on: date | None
    state: str
    made_by: str | None
    made_at: datetime
    done_at: datetime | None
    outcome: str | None
    evidence: Sequence[Evidence] = field(default=())

    def overdue(self, today: date) -> bool:
        """Whether its day has gone by and it is neither done nor dropped."""
        return self.state in ("agreed", "under_way") and self.due_on is not None and self.due_on < today


@dataclass(frozen=True)
class Reading:
    """One reading of the evidence, with the dissent that was voiced."""

    interpretation_id: str
    workshop_id: str | None
    about: str | None
    reading: str
    dissent: str | None
    state: str
    made_by: str | None
    made_at: datetime
    evidence: Sequence[Evidence] = field(default=())


def list_actions(workshop_id: str | None = None) -> list[Action]:
    """The actions of one workshop or of all: what is due first comes first, what has no day comes last."""
    with database().cursor() as cursor:
        rows = cursor.execute(
            f"SELECT {_ACTION} FROM action WHERE $1 IS NULL OR workshop_id = $1"
            " ORDER BY due_on NULLS LAST, made_at, action_id",
            [workshop_id],
        ).fetchall()
        links = ties(cursor, "action")
    return [replace(Action(*row), evidence=tuple(links.get(row[0], ()))) for row in rows]


def keep_action(
    words: str, who: str, *, action_id: str | None = None, workshop_id: str | None = None, owner: str = "",
    level: str | None = None, due_on: date | None = None, state: str = "agreed", outcome: str = "",
    links: Sequence[tuple[str, str]] | None = None,
) -> str:  # fmt: skip
    """Make an action, or change the one with ``action_id``; returns its id. ``links`` are (kind, id) of its evidence;
    None leaves them as they are."""
    told = " ".join(words.split())
    if not told:
        raise Refused("Say what is to be done.")
    if state not in STATES or (level is not None and level not in LEVELS):
        raise Refused("An action is agreed, under way, done or dropped, and on the level micro, meso or macro.")
    values: dict[str, Any] = {
        "words": told[:500],
        "owner": " ".join(owner.split())[:120] or None,
        "level": level,
        "due_on": due_on,
        "state": state,
        "outcome": outcome.strip()[:1_000] or None,
    }
    with write("room") as cursor:
        if action_id is None:
            action_id = new_id()
            cursor.execute(
                "INSERT INTO action (action_id, workshop_id, words, state, made_by, made_at)"
                " VALUES ($1, $2, $3, $4, $5, $6)",
                [action_id, workshop_id, told, state, who, now()],
            )
        elif cursor.execute("SELECT 1 FROM action WHERE action_id = $1", [action_id]).fetchone() is None:
            raise Refused("There is no such action.")
        for name, value in values.items():
            cursor.execute(f"UPDATE action SET {name} = $1 WHERE action_id = $2", [value, action_id])
        cursor.execute(
            "UPDATE action SET done_at = CASE WHEN state = 'done' THEN coalesce(done_at, $1) END WHERE action_id = $2",
            [now(), action_id],
        )
        if links is not None:
            tie(cursor, "action", action_id, links)
        note_in_audit(cursor, who, "keep an action", action_id)
    return action_id


def carry_over(workshop_id: str, who: str) -> int:
    """Bring every action that is neither done nor dropped into a workshop, so that the room can look at it again."""
    with write("room") as cursor:
        moved = cursor.execute(
            "UPDATE action SET workshop_id = $1 WHERE state IN ('agreed', 'under_way')"
            " AND workshop_id IS DISTINCT FROM $1",
            [workshop_id],
        ).fetchone()
        note_in_audit(cursor, who, "carry actions over", workshop_id)
    return int(moved[0]) if moved else 0


def list_readings(workshop_id: str | None = None) -> list[Reading]:
    """The readings of one workshop or of all, those about the same thing side by side."""
    with database().cursor() as cursor:
        rows = cursor.execute(
            f"SELECT {_READING} FROM interpretation WHERE $1 IS NULL OR workshop_id = $1"
            " ORDER BY about, made_at, interpretation_id",
            [workshop_id],
        ).fetchall()
        links = ties(cursor, "interpretation")
    return [replace(Reading(*row), evidence=tuple(links.get(row[0], ()))) for row in rows]


def keep_reading(
    reading: str, who: str, *, interpretation_id: str | None = None, workshop_id: str | None = None, about: str = "",
    dissent: str = "", state: str = "open", links: Sequence[tuple[str, str]] | None = None,
) -> str:  # fmt: skip
    """Make a reading, or change the one with ``interpretation_id``; returns its id. Dissent is kept, never replaced
    by nothing: to take it out, write why."""
    told = reading.strip()
    if not told:
        raise Refused("Write the reading.")
    if state not in READING_STATES:
        raise Refused("A reading is open, chosen or set aside.")
    with write("room") as cursor:
        if interpretation_id is None:
            interpretation_id = new_id()
            cursor.execute(
                "INSERT INTO interpretation (interpretation_id, workshop_id, reading, state, made_by, made_at) VALUES"
                " ($1, $2, $3, $4, $5, $6)",
                [interpretation_id, workshop_id, told, state, who, now()],
            )
        held = cursor.execute(
            "SELECT dissent FROM interpretation WHERE interpretation_id = $1", [interpretation_id]
        ).fetchone()
        if held is None:
            raise Refused("There is no such reading.")
        if held[0] and not dissent.strip():
            raise Refused("Dissent was voiced and stays. If it no longer holds, write so beside it.")
        cursor.execute(
            "UPDATE interpretation SET reading = $1, about = $2, dissent = $3, state = $4 WHERE interpretation_id = $5",
            [told[:2_000], about.strip()[:200] or None, dissent.strip()[:2_000] or None, state, interpretation_id],
        )
        if links is not None:
            tie(cursor, "interpretation", interpretation_id, links)
        note_in_audit(cursor, who, "keep a reading", interpretation_id)
    return interpretation_id
