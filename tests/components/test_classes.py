"""Classes of a map: few, whole, sayable, and every value in exactly one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.classes import classes, spread, step_of


@given(st.lists(st.integers(1, 200_000), min_size=1, max_size=40))
def test_every_count_falls_into_exactly_one_class(values: list[int]) -> None:
    steps = classes(values)
    assert 1 <= len(steps) <= 5
    assert steps[0].low == 1
    assert steps[-1].high is None or steps[-1].high >= max(values)
    for value in values:
        inside = [n for n, part in enumerate(steps) if part.low <= value and (part.high is None or value <= part.high)]
        assert inside == [step_of(value, steps)]


def test_classes_leave_no_gap_between_them() -> None:
    steps = classes([29, 3])
    assert [(part.low, part.high) for part in steps[:-1]] == [
        (part.low, following.low - 1) for part, following in pairwise(steps)
    ]


def test_a_class_is_said_as_a_reader_would() -> None:
    assert [part.words for part in classes([29])] == ["1 to 2", "3 to 4", "5 to 9", "10 to 14", "15 or more"]
    assert [part.words for part in classes([2, 1])] == ["1", "2"]


def test_no_count_needs_no_class() -> None:
    assert classes([]) == classes([0]) == ()


@pytest.mark.parametrize("steps", range(6))
def test_colours_are_spread_from_pale_to_deep(steps: int) -> None:
    assert len(spread(steps)) == steps
    assert list(spread(steps)) == sorted(set(spread(steps)))
