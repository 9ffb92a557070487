"""Runs a named question of this folder and keeps the answer until the evidence changes.

A question is one .sql file. Where it reads ``in_view`` or another question by name, that file's query stands
in front of it as a named step. Where its header names a Measure, that function of ``queries/measured/`` makes the
answer from the rows. Values reach DuckDB only as parameters.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb
from cachetools import LRUCache

from data import counting
from data.errors import Refused
from data.read_model import Reading, Standing, reading, view
from queries.filters import Filters

FOLDER = Path(__file__).parent
# Questions that others build on.
STEPS = (
    "in_view", "heard_in_view", "area_counts", "theme_counts", "band_counts", "ranked_councils", "theme_choices",
    "other_choices",
)  # fmt: skip
# What only the program asks.
INNER = (
    "confided", "crossed", "told_in_confidence", "source_councils", "speakers", "council_bands", "area_sources",
    "group_sources", "numbers_in_view", "records_of_numbers", "numbers_of_records", "theme_records",
)  # fmt: skip
VIEW = "in_view_here"  # stands in a query for the table of what the filters leave
ANSWERS_KEPT = 2_048
ROWS_KEPT = 2_000  # an answer with more is for a download, not for a page, and is not kept
TRIES = 3  # a day or a draft may be let go of between being found and being read

_answers: LRUCache[Any, Answer] = LRUCache(maxsize=ANSWERS_KEPT)
_lock = threading.Lock()


@dataclass(frozen=True)
class Question:
    """One question: what it asks, its query with the steps in front, and the parameters of its own."""

    name: str
    asks: str
    sql: str
    filtered: bool
    parameters: frozenset[str]
    header: Mapping[str, str]
    used: frozenset[str]

    @property
    def measure(self) -> str:
        """The function that makes the answer from the rows of the query, as ``file.function``; empty for none."""
        return self.header.get("Measure", "").split(" ")[0]

    @property
    def returns(self) -> tuple[str, ...]:
        """The columns of its answer, as its header names them."""
        return tuple(part.strip() for part in re.sub(r"\([^)]*\)", "", self.header["Returns"]).split(","))

    @property
    def reads_view(self) -> bool:
        """Whether it reads the view that the filters leave (in_view itself makes one)."""
        return VIEW in self.sql


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
    narrowed = (filters or Filters()).parameters(audience) if question.filtered else {}
    everything = {**narrowed, **parameters}
    asked = (name, tuple((key, _frozen(value)) for key, value in sorted(everything.items())))
    looked_at = standing or (filters or Filters()).standing
    for left in reversed(range(TRIES)):
        try:
            with reading(looked_at) as held:
                key = (held.stand, asked)
                with _lock:
                    if key in _answers:
                        return _answers[key]
                answer = _read_rows(held, question, filters or Filters(), narrowed, everything)
            break
        except duckdb.CatalogException:
            if not left:
                raise
    if question.measure:
        answer = _measured(question, answer, filters, looked_at, audience, parameters)
    if len(answer.rows) <= ROWS_KEPT:
        with _lock:
            _answers[key] = answer
    return answer


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


@cache
def names() -> tuple[str, ...]:
    """The names of all questions, in order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.sql") if path.stem not in (*STEPS, *INNER)))


@cache
def named(name: str) -> Question:
    """The question with this name. Raises Refused if there is none."""
    if name not in {*names(), *STEPS, *INNER}:
        raise Refused(f"There is no question {name}. These can be asked: {', '.join(names())}.")
    text = _file(name).read_text(encoding="utf-8")
    header = read_header(text)
    sql = _with_steps(name, text)
    used = set(re.findall(r"\$(\w+)", sql))
    measured = "Measure" in header and "the filters" in header["Parameters"]  # it may ask others about the view
    filtered = name == "in_view" or "in_view" in sql or measured
    own = used - set(Filters().parameters()) if filtered else used
    return Question(name, header["Question"], sql, filtered, frozenset(own), header, frozenset(used))


def read_header(text: str) -> dict[str, str]:
    """The header's parts (Question, Parameters, Returns), each as one line."""
    parts: dict[str, str] = {}
    current = ""
    for line in text.splitlines():
        start = re.match(r"-- (\w+):\s+(.*)", line)
        if start:
            current = start.group(1)
            parts[current] = start.group(2).strip()
        elif current and (more := re.match(r"-- {4,}(\S.*)", line)):
            parts[current] += " " + more.group(1).strip()
        else:
            break
    return parts


def _view(held: Reading, filters: Filters, narrowed: dict[str, Any]) -> str:
    """The table that holds what the filters leave: all records, or a view shared by the questions of a page."""
    if not filters.narrows and narrowed["audience"] == "team":
        return "record"
    key = (held.stand, tuple((name, _frozen(value)) for name, value in narrowed.items()))
    return view(held, key, named("in_view").sql, narrowed)


def _with_steps(name: str, text: str) -> str:
    """The query with the steps that it reads from in front of it, each once, in the order of need."""
    body = _without_comments(text)
    steps: dict[str, str] = {}

    def need(sql: str, own: str) -> None:
        for step in STEPS:
            if step != own and step not in steps and re.search(rf"\b{step}\b", sql):
                held = f"FROM evidence.{VIEW}" if step == "in_view" else _read(step)
                need(held, step)
                steps[step] = held

    need(body, name)
    if not steps:
        return body
    front = ", ".join(f"{step} AS ({held})" for step, held in steps.items())
    rest = re.sub(r"^WITH( RECURSIVE)?\b", "", body)
    start = "WITH RECURSIVE" if body.startswith("WITH RECURSIVE") else "WITH"
    return f"{start} {front}{',' if rest != body else ''} {rest}"


def _read(step: str) -> str:
    return _without_comments(_file(step).read_text(encoding="utf-8"))


def _file(name: str) -> Path:
    """Where a question stands: here, or with the counts that a rehearsal of an upload shares."""
    here = FOLDER / f"{name}.sql"
    return here if here.exists() else counting.FOLDER / here.name


def _without_comments(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("--")).strip()


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
