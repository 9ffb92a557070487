"""Pretend answers, so that a facilitator can practise: marked as such, and removed all at once."""

from __future__ import annotations

import random

import duckdb

from data.answers import group_notes, insert
from data.connect import database
from data.errors import Refused
from data.step_kinds import KINDS, ZONES, answer_of, groups_of
from data.steps import Step, step
from data.write import note_in_audit, write

PEOPLE = 12
_WORDS = ("steady", "stretched", "hopeful", "busy", "tired", "curious")


def fill(step_id: str, who: str, *, people: int = PEOPLE) -> int:
    """Let pretend participants answer a step; returns how many answers came."""
    pick = random.Random(step_id)  # the same step is filled the same way
    with write("answers") as cursor:
        found = step(cursor, step_id)
        if not KINDS[found.plan.kind].asks:
            raise Refused("This step asks nothing.")
        given = [
            answer_of(found.plan.kind, found.plan.asks, _given(found.plan.kind, dict(found.plan.asks), number, pick))
            for number in (_silent_groups(cursor, found) if found.plan.kind == "groups" else range(1, people + 1))
        ]
        insert(cursor, step_id, [(answer, None) for answer in given], "rehearsal")
        note_in_audit(cursor, who, "rehearse", step_id)
    return len(given)


def remove(workshop_id: str, who: str) -> int:
    """Take every pretend answer of a workshop away; returns how many there were."""
    with write("answers") as cursor:
        gone = cursor.execute(
            "DELETE FROM response WHERE came_by = 'rehearsal' AND step_id IN (SELECT step_id FROM step WHERE"
            " workshop_id = $1)",
            [workshop_id],
        ).fetchone()
        note_in_audit(cursor, who, "end a rehearsal", workshop_id)
    return int(gone[0]) if gone else 0


def how_many(workshop_id: str) -> int:
    """How many pretend answers stand in a workshop."""
    with database().cursor() as cursor:
        found = cursor.execute(
            "SELECT count(*) FROM response JOIN step USING (step_id) WHERE came_by = 'rehearsal' AND workshop_id = $1",
            [workshop_id],
        ).fetchone()
    return int(found[0]) if found else 0


def _silent_groups(cursor: duckdb.DuckDBPyConnection, found: Step) -> list[int]:
    """The breakout groups that have sent nothing yet: a group has one note."""
    noted = group_notes(cursor, [found.step_id])
    return [group for group in range(1, groups_of(found.plan.asks) + 1) if (found.step_id, group) not in noted]


def _given(kind: str, asks: dict[str, list[str]], number: int, pick: random.Random) -> dict[str, list[str]]:
    choices = len(asks.get("choices", ()))
    if kind in ("answers", "most_significant"):
        return {"text": [f"A pretend answer, number {number}"]}
    if kind == "groups":
        return {"group": [str(number)], "text": [f"A pretend note of group {number}"]}
    if kind == "words":
        return {"word": pick.sample(_WORDS, 2)}
    if kind == "scale":
        return {"point": [str(pick.randint(1, int(str(asks["points"]))))]}
    if kind in ("choose_one", "vote", "choose_several"):
        return {"choice": [str(pick.randint(1, choices))]}
    if kind == "rank":
        places = pick.sample(range(1, choices + 1), choices)
        return {f"place-{at}": [str(place)] for at, place in enumerate(places, start=1)}
    if kind == "place":
        return {f"zone-{at}": [str(pick.randint(1, len(ZONES)))] for at in range(1, choices + 1)}
    return {}
