"""Draws out of a case study what helped and what got in the way, in its own words and never in others.

What helped is what the source answered to the question about behaviours. What got in the way is every sentence that
holds one of the words below: found by words, not understood, so a reader has to look at the whole answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

ANSWERS = ("what_changed", "behaviours_that_enabled", "what_was_gained", "unintended_consequences")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_HELD_BACK = re.compile(
    r"\b(barriers?|challeng\w+|difficult\w*|lack(?:ed|ing)?|obstacles?|struggl\w+|hinder\w*|prevented|unable"
    r"|could not|couldn[’']t|shortages?|shortfalls?|not enough|too few|delay(?:s|ed)?|overwhelmed|strain|closed"
    r"|excluded|red tape|burn[ -]?out|ran out|no longer)\b",
    re.IGNORECASE,
)


def sentences_of(text: str | None) -> list[str]:
    """The sentences of an answer."""
    return [part.strip() for part in _SENTENCE.split(text or "") if part.strip()]


def enablers(row: Mapping[str, Any]) -> list[str]:
    """What helped: the sentences of the answer to what people did that made it possible."""
    return sentences_of(row["behaviours_that_enabled"])


def barriers(row: Mapping[str, Any]) -> list[str]:
    """What got in the way: the sentences of all answers that hold a word for it, in their order, each once."""
    every = (sentence for name in ANSWERS for sentence in sentences_of(row[name]))
    return list(dict.fromkeys(sentence for sentence in every if _HELD_BACK.search(sentence)))
