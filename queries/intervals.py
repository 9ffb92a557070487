"""Intervals for proportions."""

from __future__ import annotations

from scipy.stats import binomtest


def wilson(successes: int, of: int, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval for a proportion, as two shares (0-1).

    Source: Newcombe RG. Two-sided confidence intervals for the single proportion: comparison of seven methods.
    Statistics in Medicine 1998; 17: 857-872, method 3. Raises ValueError when ``of`` is 0.
    """
    if of == 0:
        raise ValueError("A proportion of nothing has no interval.")
    interval = binomtest(successes, of).proportion_ci(confidence_level=confidence, method="wilson")
    return float(interval.low), float(interval.high)
