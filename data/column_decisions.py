"""What people decided about the headers of columns: for one file, and remembered from earlier ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from data.columns import fields_of
from data.plain import key


@dataclass(frozen=True)
class Remembered:
    """What somebody decided about a header: the field ("" to leave the column out) and when."""

    field: str
    decided_at: datetime


@dataclass(frozen=True)
class Decided:
    """What people decided about headers: for this file, and remembered from earlier ones by header and kind."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[tuple[str, str], Remembered] = field(default_factory=dict)

    def choice(self, sheet: str, told: str, words: str, kind: str) -> str | None:
        """The field chosen for a column told as ``told`` whose header is ``words``; "" leaves it out.

        A key of the sheet's own goes first, then the column's own name, then its header.
        """
        for name in (in_sheet(told, sheet), told, words):
            chosen = self.chosen.get(key(name))
            if chosen is not None and (not chosen or chosen in fields_of(kind)):
                return chosen
        return None


def decided(mapping: Mapping[str, str], remembered: Mapping[tuple[str, str], Remembered] | None = None) -> Decided:
    """The decisions of a mapping of header to field, with those remembered."""
    return Decided({key(header): name for header, name in mapping.items()}, remembered or {})


def in_sheet(header: str, sheet: str) -> str:
    """How a mapping names a header of one sheet that another sheet has too."""
    return f"{header} (sheet {sheet})"
