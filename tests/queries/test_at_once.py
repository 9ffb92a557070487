"""Asking at once: what a page is going to ask is asked side by side, and what two ask at one time is asked once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from queries import ask, at_once
from queries.ask import Answer
from queries.disclosure import tell
from queries.filters import Filters

NARROWED = Filters(record_kind="insight", level=("meso",))


@pytest.fixture
def asked(examples: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the questions that DuckDB is really asked, in order."""
    ask._answers.clear()
    monkeypatch.setattr(at_once, "PATIENCE", 30)
    names: list[str] = []
    really = ask._read_rows

    def noting(held: Any, question: Any, *rest: Any) -> Answer:
        names.append(question.name)
        return really(held, question, *rest)

    monkeypatch.setattr(ask, "_read_rows", noting)
    return names


@pytest.fixture
def held_up(examples: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Event, Event, list[str]]]:
    """DuckDB's answers wait for the second event; the first tells that one is waited for."""
    ask._answers.clear()
    begun, go_on, names = Event(), Event(), []
    really = ask._read_rows

    def waiting(held: Any, question: Any, *rest: Any) -> Answer:
        names.append(question.name)
        begun.set()
        assert go_on.wait(30)
        return really(held, question, *rest)

    monkeypatch.setattr(ask, "_read_rows", waiting)
    yield begun, go_on, names
    go_on.set()


def test_what_was_asked_at_once_is_answered_already_when_the_page_asks(asked: list[str]) -> None:
    at_once.ask_at_once(NARROWED, [("effect_totals", ()), ("observed_expected", (("area_level", "council"),))])
    assert {"effect_totals", "observed_expected"} <= set(asked)
    asked.clear()
    assert tell("effect_totals", NARROWED).rows
    assert tell("observed_expected", NARROWED, area_level="council").rows
    assert asked == []


def test_a_question_that_cannot_be_answered_keeps_no_other_from_being_answered(asked: list[str]) -> None:
    at_once.ask_at_once(NARROWED, [("no_such_question", ()), ("effect_totals", ())])
    assert asked == ["effect_totals"]


def test_nobody_waits_for_the_slowest_question_before_the_page_is_drawn(
    held_up: tuple[Event, Event, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, _ = held_up
    monkeypatch.setattr(at_once, "PATIENCE", 0.01)
    at_once.ask_at_once(NARROWED, [("effect_totals", ())])  # with more patience it would stand here until it fails
    assert begun.wait(30)
    go_on.set()
    assert tell("effect_totals", NARROWED).rows


def test_what_several_ask_at_the_same_time_is_worked_out_once(held_up: tuple[Event, Event, list[str]]) -> None:
    begun, go_on, names = held_up
    with ThreadPoolExecutor(4) as several:
        first = several.submit(ask.ask, "effect_totals", NARROWED)
        assert begun.wait(30)
        waiting = [several.submit(ask.ask, "effect_totals", NARROWED) for _ in range(3)]
        assert not any(one.done() for one in waiting)
        go_on.set()
        found: list[Answer] = [one.result(30) for one in (first, *waiting)]
    assert names == ["effect_totals"]
    assert all(one.rows == found[0].rows for one in found)


def test_who_waits_for_an_answer_that_fails_is_told_so_and_the_next_who_asks_is_answered(
    examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask._answers.clear()
    begun, go_on = Event(), Event()

    def failing(*_: Any) -> Answer:
        begun.set()
        assert go_on.wait(30)
        raise MemoryError("no room")

    with monkeypatch.context() as broken, ThreadPoolExecutor(2) as several:
        broken.setattr(ask, "_read_rows", failing)
        tasks: list[Future[Answer]] = [several.submit(ask.ask, "effect_totals", NARROWED)]
        assert begun.wait(30)
        tasks.append(several.submit(ask.ask, "effect_totals", NARROWED))
        go_on.set()
        assert [type(one.exception(30)) for one in tasks] == [MemoryError, MemoryError]
    assert ask.ask("effect_totals", NARROWED).rows
    assert ask._under_way == {}


def test_a_measure_that_fails_leaves_nothing_waiting(examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask._answers.clear()
    with monkeypatch.context() as broken:
        broken.setattr(ask, "_measured", lambda *_: (_ for _ in ()).throw(ValueError("no figure")))
        with pytest.raises(ValueError, match="no figure"):
            ask.ask("observed_expected", NARROWED, area_level="council")
    assert ask._under_way == {}
    assert ask.ask("observed_expected", NARROWED, area_level="council").rows
