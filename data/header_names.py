"""What a column's header says by itself: a known name, a known name with an addition, or one that is nearly known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from data.columns import column_names, name_order
from data.plain import plain

LONGEST = 160  # letters; what is longer is no name
_NEAR = 88  # of 100
_BRACKET = re.compile(r"[(\[{<][^)\]}>]*[)\]}>]")
_NUMBER_BEFORE = re.compile(
    r"^\s*(?:q(?:uestion)?\s*)?\d{1,3}[a-d]?\s*[.):\-–]\s*|^\s*q(?:uestion)?\s*\d{1,3}\s+", re.I
)
_NUMBER_BEHIND = re.compile(r"\s*(?:no\.?\s*|#)?\d{1,2}\s*$", re.I)
_SMALL = frozenset({"the", "a", "an", "of", "this", "that", "our", "your", "please", "you", "we", "us"})
ADDITION, NEAR, PART = 0.95, 0.75, 0.4
"""How sure a header is that is a known name with an addition, nearly a known name, or has one in it."""


@dataclass(frozen=True)
class Heading:
    """The words above one column: ``words`` as they are told, ``names`` what to look up, the fullest first."""

    words: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class NameRead:
    """The field that a header means, how sure that is, the known name it was read by and where that is listed."""

    field: str
    confidence: float
    name: str
    order: int


def heading(words: str, *names: str) -> Heading:
    """A heading of these words, looked up by them or by ``names`` where it is made of two lines."""
    return Heading(words, names or (words,))


@lru_cache(maxsize=16_384)
def exactly(heading: Heading, kind: str) -> NameRead | None:
    """The field of a header that is a known name, or one with an addition such as a bracket or a number."""
    known, order = column_names()[kind], name_order(kind)
    for name in heading.names:
        written = plain(name[:LONGEST])
        if written in known:
            return NameRead(known[written], 1.0, written, order[written])
    for name in heading.names:
        for shorter in _without_additions(name[:LONGEST]):
            written = plain(shorter)
            if written in known:
                return NameRead(known[written], ADDITION, written, order[written])
    return None


@lru_cache(maxsize=16_384)
def nearly(heading: Heading, kind: str) -> tuple[NameRead, ...]:
    """The fields that a header may mean by its likeness to a known name, the likest first; none if it is long."""
    found: dict[str, NameRead] = {}
    for name in heading.names:
        written = plain(name)
        if not written or len(name) > LONGEST:
            continue
        for read in (_likest(written, kind), _part(written, kind)):
            if read and (read.field not in found or found[read.field].confidence < read.confidence):
                found[read.field] = read
    return tuple(sorted(found.values(), key=lambda read: (-read.confidence, read.order)))


def _without_additions(name: str) -> list[str]:
    """The name without brackets, without a number, and its first line."""
    bare = _BRACKET.sub(" ", name)
    unnumbered = _NUMBER_BEFORE.sub("", bare)
    lines = [line for line in unnumbered.splitlines() if line.strip()]
    return [bare, unnumbered, lines[0] if lines else "", _NUMBER_BEHIND.sub("", unnumbered)]


def _likest(written: str, kind: str) -> NameRead | None:
    """The known name that a mistyped one was most likely meant to be."""
    if len(written) < 5:
        return None
    known, order = column_names()[kind], name_order(kind)
    alike = [name for name in known if name[0] == written[0] and abs(len(name) - len(written)) <= 4]
    best = process.extractOne(written, alike, scorer=fuzz.ratio, score_cutoff=80)
    if best is None:
        return None
    name = best[0]
    slips = OSA.distance(written, name)
    near = slips <= 1 if len(written) < 8 else slips <= 2 if len(written) < 13 else best[1] >= _NEAR
    return NameRead(known[name], NEAR, name, order[name]) if near else None


def _part(written: str, kind: str) -> NameRead | None:
    """The longest known name whose words all stand together in the header; its end says more than its beginning."""
    known, order = column_names()[kind], name_order(kind)
    words = written.split()
    for length in range(min(len(words) - 1, 6), 0, -1):
        for at in range(len(words) - length + 1):
            name = " ".join(words[at : at + length])
            if name in known and name not in _SMALL and len(name) > 3:
                return NameRead(known[name], PART, name, order[name])
    return None
