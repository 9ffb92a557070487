"""Writes changes to the themes as events, and reads what a theme is called now and was called before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from data.connect import database
from data.plain import key
from data.vocabulary import vocabulary, word_key
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
        events = cursor.execute(
            "SELECT kind, theme_ids, into_id, json_extract_string(payload, '$.theme')"
            " FROM theme_event_at(TIMESTAMP '9999-12-31 00:00:00', NULL)"
            " WHERE kind IN ('create', 'rename', 'merge') ORDER BY seq"
        ).fetchall()
        self._became = {old: into for kind, merged, into, _ in events if kind == "merge" for old in merged}
        self._ids: dict[str, str] = {}
        for theme_id in self.themes:
            self._ids[key(theme_id)] = theme_id
        for kind, theme_ids, into_id, name in events:
            stands = self.stands_as(theme_ids[0] if kind == "rename" else into_id)
            if stands and name:
                self._ids[key(name)] = stands
        for theme in self.themes.values():
            self._ids[key(theme.theme)] = theme.theme_id
        self._loose: dict[str, str | None] | None = None

    def look_up(self, raw: str) -> str | None:
        """The id of the theme that this id or name means, or None.

        A name may be one from before a rename or merge, in the singular or plural, or a known other name for it.
        """
        if raw in self.themes:
            return raw
        found = self._ids.get(key(raw)) or self._by_loose_name().get(word_key(raw))
        if found:
            return found
        meant = vocabulary().look_up("theme", raw)
        return self._ids.get(key(meant)) if meant else None

    def stands_as(self, theme_id: str | None) -> str | None:
        """The theme that one given earlier stands as now: itself, or what it was merged into; None if it is no more."""
        for _ in range(len(self._became) + 1):
            if theme_id in self.themes:
                return theme_id
            theme_id = self._became.get(theme_id or "")
        return None

    def _by_loose_name(self) -> dict[str, str | None]:
        """Themes by name in the singular; a name that two themes share then is nobody's."""
        if self._loose is None:
            self._loose = {}
            for name, theme_id in self._ids.items():
                loose = word_key(name)
                self._loose[loose] = theme_id if self._loose.get(loose, theme_id) == theme_id else None
        return self._loose

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
        self._loose = None


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
