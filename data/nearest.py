"""Suggests the known name that a mistyped one was most likely meant to be. Only said, never applied."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz, process

from data.plain import plain
from data.vocabulary import vocabulary

CLOSE = 85  # of 100: "Digital exlusion" is close, "Time travel" is not
LONGEST = 80  # letters; what is longer is no mistyped name, and comparing it would take long


@lru_cache(maxsize=4_096)
def did_you_mean(raw: str, names: tuple[str, ...]) -> str:
    """`` Did you mean “Digital exclusion”?``, or nothing when no name is close to ``raw``."""
    written = plain(raw)
    if not written or len(raw) > LONGEST:
        return ""
    # Of a name much longer than what was written WRatio sees only the likest part, so "care" would be anything.
    alike = [name for name in names if abs(len(plain(name)) - len(written)) <= max(len(written) // 2, 3)]
    found = process.extractOne(written, alike, scorer=fuzz.WRatio, processor=plain, score_cutoff=CLOSE)
    return f" Did you mean “{found[0]}”?" if found else ""


@lru_cache(maxsize=1)
def group_names() -> tuple[str, ...]:
    """What the screen calls every group of people."""
    words = vocabulary()
    return tuple(words.label("group", value) for value in words.values("group"))
