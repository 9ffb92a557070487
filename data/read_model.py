"""A cursor over the evidence as it stands now, numbered and in memory, refreshed when it has changed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from data.connect import Database, database
from data.write import versions

_SQL = Path(__file__).parent / "read_model.sql"
_refreshing = threading.Lock()
# The file, how often it was opened, and the versions of evidence and themes.
Stand = tuple[str, int, tuple[int, ...]]
_stands_at: tuple[Database | None, Stand | None] = (None, None)


@contextmanager
def reading() -> Iterator[tuple[duckdb.DuckDBPyConnection, Stand]]:
    """A cursor that sees the catalog ``evidence``, and what that shows: a key for whatever is kept of it."""
    held = database()
    with held.cursor() as cursor:
        seen = _refresh(held, cursor)
        yield cursor, seen


def _refresh(held: Database, cursor: duckdb.DuckDBPyConnection) -> Stand:
    """Work the model out anew if anything was committed since; the versions are read before the rows are."""
    global _stands_at
    with _refreshing:
        wanted = (str(held.path), held.opened, versions()[:2])
        if _stands_at != (held, wanted):
            cursor.begin()
            try:
                cursor.execute(_SQL.read_text(encoding="utf-8"))
            except BaseException:
                cursor.rollback()
                raise
            cursor.commit()
            _stands_at = (held, wanted)
        return wanted
