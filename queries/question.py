"""What a question is: one .sql file of this folder, read with its header and with the steps that it builds on.

Where it reads ``in_view`` or another question by name, that file's query stands in front of it as a named step.
Where its header names a Measure, that function of ``queries/measured/`` makes the answer from the rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data import counting
from data.errors import Refused
from queries.filters import Filters

FOLDER = Path(__file__).parent
# Questions that others build on.
STEPS = (
    "in_view", "area_counts", "theme_counts", "band_counts", "ranked_councils", "theme_choices",
    "other_choices",
)  # fmt: skip
# What only the program asks.
INNER = (
    "confided", "crossed", "told_in_confidence", "source_councils", "speakers", "council_bands", "area_sources",
    "group_sources", "numbers_in_view", "records_of_numbers", "numbers_of_records", "theme_records",
)  # fmt: skip
VIEW = "in_view_here"  # stands in a query for the table of what the filters leave
_CONDITION = "\n  AND "
_IN_VIEW = {
    "in_view": f"SELECT * EXCLUDE (again) FROM evidence.{VIEW} WHERE NOT again",
    "heard_in_view": f"FROM evidence.{VIEW}",
}


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


def narrowing(narrowed: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The query of in_view.sql with the conditions of the filters that are set, and the parameters that it reads."""
    every, *conditions = named("in_view").sql.split(_CONDITION)
    unset = {name for name, value in narrowed.items() if value in (None, [], "team")}
    kept = [one for one in conditions if unset.isdisjoint(re.findall(r"\$(\w+)", one))]
    sql = _CONDITION.join([every, *kept])
    return sql, {name: narrowed[name] for name in re.findall(r"\$(\w+)", sql)}


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


def _with_steps(name: str, text: str) -> str:
    """The query with the steps that it reads from in front of it, each once, in the order of need."""
    body = _without_comments(text)
    steps: dict[str, str] = {}

    def need(sql: str, own: str) -> None:
        for step in (*_IN_VIEW, *STEPS):
            if step not in (own, *steps) and re.search(rf"\b{step}\b", sql):
                held = _IN_VIEW.get(step) or _read(step)
                need(held, step)
                steps[step] = held

    need(body, name)
    if not steps:
        return body
    # A view is a table already: read twice, it would only be copied.
    front = ", ".join(
        f"{step} AS {'NOT MATERIALIZED ' if step in _IN_VIEW else ''}({held})" for step, held in steps.items()
    )
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
