"""What each filter offers, in words, and which words on a command line mean which choice."""

from __future__ import annotations

from dataclasses import dataclass, replace

from data.places import gazetteer
from data.plain import plain
from data.read_model import NOW, Standing
from data.vocabulary import vocabulary
from queries.ask import ask
from queries.filters import LISTS, NOT_RECORDED

_AREA_WORDS = {"council": "council", "hscp": "partnership", "health_board": "health board"}


@dataclass(frozen=True)
class Choice:
    """One thing to choose in one filter; ``records`` is how many it would keep of all."""

    value: str
    label: str
    records: int
    parent: str | None = None


def choices(standing: Standing = NOW) -> dict[str, tuple[Choice, ...]]:
    """Every filter's choices, as they stand now, on a day or in a draft: themes under their parents, councils before
    partnerships and boards, the rest by how often it was recorded, "not recorded" last.
    """
    found: dict[str, list[Choice]] = {name: [] for name in LISTS}
    # A draft changes nothing but the themes, so the others need not be asked for again with each of its changes.
    others = ask("other_choices", standing=replace(standing, draft=None)).rows
    for row in (*ask("theme_choices", standing=standing).rows, *others):
        found[row["filter"]].append(Choice(row["value"], _label(row["filter"], row), row["records"], row["parent"]))
    return {name: tuple(_ordered(name, offered)) for name, offered in found.items()}


def allowed(standing: Standing = NOW) -> dict[str, frozenset[str]]:
    """The values that exist, by filter."""
    return {name: frozenset(choice.value for choice in offered) for name, offered in choices(standing).items()}


def meant(name: str, words: str, standing: Standing = NOW) -> str | None:
    """The value that an id, a name or a slug means in a filter; None if it means nothing there."""
    offered = choices(standing)[name]
    if any(choice.value == words for choice in offered):
        return words
    field = LISTS[name][1]
    slug = vocabulary().from_slug(field, words) if field else None
    key = plain(words)
    for choice in offered:
        if choice.value == slug or key in (plain(choice.label), plain(choice.value)):
            return choice.value
    return _area(words) if name == "place" else None


def _area(words: str) -> str | None:
    """The one area that a place's everyday name or alias means."""
    match = gazetteer().match(words)
    exact = len(match.areas) == 1 and not match.unplaced
    return match.areas[0].place_id if exact else None


def _label(name: str, row: dict[str, str]) -> str:
    if row["value"] == NOT_RECORDED:
        return "Not recorded"
    field = LISTS[name][1]
    label = vocabulary().label(field, row["value"]) if field else row["label"]
    if name == "place" and row["parent"] == "hscp":
        return f"{label} (partnership)"
    return label


def _ordered(name: str, offered: list[Choice]) -> list[Choice]:
    if name == "theme":
        return sorted(offered, key=lambda one: (one.parent or one.label, one.parent is not None, one.label))
    if name == "place":
        levels = [*_AREA_WORDS, None]
        return sorted(offered, key=lambda one: (levels.index(one.parent), one.label))
    return sorted(offered, key=lambda one: (one.value == NOT_RECORDED, -one.records, one.label))
