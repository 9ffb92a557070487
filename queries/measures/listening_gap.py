"""How many more have to be listened to before a group is heard by its share?"""

from __future__ import annotations

import math

_ROUNDING = 1e-9  # a whole number that floating point put a hair above itself is not rounded up


def listening_gap(share: float, base: int, observed: int) -> int:
    """The smallest number of further people of a group after whom it has its share: x with
    (observed + x) / (base + x) >= share, never below 0.

    ``share`` (0-1) of the people, ``base`` rows for which it was recorded who spoke, ``observed`` of them of the
    group. Source: algebra. Raises ValueError for a share outside 0-1 (1 left out) or more observed than recorded.
    """
    if not 0 <= share < 1 or not 0 <= observed <= base:
        raise ValueError("A gap needs a share from 0 to under 1, and no more observed than recorded.")
    return max(0, math.ceil((share * base - observed) / (1 - share) - _ROUNDING))
