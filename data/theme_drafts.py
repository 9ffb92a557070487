"""Drafts of theme changes: seen only where they are worked on, until they are committed.

A draft belongs to a workshop, or to one person ("my draft"). It is replayed on top of what stands for everybody, so
that committing it gives exactly what it showed; what cannot stand any more is refused with the reason.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from data.connect import database
from data.errors import Refused
from data.moments import EVER
from data.plain import key
from data.theme_changes import keep_records
from data.theme_scope import EVENT_COLUMNS, Change, Event, Scope, event_of, said
from data.theme_undo import undo_in
from data.themes import ThemeNames
from data.write import new_id, note_in_audit, now, write

# A change of these kinds says one thing about a theme: of two, made in the draft and beside it, one would be lost.
_TELLS = ("rename", "define", "move")


@dataclass(frozen=True)
class Draft:
    """One draft: whose it is, how many changes are in force in it, and the newest (its seq; 0: none)."""

    draft_id: str
    workshop_id: str | None
    name: str | None
    state: str
    opened_by: str | None
    changes: int
    newest_seq: int


_DRAFT = (
    "SELECT draft_id, workshop_id, name, state, opened_by,"
    " (SELECT count(*) FROM theme_event AS event WHERE event.draft_id = theme_draft.draft_id AND kind <> 'undo'"
    "  AND event_id NOT IN (SELECT undoes_event_id FROM theme_event WHERE undoes_event_id IS NOT NULL)),"
    " (SELECT coalesce(max(seq), 0) FROM theme_event AS event WHERE event.draft_id = theme_draft.draft_id)"
    " FROM theme_draft"
)


def draft_of(workshop_id: str | None, who: str) -> Draft:
    """The open draft of a workshop, or (None) of this person; a new one is opened where there is none."""
    with write("drafts") as cursor:
        found = _open_for(cursor, workshop_id, who)
        if found is None:
            draft_id = new_id()
            cursor.execute(
                "INSERT INTO theme_draft VALUES ($1, $2, NULL, 'open', $3, $4, NULL)",
                [draft_id, workshop_id, who, now()],
            )
            found = Draft(draft_id, workshop_id, None, "open", who, 0, 0)
        return found


def open_draft_of(workshop_id: str | None, who: str) -> Draft | None:
    """The open draft of a workshop, or (None) of this person, if there is one; nothing is written."""
    with database().cursor() as cursor:
        return _open_for(cursor, workshop_id, who)


def newest_seq(draft: str | None = None) -> int:
    """The newest event that counts outside any draft or in this one: what a page passes on as ``seen``."""
    with database().cursor() as cursor:
        found = cursor.execute(
            "SELECT coalesce(max(seq), 0) FROM theme_event WHERE draft_id IS NULL OR draft_id = $1", [draft]
        ).fetchone()
    return int(found[0]) if found else 0


def commit(draft_id: str, *, who: str) -> list[Change]:
    """Let a draft's changes count for everybody, all of them or (refused with the reason) none."""
    with write("themes", "drafts") as cursor:
        within = Scope(cursor, draft_id, who, None)
        made = _changes_of(cursor, draft_id)
        if not made:
            raise Refused("There is nothing in this draft yet.")
        done = [_repeat(cursor, event, payload, at, within) for event, payload, at in made]
        _close(cursor, draft_id, "committed")
        note_in_audit(cursor, who, "commit theme draft", draft_id)
    return done


def discard(draft_id: str, *, who: str) -> None:
    """Close a draft without letting it count. Its changes stay in the history, without effect."""
    with write("drafts") as cursor:
        Scope(cursor, draft_id, who, None)
        _close(cursor, draft_id, "discarded")
        note_in_audit(cursor, who, "discard theme draft", draft_id)


def compare(draft_id: str) -> list[dict[str, Any]]:
    """What a draft would change, a row a theme: theme_id, theme_now, theme_in_draft, parent_now, parent_in_draft,
    definition_now, definition_in_draft, mentions_now, mentions_in_draft (None where it does not stand).
    """
    with database().cursor() as cursor:
        cursor.execute(
            """
            WITH stands AS (
                SELECT 'now' AS side, * FROM theme_at($moment, NULL) WHERE NOT retired
                UNION ALL SELECT 'draft', * FROM theme_at($moment, $draft) WHERE NOT retired
            ),
            given AS (
                SELECT 'now' AS side, * FROM coding_at($moment, NULL)
                UNION ALL SELECT 'draft', * FROM coding_at($moment, $draft)
            ),
            counted AS (
                SELECT side, theme_id, count(*) AS mentions
                FROM given SEMI JOIN record USING (record_kind, record_id) GROUP BY ALL
            ),
            told AS (
                SELECT stands.side, stands.theme_id, stands.theme, parent.theme AS parent, stands.definition,
                       coalesce(counted.mentions, 0) AS mentions
                FROM stands
                LEFT JOIN stands AS parent ON parent.side = stands.side AND parent.theme_id = stands.parent_theme_id
                LEFT JOIN counted ON counted.side = stands.side AND counted.theme_id = stands.theme_id
            ),
            held AS (SELECT * FROM told WHERE side = 'now'),
            drafted AS (SELECT * FROM told WHERE side = 'draft')
            SELECT theme_id, held.theme AS theme_now, drafted.theme AS theme_in_draft,
                   held.parent AS parent_now, drafted.parent AS parent_in_draft,
                   held.definition AS definition_now, drafted.definition AS definition_in_draft,
                   held.mentions AS mentions_now, drafted.mentions AS mentions_in_draft
            FROM held FULL JOIN drafted USING (theme_id)
            WHERE (held.theme, held.parent, held.definition, held.mentions)
                  IS DISTINCT FROM (drafted.theme, drafted.parent, drafted.definition, drafted.mentions)
            ORDER BY coalesce(drafted.theme, held.theme), theme_id
            """,
            {"moment": EVER, "draft": draft_id},
        )
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _open_for(cursor: duckdb.DuckDBPyConnection, workshop_id: str | None, who: str) -> Draft | None:
    row = cursor.execute(
        f"{_DRAFT} WHERE state = 'open' AND workshop_id IS NOT DISTINCT FROM $1"
        " AND ($1 IS NOT NULL OR opened_by = $2) ORDER BY opened_at LIMIT 1",
        [workshop_id, who],
    ).fetchone()
    return Draft(*row) if row else None


def _close(cursor: duckdb.DuckDBPyConnection, draft_id: str, state: str) -> None:
    cursor.execute("UPDATE theme_draft SET state = $1, closed_at = $2 WHERE draft_id = $3", [state, now(), draft_id])


def _changes_of(cursor: duckdb.DuckDBPyConnection, draft_id: str) -> list[tuple[Event, dict[str, Any], Any]]:
    """The draft's own events that are in force, its undoing of earlier changes among them, in their order."""
    rows = cursor.execute(
        f"SELECT {EVENT_COLUMNS}, base_seq, payload, made_at FROM theme_event AS event WHERE draft_id = $1"
        " AND event_id NOT IN (SELECT undoes_event_id FROM theme_event WHERE draft_id = $1"
        "  AND undoes_event_id IS NOT NULL)"
        " AND (kind <> 'undo' OR undoes_event_id IN (SELECT event_id FROM theme_event WHERE draft_id IS NULL))"
        " ORDER BY seq",
        [draft_id],
    ).fetchall()
    return [(event_of(row[:-3]), json.loads(row[-2]) | {"base_seq": row[-3]}, row[-1]) for row in rows]


def _repeat(cursor: duckdb.DuckDBPyConnection, event: Event, payload: dict[str, Any], at: Any, within: Scope) -> Change:
    """Append a draft's event outside the draft, if it can still stand."""
    scope = Scope(cursor, None, event.made_by or within.who, None)
    scope.workshop = within.workshop
    base = payload.pop("base_seq") or 0
    if event.kind == "undo":
        undone = next((one for one in scope.in_force() if one.event_id == event.undoes_event_id), None)
        if undone is None:
            raise _conflict(event, within, "was taken back outside the draft already")
        return undo_in(scope, undone)
    _check_still_stands(scope, event, base, within)
    change = scope.append(
        event.kind, "", event.into_id or event.theme_ids[0],
        theme_ids=list(event.theme_ids), into_id=event.into_id,
        payload={**payload, "drafted_event_id": event.event_id, "drafted_at": at.isoformat()},
    )  # fmt: skip
    moved = cursor.execute(
        "SELECT record_kind, record_id FROM theme_event_record WHERE event_id = $1", [event.event_id]
    ).fetchall()
    if moved:
        keep_records(scope, change.event_id, [(kind, one) for kind, one in moved])
    return replace(change, words=f"{event.kind} {said(event.theme)}" if event.theme else event.kind)


def _check_still_stands(scope: Scope, event: Event, base: int, within: Scope) -> None:
    gone = [one for one in event.theme_ids if one not in scope.names.themes]
    parent_id = event.into_id if event.kind == "move" else event.parent_theme_id
    if gone or (parent_id and parent_id not in scope.names.themes and event.kind == "move"):
        raise _conflict(event, within, "concerns a theme that was merged or retired outside the draft since")
    if event.theme:
        beside = set(event.theme_ids)
        for theme in scope.names.themes.values():
            if key(theme.theme) == key(event.theme) and theme.theme_id not in beside:
                raise _conflict(event, within, f"needs the name {said(event.theme)}, which another theme has by now")
    if event.kind == "move" and event.theme_ids[0] in scope.above(event.into_id):
        raise _conflict(event, within, "would put a theme under itself, after a move made outside the draft since")
    if event.kind in _TELLS:
        beside_it = scope.cursor.execute(
            f"SELECT {EVENT_COLUMNS} FROM theme_event_at($moment, NULL) WHERE seq > $base AND kind = $kind"
            " AND list_has_any(theme_ids, $ids)"
            " AND coalesce(json_extract_string(payload, '$.drafted_event_id'), '') NOT IN"
            " (SELECT event_id FROM theme_event WHERE draft_id = $draft) ORDER BY seq DESC LIMIT 1",
            {"moment": EVER, "base": base, "kind": event.kind, "ids": list(event.theme_ids), "draft": event.draft_id},
        ).fetchone()
        if beside_it:
            other = event_of(beside_it)
            raise _conflict(
                event, within, f"tells otherwise than a change that {other.made_by or 'somebody'} made outside it since"
            )


def _conflict(event: Event, within: Scope, reason: str) -> Refused:
    names = ThemeNames(within.cursor, within.draft).themes
    about = [said(names[one].theme) for one in sorted(event.touches) if one in names]
    what = f"{event.kind} {said(event.theme)}" if event.theme else f"{event.kind} {', '.join(about)}"
    return Refused(
        f"The draft was not committed: one change in it ({what.strip()}, change {event.seq} by "
        f"{event.made_by or 'somebody'}, {event.event_id}) {reason}. Take that change back in the draft, "
        "make it again if it is still wanted, and commit then."
    )
