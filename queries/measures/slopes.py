"""How steeply does what is heard rise or fall with deprivation? Slope and relative index of inequality."""

from __future__ import annotations

import numpy as np

from queries.measures.ranked import Numbers, Ranked


def slope_index(areas: Ranked, counts: Numbers, population: float) -> tuple[Numbers, Numbers]:
    """SII and RII of counts an area (last axis). The SII is in counts per 100,000 people, from the most (ridit 0)
    to the least deprived (ridit 1): the slope of the rates on the ridit score, weighted by people. The RII is the
    SII over the mean rate, without a unit. ``population`` is that of all areas.

    Source: Pamuk ER. Social class inequality in mortality from 1921 to 1972 in England and Wales. Population
    Studies 1985; 39: 17-31; Mackenbach JP, Kunst AE. Measuring the magnitude of socio-economic inequalities in
    health. Social Science and Medicine 1997; 44: 757-771. Not a number where there is one rank only.
    """
    return slope_of_rates(areas, areas.pool(counts) / (areas.people * population) * 100_000)


def slope_of_rates(areas: Ranked, rates: Numbers) -> tuple[Numbers, Numbers]:
    """The same for rates of the pooled areas (last axis), the SII in their unit."""
    mean = (areas.people * rates).sum(axis=-1)
    away = areas.ridit - 0.5  # the people's mean ridit is a half by construction
    with np.errstate(invalid="ignore", divide="ignore"):
        slope = (areas.people * away * rates).sum(axis=-1) / (areas.people * away**2).sum()
        return np.asarray(slope), np.asarray(slope / mean)
