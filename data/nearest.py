"""Suggests the known name that a mistyped one was most likely meant to be. Only said, never applied."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz, process

from data.plain import plain
from data.vocabulary import vocabulary

CLOSE = 84  # of 100: "Digital exlusion" and "lonelyness" are close, "Time travel" is not
LONGEST = 80  # letters; what is longer is no mistyped name, and comparing it would take long


@lru_cache(maxsize=4_096)
def did_you_mean(raw: str, field: str, names: tuple[str, ...] | None = None) -> str:
    """`` Did you mean “Digital exclusion”?``, or nothing when no name is close to ``raw``.

    ``field`` is theme or group. Each name is known by its synonyms too; ``names`` are those in use, else all are.
    """
    written = plain(raw)
    if not written or len(raw) > LONGEST:
        return ""
    # The whole of both is compared: a part alone would make "transport and access" a kind of support.
    called = _called(field, names)
    found = process.extractOne(written, called.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE)
    return f" Did you mean “{called[found[0]]}”?" if found else ""


@lru_cache(maxsize=8)
def _called(field: str, names: tuple[str, ...] | None) -> dict[str, str]:
    """Every way of writing a name, in plain form, and what the screen calls it."""
    words, also = vocabulary(), vocabulary().synonyms(field)
    labels = {words.label(field, value): value for value in words.values(field)} if names is None else None
    in_use = {name: also.get(name, ()) for name in names or ()} if labels is None else {
        label: also[value] for label, value in labels.items()
    }  # fmt: skip
    called = {plain(synonym): name for name, synonyms in in_use.items() for synonym in synonyms}
    return called | {plain(name): name for name in in_use}
