"""No hidden cell can be worked out from the others: checked by linear programming, which shares no code with it."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from queries.suppression import PROTECTION, Cell, Suppression, suppress

LEAST = 5


@st.composite
def systems(draw: st.DrawFn) -> tuple[list[int], dict[str, Cell]]:
    """Leaves with the people in them, and tables over them: every leaf, two ways of parting them, wider areas."""
    many = draw(st.lists(st.integers(1, 12), min_size=2, max_size=9))
    groups = [frozenset({at}) for at in range(len(many))]
    for parts in (draw(st.integers(1, 4)), draw(st.integers(1, 3))):
        of = [draw(st.integers(0, parts - 1)) for _ in many]
        groups += [frozenset(at for at, own in enumerate(of) if own == part) for part in range(parts)]
    groups += draw(st.lists(st.frozensets(st.integers(0, len(many) - 1), min_size=1), max_size=3))
    cells = {}
    for number, group in enumerate(dict.fromkeys(group for group in groups if group)):
        total = sum(many[at] for at in group)
        cells[f"cell {number}"] = Cell(group, total, total)
    return many, cells


def could_be(many: list[int], cells: dict[str, Cell], found: Suppression, name: str) -> float:
    """How far apart the least and the most are that a hidden cell could be, for somebody who sees the others."""
    size = len(many) + found.everything  # with all zeros hidden too there may be one more leaf that holds somebody
    shown = [cell for other, cell in cells.items() if other not in found]
    rows = [[float(at in cell.leaves) for at in range(size)] for cell in shown] + [[1.0] * size]
    sums = [sum(many[at] for at in cell.leaves) for cell in shown] + [sum(many)]
    wanted = np.array([float(at in cells[name].leaves) for at in range(size)])
    bounds = [(0.0 if found.everything else 1.0, None)] * size
    low, high = (linprog(sign * wanted, A_eq=rows, b_eq=sums, bounds=bounds) for sign in (1, -1))
    assert low.status == high.status == 0
    return -float(high.fun or 0) - float(low.fun or 0)


@settings(max_examples=60, deadline=None)
@given(systems())
def test_every_hidden_cell_could_be_several_numbers(system: tuple[list[int], dict[str, Cell]]) -> None:
    many, cells = system
    found = suppress(many, cells, LEAST)
    for name, cell in cells.items():
        assert not cell.is_small(LEAST) or name in found
        if name in found and sum(many) >= LEAST:
            assert could_be(many, cells, found, name) >= PROTECTION - 1e-6


def test_hiding_the_small_cells_alone_would_not_do() -> None:
    """The check above sees red where nothing goes with a small cell."""
    cells = {name: Cell(frozenset({at}), many, many) for at, (name, many) in enumerate([("a", 2), ("b", 7), ("c", 9)])}
    alone = Suppression(frozenset({"a"}))
    assert could_be([2, 7, 9], cells, alone, "a") == 0
    assert suppress([2, 7, 9], cells, LEAST).hidden == {"a", "b"}


def test_where_nothing_is_small_nothing_is_hidden() -> None:
    assert not suppress([5, 9], {"a": Cell(frozenset({0}), 5, 5), "b": Cell(frozenset({1}), 9, 9)}, LEAST)


def test_records_of_no_known_source_are_small_however_many() -> None:
    cells = {"a": Cell(frozenset({0}), 0, 40), "b": Cell(frozenset({1}), 9, 9)}
    assert "a" in suppress([0, 9], cells, LEAST)


def test_a_wider_area_goes_only_where_its_parts_cannot_protect_each_other() -> None:
    cells = {
        "council a": Cell(frozenset({0}), 2, 2),
        "council b": Cell(frozenset({1}), 9, 9),
        "council c": Cell(frozenset({2}), 20, 20),
        "board ab": Cell(frozenset({0, 1}), 11, 11),
        "board c": Cell(frozenset({2}), 20, 20),
    }
    assert suppress([2, 9, 20], cells, LEAST).hidden == {"council a", "council b"}
    alone = {
        f"{level} {name}": Cell(frozenset({at}), many, many)
        for level in ("council", "board")
        for at, (name, many) in enumerate([("a", 2), ("c", 20)])
    }
    assert suppress([2, 20], alone, LEAST).hidden == set(alone)
