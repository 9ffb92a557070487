"""Intervals by drawing sources anew: insights cluster in sources, so whole sources are drawn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from queries.measures.ranked import Numbers

DRAWS = 2_000
SEED = 20_260_101  # fixed, so that the same evidence gives the same interval


def drawn_counts(kinds: NDArray[np.float64], sources: Sequence[int], draws: int = DRAWS, seed: int = SEED) -> Numbers:
    """Counts an area in each draw (draws x areas). Sources that name the same areas are one of the ``kinds``
    (kinds x areas, 0 or 1); ``sources`` says how many there are of each. Drawing kinds by their number is the
    same as drawing sources one by one.

    Source: Efron B, Tibshirani RJ. An introduction to the bootstrap. 1993, chapters 6 and 13.
    Raises ValueError where there is no source.
    """
    many = np.asarray(sources)
    if not many.sum():
        raise ValueError("Nothing can be drawn from no source.")
    chosen = np.random.default_rng(seed).multinomial(int(many.sum()), many / many.sum(), size=draws)
    return np.asarray(chosen @ kinds, float)


def percentiles(values: Numbers, confidence: float = 0.95) -> tuple[float | None, float | None]:
    """The percentile interval of drawn values; None, None where none of them is a number."""
    known = values[np.isfinite(values)]
    if not len(known):
        return None, None
    tail = (1 - confidence) / 2
    low, high = np.quantile(known, [tail, 1 - tail])
    return float(low), float(high)
