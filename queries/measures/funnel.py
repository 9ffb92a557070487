"""Funnel limits with over-dispersion: which areas stand out from the others, as far as those scatter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm
from scipy.stats.mstats import winsorize

from queries.measures.ratios import LEAST_EXPECTED, WORD_CONFIDENCE

LEAST_AREAS = 10
WINSORISED = 0.10  # of the areas, at either end
LIMIT = float(norm.isf((1 - WORD_CONFIDENCE) / 2))  # 3.09 standard deviations


@dataclass(frozen=True)
class Funnel:
    """``dispersion`` is phi (1 or more); ``scores`` has one z an area, None where under 5 are expected."""

    dispersion: float
    scores: tuple[float | None, ...]

    def outside(self, at: int) -> str:
        """``more`` or ``less`` where the area lies outside the 99.8 % limit, else empty."""
        score = self.scores[at]
        if score is None or abs(score) <= LIMIT:
            return ""
        return "more" if score > 0 else "less"


def funnel(observed: Sequence[int], expected: Sequence[float]) -> Funnel | None:
    """The funnel of observed against expected counts; None under ten areas with 5 or more expected.

    Scores are z = 2(sqrt O - sqrt E), the variance-stabilised Poisson deviation; phi is the mean of the squared
    scores after 10 % of them were winsorised at either end, never below 1; the scores returned are z / sqrt phi.
    Source: Spiegelhalter DJ. Funnel plots for comparing institutional performance. Statistics in Medicine 2005;
    24: 1185-1202; Handling over-dispersion of performance indicators. Qual Saf Health Care 2005; 14: 347-351.
    """
    counted, due = np.asarray(observed, float), np.asarray(expected, float)
    enough = due >= LEAST_EXPECTED
    if enough.sum() < LEAST_AREAS:
        return None
    plain = 2 * (np.sqrt(counted) - np.sqrt(due))
    drawn_in = np.asarray(winsorize(plain[enough], limits=(WINSORISED, WINSORISED)))
    dispersion = max(1.0, float(np.mean(drawn_in**2)))
    scores = plain / np.sqrt(dispersion)
    return Funnel(
        dispersion, tuple(float(score) if judged else None for score, judged in zip(scores, enough, strict=True))
    )


def limits(expected: float, dispersion: float) -> tuple[float, float]:
    """The funnel's two 99.8 % limits for observed over expected, where ``expected`` (above 0) are expected."""
    reach = LIMIT * np.sqrt(dispersion) / 2
    low = max(0.0, np.sqrt(expected) - reach) ** 2
    return float(low / expected), float((np.sqrt(expected) + reach) ** 2 / expected)
