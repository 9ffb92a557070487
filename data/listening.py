"""Whom we undertook to listen to next: places and groups, each with who will ask, by when and how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from data.connect import database
from data.errors import Refused
from data.evidence_links import tie
from data.place_choices import areas, towns
from data.vocabulary import vocabulary
from data.write import new_id, note_in_audit, now, write

STATES = {"open": "To do", "under_way": "Under way", "done": "Done", "dropped": "Dropped"}
OPEN = ("open", "under_way")
PLACE, GROUP = "place", "group"
_TASK = (
    "listening_task_id, about_kind, about_id, task.words, owner, due_on, task.state, task.made_by, task.made_at,"
    " task.done_at, workshop_id, link.record_id"
)
_FROM = """
    listening_task AS task
    LEFT JOIN evidence_link AS link
        ON from_kind = 'listening_task' AND from_id = listening_task_id AND record_kind = 'response'
    LEFT JOIN response ON response_id = link.record_id
    LEFT JOIN step ON step.step_id = response.step_id
"""
# The day on which it was done first, for the state $1 at the moment $2.
_DONE_AT = "done_at = CASE WHEN $1 = 'done' THEN coalesce(done_at, $2) END"


@dataclass(frozen=True)
class Task:
    """One place or group to listen to. ``about`` is the place's name, or the group's word in the vocabulary;
    ``owner`` is a role, not a person; ``workshop_id`` and ``response_id`` tell the answer that it came from."""

    listening_task_id: str
    about_kind: str
    about: str
    words: str | None
    owner: str | None
    due_on: date | None
    state: str
    made_by: str | None
    made_at: datetime
    done_at: datetime | None
    workshop_id: str | None = None
    response_id: str | None = None

    @property
    def name(self) -> str:
        """The place or the group, as it is called on screen."""
        return vocabulary().label("group", self.about) if self.about_kind == GROUP else self.about

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done or under way."""
        return self.state in OPEN

    def overdue(self, today: date) -> bool:
        """Whether its day has gone by and nobody has listened yet."""
        return self.is_open and self.due_on is not None and self.due_on < today


def offered() -> list[tuple[str, str]]:
    """Every (kind, id) that a task can be about: the groups of the vocabulary, then the places of Scotland."""
    words = vocabulary()
    groups = sorted(words.values("group"), key=lambda value: words.label("group", value).casefold())
    return [*((GROUP, value) for value in groups), *((PLACE, place.name) for place in (*areas(), *towns()))]


def about_of(kind: str, value: str) -> tuple[str, str]:
    """What a task is about, from a group's word or the code of a council area, partnership or health board.

    Raises Refused for what is not known.
    """
    if kind == GROUP:
        about = (GROUP, value)
    else:
        about = (PLACE, next((place.name for place in areas() if place.code and place.code == value), ""))
    if about not in offered():
        raise Refused("This place or group is not known here. Choose one from the list.")
    return about


def list_tasks(workshop_id: str | None = None) -> list[Task]:
    """The tasks that came out of one workshop, or all: what is to be done first comes first."""
    with database().cursor() as cursor:
        rows = cursor.execute(
            f"SELECT {_TASK} FROM {_FROM} WHERE $1 IS NULL OR workshop_id = $1"
            " ORDER BY task.state IN ('done', 'dropped'), due_on NULLS LAST, task.made_at, listening_task_id",
            [workshop_id],
        ).fetchall()
    return [Task(*row) for row in rows]


def make_task(
    about_kind: str, value: str, who: str, *, words: str = "", owner: str = "", due_on: date | None = None
) -> str:
    """Make a task about whom the counts show to be missing (see ``about_of``); returns its id. Raises Refused for
    what is not known, and where the same is already to do."""
    about = about_of(about_kind, value)
    with write("room") as cursor:
        same = "SELECT 1 FROM listening_task WHERE (about_kind, about_id) = ($1, $2) AND list_contains($3, state)"
        if cursor.execute(same, [*about, list(OPEN)]).fetchone():
            raise Refused(f"There is already a listening task for {about[1]} that is to do. Change that one.")
        return _keep(cursor, about, who, words=words, owner=owner, due_on=due_on)


def set_state(task_id: str, state: str, who: str) -> None:
    """Say how far a task is. Raises Refused for another state and for a task that is not there."""
    _check_state(state)
    with write("room") as cursor:
        _check_there(cursor, task_id)
        cursor.execute(
            f"UPDATE listening_task SET state = $1, {_DONE_AT} WHERE listening_task_id = $3", [state, now(), task_id]
        )
        note_in_audit(cursor, who, f"listening task {state}", task_id)


def keep_task(
    about: tuple[str, str] | None, who: str, *, task_id: str | None = None, words: str = "", owner: str = "",
    due_on: date | None = None, state: str = "open", response_id: str | None = None,
) -> str:  # fmt: skip
    """Make a task about a place or a group, or change the one with ``task_id``; returns its id. ``response_id`` is
    the answer that asked for it; a second task from the same answer about the same is refused."""
    if about is None or about not in offered():
        raise Refused("Choose the place or the group of people to listen to.")
    _check_state(state)
    with write("room") as cursor:
        if response_id is not None:
            again = cursor.execute(
                f"SELECT 1 FROM {_FROM} WHERE link.record_id = $1 AND about_kind = $2 AND about_id = $3",
                [response_id, *about],
            ).fetchone()
            if again:
                raise Refused("There is a listening task from this answer about the same place or group already.")
        return _keep(
            cursor, about, who, task_id=task_id, words=words, owner=owner, due_on=due_on, state=state,
            response_id=response_id,
        )  # fmt: skip


def _keep(
    cursor: duckdb.DuckDBPyConnection, about: tuple[str, str], who: str, *, task_id: str | None = None, words: str,
    owner: str, due_on: date | None, state: str = "open", response_id: str | None = None,
) -> str:  # fmt: skip
    if task_id is None:
        task_id = new_id()
        cursor.execute(
            "INSERT INTO listening_task (listening_task_id, about_kind, about_id, state, made_by, made_at)"
            " VALUES ($1, $2, $3, $4, $5, $6)",
            [task_id, *about, state, who, now()],
        )
        if response_id is not None:
            tie(cursor, "listening_task", task_id, [("response", response_id)])
    else:
        _check_there(cursor, task_id)
    cursor.execute(
        f"UPDATE listening_task SET state = $1, {_DONE_AT}, about_kind = $4, about_id = $5, words = $6, owner = $7,"
        " due_on = $8 WHERE listening_task_id = $3",
        [state, now(), task_id, *about, " ".join(words.split())[:500] or None, " ".join(owner.split())[:120] or None,
         due_on],
    )  # fmt: skip
    note_in_audit(cursor, who, "keep a listening task", task_id)
    return task_id


def _check_state(state: str) -> None:
    if state not in STATES:
        raise Refused("Listening is under way, to do, done or dropped.")


def _check_there(cursor: duckdb.DuckDBPyConnection, task_id: str) -> None:
    if cursor.execute("SELECT 1 FROM listening_task WHERE listening_task_id = $1", [task_id]).fetchone() is None:
        raise Refused("There is no such listening task.")
