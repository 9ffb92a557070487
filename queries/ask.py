"""Asks a named question of this folder and keeps the answer until the evidence changes.

Several threads may ask at once; who asks what somebody else is asking just now waits for that one answer. Values
reach DuckDB only as parameters.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import duckdb
from cachetools import LRUCache

from data.read_model import Reading, Standing, reading, view
from queries.filters import Filters
from queries.question import VIEW, Question, named, narrowing

ANSWERS_KEPT = 2_048
ROWS_KEPT = 2_000  # an answer with more is for a download, not for a page, and is not kept
TRIES = 3  # a day or a draft may be let go of between being found and being read

_answers: LRUCache[Any, Answer] = LRUCache(maxsize=ANSWERS_KEPT)
_under_way: dict[Any, Future[Answer]] = {}  # whoever asks the same meanwhile waits for the one answer
_lock = threading.Lock()


@dataclass(frozen=True)
class Answer:
    """The rows of an answer; shared by everybody who asks the same, so never to be changed."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]

    @property
    def one(self) -> dict[str, Any]:
        """The only row of a question that has one."""
        return self.rows[0]


def ask(
    name: str,
    filters: Filters | None = None,
    *,
    audience: str = "team",
    standing: Standing | None = None,
    **parameters: Any,
) -> Answer:
    """The answer to a named question, from the records that this ``audience`` may have counted.

    It is looked at as the filters say, or as ``standing`` does.

    Raises Refused for a question that does not exist, and TypeError for a parameter that is missing, is
    surplus, or for filters given to a question that takes none: those are faults of the caller.
    """
    question = named(name)
    if set(parameters) != set(question.parameters):
        wanted = ", ".join(sorted(question.parameters)) or "none"
        raise TypeError(f"The question {name} takes these parameters: {wanted}.")
    if filters is not None and not question.filtered:
        raise TypeError(f"The question {name} takes no filters.")
    own = filters or Filters()
    narrowed = own.parameters(audience) if question.filtered else {}
    everything = {**narrowed, **parameters}
    asked = (name, tuple((key, _frozen(value)) for key, value in sorted(everything.items())))
    looked_at = standing or own.standing

    def find(held: Reading) -> Answer:
        return _read_rows(held, question, own, narrowed, everything)

    def measure(answer: Answer) -> Answer:
        if not question.measure:
            return answer
        return _measured(question, answer, filters, looked_at, audience, parameters)

    for _ in range(TRIES - 1):
        try:
            return _once(looked_at, asked, find, measure)
        except duckdb.CatalogException:
            continue
    return _once(looked_at, asked, find, measure)


def _once(
    looked_at: Standing, asked: tuple[Any, ...], find: Callable[[Reading], Answer], measure: Callable[[Answer], Answer]
) -> Answer:
    """The answer that is kept, or that somebody else is working out just now, or else a new one."""
    with reading(looked_at) as held:
        key = (held.stand, asked)
        own: Future[Answer] = Future()
        with _lock:
            if key in _answers:
                return _answers[key]
            first = _under_way.setdefault(key, own)
        if first is own:
            with _failing(key, own):
                answer = find(held)
    if first is not own:
        return first.result()
    with _failing(key, own):
        answer = measure(answer)  # it may ask others, so nothing is held open meanwhile
    with _lock:
        del _under_way[key]
        if len(answer.rows) <= ROWS_KEPT:
            _answers[key] = answer
    own.set_result(answer)
    return answer


@contextmanager
def _failing(key: Any, own: Future[Answer]) -> Iterator[None]:
    """Whoever waits for an answer that fails is told so."""
    try:
        yield
    except BaseException as error:
        with _lock:
            del _under_way[key]
        own.set_exception(error)
        raise


def _read_rows(
    held: Reading, question: Question, filters: Filters, narrowed: dict[str, Any], everything: dict[str, Any]
) -> Answer:
    sql = question.sql
    if question.reads_view:
        sql = sql.replace(VIEW, _view(held, filters, narrowed))
    cursor = held.cursor
    cursor.execute(held.placed(sql), {name: value for name, value in everything.items() if name in question.used})
    columns = tuple(column[0] for column in cursor.description)
    return Answer(columns, tuple(dict(zip(columns, row, strict=True)) for row in cursor.fetchall()))


def _measured(
    question: Question,
    answer: Answer,
    filters: Filters | None,
    standing: Standing,
    audience: str,
    parameters: dict[str, Any],
) -> Answer:
    """The answer that a question's measure makes of the rows; it may ask other questions about the same view."""

    def others(name: str, **own: Any) -> tuple[dict[str, Any], ...]:
        seen = filters if named(name).filtered else None
        return ask(name, seen, audience=audience, standing=standing, **own).rows

    file, _, function = question.measure.partition(".")
    measure = getattr(import_module(f"queries.measured.{file}"), function)
    return Answer(question.returns, tuple(measure(answer.rows, others, **parameters)))


def _view(held: Reading, filters: Filters, narrowed: dict[str, Any]) -> str:
    """The table that holds what the filters leave: all records, or a view shared by the questions of a page."""
    if not filters.narrows and narrowed["audience"] == "team":
        return "heard"
    key = (held.stand, tuple((name, _frozen(value)) for name, value in narrowed.items()))
    return view(held, key, *narrowing(narrowed))


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
