"""A page that is drawn again has its questions asked side by side first, under the filters that are now in force."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from components import view
from queries import ahead, at_once
from queries.filters import Filters
from tests.pages.conftest import page


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Filters, set[str]]]:
    """What was asked at once: the filters, and the names of the questions."""
    monkeypatch.setattr(view, "_asked_by_anybody", {})
    seen: list[tuple[Filters, set[str]]] = []

    def noting(filters: Filters, asked: Any) -> None:
        seen.append((filters, {name for name, _ in asked}))
        at_once.ask_at_once(filters, asked)

    monkeypatch.setattr(ahead, "ask_at_once", noting)
    return seen


def test_a_changed_filter_has_all_questions_of_the_page_asked_at_once(
    examples: Path, told: list[tuple[Filters, set[str]]]
) -> None:
    test = page("overview")
    assert [names for _, names in told] == [set()]  # nobody has seen this page yet
    place = next(one for one in test.multiselect if one.label == "Place")
    place.set_value([place.options[0]]).run()
    assert not test.exception
    filters, names = told[-1]
    assert filters.place
    assert names == {"headline", "theme_frequency", "council_counts", "effect_totals", "source_kinds"}


def test_who_opens_a_page_first_profits_from_those_who_saw_it_before(
    examples: Path, told: list[tuple[Filters, set[str]]]
) -> None:
    page("overview")
    page("overview", theme="transport")
    assert "theme_frequency" in told[-1][1]


def test_the_flat_map_of_places_is_asked_after_the_rest(examples: Path, told: list[tuple[Filters, set[str]]]) -> None:
    test = page("places")
    test.run()
    assert "place_points" in told[-1][1]
    asked: list[str] = []
    with pytest.MonkeyPatch.context() as noting:
        noting.setattr(at_once, "tell", lambda name, filters, **_: asked.append(name))
        at_once.ask_at_once(Filters(), [("place_points", ()), ("headline", ())])
    assert asked == ["headline"]
