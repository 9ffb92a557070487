"""The line under a picture: how many people and organisations it rests on, and that they are no sample."""

from __future__ import annotations

from queries import sentences
from queries.disclosure import tell
from queries.filters import Filters


def source_line(filters: Filters, yardstick: str = "") -> str:
    """For everything in view; ``yardstick`` names what it is held against."""
    return sentences.collected(tell("headline", filters).one["sources"], yardstick)
