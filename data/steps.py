"""The steps of a run of show: added, edited, moved and skipped while the session runs; opened, revealed, closed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from data.errors import Refused
from data.run_of_show import StepPlan
from data.step_kinds import KINDS, asks_of
from data.two_editors import together
from data.write import new_id, note_in_audit, now, write

# waiting: not shown yet; open: takes answers; closed: takes none; skipped: left out today; removed: gone.
WAITING, OPEN, CLOSED, SKIPPED, REMOVED = "waiting", "open", "closed", "skipped", "removed"
_CALLED = {"words": "words for the room", "host_notes": "notes", "page": "picture", "asks": "question or choices",
           "named": "rule about names", "live": "rule about showing"}  # fmt: skip
_COLUMNS = (
    "step_id, workshop_id, place_in_order, kind, title, words, minutes, filters, host_notes, state, revealed_at, asks,"
    " page, named, live"
)


@dataclass(frozen=True)
class Step:
    """One step as it stands: its plan, its place in the run of show, and how far the room is with it."""

    step_id: str
    workshop_id: str
    place_in_order: int
    state: str
    revealed_at: datetime | None
    plan: StepPlan

    @property
    def takes_answers(self) -> bool:
        """Whether an answer can be given now."""
        return self.state == OPEN and KINDS[self.plan.kind].asks

    @property
    def shows_answers(self) -> bool:
        """Whether the stage may show what was answered."""
        return self.plan.live or self.revealed_at is not None


def steps_of(cursor: duckdb.DuckDBPyConnection, workshop_id: str) -> tuple[Step, ...]:
    """The steps of a workshop in order, without those removed."""
    rows = cursor.execute(
        f"SELECT {_COLUMNS} FROM step WHERE workshop_id = $1 AND state <> 'removed' ORDER BY place_in_order, step_id",
        [workshop_id],
    ).fetchall()
    return tuple(_step(row) for row in rows)


def step(cursor: duckdb.DuckDBPyConnection, step_id: str) -> Step:
    """One step. Raises Refused if there is none with this id."""
    row = cursor.execute(f"SELECT {_COLUMNS} FROM step WHERE step_id = $1", [step_id]).fetchone()
    if row is None:
        raise Refused("There is no such step.")
    return _step(row)


def insert_steps(
    cursor: duckdb.DuckDBPyConnection, workshop_id: str, plans: Sequence[StepPlan], first: int = 1
) -> list[str]:
    """Add steps at the places from ``first`` on, inside the caller's transaction; returns their ids."""
    ids = []
    for place, plan in enumerate(plans, start=first):
        ids.append(new_id())
        cursor.execute(
            f"INSERT INTO step ({_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', NULL, $10, $11,"
            " $12, $13)",
            [ids[-1], workshop_id, place, plan.kind, *_held(plan)],
        )
    return ids


def add_step(workshop_id: str, plan: StepPlan, who: str, *, after: str | None = None) -> str:
    """Add a step at the end, or after another one; returns its id."""
    checked = _checked(plan)
    with write("room") as cursor:
        steps = steps_of(cursor, workshop_id)
        at = next((one.place_in_order for one in steps if one.step_id == after), None)
        place = (at if at is not None else max((one.place_in_order for one in steps), default=0)) + 1
        cursor.execute(
            "UPDATE step SET place_in_order = place_in_order + 1 WHERE workshop_id = $1 AND place_in_order >= $2",
            [workshop_id, place],
        )
        (step_id,) = insert_steps(cursor, workshop_id, [checked], place)
        note_in_audit(cursor, who, "add a step", step_id)
    return step_id


def edit_step(step_id: str, plan: StepPlan, who: str, *, before: StepPlan | None = None) -> None:
    """Change a step. What is asked stays as it is once answers have come.

    ``before`` is the step as it was when the change was begun: what somebody else has changed since stays changed.
    """
    checked = _checked(plan)
    with write("room") as cursor:
        old = step(cursor, step_id)
        if old.state == REMOVED:
            raise Refused("Somebody has removed this step meanwhile. Add it as a new one if it is still wanted.")
        if before is not None:
            checked = StepPlan(**together(vars(before), vars(checked), vars(old.plan), _CALLED))
        asked = (old.plan.kind, dict(old.plan.asks), old.plan.named)
        if asked != (checked.kind, dict(checked.asks), checked.named) and _answered(cursor, step_id):
            raise Refused(
                "Answers have come to this step already, so what it asks has to stay. Add a new step for a new "
                "question."
            )
        cursor.execute(
            "UPDATE step SET kind = $2, title = $3, words = $4, minutes = $5, filters = $6, host_notes = $7, asks = $8,"
            " page = $9, named = $10, live = $11 WHERE step_id = $1",
            [step_id, checked.kind, *_held(checked)],
        )
        note_in_audit(cursor, who, "edit a step", step_id)


def move_step(step_id: str, by: int, who: str) -> None:
    """Move a step up (-1) or down (1) in the run of show; at the end it stays where it is."""
    with write("room") as cursor:
        moved = step(cursor, step_id)
        steps = list(steps_of(cursor, moved.workshop_id))
        at = next(number for number, one in enumerate(steps) if one.step_id == step_id)
        steps.insert(max(0, min(len(steps) - 1, at + by)), steps.pop(at))
        for place, one in enumerate(steps, start=1):
            cursor.execute("UPDATE step SET place_in_order = $1 WHERE step_id = $2", [place, one.step_id])
        note_in_audit(cursor, who, "move a step", step_id)


def skip_step(step_id: str, who: str, *, back: bool = False) -> None:
    """Leave a step out today, or take it back in."""
    with write("room") as cursor:
        found = step(cursor, step_id)
        if found.state not in (WAITING, SKIPPED):
            raise Refused("This step has been shown already; it can no longer be left out.")
        cursor.execute("UPDATE step SET state = $1 WHERE step_id = $2", [WAITING if back else SKIPPED, step_id])
        note_in_audit(cursor, who, "take a step back in" if back else "skip a step", step_id)


def remove_step(step_id: str, who: str) -> None:
    """Take a step out of the run of show. One with answers, or the one the room is at, stays."""
    with write("room") as cursor:
        found = step(cursor, step_id)
        here = cursor.execute("SELECT 1 FROM workshop WHERE current_step_id = $1", [step_id]).fetchone()
        if here and found.state == OPEN:
            raise Refused("The room is at this step. Go on to another step first.")
        if _answered(cursor, step_id):
            raise Refused("Answers have come to this step, so it stays. Skip it instead.")
        cursor.execute("UPDATE step SET state = 'removed' WHERE step_id = $1", [step_id])
        cursor.execute("UPDATE workshop SET current_step_id = NULL WHERE current_step_id = $1", [step_id])
        note_in_audit(cursor, who, "remove a step", step_id)


def go_to(step_id: str, who: str) -> None:
    """Bring the room to a step. A step that asks opens, and the one before takes no more answers."""
    with write("room") as cursor:
        wanted = step(cursor, step_id)
        running = cursor.execute("SELECT state FROM workshop WHERE workshop_id = $1", [wanted.workshop_id]).fetchone()
        if running is None or running[0] != "open":
            raise Refused("Open the workshop first.")
        if wanted.state == REMOVED:
            raise Refused("This step was taken out of the run of show.")
        for (other,) in cursor.execute(
            "SELECT step_id FROM step WHERE workshop_id = $1 AND state = 'open' AND step_id <> $2",
            [wanted.workshop_id, step_id],
        ).fetchall():
            _close(cursor, other)
        if wanted.state in (WAITING, SKIPPED):
            cursor.execute("UPDATE step SET state = 'open' WHERE step_id = $1", [step_id])
        cursor.execute("UPDATE workshop SET current_step_id = $1 WHERE workshop_id = $2", [step_id, wanted.workshop_id])
        note_in_audit(cursor, who, "go to a step", step_id)


def close_step(step_id: str, who: str) -> None:
    """Take no more answers to a step; the receipts against double sending go."""
    with write("room") as cursor:
        step(cursor, step_id)
        _close(cursor, step_id)
        note_in_audit(cursor, who, "close a step", step_id)


def reopen_step(step_id: str, who: str) -> None:
    """Take answers again. The receipts are gone, so somebody who has answered could answer once more."""
    with write("room") as cursor:
        found = step(cursor, step_id)
        if found.state != CLOSED:
            raise Refused("Only a step that was closed can be opened again.")
        cursor.execute("UPDATE step SET state = 'open' WHERE step_id = $1", [step_id])
        note_in_audit(cursor, who, "open a step again", step_id)


def reveal_step(step_id: str, who: str) -> None:
    """Show the room what was answered. From here nothing ties an answer to whoever sent it."""
    with write("room") as cursor:
        step(cursor, step_id)
        cursor.execute("UPDATE step SET revealed_at = coalesce(revealed_at, $1) WHERE step_id = $2", [now(), step_id])
        cursor.execute("UPDATE response SET take_back_hash = NULL WHERE step_id = $1", [step_id])
        note_in_audit(cursor, who, "reveal a step", step_id)


def _close(cursor: duckdb.DuckDBPyConnection, step_id: str) -> None:
    cursor.execute("UPDATE step SET state = 'closed' WHERE step_id = $1 AND state = 'open'", [step_id])
    cursor.execute("DELETE FROM spent_token WHERE step_id = $1", [step_id])


def _answered(cursor: duckdb.DuckDBPyConnection, step_id: str) -> bool:
    return cursor.execute("SELECT 1 FROM response WHERE step_id = $1 LIMIT 1", [step_id]).fetchone() is not None


def _checked(plan: StepPlan) -> StepPlan:
    """The plan with what it asks in order. Raises Refused where something is missing."""
    if not plan.title.strip():
        raise Refused("Give the step a title.")
    if not 0 <= plan.minutes <= 240:
        raise Refused("A step takes 0 to 240 minutes.")
    return StepPlan(**{**vars(plan), "asks": asks_of(plan.kind, plan.asks)})


def _held(plan: StepPlan) -> list[Any]:
    """The plan's columns after the kind, in the table's order, without those that tell how far the room is."""
    filters = json.dumps(dict(plan.filters), ensure_ascii=False) if plan.filters else None
    asks = json.dumps(dict(plan.asks), ensure_ascii=False) if plan.asks else None
    return [plan.title, plan.words, plan.minutes, filters, plan.host_notes, asks, plan.page, plan.named, plan.live]


def _step(row: Sequence[Any]) -> Step:
    held: Mapping[str, Any] = dict(zip(_COLUMNS.replace(" ", "").split(","), row, strict=True))
    plan = StepPlan(
        kind=held["kind"],
        title=held["title"] or "",
        words=held["words"] or "",
        minutes=held["minutes"] or 0,
        host_notes=held["host_notes"] or "",
        page=held["page"],
        filters=json.loads(held["filters"] or "{}"),
        asks=json.loads(held["asks"] or "{}"),
        named=bool(held["named"]),
        live=bool(held["live"]),
    )
    return Step(held["step_id"], held["workshop_id"], held["place_in_order"], held["state"], held["revealed_at"], plan)
