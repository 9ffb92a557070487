"""Which words separate what is said about two groups: log-odds, shrunken by what is said everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

CERTAIN = 1.96  # standard errors; a word with less does not separate the two


@dataclass(frozen=True)
class Word:
    """One word: how often each group's texts have it, its log-odds ratio (natural logarithm, first over second)
    and that over its standard error."""

    word: str
    first: int
    second: int
    log_odds: float
    score: float


def log_odds(
    first: Mapping[str, int], second: Mapping[str, int], everywhere: Mapping[str, int], strength: float = 0.0
) -> list[Word]:
    """Every word of the two, the most typical of the first before, of the second behind.

    ``everywhere`` gives the prior: a word's count there, scaled so that all of them add up to ``strength`` (0:
    left as they are). Source: Monroe BL, Colaresi MP, Quinn KM. Fightin' words. Political Analysis 2008; 16:
    372-403, equations 16, 18 and 22. Raises KeyError for a word that is not anywhere in ``everywhere``.
    """
    words = sorted({*first, *second})
    if not words or len(everywhere) < 2:  # one word alone has no odds against the others
        return []
    prior = np.array([everywhere[word] for word in words], float)
    whole = float(sum(everywhere.values()))
    if strength:
        prior, whole = prior * strength / whole, strength
    one, other = (np.array([counts.get(word, 0) for word in words], float) for counts in (first, second))
    odds = [np.log((part + prior) / (part.sum() + whole - part - prior)) for part in (one, other)]
    delta = odds[0] - odds[1]
    scores = delta / np.sqrt(1 / (one + prior) + 1 / (other + prior))
    told = [
        Word(word, int(a), int(b), float(size), float(score))
        for word, a, b, size, score in zip(words, one, other, delta, scores, strict=True)
    ]
    return sorted(told, key=lambda one: (-one.score, one.word))


def enough(words: Sequence[Word]) -> list[Word]:
    """Those that separate the two groups beyond chance, taken one by one."""
    return [one for one in words if abs(one.score) >= CERTAIN]
