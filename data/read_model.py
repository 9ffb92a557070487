"""A cursor over the evidence as it stands now, numbered and in memory, refreshed when it has changed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import duckdb

from data.connect import Database, database
from data.releases import hold_back
from data.write import versions

MODEL = Path(__file__).parent / "read_model.sql"
_refreshing = threading.Lock()
# The file, how often it was opened, and the versions of evidence and themes.
Stand = tuple[str, int, tuple[int, ...]]
_stands_at: tuple[Database | None, Stand | None] = (None, None)
# Narrowed views of the evidence, by what narrows them: one is shared by all questions of a page.
VIEWS_KEPT = 12
_views: OrderedDict[Hashable, str] = OrderedDict()
_numbers = count(1)


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
                cursor.execute(MODEL.read_text(encoding="utf-8"))
                hold_back(cursor)
            except BaseException:
                cursor.rollback()
                raise
            cursor.commit()
            _stands_at = (held, wanted)
            _drop_views(cursor, keep=0)
        return wanted


def view(cursor: duckdb.DuckDBPyConnection, key: Hashable, select: str, parameters: Mapping[str, Any]) -> str:
    """The name, in the catalog ``evidence``, of a table that holds the rows of ``select``.

    It is made at the first call for a key and kept for the next few; ``key`` tells the stand of the evidence too.
    """
    with _refreshing:
        if key not in _views:
            _drop_views(cursor, keep=VIEWS_KEPT - 1)
            name = f"in_view_{next(_numbers)}"
            cursor.execute(f"CREATE TABLE evidence.{name} AS {select}", dict(parameters))
            _views[key] = name
        _views.move_to_end(key)
        return _views[key]


def _drop_views(cursor: duckdb.DuckDBPyConnection, keep: int) -> None:
    """Let go of the views used longest ago. A question that reads one just now still sees it to its end."""
    while len(_views) > keep:
        _, name = _views.popitem(last=False)
        cursor.execute(f"DROP TABLE IF EXISTS evidence.{name}")
