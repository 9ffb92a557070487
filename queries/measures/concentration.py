"""Is what was heard concentrated where deprivation is? The concentration curve and its index."""

from __future__ import annotations

import numpy as np

from queries.measures.ranked import Numbers, Ranked


def curve(areas: Ranked, counts: Numbers) -> tuple[tuple[float, float], ...]:
    """Points of the curve from (0, 0) to (1, 1): share of people, most deprived first, and share of what was
    heard. Only the first point where nothing was heard.

    Source: Wagstaff A, Paci P, van Doorslaer E. On the measurement of inequalities in health. Social Science and
    Medicine 1991; 33: 545-557.
    """
    heard = areas.pool(counts)
    if not heard.sum():
        return ((0.0, 0.0),)
    across, up = np.cumsum(areas.people), np.cumsum(heard) / heard.sum()
    return ((0.0, 0.0), *((float(x), float(y)) for x, y in zip(across, up, strict=True)))


def index(areas: Ranked, counts: Numbers) -> Numbers:
    """The concentration index of counts an area (last axis), -1 to 1; negative is concentrated in the most
    deprived areas, 0 follows the people. Not a number where nothing was heard.

    Source: O'Donnell O, van Doorslaer E, Wagstaff A, Lindelow M. Analyzing health equity using household survey
    data. World Bank 2008, chapter 8; for grouped data: Fuller M, Lury D. Statistics workbook for social science
    students. 1977. As the sum over neighbours of p(t) L(t+1) - p(t+1) L(t), p and L cumulative.
    """
    heard = areas.pool(counts)
    total = heard.sum(axis=-1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        up = np.cumsum(heard, axis=-1) / total
    across = np.cumsum(areas.people)
    return np.asarray((across[:-1] * up[..., 1:] - across[1:] * up[..., :-1]).sum(axis=-1))
