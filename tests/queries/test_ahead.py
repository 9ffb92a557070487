"""Asking ahead: the likely next questions are answered while nobody waits."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from queries import ahead, ask
from queries.choices import choices
from queries.disclosure import tell
from queries.filters import Filters

pytestmark = pytest.mark.process


@pytest.fixture
def begun(examples: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(ahead, "QUIET", 0.01)
    ahead.begin()
    yield
    ahead.end()


def waited_for(name: str, filters: Filters) -> bool:
    """Whether an answer comes to be kept although nobody asked for it."""
    held = {"theme": list(filters.theme), "place": list(filters.place)}

    def kept() -> bool:
        return any(
            key[1][0] == name and all((field, tuple(value)) in key[1][1] for field, value in held.items())
            for key in list(ask._answers)
        )

    end = time.monotonic() + 10
    while not kept() and time.monotonic() < end:
        time.sleep(0.02)
    return kept()


def test_what_a_page_asks_is_asked_for_every_theme_and_place_that_could_be_chosen_next(begun: None) -> None:
    ask._answers.clear()
    with ahead.watched(Filters()):
        tell("effect_totals", Filters())
    last = [place for place in choices()["place"] if place.records][-1]
    assert waited_for("effect_totals", Filters(place=(last.value,)))
    assert waited_for("effect_totals", Filters(theme=(choices()["theme"][0].value,)))


def test_nothing_is_asked_ahead_for_a_narrowed_page_or_where_it_was_not_begun(
    begun: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask._answers.clear()
    before = ahead._waiting.qsize()
    with ahead.watched(Filters(record_kind="insight")):
        tell("effect_totals", Filters(record_kind="insight"))
    assert ahead._waiting.qsize() == before
    ahead.end()
    with ahead.watched(Filters()):
        tell("effect_totals", Filters())
    assert ahead._waiting.empty()


def test_a_search_in_words_is_not_asked_ahead_and_disturbs_nothing(begun: None) -> None:
    with ahead.watched(Filters()):
        rows = tell("insights", Filters(), ids=["INS-0001"], limit=5, offset=0).rows
    assert rows
