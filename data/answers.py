"""Answers of the room: brought in by the host, looked through, hidden, pinned, joined; and what the stage may show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import duckdb

from data.connect import database
from data.errors import Refused
from data.screening import screened
from data.step_kinds import KINDS, LONGEST_ANSWER, answer_of, said_in
from data.steps import Step, step
from data.workshops import load
from data.write import new_id, note_in_audit, write

_COLUMNS = "response_id, step_id, answer, given_name, hidden, came_by, held_for, pinned, closed_on_stage, joined_into"
WAYS = ("door", "host", "chat", "group", "rehearsal")
# How the chat of a call looks when it is copied: a time, a name, who it went to, then what was said.
_TIME = r"\[?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?\]?"
_HEADS = (
    re.compile(rf"^\s*(?:{_TIME}\s*)?(?:from\s+)?[^:\n]{{1,80}}?\s+to\s+[^:\n]{{1,60}}:\s*", re.IGNORECASE),
    re.compile(rf"^\s*{_TIME}\s*[-–—]?\s*[^:\n]{{1,60}}:\s*", re.IGNORECASE),
    re.compile(rf"^\s*[^\W\d_][^:\n,.?!]{{1,40}}\s+{_TIME}\s*:?\s*", re.IGNORECASE),
    re.compile(r"^\s*(?:[A-Z][\w'’.-]*(?:\s+|$)){0,3}[A-Z][\w'’.-]*\s*(?:\([^)\n]{1,30}\)\s*)?:\s+"),
)
_NAME_AND_TIME = re.compile(rf"\s*[^\W\d_][^:\n,.?!]{{1,40}}\s+{_TIME}\s*", re.IGNORECASE)
_ONLY_TIME = re.compile(rf"^\s*{_TIME}\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Response:
    """One answer as the host sees it. ``joined`` is how many other answers it stands for."""

    response_id: str
    step_id: str
    answer: dict[str, Any]
    given_name: str | None
    hidden: bool
    came_by: str
    held_for: str | None
    pinned: bool
    closed_on_stage: bool
    joined_into: str | None
    joined: int = 0

    @property
    def group(self) -> str:
        """The breakout group that the note came from, as it is called; "" for everything else."""
        return f"Group {self.answer['group']}" if "group" in self.answer else ""

    @property
    def words(self) -> str:
        """What somebody wrote; "" where the answer is a choice."""
        return said_in(json.dumps(self.answer))


def responses(step_id: str) -> list[Response]:
    """Every answer to a step, pinned ones first; the rest in an order that tells nothing of when they came."""
    with database().cursor() as cursor:
        rows = cursor.execute(
            f"SELECT {_COLUMNS} FROM response WHERE step_id = $1 ORDER BY coalesce(pinned, false) DESC, response_id",
            [step_id],
        ).fetchall()
    into = [row[9] for row in rows if row[9]]
    return [
        Response(
            row[0], row[1], json.loads(row[2]), row[3], bool(row[4]), row[5] or "door", row[6], bool(row[7]),
            bool(row[8]), row[9], into.count(row[0]),
        )
        for row in rows
    ]  # fmt: skip


def on_stage(found: Step) -> list[Response]:
    """What the stage may show of a step: nothing before the reveal, never what is hidden, held back or joined."""
    if not found.shows_answers:
        return []
    return [one for one in responses(found.step_id) if not (one.hidden or one.held_for or one.joined_into)]


def how_many(step_id: str) -> int:
    """How many answers have come to a step, the hidden ones included."""
    with database().cursor() as cursor:
        row = cursor.execute("SELECT count(*) FROM response WHERE step_id = $1", [step_id]).fetchone()
    return int(row[0]) if row else 0


def type_in(step_id: str, given: dict[str, list[str]], who: str, *, came_by: str = "host") -> str:
    """Bring in an answer for somebody on the phone, signing, or in a breakout group; returns its id."""
    with write("answers") as cursor:
        found = _asking(cursor, step_id)
        answer = answer_of(found.plan.kind, found.plan.asks, given)
        if found.plan.kind == "groups":
            group, came_by = json.loads(answer)["group"], "group"
            if (step_id, group) in group_notes(cursor, [step_id]):
                raise Refused(f"Group {group} has a note already. Hide it first if this one is to take its place.")
        held = load(found.workshop_id).held_words
        (response_id,) = insert(cursor, step_id, [_screened(answer, held)], came_by)
        note_in_audit(cursor, who, "bring in an answer", response_id)
    return response_id


def paste_chat(step_id: str, chat: str, who: str) -> int:
    """Bring in the call's chat: one answer a line, names and times taken off, each line once; returns how many."""
    with write("answers") as cursor:
        found = _asking(cursor, step_id)
        if found.plan.kind not in ("answers", "words", "most_significant"):
            raise Refused("Only written answers can be pasted. For a choice, bring each answer in by itself.")
        held = load(found.workshop_id).held_words
        field = "word" if found.plan.kind == "words" else "text"
        lines = [line[:LONGEST_ANSWER] for line in lines_of(chat)]
        answers = []
        for line in lines:
            try:
                answers.append(_screened(answer_of(found.plan.kind, found.plan.asks, {field: [line]}), held))
            except Refused:
                answers.append(_screened(json.dumps({"words": [line[:40]]}, ensure_ascii=False), held))
        insert(cursor, step_id, answers, "chat")
        note_in_audit(cursor, who, "paste the chat", step_id)
    return len(answers)


def lines_of(chat: str) -> list[str]:
    """What was said in a copied chat, line by line, without the names and times before it."""
    said = []
    for line in chat.splitlines():
        told = " ".join(_without_head(line).split())
        if told and not _ONLY_TIME.match(line):
            said.append(told)
    return list(dict.fromkeys(said))


def set_on(response_ids: Iterable[str], who: str, **changes: Any) -> None:
    """Change ``hidden``, ``pinned``, ``closed_on_stage`` (yes or no) or ``held_for`` (None lets it through)."""
    names = [name for name in ("hidden", "pinned", "closed_on_stage", "held_for") if name in changes]
    with write("answers") as cursor:
        for name in names:
            cursor.execute(
                f"UPDATE response SET {name} = $1 WHERE list_contains($2, response_id)",
                [changes[name], list(response_ids)],
            )
        note_in_audit(cursor, who, "change answers", ", ".join(names))


def join(response_ids: list[str], into: str, who: str) -> None:
    """Let one answer stand for others that say the same. Joining into itself takes them apart again."""
    with write("answers") as cursor:
        steps = cursor.execute(
            "SELECT count(DISTINCT step_id) FROM response WHERE list_contains($1, response_id)", [[*response_ids, into]]
        ).fetchone()
        if steps is None or steps[0] != 1:
            raise Refused("Only answers to the same step can be joined.")
        others = [one for one in response_ids if one != into]
        # What stood for others brings them along.
        cursor.execute(
            "UPDATE response SET joined_into = $1"
            " WHERE list_contains($2, response_id) OR list_contains($2, joined_into)",
            [into, others],
        )
        cursor.execute("UPDATE response SET joined_into = NULL WHERE response_id = $1", [into])
        note_in_audit(cursor, who, "join answers", into)


def take_apart(response_id: str, who: str) -> None:
    """Let the answers joined into this one stand for themselves again."""
    with write("answers") as cursor:
        cursor.execute("UPDATE response SET joined_into = NULL WHERE joined_into = $1", [response_id])
        note_in_audit(cursor, who, "take answers apart", response_id)


def group_notes(cursor: duckdb.DuckDBPyConnection, step_ids: list[str]) -> set[tuple[str, int]]:
    """Which (step, group) have a note that counts; each has one at most."""
    rows = cursor.execute(
        "SELECT step_id, CAST(json_extract(answer, '$.group') AS INTEGER) FROM response JOIN step USING (step_id)"
        " WHERE kind = 'groups' AND NOT hidden AND came_by <> 'rehearsal' AND list_contains($1, step_id)",
        [step_ids],
    ).fetchall()
    return {(step_id, group) for step_id, group in rows}


def insert(
    cursor: duckdb.DuckDBPyConnection,
    step_id: str,
    answers: list[tuple[str, str | None]],
    came_by: str,
) -> list[str]:
    """Write answers (JSON, why held) inside the caller's transaction; returns their ids."""
    ids = [new_id() for _ in answers]
    for response_id, (answer, held_for) in zip(ids, answers, strict=True):
        cursor.execute(
            "INSERT INTO response (response_id, step_id, answer, hidden, came_by, held_for) VALUES ($1, $2, $3, false,"
            " $4, $5)",
            [response_id, step_id, answer, came_by, held_for],
        )
    return ids


def screen_answer(answer: str, held_words: Iterable[str]) -> tuple[str, str | None]:
    """An answer (JSON) as it may be stored, and why it waits for the host's look (None: it does not)."""
    return _screened(answer, tuple(held_words))


def _screened(answer: str, held_words: tuple[str, ...]) -> tuple[str, str | None]:
    held = json.loads(answer)
    if "text" in held:
        held["text"], why = screened(held["text"], held_words)
    elif "words" in held:
        told = [screened(word, held_words) for word in held["words"]]
        held["words"], why = [word for word, _ in told], next((reason for _, reason in told if reason), None)
    else:
        why = None
    return json.dumps(held, ensure_ascii=False, sort_keys=True), why


def _asking(cursor: duckdb.DuckDBPyConnection, step_id: str) -> Step:
    found = step(cursor, step_id)
    if not KINDS[found.plan.kind].asks:
        raise Refused("This step asks nothing.")
    return found


def _without_head(line: str) -> str:
    """What was said in a line of a chat; nothing where it holds only a name and a time, as some chats write them."""
    if _NAME_AND_TIME.fullmatch(line):
        return ""
    for head in _HEADS:
        match = head.match(line)
        if match and line[match.end() :].strip():
            return line[match.end() :]
    return line
