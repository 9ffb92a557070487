"""A cursor over the evidence, numbered and in memory: as it stands now, as it stood on a day, or in a draft of themes.

What stands now is refreshed when it has changed: all of it with the evidence, only what hangs on the themes with
them. A day of the past and a draft each have a schema of their own beside it, made when somebody asks and kept for
the next few; a draft reads everything but the themes from what stands now.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import duckdb

from data.connect import Database, database
from data.moments import EVER, end_of
from data.releases import hold_back
from data.write import stand_of, version

_EVIDENCE = Path(__file__).parent / "read_model.sql"
_THEMES = Path(__file__).parent / "read_model_themes.sql"
_refreshing = threading.Lock()
# The file, how often it was opened, and the versions of evidence and themes.
Stand = tuple[Hashable, ...]
_stands_at: tuple[Database | None, Stand] = (None, ())
# Days and drafts that are kept, by what they show and when; narrowed views, by what narrows them: one is shared by
# all questions of a page.
STANDINGS_KEPT = 4
VIEWS_KEPT = 12
_standings: OrderedDict[Hashable, str] = OrderedDict()
_views: OrderedDict[Hashable, str] = OrderedDict()
_numbers = count(1)


@dataclass(frozen=True)
class Standing:
    """How the evidence is looked at: as it stood at the end of a day, or with the themes of a draft."""

    as_at: date | None = None
    draft: str | None = None


@dataclass(frozen=True)
class Reading:
    """A cursor, the schema that holds the evidence as it is looked at, and a key for whatever is kept of it."""

    cursor: duckdb.DuckDBPyConnection
    schema: str
    stand: Stand

    def placed(self, sql: str) -> str:
        """The query with its tables of ``evidence`` taken from this schema."""
        return _in_schema(sql, self.schema)


NOW = Standing()


@contextmanager
def reading(standing: Standing = NOW) -> Iterator[Reading]:
    """The evidence as it is looked at. A draft that is closed shows what stands now."""
    held = database()
    with held.cursor() as cursor, _refreshing:
        stand = _refresh(held, cursor)
        schema, stand = _standing(cursor, stand, standing)
    with held.cursor() as cursor:
        yield Reading(cursor, schema, stand)


def _refresh(held: Database, cursor: duckdb.DuckDBPyConnection) -> Stand:
    """Work out anew what was committed since; the versions are read before the rows are."""
    global _stands_at
    wanted: Stand = stand_of(held, "evidence", "themes")
    of, before = _stands_at
    if of is held and before == wanted:
        return wanted
    values = {"moment": EVER, "draft": None}
    cursor.begin()
    try:
        if of is not held or before[:3] != wanted[:3]:
            _run(cursor, _EVIDENCE, "main", values)
            hold_back(cursor)
        _run(cursor, _THEMES, "main", values)
    except BaseException:
        cursor.rollback()
        raise
    cursor.commit()
    _stands_at = (held, wanted)
    _drop_views(cursor, keep=0)
    if of is not held or before[:2] != wanted[:2]:
        _standings.clear()
    _drop_standings(cursor, keep=0)
    return wanted


def _standing(cursor: duckdb.DuckDBPyConnection, stand: Stand, wanted: Standing) -> tuple[str, Stand]:
    """The schema of a day or draft, made if it is not kept."""
    draft = wanted.draft
    if draft is not None:
        found = cursor.execute("SELECT 1 FROM theme_draft WHERE draft_id = $1 AND state = 'open'", [draft]).fetchone()
        draft = draft if found else None
    if wanted.as_at is None and draft is None:
        return "main", stand
    stand = (*stand, wanted.as_at, draft, version("drafts") if draft else 0)
    if stand not in _standings:
        _drop_standings(cursor, keep=STANDINGS_KEPT - 1)
        name = f"standing_{next(_numbers)}"
        moment: datetime = end_of(wanted.as_at) if wanted.as_at else EVER
        cursor.begin()
        try:
            cursor.execute(f"CREATE SCHEMA evidence.{name}")
            if wanted.as_at:
                _run(cursor, _EVIDENCE, name, {"moment": moment, "draft": draft})
                cursor.execute(f"UPDATE evidence.{name}.heard SET released = NOT confidential")  # no batch is known
            else:
                _share(cursor, name)
            _run(cursor, _THEMES, name, {"moment": moment, "draft": draft})
        except BaseException:
            cursor.rollback()
            raise
        cursor.commit()
        _standings[stand] = name
    _standings.move_to_end(stand)
    return _standings[stand], stand


def _share(cursor: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Let a draft read what does not hang on its themes from what stands now."""
    own = _THEMES.read_text(encoding="utf-8")
    tables = cursor.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_catalog = 'evidence' AND table_schema = 'main'"
        " AND NOT starts_with(table_name, 'in_view_')"
    ).fetchall()
    for (name,) in tables:
        if not any(f"{made} evidence.{name} AS" in own for made in ("TABLE", "VIEW")):
            cursor.execute(f"CREATE VIEW evidence.{schema}.{name} AS FROM evidence.main.{name}")


def _run(cursor: duckdb.DuckDBPyConnection, file: Path, schema: str, values: Mapping[str, Any]) -> None:
    for statement in cursor.extract_statements(_in_schema(file.read_text(encoding="utf-8"), schema)):
        cursor.execute(statement, {name: values[name] for name in statement.named_parameters})


def _in_schema(sql: str, schema: str) -> str:
    return sql if schema == "main" else sql.replace("evidence.", f"evidence.{schema}.")


def rehearse(cursor: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Build the model of what stands inside the caller's transaction, in a schema of the file itself."""
    cursor.execute(f"CREATE SCHEMA {schema}")
    for file in (_EVIDENCE, _THEMES):
        sql = file.read_text(encoding="utf-8").replace("evidence.", f"{schema}.")
        for statement in cursor.extract_statements(sql):
            values = {"moment": EVER, "draft": None}
            cursor.execute(statement, {name: values[name] for name in statement.named_parameters})


def view(reading: Reading, key: Hashable, select: str, parameters: Mapping[str, Any]) -> str:
    """The name, in the schema that is read, of a table that holds the rows of ``select``.

    It is made at the first call for a key and kept for the next few; ``key`` tells the stand of the evidence too.
    """
    with _refreshing:
        if key not in _views:
            _drop_views(reading.cursor, keep=VIEWS_KEPT - 1)
            name = f"in_view_{next(_numbers)}"
            reading.cursor.execute(
                f"CREATE TABLE evidence.{reading.schema}.{name} AS {reading.placed(select)}", dict(parameters)
            )
            _views[key] = f"{reading.schema}.{name}"
        _views.move_to_end(key)
        return _views[key].split(".")[1]


def _drop_views(cursor: duckdb.DuckDBPyConnection, keep: int) -> None:
    """Let go of the views used longest ago. A question that reads one just now still sees it to its end."""
    while len(_views) > keep:
        _, name = _views.popitem(last=False)
        cursor.execute(f"DROP TABLE IF EXISTS evidence.{name}")


def _drop_standings(cursor: duckdb.DuckDBPyConnection, keep: int) -> None:
    """Let go of the days and drafts used longest ago, with the views that narrow them."""
    while len(_standings) > keep:
        _, schema = _standings.popitem(last=False)
        for key in [key for key, name in _views.items() if name.startswith(f"{schema}.")]:
            del _views[key]
        cursor.execute(f"DROP SCHEMA IF EXISTS evidence.{schema} CASCADE")
