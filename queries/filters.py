"""Every way of narrowing what is counted, in one frozen object, and how it is written in an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from data.read_model import Standing
from data.vocabulary import vocabulary

NOT_RECORDED = "not_recorded"
UNITS = ("mentions", "sources", "places")
MODES = ("working", "sharing")
AUDIENCES = ("team", "shared", "public")  # what in_view.sql leaves in: see there
RECORD_KINDS = ("insight", "case_study")
# The list-valued filters: attribute, its name in an address, and the vocabulary whose values go by slugs there.
LISTS = {
    "theme": ("theme", None),
    "place": ("place", None),
    "focus_area": ("focus", "focus_area"),
    "source_kind": ("source_kind", "source_kind"),
    "sector": ("sector", "sector"),
    "level": ("level", "level"),
    "group": ("group", "group"),
}
Choices = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Filters:
    """What is in view. Empty lists and None leave everything in; lists hold ids or values, ORed together.

    ``as_at`` looks at it as it stood at the end of a day, ``draft`` with the themes of a draft; neither narrows.
    """

    theme: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    focus_area: tuple[str, ...] = ()
    source_kind: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    from_date: date | None = None
    to_date: date | None = None
    record_kind: str | None = None
    unit: str = "mentions"
    mode: str = "working"
    as_at: date | None = None
    draft: str | None = None

    @property
    def standing(self) -> Standing:
        """How the evidence is looked at."""
        return Standing(self.as_at, self.draft)

    @property
    def narrows(self) -> bool:
        """Whether anything is left out of view."""
        return any(getattr(self, name) for name in (*LISTS, "from_date", "to_date", "record_kind"))

    def parameters(self, audience: str = "team") -> dict[str, Any]:
        """The parameters of in_view.sql; ``audience`` is one of AUDIENCES."""
        lists = {name: list(getattr(self, name)) for name in LISTS}
        return {
            **lists,
            "from_date": self.from_date,
            "to_date": self.to_date,
            "record_kind": self.record_kind,
            "audience": audience,
        }

    def cleared(self) -> Filters:
        """Everything in view again, as it stands now; the unit, the mode and the draft stay."""
        return Filters(unit=self.unit, mode=self.mode, draft=self.draft)

    def to_address(self) -> dict[str, list[str]]:
        """The filters as the address bar holds them: ids and slugs, nothing that is at its default.

        A draft is seen only where it is worked on, so it never stands in an address.
        """
        address: dict[str, list[str]] = {}
        for name, (key, field) in LISTS.items():
            values = getattr(self, name)
            if values:
                address[key] = [_out(field, value) for value in values]
        for key, day in (("from", self.from_date), ("to", self.to_date), ("as_at", self.as_at)):
            if day:
                address[key] = [day.isoformat()]
        for name, key in (("record_kind", "record_kind"), ("unit", "unit"), ("mode", "mode")):
            value = getattr(self, name)
            if value and value != _DEFAULTS[name]:
                address[key] = [value]
        return address


# What was wrong with a part of an address, by its name there; one sentence with what was done about it.
_IN_WORDS = {
    "theme": "The address names a theme that is not known here",
    "place": "The address names a place that is not known here",
    "focus": "The address names a focus area that is not known here",
    "source_kind": "The address names a kind of source that is not known here",
    "sector": "The address names a sector that is not known here",
    "level": "The address names a level that is not known here",
    "group": "The address names a group of people that is not known here",
    "from": "The first day in the address is not a date",
    "to": "The last day in the address is not a date",
    "from and to": "The time in the address ends before it begins",
    "as_at": "The day to look back to in the address is not a date",
    "unit": "The address asks for a way of counting that is not known here",
    "mode": "The address asks for a view that is neither the working nor the sharing view",
    "record_kind": "The address asks for a kind of record that is not known here",
}
_DEFAULTS = {field.name: field.default for field in fields(Filters)}


def from_address(address: Mapping[str, Sequence[str]], choices: Choices) -> tuple[Filters, list[str]]:
    """The filters that an address means, and a note for every part of it that means nothing here.

    ``choices`` holds the values that exist, by filter; whatever else stands in the address is left out.
    The notes name the filter only, never what stood there.
    """
    found: dict[str, Any] = {}
    bad: list[str] = []
    for name, (key, field) in LISTS.items():
        values = []
        for raw in dict.fromkeys(address.get(key, ())):
            value = _in(field, raw)
            if value in choices.get(name, frozenset()):
                values.append(value)
            elif key not in bad:
                bad.append(key)
        found[name] = tuple(values)
    for name, key in (("from_date", "from"), ("to_date", "to"), ("as_at", "as_at")):
        raw = _first(address, key)
        found[name] = _day(raw)
        if raw and found[name] is None:
            bad.append(key)
    if found["from_date"] and found["to_date"] and found["from_date"] > found["to_date"]:
        found["from_date"] = found["to_date"] = None
        bad.append("from and to")
    for name, allowed in (("unit", UNITS), ("mode", MODES), ("record_kind", RECORD_KINDS)):
        raw = _first(address, name)
        if raw in allowed:
            found[name] = raw
        elif raw:
            bad.append(name)
    return replace(Filters(), **found), [f"{_IN_WORDS[key]}, so it was left out." for key in bad]


def _first(address: Mapping[str, Sequence[str]], key: str) -> str:
    values = address.get(key) or ("",)
    return values[0]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _out(field: str | None, value: str) -> str:
    return value if field is None or value == NOT_RECORDED else vocabulary().slug(field, value)


def _in(field: str | None, raw: str) -> str:
    if field is None or raw == NOT_RECORDED:
        return raw
    return vocabulary().from_slug(field, raw) or raw
