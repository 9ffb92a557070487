"""The interval for a difference of two proportions of the same people."""

from __future__ import annotations

from math import sqrt

from queries.measures.proportions import wilson


def newcombe_paired(both: int, only_first: int, only_second: int, neither: int) -> tuple[float, float]:
    """The 95 % hybrid score interval for the first proportion minus the second (-1 to 1), of the same people.

    Source: Newcombe RG. Improved confidence intervals for the difference between binomial proportions based on
    paired data. Statistics in Medicine 1998; 17: 2635-2650, method 10. Raises ValueError where there is nobody.
    """
    of = both + only_first + only_second + neither
    if of == 0:
        raise ValueError("A proportion of nothing has no interval.")
    first, second = (both + only_first) / of, (both + only_second) / of
    low_first, high_first = wilson(both + only_first, of)
    low_second, high_second = wilson(both + only_second, of)
    alike = _alike(both, only_first, only_second, neither)
    down, up = first - low_first, high_first - first
    down_second, up_second = second - low_second, high_second - second
    difference = (only_first - only_second) / of
    return (
        difference - sqrt(max(0.0, down**2 - 2 * alike * down * up_second + up_second**2)),
        difference + sqrt(max(0.0, up**2 - 2 * alike * up * down_second + down_second**2)),
    )


def _alike(both: int, only_first: int, only_second: int, neither: int) -> float:
    """How far the two answers of one person hang together, with the paper's correction for continuity."""
    sides = (both + only_first) * (only_second + neither) * (both + only_second) * (only_first + neither)
    if not sides:
        return 0.0
    crossed = both * neither - only_first * only_second
    if crossed > 0:
        crossed = max(0, crossed - (both + only_first + only_second + neither) / 2)  # type: ignore[assignment]
    return float(crossed / sqrt(sides))
