"""Which cells of tables that share their totals must be hidden, so that none can be worked out from the others.

The protection: from everything that stays visible, each hidden count could still be any of at least three whole
numbers, even for a reader who knows every public record, every total, how this works, and that a hidden count is
not nothing. It is shown by exchange: leaves (the finest parts that tables are sums of) which belong to exactly the
same visible cells form a class, and people may be moved between the leaves of a class without any visible number
changing. So a hidden cell that takes some of a class and not all of it may hold anything from the least to nearly
all that are in the class.

Source: the approach of secondary cell suppression, Hundepool A and others. Statistical disclosure control. 2012,
chapter 4; tests check each result by linear programming, which shares no code with this.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_ROUNDING = 1e-9
PROTECTION = 2  # a hidden count may be this much more or less than it could be at the other end


@dataclass(frozen=True)
class Cell:
    """One number of a table: the leaves that it is the sum of, and the distinct sources and records in it."""

    leaves: frozenset[int]
    sources: int
    records: int

    def is_small(self, threshold: int) -> bool:
        """Whether it must be hidden for its own sake."""
        return self.records > 0 and self.sources < threshold


@dataclass(frozen=True)
class Suppression:
    """The names of the cells to hide; ``everything`` where hiding some would not do, so that whole tables go,
    zeros and all."""

    hidden: frozenset[str] = frozenset()
    everything: bool = False

    def __contains__(self, name: str) -> bool:
        return self.everything or name in self.hidden

    def __bool__(self) -> bool:
        return self.everything or bool(self.hidden)


def suppress(
    leaf_sources: Sequence[int],
    cells: Mapping[str, Cell],
    threshold: int,
    forced: Collection[str] = (),
) -> Suppression:
    """The cells to hide: the small ones, the ``forced`` ones, and what else protects them, as little as will do.

    ``leaf_sources`` counts, a leaf, the sources that told something there (each leaf has a record at least).
    """
    small = {name for name, cell in cells.items() if cell.is_small(threshold)}
    hidden = small | (set(forced) & set(cells))
    if not hidden:
        return Suppression()
    system = _System(np.asarray(leaf_sources, int), cells)
    while failing := system.failing(hidden):
        more = system.protectors(failing, hidden)
        if not more:
            return Suppression(frozenset(cells), everything=True)
        hidden |= more
    return Suppression(frozenset(hidden))


class _System:
    """The leaves and cells as a table of truth values, and how well it protects what is hidden."""

    def __init__(self, sources: NDArray[np.int_], cells: Mapping[str, Cell]) -> None:
        self._names = list(cells)
        self._at = {name: at for at, name in enumerate(self._names)}
        self._within = np.zeros((len(cells), len(sources)), bool)
        for at, name in enumerate(self._names):
            self._within[at, list(cells[name].leaves)] = True
        self._spare = np.maximum(sources - 1, 0)  # of each leaf, one is known to be there
        self._cost = np.array([1.0 + cell.sources for cell in cells.values()])

    def failing(self, hidden: set[str]) -> str | None:
        """The first hidden cell, by name, whose count could be worked out too closely."""
        classes = self._classes(hidden)
        return next((name for name in sorted(hidden) if self._width(name, classes) < PROTECTION), None)

    def protectors(self, failing: str, hidden: set[str]) -> set[str]:
        """The visible cells to hide so that one leaf of the failing cell and one outside it can be exchanged:
        those that hold one of the two alone. Of all such pairs the one that costs the fewest people told;
        empty where none is left."""
        seen = np.array([name not in hidden for name in self._names])
        within, cost = self._within[seen].astype(float), self._cost[seen]
        weighted = within.T * cost
        own = weighted @ within
        apart = np.diag(own)[:, None] + np.diag(own)[None, :] - 2 * own
        inside = self._within[self._at[failing]]
        gains = (self._spare[:, None] + self._spare[None, :]) > 0
        pairs = inside[:, None] & ~inside[None, :] & (apart > _ROUNDING)
        useful = pairs & gains if (pairs & gains).any() else pairs
        if not useful.any():
            return set()
        one, other = np.unravel_index(int(np.argmin(np.where(useful, apart, np.inf))), apart.shape)
        between = self._within[:, one] ^ self._within[:, other]
        return {name for at, name in enumerate(self._names) if between[at] and name not in hidden}

    def _classes(self, hidden: set[str]) -> NDArray[np.intp]:
        """The class of each leaf: leaves in exactly the same visible cells have the same number."""
        seen = self._within[[at for at, name in enumerate(self._names) if name not in hidden]]
        if not len(seen):
            return np.zeros(self._within.shape[1], np.intp)
        packed = np.ascontiguousarray(np.packbits(seen, axis=0).T)
        _, classes = np.unique(packed.view([("", packed.dtype)] * packed.shape[1]).ravel(), return_inverse=True)
        return classes

    def _width(self, name: str, classes: NDArray[np.intp]) -> int:
        own = self._within[self._at[name]]
        size = np.bincount(classes)
        inside = np.bincount(classes[own], minlength=len(size))
        parted = (inside > 0) & (inside < size)
        return int(np.bincount(classes, weights=self._spare)[parted].sum())
