"""Which questions compare, and whether the evidence in view carries the comparison."""

from __future__ import annotations

from queries.ask import ask
from queries.filters import Filters
from queries.ladder import BANDS, Verdict, allows, recorded_enough


def verdict_on(question: str, filters: Filters) -> Verdict | None:
    """Whether a page would show the comparison that a question makes; None where it makes none."""
    rule = _RULES.get(question)
    return rule(filters) if rule else None


def bands(filters: Filters) -> Verdict:
    """Deprivation bands: 30 sources that name a council, and the place known for 60 % of the insights."""
    known = _completeness(filters, "place")
    if not known.shown:
        return known
    return allows(ask("council_sources", filters).one["sources"], BANDS, "councils by deprivation")


def groups(filters: Filters) -> Verdict:
    """Groups: whom it is about must be recorded for 60 % of the insights."""
    return _completeness(filters, "groups")


def effects(filters: Filters) -> Verdict:
    """Inequality by theme: what was said about it must be recorded for 60 % of the insights."""
    return _completeness(filters, "inequality_effect")


def _completeness(filters: Filters, field: str) -> Verdict:
    words = {"place": "place", "groups": "group", "inequality_effect": "effect on inequality"}[field]
    for row in ask("completeness", filters).rows:
        if row["field"] == field:
            return recorded_enough(row["recorded"], row["of"], words)
    return Verdict(False, "There are no insights in view.")


_RULES = {"deprivation_bands": bands, "group_counts": groups, "theme_effects": effects}
