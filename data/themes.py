"""Appends events to the themes' history, and reads what a theme is called and was called before."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

import duckdb
from cachetools import LRUCache, cached

from data.connect import database
from data.moments import EVER
from data.plain import key
from data.vocabulary import vocabulary, word_key
from data.write import new_id, now, stand_of


@dataclass(frozen=True)
class Theme:
    """One theme as it stands now."""

    theme_id: str
    theme: str
    parent_theme_id: str | None
    definition: str | None


class ThemeNames:
    """Every name that leads to a theme: its id, its name, names it had before a rename, and the names of merged
    themes that were kept as words for it. As it stands now, outside any draft or in one.
    """

    def __init__(self, cursor: duckdb.DuckDBPyConnection, draft: str | None = None) -> None:
        standing = {"moment": EVER, "draft": draft}
        rows = cursor.execute(
            "SELECT theme_id, theme, parent_theme_id, definition FROM theme_at($moment, $draft) WHERE NOT retired"
            " ORDER BY theme_id",
            standing,
        ).fetchall()
        self.themes = {row[0]: Theme(*row) for row in rows}
        events = cursor.execute(
            "WITH named AS (SELECT *, CASE WHEN kind = 'rename' THEN theme_ids[1] ELSE into_id END AS theme_id"
            " FROM theme_event_at($moment, $draft) WHERE kind IN ('create', 'rename', 'merge', 'split'))"
            " SELECT theme_id, name FROM ("
            "SELECT turn, 1 AS rank, theme_id, json_extract_string(payload, '$.theme') AS name FROM named"
            " UNION ALL SELECT turn, 0, theme_id, unnest(json_extract_string(payload, '$.words[*]')) FROM named"
            ") ORDER BY turn, rank",
            standing,
        ).fetchall()
        self._became = dict(
            cursor.execute("SELECT theme_id, stands_as FROM theme_stands_at($moment, $draft)", standing).fetchall()
        )
        # Merges that do not tell which names are kept (older ones, and those of other programs) keep all of them.
        self._keeping_all = dict(
            cursor.execute(
                "SELECT unnest(theme_ids), into_id FROM theme_event_at($moment, $draft)"
                " WHERE kind = 'merge' AND NOT coalesce(json_exists(payload, '$.words'), false) ORDER BY turn",
                standing,
            ).fetchall()
        )
        self._ids: dict[str, str] = {}
        self._written: dict[str, str] = {}
        for theme_id in self.themes:
            self._ids[key(theme_id)] = theme_id
        for theme_id, name in events:
            stands = self._leads_to(theme_id)
            if stands and name:
                self._ids[key(name)] = stands
                self._written[key(name)] = name
        for theme in self.themes.values():
            self._ids[key(theme.theme)] = theme.theme_id
            self._written[key(theme.theme)] = theme.theme
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

    def _leads_to(self, theme_id: str | None) -> str | None:
        """The theme that a name given to this one leads to, if any."""
        for _ in range(len(self._keeping_all) + 1):
            if theme_id in self.themes:
                return theme_id
            theme_id = self._keeping_all.get(theme_id or "")
        return None

    def _by_loose_name(self) -> dict[str, str | None]:
        """Themes by name in the singular; a name that two themes share then is nobody's."""
        if self._loose is None:
            loosely: dict[str, str | None] = {}
            for name, theme_id in self._ids.items():
                loose = word_key(name)
                loosely[loose] = theme_id if loosely.get(loose, theme_id) == theme_id else None
            self._loose = loosely  # whole at once: several threads read the same names
        return self._loose

    def named(self, name: str) -> str | None:
        """The id of the theme with this name (an id is no name here), or None."""
        return self._ids.get(key(name))

    def words(self, theme_ids: Iterable[str]) -> list[str]:
        """Every name that leads to one of these themes: first what they are called, then what led to them before."""
        wanted = list(theme_ids)
        called = [self.themes[theme_id].theme for theme_id in wanted]
        former = [
            self._written[word] for word, theme_id in self._ids.items() if theme_id in wanted and word in self._written
        ]
        return list(dict.fromkeys([*called, *former]))

    def names(self) -> tuple[str, ...]:
        """What every theme is called now."""
        return tuple(theme.theme for theme in self.themes.values())

    def add(self, theme: Theme) -> None:
        """Know a theme that was made or changed in the same transaction."""
        self.themes[theme.theme_id] = theme
        self._ids[key(theme.theme)] = theme.theme_id
        self._written[key(theme.theme)] = theme.theme
        self._loose = None


def stand_of_themes(*asked: Hashable) -> tuple[Hashable, ...]:
    """A key for what is kept of the themes and their history: it changes with the file and with every change of
    themes or drafts.
    """
    return (*stand_of(database(), "evidence", "themes", "drafts"), *asked)


@cached(LRUCache(maxsize=8), key=lambda draft=None: stand_of_themes(draft), lock=Lock())
def known_themes(draft: str | None = None) -> ThemeNames:
    """The names of all themes as they stand now, outside any draft or in one; shared, so never to be added to."""
    with database().cursor() as cursor:
        return ThemeNames(cursor, draft)


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
    draft_id: str | None = None,
    workshop_id: str | None = None,
    base_seq: int | None = None,
) -> str:
    """Append one event inside the caller's write transaction; returns its event_id.

    ``base_seq`` is the last event that whoever made the change had seen. An event is never dated before the one it
    follows, even if the clock went back, so that no later event changes how a past day is told.
    """
    moment = now()
    found = cursor.execute(
        "SELECT coalesce(max(seq), 0), max(made_at) FILTER (made_at < $1 + INTERVAL 1 DAY) FROM theme_event", [moment]
    ).fetchone()
    last, newest = found if found else (0, None)
    event_id = event_id or new_id()
    cursor.execute(
        "INSERT INTO theme_event (event_id, seq, kind, theme_ids, into_id, payload, made_by, made_at, base_seq,"
        " undoes_event_id, upload_id, draft_id, workshop_id)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        [
            event_id,
            last + 1,
            kind,
            theme_ids or [],
            into_id,
            json.dumps(payload or {}, ensure_ascii=False),
            who,
            max(moment, newest) if newest else moment,
            last if base_seq is None else base_seq,
            undoes_event_id,
            upload_id,
            draft_id,
            workshop_id,
        ],
    )
    return event_id
