"""Listening tasks: one that is to do for each place or group, done with a day, nothing of the evidence touched."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.errors import Refused
from data.listening import list_tasks, make_task, set_state
from data.write import versions


def test_a_task_is_made_done_and_taken_up_again(empty: Path) -> None:
    before = versions()
    first = make_task(
        "council", "S12000041", "tester", words=" ask at the hall ", owner="Link worker", due_on=date(2026, 5, 1)
    )
    make_task("group", "veterans", "tester")
    with pytest.raises(Refused, match="already a listening task for Angus"):
        make_task("council", "S12000041", "tester")
    assert [(task.about, task.words, task.owner) for task in list_tasks()] == [
        ("Angus", "ask at the hall", "Link worker"), ("veterans", None, None),
    ]  # fmt: skip
    set_state(first, "done", "tester")
    done = next(task for task in list_tasks() if task.listening_task_id == first)
    assert done.done_at is not None
    assert list_tasks()[-1] == done
    set_state(first, "open", "tester")
    assert all(task.done_at is None for task in list_tasks())
    assert versions()[:2] == before[:2]  # evidence and themes


@pytest.mark.parametrize(("kind", "about"), [("planet", "x"), ("council", "S99"), ("group", "nobody's word")])
def test_a_task_about_what_is_not_known_is_refused_and_nothing_is_kept(empty: Path, kind: str, about: str) -> None:
    with pytest.raises(Refused):
        make_task(kind, about, "tester")
    assert list_tasks() == []


def test_a_state_or_a_task_that_does_not_exist_is_refused(empty: Path) -> None:
    with pytest.raises(Refused, match="no such listening task"):
        set_state("none", "done", "tester")
    with pytest.raises(Refused, match="to do, done or dropped"):
        set_state("none", "lost", "tester")
