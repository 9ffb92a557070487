"""One insight or case study, whole: its fields, areas, groups, themes and open words."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data.fields import (
    DATE_FIELD,
    ID_FIELD,
    NAME_FIELD,
    SOURCES_WORDS,
    TEXT_FIELDS,
    WITHDRAWN,
    one_form,
    same_words,
)
from data.places import Area
from data.rows import Row
from data.sources import Source, source_of


@dataclass(slots=True)  # not frozen: nothing changes one, but making a frozen one takes six times as long
class Record:
    """One insight or case study, whole, as it is stored or is about to be.

    ``themes`` are those that its upload gave, ``by_people`` those that somebody gave since.
    """

    kind: str
    values: dict[str, Any]
    places: tuple[Area, ...]
    groups: tuple[str, ...]
    themes: tuple[str, ...]
    unresolved: tuple[tuple[str, str], ...]
    upload_id: str | None = None
    sheet: str | None = None
    sheet_row: int | None = None
    live: bool = True
    settled: tuple[tuple[str, str, str], ...] = ()  # words that somebody has decided: field, word, state
    withdrawn: bool = False
    by_people: tuple[str, ...] = ()

    @property
    def record_id(self) -> str:
        """Its id, unique within its kind."""
        return str(self.values[ID_FIELD[self.kind]])

    def says_the_same(self, other: Record) -> bool:
        """Whether the words themselves (title, text, the answers) are unchanged."""
        return all(same_words(self.values[name], other.values[name]) for name in TEXT_FIELDS[self.kind])

    def is_the_same(self, other: Record) -> bool:
        """Whether nothing at all differs, apart from where it came from and in which words it was said.

        Themes that people gave since may stand in the other (it came from an export) or not.
        """
        return (
            (
                self.values == other.values
                or all(one_form(self.values[name]) == one_form(other.values[name]) for name in self.values)
            )
            and _area_set(self.places) == _area_set(other.places)
            and set(self.groups) == set(other.groups)
            and set(other.themes) in (set(self.themes), {*self.themes, *self.by_people})
            and set(self.unresolved) == set(other.unresolved)
        )

    def without_words(self) -> Record:
        """The record as it stands once its source has withdrawn: it still counts, and says nothing."""
        values = {**self.values, **dict.fromkeys(SOURCES_WORDS[self.kind])}
        return replace(self, values=values, unresolved=(), withdrawn=True)

    def as_json(self) -> str:
        """The record for ``record_version``; ``from_json`` reads it back."""
        return json.dumps(
            {
                "values": {k: v.isoformat() if isinstance(v, date) else v for k, v in self.values.items()},
                "places": [list(area.codes) for area in self.places],
                "groups": self.groups,
                "themes": self.themes,
                "unresolved": self.unresolved,
                "settled": self.settled,
                "upload_id": self.upload_id,
                "sheet": self.sheet,
                "sheet_row": self.sheet_row,
                "live": self.live,
            },
            ensure_ascii=False,
        )


def from_json(kind: str, text: str) -> Record:
    """The record that ``as_json`` wrote."""
    held = json.loads(text)
    values = dict(held["values"])
    day = values[DATE_FIELD[kind]]
    values[DATE_FIELD[kind]] = date.fromisoformat(day) if day else None
    return Record(
        kind,
        values,
        tuple(Area(*codes) for codes in held["places"]),
        tuple(held["groups"]),
        tuple(held["themes"]),
        tuple((field, raw) for field, raw in held["unresolved"]),
        held["upload_id"],
        held["sheet"],
        held["sheet_row"],
        held["live"],
        tuple((field, raw, state) for field, raw, state in held.get("settled", ())),
    )


def from_row(kind: str, row: Row, upload_id: str) -> tuple[Record, Source | None]:
    """The record that a row brings, and whom it came from."""
    values = row.values
    record = Record(
        kind, values, row.places, row.groups, row.themes, row.unresolved, upload_id, row.sheet, row.sheet_row,
        settled=row.settled,
    )  # fmt: skip
    if WITHDRAWN in map(values.get, TEXT_FIELDS[kind]):
        return record.without_words(), None  # the tombstone of an export
    found = source_of(values[NAME_FIELD[kind]], values["source_url"])
    values["source_id"] = found.source_id if found else None
    return record, found


def source(record: Record) -> Source | None:
    """Whom a record came from: its source's name, else its address's site."""
    return source_of(record.values[NAME_FIELD[record.kind]], record.values["source_url"])


def _area_set(areas: tuple[Area, ...]) -> set[tuple[str, str | None, str | None, str | None]]:
    return {area.codes for area in areas}
