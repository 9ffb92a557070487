"""Workshops: made from a template, edited, opened with a code, closed; and where the room is just now.

Everything a stage, a host window or the door needs to go on stands in the database, so a restarted server and a
second facilitator pick up where the room is.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import duckdb

from data.connect import database
from data.errors import Refused
from data.join_code import code_of, hash_of
from data.run_of_show import PACK, StepPlan, plan_of
from data.steps import Step, insert_steps, steps_of
from data.two_editors import together
from data.write import new_id, note_in_audit, now, write

HOURS_OPEN = 24  # how long a join code opens the door
DRAFT, OPEN, CLOSED, ARCHIVED, TEMPLATE = "draft", "open", "closed", "archived", "template"
OLD_TEMPLATE = "archived_template"
_CALLED = {"held_words": "words that keep an answer back", "pack.ground_rules": "ground rules",
           "pack.access": "question about access", "pack.how": "words on taking part"}  # fmt: skip
_COLUMNS = (
    "workshop_id, title, purpose, template, code_seed, code_hash, expires_at, current_step_id, state, made_by, made_at,"
    " pack, screen, held_words, draft_id, opened_at, closed_at"
)


@dataclass(frozen=True)
class Screen:
    """What the stage shows beside the step; ``timer_ends_at`` is a moment in UTC."""

    blank: bool = False
    code: bool = False
    timer_ends_at: datetime | None = None

    def as_json(self) -> str:
        """The form it is stored in."""
        ends = self.timer_ends_at.isoformat() if self.timer_ends_at else None
        return json.dumps({"blank": self.blank, "code": self.code, "timer_ends_at": ends})


@dataclass(frozen=True)
class Workshop:
    """One workshop with its run of show. ``code`` is None where the door is not open."""

    workshop_id: str
    title: str
    purpose: str
    template: str
    state: str
    made_by: str
    made_at: datetime
    expires_at: datetime | None
    current_step_id: str | None
    draft_id: str | None
    opened_at: datetime | None
    closed_at: datetime | None
    code: str | None
    screen: Screen
    pack: Mapping[str, str]
    held_words: tuple[str, ...]
    steps: tuple[Step, ...] = field(default=())

    @property
    def current(self) -> Step | None:
        """The step that the room is at."""
        return next((step for step in self.steps if step.step_id == self.current_step_id), None)

    def step(self, step_id: str) -> Step:
        """One of its steps. Raises StopIteration if it was removed."""
        return next(step for step in self.steps if step.step_id == step_id)

    @property
    def door_is_open(self) -> bool:
        """Whether people can come in now."""
        return self.state == OPEN and self.expires_at is not None and self.expires_at > now()


def create(title: str, purpose: str, template: str, who: str) -> str:
    """Make a workshop from a template (its name, or the id of a workshop saved as one); returns its id."""
    held = plan_of(template)
    if held is None:
        return duplicate(template, who, title=title, purpose=purpose)
    return _make(_title(title), purpose, template, PACK, [], held, who, DRAFT)


def duplicate(workshop_id: str, who: str, *, title: str = "", purpose: str = "", as_template: bool = False) -> str:
    """Make another workshop with the same run of show and joining pack, without any answer; returns its id."""
    old = load(workshop_id)
    plans = [step.plan for step in old.steps]
    named = _title(
        title or (old.title if as_template or old.state in (TEMPLATE, OLD_TEMPLATE) else f"{old.title} (copy)")
    )
    state = TEMPLATE if as_template else DRAFT
    return _make(named, purpose or old.purpose, old.template, old.pack, old.held_words, plans, who, state)


def _make(
    title: str, purpose: str, template: str, pack: Mapping[str, str], held_words: Any, plans: list[StepPlan], who: str,
    state: str,
) -> str:  # fmt: skip
    workshop_id = new_id()
    with write("room") as cursor:
        cursor.execute(
            "INSERT INTO workshop (workshop_id, title, purpose, template, state, made_by, made_at, pack, screen,"
            " held_words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            [
                workshop_id, title, purpose.strip(), template, state, who, now(), json.dumps(dict(pack)),
                Screen().as_json(), json.dumps(list(held_words)),
            ],
        )  # fmt: skip
        insert_steps(cursor, workshop_id, plans)
        note_in_audit(cursor, who, "make a workshop", workshop_id)
    return workshop_id


def list_workshops(*states: str) -> list[Workshop]:
    """The workshops in these states (all but archived and templates if none is given), the newest first."""
    wanted = list(states or (DRAFT, OPEN, CLOSED))
    with database().cursor() as cursor:
        rows = cursor.execute(
            f"SELECT {_COLUMNS} FROM workshop WHERE list_contains($1, state) ORDER BY made_at DESC, workshop_id",
            [wanted],
        ).fetchall()
        return [_workshop(row, ()) for row in rows]


def load(workshop_id: str) -> Workshop:
    """One workshop with its steps in order. Raises Refused if there is none with this id."""
    with database().cursor() as cursor:
        return _load(cursor, "workshop_id = $1", workshop_id)


def by_code(code: str) -> Workshop | None:
    """The workshop whose door this code opens now, or None."""
    with database().cursor() as cursor:
        try:
            found = _load(cursor, "code_hash = $1", hash_of(code))
        except Refused:
            return None
    return found if found.door_is_open else None


def edit(workshop_id: str, who: str, *, before: Workshop | None = None, **changes: Any) -> None:
    """Change title, purpose, pack (a mapping of words) or held_words (a list) of a workshop.

    ``before`` is the workshop as it was when the change was begun: what somebody else has changed since stays changed.
    """
    with write("room") as cursor:
        stands = _load(cursor, "workshop_id = $1", workshop_id)
        told = _told(changes if before is None else _parted(before, changes, stands))
        for name, value in told.items():
            if value is not None:
                cursor.execute(f"UPDATE workshop SET {name} = $1 WHERE workshop_id = $2", [value, workshop_id])
        note_in_audit(cursor, who, "edit a workshop", workshop_id)


def _parted(before: Workshop, changes: dict[str, Any], stands: Workshop) -> dict[str, Any]:
    """The changes together with what stands, each part of the pack by itself."""
    lists = {**changes, "held_words": tuple(_words(changes["held_words"]))} if "held_words" in changes else changes
    found = together(_parts(vars(before)), _parts(lists), _parts(vars(stands)), _CALLED)
    pack = {name.removeprefix("pack."): value for name, value in found.items() if name.startswith("pack.")}
    return {**{name: found[name] for name in changes if name != "pack"}, "pack": pack}


def _parts(held: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: held[name] for name in ("title", "purpose", "held_words") if name in held}
    return {**own, **{f"pack.{name}": value for name, value in held.get("pack", {}).items()}}


def _told(changes: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": _title(changes["title"]) if "title" in changes else None,
        "purpose": str(changes["purpose"]).strip() if "purpose" in changes else None,
        "pack": json.dumps(dict(changes["pack"]), ensure_ascii=False) if "pack" in changes else None,
        "held_words": json.dumps(_words(changes["held_words"]), ensure_ascii=False)
        if "held_words" in changes
        else None,
        "draft_id": changes.get("draft_id"),
    }


def open_door(workshop_id: str, who: str, *, hours: int = HOURS_OPEN) -> str:
    """Open the workshop with a fresh code and return it; a code given out before opens nothing any more."""
    if not 1 <= hours <= 24 * 14:
        raise Refused("A code can be good for 1 hour to 14 days.")
    seed = secrets.token_hex(16)
    code = code_of(workshop_id, seed)
    with write("room") as cursor:
        state = _known(cursor, workshop_id)
        if state in (ARCHIVED, TEMPLATE, OLD_TEMPLATE):
            raise Refused("Make a workshop from it first; this one cannot be opened.")
        cursor.execute(
            "UPDATE workshop SET code_seed = $1, code_hash = $2, expires_at = $3, state = $4, closed_at = NULL,"
            " opened_at = coalesce(opened_at, $5),"
            " current_step_id = coalesce(current_step_id, (SELECT step_id FROM step WHERE workshop_id = $6"
            " AND state <> 'removed' ORDER BY place_in_order LIMIT 1)) WHERE workshop_id = $6",
            [seed, hash_of(code), now() + timedelta(hours=hours), OPEN, now(), workshop_id],
        )
        note_in_audit(cursor, who, "open a workshop", workshop_id)
    return code


def close(workshop_id: str, who: str) -> None:
    """End the workshop: the code opens nothing any more, no step takes answers, no receipt and no secret is left."""
    with write("room") as cursor:
        _known(cursor, workshop_id)
        mine = "(SELECT step_id FROM step WHERE workshop_id = $1)"
        cursor.execute(f"DELETE FROM spent_token WHERE step_id IN {mine}", [workshop_id])
        cursor.execute(f"UPDATE response SET take_back_hash = NULL WHERE step_id IN {mine}", [workshop_id])
        cursor.execute("UPDATE step SET state = 'closed' WHERE workshop_id = $1 AND state = 'open'", [workshop_id])
        cursor.execute(
            "UPDATE workshop SET state = $2, closed_at = $3, code_hash = NULL, code_seed = NULL, expires_at = NULL,"
            " screen = $4 WHERE workshop_id = $1",
            [workshop_id, CLOSED, now(), Screen().as_json()],
        )
        note_in_audit(cursor, who, "close a workshop", workshop_id)


def archive(workshop_id: str, who: str, *, back: bool = False) -> None:
    """Take a workshop out of the list, or put it back. An open one has to be closed first."""
    with write("room") as cursor:
        state = _known(cursor, workshop_id)
        if state == OPEN:
            raise Refused("Close the workshop first, then put it away.")
        cursor.execute(
            "UPDATE workshop SET state = CASE"
            " WHEN state IN ('template', 'archived_template') THEN CASE WHEN $2 THEN 'template'"
            "  ELSE 'archived_template' END"
            " WHEN NOT $2 THEN 'archived' WHEN opened_at IS NULL THEN 'draft' ELSE 'closed' END WHERE workshop_id = $1",
            [workshop_id, back],
        )
        note_in_audit(cursor, who, "put a workshop back" if back else "put a workshop away", workshop_id)


def show(workshop_id: str, **changes: Any) -> None:
    """Change what the stage shows beside the step: ``blank``, ``code`` (both yes or no), ``timer_ends_at``."""
    with write("room") as cursor:
        old = _load(cursor, "workshop_id = $1", workshop_id).screen
        wanted = Screen(**{**vars(old), **changes})
        cursor.execute("UPDATE workshop SET screen = $1 WHERE workshop_id = $2", [wanted.as_json(), workshop_id])


def _load(cursor: duckdb.DuckDBPyConnection, where: str, value: str) -> Workshop:
    row = cursor.execute(f"SELECT {_COLUMNS} FROM workshop WHERE {where}", [value]).fetchone()
    if row is None:
        raise Refused("There is no such workshop.")
    return _workshop(row, steps_of(cursor, row[0]))


def _workshop(row: tuple[Any, ...], steps: tuple[Step, ...]) -> Workshop:
    held = dict(zip(_COLUMNS.replace(" ", "").split(","), row, strict=True))
    seed, hashed = held.pop("code_seed"), held.pop("code_hash")
    code = code_of(held["workshop_id"], seed) if seed else None
    screen = json.loads(held["screen"] or "{}")
    ends = screen.get("timer_ends_at")
    return Workshop(
        **{
            **held,
            "purpose": held["purpose"] or "",
            # With another server key the seed leads to another code: then this one must not be given out.
            "code": code if code and hash_of(code) == hashed else None,
            "screen": Screen(
                bool(screen.get("blank")), bool(screen.get("code")), datetime.fromisoformat(ends) if ends else None
            ),
            "pack": json.loads(held["pack"] or "{}"),
            "held_words": tuple(json.loads(held["held_words"] or "[]")),
            "steps": steps,
        }
    )


def _known(cursor: duckdb.DuckDBPyConnection, workshop_id: str) -> str:
    """The state of a workshop. Raises Refused if there is none with this id."""
    found = cursor.execute("SELECT state FROM workshop WHERE workshop_id = $1", [workshop_id]).fetchone()
    if found is None:
        raise Refused("There is no such workshop.")
    return str(found[0])


def _title(title: str) -> str:
    told = " ".join(title.split())[:120]
    if not told:
        raise Refused("Give the workshop a title.")
    return told


def _words(given: Any) -> list[str]:
    return list(dict.fromkeys(word for word in (" ".join(str(one).split())[:60] for one in given) if word))
