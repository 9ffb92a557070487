"""Intervals by drawing sources anew: insights cluster in sources, so whole sources are drawn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from queries.measures.ranked import Numbers

DRAWS = 2_000
_FEW_OF_A_KIND, _AT_ONCE = 8, 100
SEED = 20_260_101  # fixed, so that the same evidence gives the same interval


def drawn_counts(kinds: NDArray[np.float64], sources: Sequence[int], draws: int = DRAWS, seed: int = SEED) -> Numbers:
    """Counts an area in each draw (draws x areas). Sources that name the same areas are one of the ``kinds``
    (kinds x areas, 0 or 1); ``sources`` says how many there are of each. Drawing kinds by their number is the
    same as drawing sources one by one.

    Source: Efron B, Tibshirani RJ. An introduction to the bootstrap. 1993, chapters 6 and 13.
    Raises ValueError where there is no source.
    """
    many = np.asarray(sources)
    whole = int(many.sum())
    if not whole:
        raise ValueError("Nothing can be drawn from no source.")
    generator = np.random.default_rng(seed)
    if len(many) * _FEW_OF_A_KIND < whole:
        return np.asarray(generator.multinomial(whole, many / whole, size=draws) @ kinds, float)
    one_by_one = np.repeat(np.arange(len(many)), many)  # hardly any two name the same: drawing each is quicker
    drawn = np.empty((draws, kinds.shape[1]))
    small = kinds.astype(np.float32)  # counts stay far below the 16 million that this holds exactly
    for start in range(0, draws, _AT_ONCE):
        size = min(_AT_ONCE, draws - start)
        chosen = one_by_one[generator.integers(0, whole, size=(size, whole), dtype=np.int32)]
        chosen += np.arange(size)[:, None] * len(many)
        counted = np.bincount(chosen.ravel(), minlength=size * len(many)).reshape(size, len(many))
        drawn[start : start + size] = counted.astype(np.float32) @ small
    return drawn


def percentiles(values: Numbers, confidence: float = 0.95) -> tuple[float | None, float | None]:
    """The percentile interval of drawn values; None, None where none of them is a number."""
    known = values[np.isfinite(values)]
    if not len(known):
        return None, None
    tail = (1 - confidence) / 2
    low, high = np.quantile(known, [tail, 1 - tail])
    return float(low), float(high)
