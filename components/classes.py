"""Whole-number classes for a map: few, friendly limits that a reader can say aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.words import count

_LADDERS = (
    (1, 2, 3, 4, 5),
    (1, 2, 3, 5, 8),
    (1, 3, 5, 10, 15),
    (1, 5, 10, 20, 30),
    (1, 5, 10, 25, 50),
    (1, 10, 25, 50, 100),
    (1, 20, 50, 100, 200),
)


@dataclass(frozen=True)
class Class:
    """Values from ``low`` up to ``high`` (both included); the last class has no upper limit."""

    low: float
    high: float | None

    @property
    def words(self) -> str:
        """``5 to 9``, ``3``, ``50 or more``."""
        if self.high is None:
            return f"{count(self.low)} or more"
        return count(self.low) if self.low == self.high else f"{count(self.low)} to {count(self.high)}"


def classes(values: Sequence[float]) -> tuple[Class, ...]:
    """At most five classes for counts of one and more. The limits depend on the largest value only, so that
    a map keeps its meaning while a filter changes a few numbers."""
    largest = max(values, default=0)
    if largest < 1:
        return ()
    scale, ladder = 1.0, _LADDERS[0]
    for ladder in _LADDERS:
        if largest < 3 * ladder[-1]:
            break
    else:
        while largest >= 3 * ladder[-1] * scale:
            scale *= 10 if largest >= 30 * ladder[-1] * scale else 2
    lows = [1.0, *(low * scale for low in ladder[1:])]
    lows = [low for low in lows if low <= largest]
    highs: list[float | None] = [low - 1 for low in lows[1:]]
    top = largest if largest == lows[-1] and len(lows) < len(ladder) else None
    return tuple(Class(low, high) for low, high in zip(lows, [*highs, top], strict=True))


def step_of(value: float, steps: Sequence[Class]) -> int:
    """The number of the class a value falls into, from 0. A value below all of them falls into the first."""
    return max((step for step, part in enumerate(steps) if value >= part.low), default=0)


def spread(steps: int) -> tuple[int, ...]:
    """Which of the five colours to use for so many classes, spread from pale to deep."""
    return {0: (), 1: (3,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4)}.get(steps, (0, 1, 2, 3, 4))
