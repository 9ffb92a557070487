"""Tells the history of the themes: what changed, when, by whom, in which workshop, and where a theme came from."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime
from threading import Lock
from typing import Any

import duckdb
from cachetools import LRUCache, cached

from data.connect import database
from data.errors import Refused
from data.moments import EVER
from data.theme_scope import said
from data.themes import ThemeNames, stand_of_themes


def theme_list(draft: str | None = None, moment: datetime = EVER) -> list[dict[str, Any]]:
    """Every theme that stands, parents before what is under them: theme_id, theme, parent_theme_id, definition,
    mentions (records that name the theme itself).
    """
    with database().cursor() as cursor:
        return _dicts(
            cursor.execute(
                "WITH standing AS MATERIALIZED (SELECT * FROM theme_at($moment, $draft) WHERE NOT retired),"
                " given AS (SELECT theme_id, count(*) AS mentions FROM coding_at($moment, $draft)"
                " SEMI JOIN record_at($moment) USING (record_kind, record_id) GROUP BY theme_id)"
                " SELECT theme_id, theme, parent_theme_id, definition, coalesce(mentions, 0) AS mentions"
                " FROM standing LEFT JOIN given USING (theme_id) ORDER BY lower(theme), theme_id",
                {"moment": moment, "draft": draft},
            )
        )


def _asked(theme: str | None = None, draft: str | None = None, *, most: int | None = None) -> Hashable:
    return stand_of_themes(theme, draft, most)


@cached(LRUCache(maxsize=8), key=_asked, lock=Lock())
def history(theme: str | None = None, draft: str | None = None, *, most: int | None = None) -> list[dict[str, Any]]:
    """The events, the newest first (at most so many), of all themes or of one and those that it came from; the list
    is shared, so never to be changed.

    Each: event_id, seq, kind, theme_ids, themes (their names at the time), into_id, theme (the name it gave),
    records (that a split moved), made_by, made_at (UTC), workshop_id, draft_id, undoes_event_id, undone, words.
    """
    with database().cursor() as cursor:
        wanted = [_theme_id(cursor, theme, draft)] if theme else []
        rows = _dicts(
            cursor.execute(
                "SELECT event_id, seq, kind, theme_ids, themes, into_id, theme, parent_theme, records, made_by,"
                " made_at, workshop_id, draft_id, undoes_event_id, undone FROM theme_history_at($moment, $draft)"
                " WHERE len($wanted::VARCHAR[]) = 0"
                " OR list_has_any(about, (SELECT list(theme_id) FROM theme_kin($wanted::VARCHAR[])))"
                " ORDER BY turn DESC LIMIT $most",
                {"moment": EVER, "draft": draft, "wanted": wanted, "most": most},
            )
        )
    return [{**row, "words": _words(row)} for row in rows]


def family(theme: str, draft: str | None = None) -> list[dict[str, Any]]:
    """The family tree of a theme, a row for each step on the way to it, the oldest first.

    Each: theme_id, theme (its name then), kind (how it came to be: create, merge, split), from_ids, from_themes,
    seq, made_by, made_at, workshop_id, records. Steps that were taken back are left out.
    """
    with database().cursor() as cursor:
        wanted = [_theme_id(cursor, theme, draft)]
        return _dicts(
            cursor.execute(
                "SELECT into_id AS theme_id, theme, kind, theme_ids AS from_ids, themes AS from_themes, seq, made_by,"
                " made_at, workshop_id, records FROM theme_history_at($moment, $draft)"
                " WHERE NOT undone AND kind IN ('create', 'merge', 'split')"
                " AND into_id IN (SELECT theme_id FROM theme_kin($wanted::VARCHAR[])) ORDER BY turn",
                {"moment": EVER, "draft": draft, "wanted": wanted},
            )
        )


def _theme_id(cursor: duckdb.DuckDBPyConnection, words: str, draft: str | None) -> str:
    """The id that an id (also of a theme that stands no more) or a name means. Raises Refused where there is none."""
    found = ThemeNames(cursor, draft).look_up(words.strip())
    if found is None:
        made = cursor.execute("SELECT 1 FROM theme_event WHERE into_id = $1", [words.strip()]).fetchone()
        found = words.strip() if made else None
    if found is None:
        raise Refused(f"There is no theme {said(words)}. See: python -m data theme list")
    return found


def _words(row: dict[str, Any]) -> str:
    """An event as a sentence."""
    about = " and ".join(said(name or "?") for name in row["themes"])
    new = said(row["theme"] or "")
    told = {
        "create": f"made {new}" + (f" under {said(row['parent_theme'])}" if row["parent_theme"] else ""),
        "rename": f"renamed {about} to {new}",
        "define": f"defined {about} anew",
        "move": f"put {about} under {said(row['parent_theme'])}" if row["parent_theme"] else f"put {about} at the top",
        "merge": f"merged {about} into {new}",
        "split": f"split {new} off {about} with {row['records']:,} insights or case studies",
        "retire": f"retired {about}",
        "undo": "took an earlier change back",
    }[row["kind"]]
    return told + (" (taken back since)" if row["undone"] else "")


def _dicts(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
