"""The decisions about words that people have taken, as the import looks them up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

import duckdb

from data.vocabulary import word_key

# Fields whose words mean the same wherever they stand share their decisions.
_SHARED = {"recorded_on": "date", "published_on": "date", "parent_theme": "themes"}


@dataclass(frozen=True)
class Decision:
    """One decision: the word in its plain form and what it stands for (nothing: it is left as not recorded).

    ``values`` are theme ids, area codes, groups, values of a vocabulary, or a date as text; ``decided_at`` is UTC.
    """

    field: str
    word: str
    values: tuple[str, ...]
    decided_by: str | None
    decided_at: datetime | None


def decision_field(field: str) -> str:
    """The field under which decisions about a field's words are kept: both kinds of date are ``date``."""
    return _SHARED.get(field, field)


def decision_key(field: str, raw: str) -> str:
    """The plain form under which a decision about a word is kept; two ways of writing one word share it."""
    if decision_field(field) == "date":  # "1/12" and "11/2" are two words
        return " ".join(raw.casefold().split())
    return word_key(raw) or " ".join(raw.casefold().split())


class Remembered:
    """Every decision there is, read once; whoever takes a file in makes one and looks every word up in it."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        rows = cursor.execute(
            "SELECT field, raw_normal, value, decided_by, decided_at FROM remembered_decision ORDER BY decided_at"
        ).fetchall()
        self._decisions = {(row[0], row[1]): Decision(row[0], row[1], _values(row[2]), *row[3:]) for row in rows}

    def of(self, field: str, raw: str) -> tuple[str, ...] | None:
        """What a word was decided to stand for (empty: nothing); None if nobody has decided."""
        found = self._decisions.get((decision_field(field), decision_key(field, raw))) if self._decisions else None
        return found.values if found else None

    def all(self) -> list[Decision]:
        """Every decision, the latest first."""
        return list(reversed(self._decisions.values()))


def stored(values: tuple[str, ...]) -> str | None:
    """Values as the table holds them; ``Remembered`` reads them back."""
    return json.dumps(values, ensure_ascii=False) if values else None


def _values(text: str | None) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()
