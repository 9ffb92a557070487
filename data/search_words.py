"""What somebody types into the search box: words, "phrases", and -words or -"phrases" to leave out."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 500  # characters
MOST_PARTS = 20
_PART = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True)
class Part:
    """One word, or a phrase of several, to be found or left out."""

    words: tuple[str, ...]
    without: bool = False
    phrase: bool = False


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts of a search, in order; what holds no letters or digits is no part."""
    found = []
    for minus, phrase, word in _PART.findall(text[:LONGEST].replace("“", '"').replace("”", '"')):
        words = tuple(_WORD.findall((phrase or word).casefold()))
        if words:
            found.append(Part(words, bool(minus), bool(phrase) or len(words) > 1))
    return tuple(found[:MOST_PARTS])


def words_in(text: str) -> list[tuple[int, int]]:
    """Where each word of a text begins and ends."""
    return [found.span() for found in _WORD.finditer(text)]
