"""Takes back one change of themes, at any depth, unless later work stands on it."""

from __future__ import annotations

from data.errors import Refused
from data.theme_replay import breaks_without
from data.theme_scope import EVENT_COLUMNS, Change, Event, Scope, changing, event_of, said

_MAKES = ("create", "merge", "split")
_TOLD = {
    "create": "made",
    "rename": "renamed",
    "define": "defined anew",
    "move": "moved",
    "merge": "merged",
    "split": "split",
    "retire": "retired",
}


class StandsOnIt(Refused):
    """A change cannot be taken back while later work stands on it; ``event_id`` is that work, where it is an event."""

    def __init__(self, words: str, event_id: str | None = None) -> None:
        super().__init__(words)
        self.event_id = event_id


def undo(event_id: str | None = None, *, who: str, draft: str | None = None, seen: int | None = None) -> Change:
    """Take back one event; without an id the newest that is in force and no undo (in a draft: of the draft).

    Raises Refused where there is none, StandsOnIt where a later event or coding needs what it did.
    """
    with changing(draft, who, seen) as scope:
        return undo_in(scope, _wanted(scope, event_id))


def undo_in(scope: Scope, event: Event) -> Change:
    """Take an event back inside a scope, after the checks."""
    in_force = scope.in_force()
    at = next(place for place, one in enumerate(in_force) if one.event_id == event.event_id)
    _refuse_if_needed(scope, event, in_force[at + 1 :])
    _refuse_if_broken(event, in_force)
    return scope.append(
        "undo", f"Took back: {_what(event)}.", event.into_id or next(iter(event.theme_ids), None),
        theme_ids=sorted(event.touches), undoes_event_id=event.event_id,
    )  # fmt: skip


def _wanted(scope: Scope, event_id: str | None) -> Event:
    if event_id is None:
        own = [event for event in scope.in_force() if event.draft_id == scope.draft]
        if not own:
            raise Refused("There is nothing to take back.")
        return own[-1]
    row = scope.cursor.execute(
        f"SELECT {EVENT_COLUMNS} FROM theme_event WHERE event_id = $1 AND (draft_id IS NULL OR draft_id = $2)",
        [event_id, scope.draft],
    ).fetchone()
    if row is None:
        raise Refused("There is no such change. See: python -m data theme history")
    event = event_of(row)
    if event.kind == "undo":
        raise Refused("An undo is not taken back. Make the change again instead.")
    if event.event_id not in {one.event_id for one in scope.in_force()}:
        raise Refused("This change was taken back already.")
    return event


def _refuse_if_needed(scope: Scope, event: Event, later: list[Event]) -> None:
    """Refuse where a later event acts on what this one made or told, or something was tagged with it since."""
    for other in reversed(later):
        if event.kind in _MAKES:
            needs = event.into_id in other.touches
        elif event.kind == "retire":
            needs = False
        else:
            needs = other.kind == event.kind and bool(set(event.theme_ids) & set(other.theme_ids))
        if needs:
            raise StandsOnIt(
                f"This cannot be taken back while a later change stands on it: {_what(other)} (change {other.seq} by "
                f"{other.made_by or 'somebody'}, {other.event_id}). Take that back first.",
                other.event_id,
            )
    if event.kind in _MAKES:
        found = scope.cursor.execute(
            "SELECT count(DISTINCT (record_kind, record_id)) FROM coding WHERE removed_at IS NULL AND theme_id = $1",
            [event.into_id],
        ).fetchone()
        if found and found[0]:
            raise StandsOnIt(
                f"This cannot be taken back: {found[0]:,} insights or case studies were tagged with the theme itself. "
                "Take the tags away first, or merge the theme into another."
            )


def _refuse_if_broken(event: Event, in_force: list[Event]) -> None:
    """Refuse where a name that comes back was taken since, or a theme would have come to stand under itself."""
    found = breaks_without(event, in_force)
    if found is None:
        return
    by, why = found
    reason = f"the name {said(by.theme or '')} was taken since" if why == "name" else "a theme would stand under itself"
    raise StandsOnIt(
        f"This cannot be taken back, because {reason}: {_what(by)} (change {by.seq} by {by.made_by or 'somebody'}, "
        f"{by.event_id}). Take that back first.",
        by.event_id,
    )


def _what(event: Event) -> str:
    """An event in a few words."""
    told = _TOLD.get(event.kind, event.kind)
    return f"a theme was {told}" + (f" ({said(event.theme)})" if event.theme else "")
