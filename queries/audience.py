"""Which records a view may count at all."""

from __future__ import annotations

from queries.ask import ask
from queries.filters import Filters

NARROWED = (
    "While the sharing view is narrowed, it counts only what may be quoted publicly. A blank number is not nothing: "
    "what was told in confidence is not counted here."
)
TOO_FEW = (
    "The sharing view counts only what may be quoted publicly: too few people told something in confidence to count "
    "that with it. A blank number is not nothing."
)


def audience_of(filters: Filters) -> str:
    """``team`` (everything), ``shared`` (public, and what was told in confidence in whole batches) or ``public``.

    Where nothing at all was told in confidence, sharing mode counts what the team does.
    """
    if filters.mode == "working" or not confidential():
        return "team"
    if filters.narrows or not ask("told_in_confidence").one["released"]:
        return "public"
    return "shared"


def confidential() -> bool:
    """Whether any record was told in confidence."""
    return bool(ask("told_in_confidence").one["confidential"])


def why_public(filters: Filters) -> str:
    """The note that goes with a view of what is public only."""
    return NARROWED if filters.narrows else TOO_FEW
