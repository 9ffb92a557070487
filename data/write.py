"""The one way in: a lock from the first check to the commit, one transaction, one version step.

Two concurrent "insert where not exists" would both commit in DuckDB, so every write of this process
holds one lock for its whole length. What the room writes has a lock of its own: the two never write the same
rows, and no answer in a workshop waits until somebody's spreadsheet is in. Versions are what caches are keyed by:
one a noun, so that an answer in the room does not empty the charts' cache.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import uuid4

import duckdb

from data.connect import Database, database

# room: the run of show; answers: what people sent to it; drafts: themes that only a workshop sees yet
NOUNS = ("evidence", "themes", "room", "answers", "drafts")
_OF_THE_ROOM = {"room", "answers"}
_LOOK_AGAIN = 0.2  # seconds
_versions = dict.fromkeys(NOUNS, 0)
_version_lock = threading.Lock()
_THIS_START = uuid4().hex[:8]  # versions begin at 0 with each start


def now() -> datetime:
    """This moment as a naive UTC timestamp."""
    return datetime.now(UTC).replace(tzinfo=None)


def new_id() -> str:
    """A fresh random id."""
    return str(uuid4())


def version(noun: str) -> int:
    """How often this noun has been written to since the process started."""
    return _versions[noun]


def versions() -> tuple[int, ...]:
    """All versions, in the order of ``NOUNS``."""
    return tuple(_versions[noun] for noun in NOUNS)


def stand_of(held: Database, *nouns: str) -> tuple[Hashable, ...]:
    """A key for what is kept of these nouns: the file, how often it was opened, and how often each was written to."""
    return (str(held.path), held.opened, *(version(noun) for noun in nouns))


def stand() -> str:
    """A word that changes with every change of anything, and with every start of the process."""
    return f"{_THIS_START}.{'.'.join(map(str, versions()))}"


def step_versions(*nouns: str) -> None:
    """Make every cache that rests on these nouns ask again."""
    with _version_lock:
        for noun in nouns:
            _versions[noun] += 1


@contextmanager
def write(
    *nouns: str, keep: bool = True, while_waiting: Callable[[], None] | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor inside one transaction: committed when the block ends, rolled back when it raises.

    The versions of ``nouns`` step only after the commit. Without ``keep`` nothing is kept: a rehearsal.
    ``while_waiting`` is called again and again until it is this write's turn; it may raise to give up.
    """
    held = database()
    lock = held.room_lock if nouns and _OF_THE_ROOM.issuperset(nouns) else held.write_lock
    with _turn(lock, while_waiting), held.cursor() as cursor:
        cursor.begin()
        try:
            yield cursor
        except BaseException:
            cursor.rollback()
            raise
        if not keep:
            cursor.rollback()
            return
        cursor.commit()
        step_versions(*nouns)
    held.tidy()


@contextmanager
def _turn(lock: threading.RLock, while_waiting: Callable[[], None] | None) -> Iterator[None]:
    """The lock, once it is free."""
    while not lock.acquire(timeout=-1 if while_waiting is None else _LOOK_AGAIN):
        if while_waiting is not None:
            while_waiting()
    try:
        yield
    finally:
        lock.release()


def note_in_audit(cursor: duckdb.DuckDBPyConnection, who: str, did: str, about: str = "") -> None:
    """Keep in ``audit`` who did what; ``about`` is an id or a count, never the text of a record."""
    cursor.execute("INSERT INTO audit VALUES ($1, $2, $3, $4, $5)", [new_id(), who, did, about, now()])
