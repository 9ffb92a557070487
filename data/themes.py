"""Writes changes to the themes as events, and reads what a theme is called now and was called before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from data.connect import database
from data.plain import key
from data.write import new_id, now

_CODING_NOW = Path(__file__).parent / "coding_now.sql"


@dataclass(frozen=True)
class Theme:
    """One theme as it stands now."""

    theme_id: str
    theme: str
    parent_theme_id: str | None
    definition: str | None


class ThemeNames:
    """Every name that leads to a theme: its id, its name now, and names it had before a rename."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        rows = cursor.execute(
            "SELECT theme_id, theme, parent_theme_id, definition FROM theme WHERE NOT retired ORDER BY theme_id"
        ).fetchall()
        self.themes = {row[0]: Theme(*row) for row in rows}
        former = cursor.execute(
            "SELECT CASE WHEN kind = 'rename' THEN theme_ids[1] ELSE into_id END,"
            " json_extract_string(payload, '$.theme')"
            " FROM theme_event_at(TIMESTAMP '9999-12-31 00:00:00', NULL)"
            " WHERE kind IN ('create', 'rename') ORDER BY seq"
        ).fetchall()
        self._ids: dict[str, str] = {}
        for theme_id, name in former:
            if theme_id in self.themes and name:
                self._ids[key(name)] = theme_id
        for theme in self.themes.values():
            self._ids[key(theme.theme)] = theme.theme_id

    def look_up(self, raw: str) -> str | None:
        """The id of the theme that this id or name means, or None."""
        return raw if raw in self.themes else self._ids.get(key(raw))

    def named(self, name: str) -> str | None:
        """The id of the theme with this name (an id is no name here), or None."""
        return self._ids.get(key(name))

    def names(self) -> tuple[str, ...]:
        """What every theme is called now."""
        return tuple(theme.theme for theme in self.themes.values())

    def add(self, theme: Theme) -> None:
        """Know a theme that was made or changed in the same transaction."""
        self.themes[theme.theme_id] = theme
        self._ids[key(theme.theme)] = theme.theme_id


def known_themes() -> ThemeNames:
    """The names of all themes as they stand now."""
    with database().cursor() as cursor:
        return ThemeNames(cursor)


def record_event(
    cursor: duckdb.DuckDBPyConnection,
    kind: str,
    *,
    who: str,
    theme_ids: list[str] | None = None,
    into_id: str | None = None,
    payload: dict[str, Any] | None = None,
    undoes_event_id: str | None = None,
    upload_id: str | None = None,
    event_id: str | None = None,
) -> str:
    """Append one event inside the caller's write transaction; returns its event_id."""
    found = cursor.execute("SELECT coalesce(max(seq), 0) FROM theme_event").fetchone()
    last = int(found[0]) if found else 0
    event_id = event_id or new_id()
    cursor.execute(
        "INSERT INTO theme_event (event_id, seq, kind, theme_ids, into_id, payload, made_by, made_at, base_seq,"
        " undoes_event_id, upload_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        [
            event_id,
            last + 1,
            kind,
            theme_ids or [],
            into_id,
            json.dumps(payload or {}, ensure_ascii=False),
            who,
            now(),
            last,
            undoes_event_id,
            upload_id,
        ],
    )
    return event_id


def refresh_coding_now(cursor: duckdb.DuckDBPyConnection) -> None:
    """Write ``coding_now`` anew from codings and events, inside the caller's transaction."""
    cursor.execute("DELETE FROM coding_now")
    cursor.execute(_CODING_NOW.read_text(encoding="utf-8"))
