"""Changes the themes, one function a change: each checks inside the write, appends one event, says what it did.

Themes are named by id or name. ``draft`` is the draft that the change is made in (None: for everybody, at once).
``seen`` is the newest event (its seq) that whoever makes the change had on screen; if one of the themes was changed
after it, the change is refused with the reason. Codings are never rewritten: what they count under follows the events.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.errors import Refused
from data.plain import key
from data.theme_scope import LONGEST_DEFINITION, Change, Scope, changing, checked, said
from data.themes import Theme
from data.write import new_id

Record = tuple[str, str]  # insight or case_study, and its id


def create(
    name: str, *, who: str, under: str | None = None, definition: str | None = None,
    draft: str | None = None, seen: int | None = None,
) -> Change:  # fmt: skip
    """Make a theme, at the top or under another."""
    with changing(draft, who, seen) as scope:
        tidy = scope.free_name(name)
        parent = scope.theme(under) if under else None
        theme_id = _new_theme_id(scope)
        payload = {
            "theme": tidy,
            "parent_theme_id": parent.theme_id if parent else None,
            "definition": _text(definition),
        }
        where = f" under {said(parent.theme)}" if parent else ""
        return scope.append("create", f"Made {said(tidy)}{where}.", theme_id, into_id=theme_id, payload=payload)


def rename(theme: str, new: str, *, who: str, draft: str | None = None, seen: int | None = None) -> Change:
    """Give a theme another name; the one before still leads to it."""
    with changing(draft, who, seen) as scope:
        held = scope.theme(theme)
        tidy = scope.free_name(new, beside=[held.theme_id])
        if tidy == held.theme:
            raise Refused(f"{said(held.theme)} has this name already.")
        return scope.append(
            "rename", f"{said(held.theme)} is now called {said(tidy)}.", held.theme_id,
            theme_ids=[held.theme_id], payload={"theme": tidy},
        )  # fmt: skip


def define(theme: str, definition: str, *, who: str, draft: str | None = None, seen: int | None = None) -> Change:
    """Say anew what a theme means; a blank text takes the definition away."""
    with changing(draft, who, seen) as scope:
        held, told = scope.theme(theme), _text(definition)
        if told == held.definition:
            raise Refused(f"{said(held.theme)} is defined like this already.")
        words = f"{said(held.theme)} is defined anew." if told else f"{said(held.theme)} has no definition any more."
        return scope.append(
            "define", words, held.theme_id, theme_ids=[held.theme_id], payload={"definition": told or ""}
        )


def move(theme: str, under: str | None, *, who: str, draft: str | None = None, seen: int | None = None) -> Change:
    """Put a theme, with all that is under it, under another or (None) at the top."""
    with changing(draft, who, seen) as scope:
        held = scope.theme(theme)
        parent = scope.theme(under) if under else None
        parent_id = parent.theme_id if parent else None
        if parent and held.theme_id in scope.above(parent_id):
            raise Refused(
                f"{said(held.theme)} cannot stand under itself."
                if parent_id == held.theme_id
                else f"{said(parent.theme)} stands under {said(held.theme)}, so it cannot also stand above it."
            )
        if parent_id == held.parent_theme_id:
            raise Refused(f"{said(held.theme)} stands there already.")
        where = f"under {said(parent.theme)}" if parent else "at the top"
        return scope.append(
            "move", f"{said(held.theme)} now stands {where}.", held.theme_id,
            theme_ids=[held.theme_id], into_id=parent_id,
        )  # fmt: skip


def merge(
    themes: Sequence[str], name: str, *, who: str, definition: str | None = None, words: Sequence[str] | None = None,
    draft: str | None = None, seen: int | None = None,
) -> Change:  # fmt: skip
    """Make one theme of several: a new one, under which all that was given to the old ones counts, each record once.

    The name may be that of one of them. Without a definition theirs are kept. ``words`` are the former names that
    lead to the new theme from now on (None: all of them); the others lead nowhere.
    """
    with changing(draft, who, seen) as scope:
        held = list({(found := scope.theme(one)).theme_id: found for one in themes}.values())
        if len(held) < 2:
            raise Refused("A merge needs two different themes at least.")
        ids = [one.theme_id for one in held]
        tidy = scope.free_name(name, beside=ids)
        theme_id = _new_theme_id(scope)
        payload = {
            "theme": tidy,
            "parent_theme_id": _parent_of_merged(scope, held),
            "definition": _text(definition) if definition is not None else _definition_of_merged(held, tidy),
            "words": _kept_words(scope, ids, tidy, words),
        }
        told = " and ".join(said(one.theme) for one in held)
        return scope.append(
            "merge", f"Merged {told} into {said(tidy)}.", theme_id, theme_ids=ids, into_id=theme_id, payload=payload
        )


def split(
    theme: str, name: str, records: Sequence[str | Record], *, who: str, definition: str | None = None,
    draft: str | None = None, seen: int | None = None,
) -> Change:  # fmt: skip
    """Make a new theme beside one, and let the chosen records count under it instead.

    A record is its id, or its kind and id. Raises Refused for a record that does not count under the theme itself.
    """
    with changing(draft, who, seen) as scope:
        held = scope.theme(theme)
        tidy = scope.free_name(name)
        chosen = _chosen(scope, held, records)
        theme_id = _new_theme_id(scope)
        payload = {"theme": tidy, "parent_theme_id": held.parent_theme_id, "definition": _text(definition)}
        change = scope.append(
            "split", f"Split {said(tidy)} off {said(held.theme)} with {len(chosen):,} insights or case studies.",
            theme_id, theme_ids=[held.theme_id], into_id=theme_id, payload=payload,
        )  # fmt: skip
        keep_records(scope, change.event_id, chosen)
        return change


def retire(theme: str, *, who: str, draft: str | None = None, seen: int | None = None) -> Change:
    """Take a theme out of use: what was given to it stays given but does not count until the retiring is undone.

    What stands under it stands a level higher meanwhile.
    """
    with changing(draft, who, seen) as scope:
        held = scope.theme(theme)
        carried = len(scope.records_of(held.theme_id))
        kept = f" {carried:,} insights or case studies keep it, uncounted, until this is undone." if carried else ""
        return scope.append("retire", f"Retired {said(held.theme)}.{kept}", held.theme_id, theme_ids=[held.theme_id])


def keep_records(scope: Scope, event_id: str, records: Sequence[Record]) -> None:
    """Keep which records a split moved."""
    scope.cursor.execute(
        "INSERT INTO theme_event_record SELECT $event_id, unnest($kinds::VARCHAR[]), unnest($ids::VARCHAR[])",
        {"event_id": event_id, "kinds": [kind for kind, _ in records], "ids": [one for _, one in records]},
    )


def _chosen(scope: Scope, held: Theme, records: Sequence[str | Record]) -> list[Record]:
    """The records to move, with those that are joined to them."""
    own = scope.records_of(held.theme_id)
    by_id: dict[str, list[Record]] = {}
    for one in own:
        by_id.setdefault(one[1], []).append(one)
    wanted: dict[Record, None] = {}
    missing = 0
    for record in records:
        found = by_id.get(record, []) if isinstance(record, str) else [record] if record in own else []
        missing += not found
        wanted.update(dict.fromkeys(found))
    if missing:
        raise Refused(
            f"{missing:,} of the chosen insights or case studies are not tagged with {said(held.theme)} itself. "
            "Choose only from those that are."
        )
    if not wanted:
        raise Refused("Choose at least one insight or case study to move to the new theme.")
    joined = scope.cursor.execute(
        "SELECT insight_id FROM insight_joined_at(TIMESTAMP '9999-12-31') WHERE list_contains($1, duplicate_of)",
        [[one for kind, one in wanted if kind == "insight"]],
    ).fetchall()
    wanted.update({("insight", one): None for (one,) in joined if ("insight", one) in own})
    return list(wanted)


def _parent_of_merged(scope: Scope, held: Sequence[Theme]) -> str | None:
    """Where the merged theme stands: where the first of them stood that did not stand under another of them."""
    ids = {one.theme_id for one in held}
    for one in held:
        if not ids & set(scope.above(one.parent_theme_id)):
            return one.parent_theme_id
    return None


def _definition_of_merged(held: Sequence[Theme], name: str) -> str | None:
    """The definition of the one that keeps its name, else all of theirs, one after the other."""
    for one in held:
        if key(one.theme) == key(name) and one.definition:
            return one.definition
    return " ".join(dict.fromkeys(one.definition for one in held if one.definition)) or None


def _kept_words(scope: Scope, ids: Sequence[str], name: str, words: Sequence[str] | None) -> list[str]:
    former = scope.names.words(ids)
    if words is None:
        return [word for word in former if key(word) != key(name)]
    by_key = {key(word): word for word in former}
    unknown = [word for word in words if key(word) not in by_key]
    if unknown:
        raise Refused(f"{said(unknown[0])} is not a name of one of these themes, so it cannot be kept as a word.")
    return [by_key[key(word)] for word in words if key(word) != key(name)]


def _text(definition: str | None) -> str | None:
    return checked(definition, LONGEST_DEFINITION, "definition") if definition and definition.strip() else None


def _new_theme_id(scope: Scope) -> str:
    """An id that no theme ever had: a retired theme would come back under its own."""
    while True:
        theme_id = f"TH-{new_id()[:8]}"
        if not scope.cursor.execute("SELECT 1 FROM theme_event WHERE into_id = $1", [theme_id]).fetchone():
            return theme_id
