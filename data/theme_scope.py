"""Where a change of themes is made – outside any draft or in one – and what stands there while it is checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb

from data import personal
from data.errors import Refused
from data.moments import EVER
from data.plain import key
from data.themes import Theme, ThemeNames, record_event
from data.write import write

LONGEST_NAME = 120
LONGEST_DEFINITION = 4_000


@dataclass(frozen=True)
class Change:
    """What a change did: its event, the theme that it is about or made, and one sentence in words."""

    event_id: str
    seq: int
    kind: str
    theme_id: str | None
    words: str


@dataclass(frozen=True)
class Event:
    """One event of the history, as it is checked against others."""

    event_id: str
    seq: int
    kind: str
    theme_ids: tuple[str, ...]
    into_id: str | None
    parent_theme_id: str | None
    theme: str | None
    made_by: str | None
    draft_id: str | None
    undoes_event_id: str | None

    @property
    def touches(self) -> frozenset[str]:
        """The themes that it acts on, makes, or puts another under."""
        return frozenset(filter(None, (*self.theme_ids, self.into_id, self.parent_theme_id)))


EVENT_COLUMNS = (
    "event_id, seq, kind, theme_ids, into_id, json_extract_string(payload, '$.parent_theme_id') AS parent_theme_id,"
    " json_extract_string(payload, '$.theme') AS theme, made_by, draft_id, undoes_event_id"
)


class Scope:
    """One write transaction in which themes change, with the checks that every change needs."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, draft: str | None, who: str, seen: int | None) -> None:
        self.cursor, self.draft, self.who, self.seen = cursor, draft, who, seen
        self.workshop: str | None = None
        if draft is not None:
            self.workshop = _open_draft(cursor, draft)
        self.names = ThemeNames(cursor, draft)

    def theme(self, words: str) -> Theme:
        """The theme that this id or name means. Raises Refused where none stands."""
        theme_id = self.names.look_up(words.strip())
        if theme_id is None:
            raise Refused(f"There is no theme {said(words)}. See: python -m data theme list")
        return self.names.themes[theme_id]

    def free_name(self, name: str, *, beside: Sequence[str] = ()) -> str:
        """The name, tidied, if no theme but those ``beside`` has it. Raises Refused with the reason."""
        tidy = checked(name, LONGEST_NAME, "name")
        if ";" in tidy:
            raise Refused("The name has a semicolon. Leave it out: it parts themes in a list.")
        for theme in self.names.themes.values():
            if key(theme.theme) == key(tidy) and theme.theme_id not in beside:
                raise Refused(f"There is a theme {said(theme.theme)} already. Choose a name of its own.")
        return tidy

    def above(self, theme_id: str | None) -> Iterator[str]:
        """The theme and every theme that it stands under, from below."""
        while theme_id is not None and theme_id in self.names.themes:
            yield theme_id
            theme_id = self.names.themes[theme_id].parent_theme_id

    def records_of(self, theme_id: str) -> set[tuple[str, str]]:
        """The records (kind, id) that count under the theme itself, those joined to another among them."""
        found = self.cursor.execute(
            "SELECT record_kind, record_id FROM coding_at($moment, $draft) WHERE theme_id = $theme_id",
            {"moment": EVER, "draft": self.draft, "theme_id": theme_id},
        ).fetchall()
        return {(kind, record_id) for kind, record_id in found}

    def append(self, kind: str, words: str, theme_id: str | None, **event: Any) -> Change:
        """Append the event, unless somebody changed one of its themes after what the maker had seen."""
        touched = {
            *event.get("theme_ids", ()),
            event.get("into_id"),
            (event.get("payload") or {}).get("parent_theme_id"),
        }
        self._not_overtaken({one for one in touched if one})
        event_id = record_event(
            self.cursor, kind, who=self.who, draft_id=self.draft, workshop_id=self.workshop, base_seq=self.seen, **event
        )
        found = self.cursor.execute("SELECT seq FROM theme_event WHERE event_id = $1", [event_id]).fetchone()
        return Change(event_id, int(found[0]) if found else 0, kind, theme_id, words)

    def in_force(self) -> list[Event]:
        """The events in force here, in the order in which they count."""
        rows = self.cursor.execute(
            f"SELECT {EVENT_COLUMNS} FROM theme_event_at($moment, $draft) ORDER BY turn",
            {"moment": EVER, "draft": self.draft},
        ).fetchall()
        return [event_of(row) for row in rows]

    def _not_overtaken(self, touched: set[str]) -> None:
        if self.seen is None:
            return
        rows = self.cursor.execute(
            f"SELECT {EVENT_COLUMNS} FROM theme_event WHERE seq > $1 AND (draft_id IS NULL OR draft_id = $2)"
            " ORDER BY seq DESC",
            [self.seen, self.draft],
        ).fetchall()
        for event in map(event_of, rows):
            if event.touches & touched:
                raise Refused(
                    f"{event.made_by or 'Somebody'} changed one of these themes just before you ({event.kind}). "
                    "Nothing was changed by you. Look at the themes as they stand now, then decide again."
                )


@contextmanager
def changing(draft: str | None, who: str, seen: int | None) -> Iterator[Scope]:
    """A scope inside one write; what changes in a draft steps nobody else's numbers."""
    with write("themes" if draft is None else "drafts") as cursor:
        yield Scope(cursor, draft, who, seen)


def event_of(row: tuple[Any, ...]) -> Event:
    """The event of a row of EVENT_COLUMNS."""
    return Event(row[0], row[1], row[2], tuple(row[3] or ()), *row[4:])


def checked(text: str, longest: int, what: str) -> str:
    """Words for a theme, tidied. Raises Refused where there are none, too many, or personal data in them."""
    tidy = " ".join(text.split())
    if not key(tidy):
        raise Refused(f"The {what} is blank. Write one.")
    if len(tidy) > longest:
        raise Refused(f"The {what} is longer than {longest:,} characters. Shorten it.")
    kinds = personal.mask(tidy)[1]
    if kinds:
        raise Refused(f"The {what} seems to hold personal data ({', '.join(sorted(set(kinds)))}). Leave it out.")
    return tidy


def said(name: str) -> str:
    """A theme's name in quotation marks, shortened, with personal data out of it."""
    shown = personal.mask(" ".join(name.split()))[0]
    return f"“{shown[:80]}…”" if len(shown) > 80 else f"“{shown}”"


def _open_draft(cursor: duckdb.DuckDBPyConnection, draft: str) -> str | None:
    found = cursor.execute("SELECT workshop_id, state FROM theme_draft WHERE draft_id = $1", [draft]).fetchone()
    if found is None:
        raise Refused("There is no draft with this id.")
    if found[1] != "open":
        raise Refused(f"This draft was {found[1]} already, so nothing more can change in it. Start a new one.")
    return str(found[0]) if found[0] is not None else None
