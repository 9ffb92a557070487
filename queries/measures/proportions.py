"""Intervals for a proportion and for the difference of two."""

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


def newcombe(first: int, of_first: int, second: int, of_second: int, confidence: float = 0.95) -> tuple[float, float]:
    """Newcombe's hybrid score interval for the difference of two proportions, first minus second (-1 to 1).

    Source: Newcombe RG. Interval estimation for the difference between independent proportions: comparison of
    eleven methods. Statistics in Medicine 1998; 17: 873-890, method 10. Raises ValueError when either ``of`` is 0.
    """
    from statsmodels.stats.proportion import confint_proportions_2indep

    if of_first == 0 or of_second == 0:
        raise ValueError("A proportion of nothing has no interval.")
    low, high = confint_proportions_2indep(
        first, of_first, second, of_second, method="newcomb", compare="diff", alpha=1 - confidence
    )
    return float(low), float(high)
