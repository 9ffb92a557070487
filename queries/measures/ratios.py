"""Observed over expected: how far an area or a band is from its share, with an exact interval."""

from __future__ import annotations

from scipy.special import betaincinv, gammainccinv, gammaincinv

LARGE_PART = 0.10  # of the total; above it a count is no rare event, and the Poisson interval is too wide
WORD_CONFIDENCE = 0.998  # outside this limit a word may be said
LEAST_EXPECTED = 5.0  # under it a ratio carries no word


def garwood(count: int, confidence: float = 0.95) -> tuple[float, float]:
    """The exact Poisson interval for a count, as two expected counts.

    Source: Garwood F. Fiducial limits for the Poisson distribution. Biometrika 1936; 28: 437-442, by the quantiles
    of the gamma distribution (half of chi-squared's). Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError("A count cannot be negative.")
    tail = (1 - confidence) / 2
    low = float(gammaincinv(count, tail)) if count else 0.0
    return low, float(gammainccinv(count + 1, tail))


def clopper_pearson(count: int, of: int, confidence: float = 0.95) -> tuple[float, float]:
    """The exact binomial interval for a part of a whole, as two shares (0-1).

    Source: Clopper CJ, Pearson ES. The use of confidence or fiducial limits illustrated in the case of the
    binomial. Biometrika 1934; 26: 404-413, by the quantiles of the beta distribution. Raises ValueError when ``of``
    is 0 or smaller than ``count``.
    """
    if of <= 0 or not 0 <= count <= of:
        raise ValueError("A part of nothing, or one larger than its whole, has no interval.")
    tail = (1 - confidence) / 2
    low = float(betaincinv(count, of - count + 1, tail)) if count else 0.0
    return low, float(betaincinv(count + 1, of - count, 1 - tail)) if count < of else 1.0


def ratio(observed: int, expected: float) -> float | None:
    """Observed over expected; None where nothing is expected."""
    return observed / expected if expected > 0 else None


def ratio_interval(
    observed: int, expected: float, total: int, confidence: float = 0.95
) -> tuple[float, float] | tuple[None, None]:
    """The interval of observed over expected: Garwood's, or the exact binomial where the count is over 10 % of
    ``total`` (the sum of all observed counts). None, None where nothing is expected.

    Raises ValueError when ``observed`` is larger than ``total``.
    """
    if observed > total:
        raise ValueError("A count cannot be larger than its total.")
    if expected <= 0:
        return None, None
    if observed > LARGE_PART * total:
        low, high = (share * total for share in clopper_pearson(observed, total, confidence))
    else:
        low, high = garwood(observed, confidence)
    return low / expected, high / expected


def beyond_its_share(observed: int, expected: float, total: int) -> bool:
    """Whether the 99.8 % interval leaves a ratio of 1 outside and enough is expected for a word."""
    if expected < LEAST_EXPECTED:
        return False
    low, high = ratio_interval(observed, expected, total, WORD_CONFIDENCE)
    return low is not None and high is not None and not low <= 1 <= high
