"""Areas in the order of their deprivation, areas of equal rank pooled: what index and slope both start from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Ranked:
    """Pooled areas, most deprived first: share of people (adding up to 1), the ridit (0-1, the middle of each
    one's stretch), and which of them each area went to."""

    people: Numbers
    ridit: Numbers
    pooled: NDArray[np.intp]

    def pool(self, counts: Any) -> Numbers:
        """Counts an area (last axis) summed into the pooled areas."""
        return np.asarray(np.asarray(counts, float) @ np.eye(len(self.people))[self.pooled])


def ranked(deprivation: Sequence[float], population: Sequence[float]) -> Ranked:
    """The areas pooled by equal ``deprivation`` (more is more deprived), ranked from the most deprived.

    Raises ValueError for no area, for a population that is not above 0, or for lists of unequal length.
    """
    people = np.asarray(population, float)
    if len(people) == 0 or len(people) != len(deprivation) or bool((people <= 0).any()):
        raise ValueError("Every area needs a rank and a population above 0.")
    _, pooled = np.unique(-np.asarray(deprivation, float), return_inverse=True)
    summed = np.bincount(pooled, weights=people)
    shares = summed / summed.sum()
    return Ranked(shares, np.cumsum(shares) - shares / 2, pooled)
