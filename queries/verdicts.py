"""Which questions compare, and whether the evidence in view carries the comparison."""

from __future__ import annotations

from dataclasses import replace

from queries.ask import ask
from queries.disclosure import tell
from queries.filters import Filters
from queries.ladder import BANDS, Verdict, allows, recorded_enough

HIDDEN = "We do not compare here yet: too little is recorded. Its numbers are not shown in the sharing view."


def verdict_on(question: str, filters: Filters) -> Verdict | None:
    """Whether a page would show the comparison that a question makes; None where it makes none."""
    rule = _RULES.get(question)
    return rule(filters) if rule else None


def bands(filters: Filters) -> Verdict:
    """Deprivation bands: 30 sources that name a council, and the place known for 60 % of the insights."""
    for row in ask("completeness", filters).rows:
        if row["field"] == "place":
            if not row["of"]:
                return Verdict(False, "There are no insights in view.")
            known = recorded_enough(row["recorded"], row["of"], "place")
            if not known.shown:
                return _told(known, filters, "completeness")
    heard = allows(ask("council_sources", filters).one["sources"], BANDS, "councils by deprivation")
    return _told(heard, filters, "council_sources")


def groups(filters: Filters) -> Verdict:
    """Groups: whom it is about must be recorded for 60 % of the records in view."""
    silent = sum(row["records"] for row in ask("group_counts", filters).rows if row["group_name"] == "not_recorded")
    return _told(_enough(silent, filters, "group"), filters, "group_counts")


def effects(filters: Filters) -> Verdict:
    """Inequality by theme: what was said about it must be recorded for 60 % of the records in view."""
    silent = sum(row["records"] for row in ask("effect_totals", filters).rows if row["effect"] == "not_recorded")
    return _told(_enough(silent, filters, "effect on inequality"), filters, "effect_totals")


def _enough(silent: int, filters: Filters, words: str) -> Verdict:
    """``silent``: for how many of the records in view, insights and case studies, it is not recorded."""
    of = sum(row["records"] for row in ask("effect_totals", filters).rows)
    if not of:
        return Verdict(False, "There are no records in view.")
    verdict = recorded_enough(of - silent, of, words)
    return replace(verdict, reason=verdict.reason.replace(" insights,", " records,"))


def _told(verdict: Verdict, filters: Filters, question: str) -> Verdict:
    """The verdict without its numbers where the mode hides any in the answer that they come from."""
    hides = not verdict.shown and tell(question, filters).notes
    return replace(verdict, reason=HIDDEN) if hides else verdict


_RULES = {"deprivation_bands": bands, "group_counts": groups, "theme_effects": effects}
