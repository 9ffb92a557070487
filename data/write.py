"""The one way in: a lock from the first check to the commit, one transaction, one version step.

Two concurrent "insert where not exists" would both commit in DuckDB, so every write of this process
holds one lock for its whole length. Versions are what caches are keyed by: one a noun, so that an
answer in the room does not empty the charts' cache.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import uuid4

import duckdb

from data.connect import database

NOUNS = ("evidence", "themes", "room", "drafts")
_versions = dict.fromkeys(NOUNS, 0)
_version_lock = threading.Lock()


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


def step_versions(*nouns: str) -> None:
    """Make every cache that rests on these nouns ask again."""
    with _version_lock:
        for noun in nouns:
            _versions[noun] += 1


@contextmanager
def write(*nouns: str, keep: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor inside one transaction: committed when the block ends, rolled back when it raises.

    The versions of ``nouns`` step only after the commit. Without ``keep`` nothing is kept: a rehearsal.
    """
    held = database()
    with held.write_lock, held.cursor() as cursor:
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


def note_in_audit(cursor: duckdb.DuckDBPyConnection, who: str, did: str, about: str = "") -> None:
    """Keep in ``audit`` who did what; ``about`` is an id or a count, never the text of a record."""
    cursor.execute("INSERT INTO audit VALUES ($1, $2, $3, $4, $5)", [new_id(), who, did, about, now()])
