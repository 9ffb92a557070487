"""Takes the answers that come through the door: one writer, many answers a commit, each exactly once.

An answer comes with receipts: keyed digests that nobody can tie to it afterwards. They are written in the same
transaction as the answer, and a receipt that is there already means that the answer is too.
"""

from __future__ import annotations

import queue
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Literal

from data.answers import group_notes
from data.errors import Refused
from data.write import new_id, now, write

Outcome = Literal["taken", "again", "answered", "closed", "full"]
MOST_WAITING = 5_000  # answers that may wait for the writer; more are told to try again
MOST_IN_A_COMMIT = 500
MOST_IN_A_STEP = 20_000


@dataclass(frozen=True)
class Incoming:
    """One answer on its way in. ``sending`` is the receipt of this very form, ``person`` that of whoever may answer
    only once (None: may answer again); ``take_back_hash`` lets the sender's page take it back until the reveal."""

    step_id: str
    answer: str
    held_for: str | None
    given_name: str | None
    sending: str
    person: str | None
    take_back_hash: str | None
    closed_on_stage: bool = False
    came_by: str = "door"
    group: int | None = None  # the breakout group that sends its note: one for each


class AnswerQueue:
    """The queue and its one writing thread. ``submit`` comes back at once; the future is done after the commit."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[tuple[Incoming, Future[Outcome]] | None] = queue.Queue(MOST_WAITING)
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def submit(self, incoming: Incoming) -> Future[Outcome]:
        """Hand in one answer. The future gives what became of it, or raises what went wrong: then nothing is kept."""
        done: Future[Outcome] = Future()
        self._begin()
        try:
            self._waiting.put_nowait((incoming, done))
        except queue.Full:
            done.set_result("full")
        return done

    def close(self) -> None:
        """Write what still waits, then end the thread."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join(timeout=30)
            self._thread = None

    def _begin(self) -> None:
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="answers", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        going = True
        while going:
            batch = [self._waiting.get()]
            while len(batch) < MOST_IN_A_COMMIT:
                try:
                    batch.append(self._waiting.get_nowait())
                except queue.Empty:
                    break
            going = None not in batch
            pairs = [pair for pair in batch if pair is not None]
            if pairs:
                self._write(pairs)

    def _write(self, pairs: list[tuple[Incoming, Future[Outcome]]]) -> None:
        try:
            outcomes = take([incoming for incoming, _ in pairs])
        except BaseException as fault:
            for _, done in pairs:
                done.set_exception(fault)
            return
        for (_, done), outcome in zip(pairs, outcomes, strict=True):
            done.set_result(outcome)


def take(answers: list[Incoming]) -> list[Outcome]:
    """Write answers with their receipts in one transaction; returns, after the commit, what became of each."""
    outcomes: list[Outcome] = []
    taken: list[Incoming] = []
    with write("answers") as cursor:
        steps = [one.step_id for one in answers]
        open_now = {
            row[0]: row[1]
            for row in cursor.execute(
                "SELECT step.step_id, (SELECT count(*) FROM response WHERE response.step_id = step.step_id) FROM step"
                " JOIN workshop USING (workshop_id) WHERE list_contains($1, step_id) AND step.state = 'open'"
                " AND workshop.state = 'open' AND current_step_id = step_id AND expires_at > $2",
                [steps, now()],
            ).fetchall()
        }
        noted = group_notes(cursor, [one.step_id for one in answers if one.group is not None])
        receipts = [receipt for one in answers for receipt in (one.sending, one.person) if receipt]
        spent = {
            row[0]
            for row in cursor.execute(
                "SELECT token_hash FROM spent_token WHERE list_contains($1, token_hash)", [receipts]
            ).fetchall()
        }
        new: list[tuple[str, str]] = []
        for one in answers:
            outcome: Outcome = "taken"
            if one.sending in spent:
                outcome = "again"  # also after the step was closed: its thank-you still holds
            elif one.step_id not in open_now:
                outcome = "closed"
            elif (one.person and one.person in spent) or (one.group and (one.step_id, one.group) in noted):
                outcome = "answered"
            elif open_now[one.step_id] >= MOST_IN_A_STEP:
                outcome = "full"
            outcomes.append(outcome)
            if outcome == "taken":
                taken.append(one)
                open_now[one.step_id] += 1
                if one.group:
                    noted.add((one.step_id, one.group))
                for receipt in filter(None, (one.sending, one.person)):
                    spent.add(receipt)
                    new.append((receipt, one.step_id))
        if taken:
            cursor.execute(
                "INSERT INTO response (response_id, step_id, answer, given_name, hidden, take_back_hash, came_by,"
                " held_for, closed_on_stage) SELECT unnest($1), unnest($2), unnest($3), unnest($4::VARCHAR[]), false,"
                " unnest($5::VARCHAR[]), unnest($6), unnest($7::VARCHAR[]), unnest($8)",
                [
                    sorted(new_id() for _ in taken),
                    [one.step_id for one in taken],
                    [one.answer for one in taken],
                    [one.given_name for one in taken],
                    [one.take_back_hash for one in taken],
                    [one.came_by for one in taken],
                    [one.held_for for one in taken],
                    [one.closed_on_stage for one in taken],
                ],
            )
            cursor.execute(
                "INSERT INTO spent_token SELECT unnest($1), unnest($2)",
                [[hash_ for hash_, _ in new], [at for _, at in new]],
            )
    return outcomes


def take_back(take_back_hash: str, person: str | None) -> bool:
    """Take an answer back, by the digest of the secret that only its sender's page holds; whether there was one.

    Whoever may answer only once may then answer again. After the reveal the digests are gone and nothing can be
    taken back.
    """
    with write("answers") as cursor:
        found = cursor.execute(
            "SELECT response_id FROM response WHERE take_back_hash = $1", [take_back_hash]
        ).fetchall()
        if len(found) > 1:
            raise Refused("This answer cannot be taken back.")
        if found:
            cursor.execute("DELETE FROM response WHERE take_back_hash = $1", [take_back_hash])
            cursor.execute("DELETE FROM spent_token WHERE token_hash = $1", [person])
    return bool(found)


_queue = AnswerQueue()


def answer_queue() -> AnswerQueue:
    """The one queue of this process."""
    return _queue
