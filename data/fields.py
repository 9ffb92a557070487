"""Which fields insights and case studies have, and what each is to the import."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from data.personal import mask

FIELDS = {
    "insight": (
        "insight_id", "recorded_on", "date_precision", "title", "text", "source_kind", "source_id", "source_name",
        "source_url", "heard_from", "place_text", "focus_area", "barrier_or_enabler", "inequality_effect", "level",
        "quote_permission", "data_zone", "original_cells",
    ),
    "case_study": (
        "case_study_id", "title", "organisation", "source_id", "place_text", "published_on", "date_precision",
        "focus_area", "what_changed", "behaviours_that_enabled", "what_was_gained", "unintended_consequences",
        "inequality_effect", "source_url", "original_cells",
    ),
}  # fmt: skip
# What a row tells of its source rather than of itself: each field, and where the table source keeps it.
OF_SOURCE = {"sector": "sector", "organisation_size": "size"}
NAME_FIELD = {"insight": "source_name", "case_study": "organisation"}
TEXT_FIELDS = {
    "insight": ("title", "text"),
    "case_study": (
        "title",
        "what_changed",
        "behaviours_that_enabled",
        "what_was_gained",
        "unintended_consequences",
    ),
}
# Fields that make a row without an id the same row when its file comes again.
IDENTITY = {
    "insight": ("title", "text", "source_name", "source_url", "recorded_on", "place_text"),
    "case_study": ("title", "organisation", "what_changed", "source_url", "published_on", "place_text"),
}
ID_FIELD = {"insight": "insight_id", "case_study": "case_study_id"}
DATE_FIELD = {"insight": "recorded_on", "case_study": "published_on"}
WORDS = {
    "insight": (
        "source_kind",
        "focus_area",
        "barrier_or_enabler",
        "inequality_effect",
        "level",
        "quote_permission",
    ),
    "case_study": ("focus_area", "inequality_effect"),
}
LIST_FIELDS = ("themes", "groups")  # several columns of one row may hold them: "Theme 1", "Theme 2"
KEPT_AS_WRITTEN = {
    "insight": ("title", "text", "source_name", "source_url", "heard_from", "data_zone"),
    "case_study": (
        "title",
        "organisation",
        "what_changed",
        "behaviours_that_enabled",
        "what_was_gained",
        "unintended_consequences",
        "source_url",
    ),
}


# What is blanked where a source withdraws: its own words and everything that could name it.
SOURCES_WORDS = {kind: (*names, "place_text", "original_cells") for kind, names in KEPT_AS_WRITTEN.items()}
WITHDRAWN = "Withdrawn at the source’s wish"

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SIGNS = {**dict.fromkeys(map(ord, "\u2018\u2019\u201b\u2032"), "'"), **dict.fromkeys(map(ord, "\u201c\u201d"), '"')}
_SIGNS |= dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")


def one_form(value: Any) -> Any:
    """A text without what spreadsheet programs change on their own: spaces, line ends, Unicode forms, curly quotes.

    Anything else than text comes back as it is, and "" as None.
    """
    if not isinstance(value, str):
        return value
    if value.isascii():
        return " ".join(value.split()) or None
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFKC", value)).translate(_SIGNS).split()) or None


def same_words(one: Any, other: Any) -> bool:
    """Whether two texts say the same, whatever their spaces, capitals and Unicode forms."""
    if one == other:
        return True
    return _folded(one) == _folded(other)


def made_id(kind: str, values: Mapping[str, Any]) -> str:
    """A stable id for a row that brings none: the same words from the same source are the same row.

    Capitals, spaces and Unicode forms make no other row of it, nor do themes, groups and other columns.
    """
    parts = [_identity(values.get(name), name == "place_text") for name in IDENTITY[kind]]
    prefix = "INS" if kind == "insight" else "CS"
    return f"{prefix}-{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:12]}"


@lru_cache(maxsize=4_096)  # sources and places come again and again
def _identity(value: Any, names_place: bool) -> str:
    """What a field adds to the identity of its row: the same, whether its personal data is kept or masked."""
    return mask(_folded(value), names_place=names_place)[0].casefold()


def _folded(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(one_form(value) or "").casefold()
