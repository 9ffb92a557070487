"""Which of many squares stand out: exact tests, and how many of the finds may be false."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln
from scipy.stats import false_discovery_control

from queries.measures.ranked import Numbers

FALSE_FINDS = 0.10  # expected share of false finds among the finds
LEAST_EXPECTED, LEAST_OBSERVED, LEAST_SOURCES = 3.0, 5, 3  # a square is tested from 3 expected, told from 5 observed
_AS_LIKELY = 1 + 1e-7  # probabilities equal but for rounding count as equal, as in SciPy


def fisher(both: Sequence[int], first: Sequence[int], second: Sequence[int], total: int) -> Numbers:
    """Two-sided p-values of Fisher's exact test, one a square: ``both`` of the ``total`` have the two features,
    ``first`` and ``second`` have each. Every table as likely as the one seen, or less, counts against it.

    Source: Fisher RA. The logic of inductive inference. Journal of the Royal Statistical Society 1935; 98: 39-82.
    Written for many squares at once; agrees with scipy.stats.fisher_exact.
    """
    seen, one, other = (np.asarray(counts, int) for counts in (both, first, second))
    least, most = np.maximum(0, one + other - total), np.minimum(one, other)
    found = np.empty(len(seen))
    for at in range(len(seen)):
        cells = np.arange(least[at], most[at] + 1)
        chances = np.exp(_log_chances(cells, one[at], other[at], total))
        own = chances[seen[at] - least[at]]
        found[at] = min(1.0, chances[chances <= own * _AS_LIKELY].sum())
    return found


def _log_chances(cells: NDArray[np.int_], one: int, other: int, total: int) -> Numbers:
    """The logarithms of the hypergeometric probabilities of these numbers that have both."""
    logs = -(
        gammaln(cells + 1)
        + gammaln(one - cells + 1)
        + gammaln(other - cells + 1)
        + gammaln(total - one - other + cells + 1)
    )
    return np.asarray(logs - np.logaddexp.reduce(logs))


def adjusted(p_values: Sequence[float]) -> Numbers:
    """Benjamini and Hochberg's adjusted p-values: a square is a find where its value is at most the rate chosen.

    Source: Benjamini Y, Hochberg Y. Controlling the false discovery rate: a practical and powerful approach to
    multiple testing. Journal of the Royal Statistical Society B 1995; 57: 289-300.
    """
    return np.asarray(false_discovery_control(p_values, method="bh")) if len(p_values) else np.empty(0)
