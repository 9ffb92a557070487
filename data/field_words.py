"""What a field is called in words, on the screen and in what is told about a file."""

from __future__ import annotations

_WORDS = {
    "insight_id": "Its own number",
    "case_study_id": "Its own number",
    "recorded_on": "Date",
    "published_on": "Date",
    "date_precision": "How exact the date is",
    "text": "What was heard",
    "source_name": "Source: who said or wrote it",
    "organisation_size": "Size of the organisation",
    "source_url": "Web address of the source",
    "heard_from": "Who spoke",
    "groups": "Whom it is about",
    "inequality_effect": "Effect on inequality",
    "quote_permission": "Who may see it",
    "data_zone": "Data zone or postcode",
    "original_cells": "Cells kept from an earlier file",
}


def field_word(name: str | None) -> str:
    """``Place`` for place, ``What was heard`` for text."""
    return _WORDS.get(name or "", (name or "").replace("_", " ").capitalize())
