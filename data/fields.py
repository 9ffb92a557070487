"""Which fields insights and case studies have, and what each is to the import."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

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
    "insight": ("title", "text", "source_name", "source_url", "recorded_on", "place"),
    "case_study": ("title", "organisation", "what_changed", "source_url", "published_on", "place"),
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


def made_id(kind: str, found: Mapping[str, str]) -> str:
    """A stable id for a row that brings none: the same words from the same source are the same row."""
    parts = [found.get(name, "") for name in IDENTITY[kind]]
    prefix = "INS" if kind == "insight" else "CS"
    return f"{prefix}-{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:12]}"
