"""One worked example for each measure, computed by the measure itself, for the methods page to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from inspect import getdoc
from typing import Any

import numpy as np

from queries.measures.concentration import index
from queries.measures.funnel import funnel
from queries.measures.listening_gap import listening_gap
from queries.measures.paired import newcombe_paired
from queries.measures.proportions import newcombe, wilson
from queries.measures.ranked import ranked
from queries.measures.ratios import clopper_pearson, garwood, ratio_interval
from queries.measures.resampling import DRAWS, drawn_counts, percentiles
from queries.measures.screening import adjusted, fisher
from queries.measures.slopes import slope_index, slope_of_rates
from queries.measures.words_apart import log_odds


@dataclass(frozen=True)
class WorkedExample:
    """``given`` and ``found`` are words; ``source`` names where the formula, or the example, was published, and
    ``function`` computes it."""

    measure: str
    given: str
    found: str
    source: str
    function: Callable[..., Any]

    @property
    def formula(self) -> str:
        """What the function says of itself: formula, source, units. One paragraph."""
        return " ".join((getdoc(self.function) or "").replace("``", "`").split())


_BIRTHS, _DEATHS = [29939, 28776, 26528, 24689, 19739], [154.7, 152.9, 119.5, 86.9, 54.3]
_P_VALUES = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip


@cache
def worked_examples() -> tuple[WorkedExample, ...]:
    """Every measure's example, in the order of the pages."""
    areas = ranked([5, 4, 3, 2, 1], _BIRTHS)
    sii, rii = slope_of_rates(ranked([5, 4, 3, 2, 1], [1] * 5), np.array([50.0, 40, 30, 20, 10]))
    drawn = percentiles(drawn_counts(np.array([[1.0, 0.0], [0.0, 1.0]]), [30, 10])[:, 0])
    scattered = funnel([6, 9, 8, 12, 10, 30, 11, 7, 9, 10], [10.0] * 10)
    word = log_odds({"bus": 9, "food": 1}, {"food": 6}, {"bus": 10, "food": 10, "and": 80})[0]
    rejected = int((adjusted(_P_VALUES) <= 0.05).sum())
    return (
        WorkedExample(
            "Proportion, Wilson", "81 of 263", _range(*wilson(81, 263)), "Newcombe 1998, Stat Med 17: 857", wilson,
        ),
        WorkedExample(
            "Difference of two proportions, Newcombe", "56 of 70 less 48 of 80", _range(*newcombe(56, 70, 48, 80)),
            "Newcombe 1998, Stat Med 17: 873",
            newcombe,
        ),
        WorkedExample(
            "Difference of two proportions of the same people, Newcombe", "36 both, 12 first, 2 second, of 50",
            _range(*newcombe_paired(36, 12, 2, 0)), "Newcombe 1998, Stat Med 17: 2635", newcombe_paired,
        ),
        WorkedExample("Count, exact Poisson", "10", _range(*garwood(10)), "Garwood 1936, Biometrika 28: 437", garwood),
        WorkedExample(
            "Part of a whole, exact binomial", "17 of 87", _range(*clopper_pearson(17, 87)),
            "Clopper and Pearson 1934, Biometrika 26: 404", clopper_pearson,
        ),
        WorkedExample(
            "Heard by its share: observed over expected", "10 heard, 5 expected, 200 in all",
            f"2.00, {_range(*ratio_interval(10, 5, 200))}", "Garwood 1936, Biometrika 28: 437",
            ratio_interval,
        ),
        WorkedExample(
            "Funnel with over-dispersion", "ten areas with 10 expected each: 6, 9, 8, 12, 10, 30, 11, 7, 9, 10 heard",
            f"dispersion {scattered.dispersion:.3f}; the sixth is outside" if scattered else "",
            "Spiegelhalter 2005, Stat Med 24: 1185", funnel,
        ),
        WorkedExample(
            "Concentration index", "births 29,939 to 19,739 in fifths, deaths a thousand 154.7 to 54.3",
            f"{float(index(areas, np.array(_BIRTHS) * np.array(_DEATHS))):.4f}",
            "World Bank, Quantitative Techniques for Health Equity Analysis, Note 7", index,
        ),
        WorkedExample(
            "Slope and relative index of inequality", "equal fifths with 50, 40, 30, 20, 10",
            f"SII {float(sii):.0f}, RII {float(rii):.3f}", "Mackenbach and Kunst 1997, Soc Sci Med 44: 757",
            slope_index,
        ),
        WorkedExample(
            "Interval by drawing sources anew", f"30 of 40 sources, drawn {DRAWS:,} times",
            f"{drawn[0]:.0f} to {drawn[1]:.0f}", "Efron and Tibshirani 1993", drawn_counts,
        ),
        WorkedExample(
            "Two features together, Fisher", "3 of 4 cups told rightly, of 8",
            f"p = {float(fisher([3], [4], [4], 8)[0]):.4f}", "Fisher 1935", fisher,
        ),
        WorkedExample(
            "Many squares at once, Benjamini and Hochberg", "the paper's 15 p-values, 5 % false finds",
            f"{rejected} found", "Benjamini and Hochberg 1995, J R Stat Soc B 57: 289", adjusted,
        ),
        WorkedExample(
            "Words that separate two groups", "bus: 9 of 10 words against 0 of 6, and 10 of 100 everywhere",
            f"log-odds {word.log_odds:.3f}, {word.score:.2f} standard errors",
            "Monroe and others 2008, Polit Anal 16: 372", log_odds,
        ),
        WorkedExample(
            "Who to speak to next", "24.1 % of people, 170 recorded, 27 of them heard",
            f"{listening_gap(0.241, 170, 27)} more", "algebra", listening_gap,
        ),
    )  # fmt: skip


def _range(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{low:.4f} to {high:.4f}"
