"""Whom to speak to next, as tasks: one place or group that was not heard enough, by whom and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from data.areas import reference_rows
from data.connect import database
from data.errors import Refused
from data.write import new_id, note_in_audit, now, write

STATES = {"to_do": "To do", "done": "Done", "dropped": "Dropped"}
# What a task can be about: the reference table, and its columns of the id and the name.
ABOUT = {
    "council": ("council", "council_code", "council"),
    "hscp": ("hscp", "hscp_code", "hscp"),
    "health_board": ("health_board", "health_board_code", "health_board"),
    "group": ("group_alias", "label", "label"),
}
_TASK = "listening_task_id, about_kind, about_id, words, owner, due_on, state, made_by, made_at, done_at"
_LONGEST_WORDS, _LONGEST_OWNER = 500, 120  # letters


@dataclass(frozen=True)
class ListeningTask:
    """One task. ``owner`` is a role, not a person; ``due_on`` may be open."""

    listening_task_id: str
    about_kind: str
    about_id: str
    words: str | None
    owner: str | None
    due_on: date | None
    state: str
    made_by: str | None
    made_at: datetime
    done_at: datetime | None

    @property
    def about(self) -> str:
        """The name of the place or group; its id where the reference no longer has it."""
        return names_of(self.about_kind).get(self.about_id, self.about_id)


@cache
def names_of(about_kind: str) -> dict[str, str]:
    """Everything that a task of this kind can be about: name by id. Raises Refused for a kind that is not known."""
    if about_kind not in ABOUT:
        raise Refused("A listening task is about a council area, a partnership, a health board or a group of people.")
    table, at, name = ABOUT[about_kind]
    return {row[at]: row.get(name) or row["name"] for row in reference_rows(table)}


def list_tasks() -> list[ListeningTask]:
    """All tasks: what is to do first, then by day; what has no day comes last."""
    with database().cursor() as cursor:
        rows = cursor.execute(
            f"SELECT {_TASK} FROM listening_task"
            " ORDER BY state <> 'to_do', due_on NULLS LAST, made_at, listening_task_id"
        ).fetchall()
    return [ListeningTask(*row) for row in rows]


def make_task(
    about_kind: str, about_id: str, who: str, *, words: str = "", owner: str = "", due_on: date | None = None
) -> str:
    """Make a task; returns its id. Raises Refused for a place or group that is not known, and where the same is
    already to do."""
    name = names_of(about_kind).get(about_id)
    if name is None:
        raise Refused("This place or group is not known here. Choose one from the list.")
    with write("room") as cursor:
        same = "SELECT 1 FROM listening_task WHERE about_kind = $1 AND about_id = $2 AND state = 'to_do'"
        if cursor.execute(same, [about_kind, about_id]).fetchone():
            raise Refused(f"There is already a listening task for {name} that is to do. Change that one.")
        task_id = new_id()
        cursor.execute(
            f"INSERT INTO listening_task ({_TASK}) VALUES ($1, $2, $3, $4, $5, $6, 'to_do', $7, $8, NULL)",
            [
                task_id,
                about_kind,
                about_id,
                words.strip()[:_LONGEST_WORDS] or None,
                " ".join(owner.split())[:_LONGEST_OWNER] or None,
                due_on,
                who,
                now(),
            ],
        )
        note_in_audit(cursor, who, "make a listening task", task_id)
    return task_id


def set_state(task_id: str, state: str, who: str) -> None:
    """Mark a task as to do, done or dropped. Raises Refused for another state and for a task that is not there."""
    if state not in STATES:
        raise Refused("A listening task is to do, done or dropped.")
    with write("room") as cursor:
        found = cursor.execute("SELECT 1 FROM listening_task WHERE listening_task_id = $1", [task_id]).fetchone()
        if found is None:
            raise Refused("There is no such listening task.")
        cursor.execute(
            "UPDATE listening_task SET state = $1,"
            " done_at = CASE WHEN $1 = 'done' THEN coalesce(done_at, $2) END WHERE listening_task_id = $3",
            [state, now(), task_id],
        )
        note_in_audit(cursor, who, f"listening task {state}", task_id)
