"""Which records a view may count at all."""

from __future__ import annotations

from data.read_model import NOW, Standing
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

    Where nothing at all was told in confidence, sharing mode counts what the team does. An earlier day and a draft
    of themes are like a filter: held against what stands now, they would tell one person's words apart.
    """
    if filters.mode == "working" or not (confidential() or confidential(filters.standing)):
        return "team"
    if filters.narrows or filters.standing != NOW or not ask("told_in_confidence").one["released"]:
        return "public"
    return "shared"


def confidential(standing: Standing = NOW) -> bool:
    """Whether any record was told in confidence, as the evidence is looked at."""
    return bool(ask("told_in_confidence", standing=standing).one["confidential"])


def why_public(filters: Filters) -> str:
    """The note that goes with a view of what is public only."""
    return NARROWED if filters.narrows or filters.standing != NOW else TOO_FEW
