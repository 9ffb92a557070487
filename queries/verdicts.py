"""Which questions compare, and whether the evidence in view carries the comparison."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from queries.ask import Answer, ask
from queries.audience import audience_of
from queries.filters import Filters
from queries.hidden import hidden
from queries.ladder import BANDS, CHANGE, SCREENING, SLOPES, Verdict, allows, enough_expected, recorded_enough
from queries.measures.ratios import LEAST_EXPECTED

HIDDEN = "We do not compare here yet: too little is recorded. Its numbers are not shown in the sharing view."
_NO_INSIGHTS = Verdict(False, "There are no insights in view.")
_LEVELS = {"council": "councils", "hscp": "partnerships", "health_board": "health boards"}


def judged(question: str, rows: Sequence[Mapping[str, Any]], filters: Filters, **own: Any) -> list[dict[str, Any]]:
    """The rows of a comparison with ``shown`` and ``reason``; the rows of any other question as they are."""
    verdict = verdict_on(question, filters, **own)
    if verdict is None:
        return [dict(row) for row in rows]
    told = []
    for row in rows:
        here = verdict
        if question == "observed_expected" and verdict.shown and row["expected"] is not None:
            here = enough_expected(row["expected"], LEAST_EXPECTED)
        told.append({**row, "shown": here.shown, "reason": here.reason})
    return told


def verdict_on(question: str, filters: Filters, **own: Any) -> Verdict | None:
    """Whether a page would show the comparison that a question makes; None where it makes none."""
    rule = _RULES.get(question)
    return _told(rule(filters, **own), filters) if rule else None


def bands(filters: Filters) -> Verdict:
    """Bands of councils: 30 sources that name a council, and the place known for 60 % of the insights."""
    return _told(_councils(filters, BANDS, "councils by deprivation"), filters)


def groups(filters: Filters) -> Verdict:
    """Groups: whom it is about must be recorded for 60 % of the records in view."""
    answer = _ask("group_counts", filters)
    silent = sum(row["records"] for row in answer.rows if row["group_name"] == "not_recorded")
    return _told(_enough(silent, filters, "group"), filters)


def effects(filters: Filters) -> Verdict:
    """Inequality by theme: what was said about it must be recorded for 60 % of the records in view."""
    answer = _ask("effect_totals", filters)
    silent = sum(row["records"] for row in answer.rows if row["effect"] == "not_recorded")
    return _told(_enough(silent, filters, "effect on inequality"), filters)


def _areas(filters: Filters, area_level: str) -> Verdict:
    """Areas by their share: boards from 30 sources that name one, councils and partnerships from 300."""
    needed = BANDS if area_level == "health_board" else SLOPES
    words = f"{_LEVELS[area_level]} by their share of people"
    return _placed(filters) or allows(_sources_that_name(filters, area_level), needed, words)


def _councils(filters: Filters, needed: int, words: str) -> Verdict:
    return _placed(filters) or allows(_sources_that_name(filters, "council"), needed, words)


def _placed(filters: Filters) -> Verdict | None:
    """Why nothing is compared by place; None where the place is recorded for enough insights."""
    kinds = {row["kind"]: row["insights"] for row in _ask("place_totals", filters).rows}
    of = sum(kinds.values())
    if not of:
        return _NO_INSIGHTS
    known = recorded_enough(of - kinds["not_known"], of, "place")
    return None if known.shown else known


def _sources_that_name(filters: Filters, area_level: str) -> int:
    if area_level == "council":  # the same number, which pages about councils ask for anyway
        return int(_ask("council_sources", filters).one["sources"])
    return int(_ask("area_sources", filters, area_level=area_level).one["sources"])


def _listening(filters: Filters) -> Verdict:
    """The gap: who spoke recorded for 60 % of the insights, by 30 sources."""
    row = _recorded("heard_from", filters)
    if not row["of"]:
        return _NO_INSIGHTS
    known = recorded_enough(row["recorded"], row["of"], "who spoke")
    if not known.shown:
        return known
    behind = _ask("listening_gap", filters).rows[0]["base_sources"]
    return allows(behind, BANDS, "who spoke with the people of Scotland")


def _squares(filters: Filters) -> Verdict:
    """Theme by group: both recorded for 60 % of the insights, in 100 sources."""
    for name, words in (("themes", "theme"), ("groups", "group")):
        row = _recorded(name, filters)
        if not row["of"]:
            return _NO_INSIGHTS
        known = recorded_enough(row["recorded"], row["of"], words)
        if not known.shown:
            return known
    rows = _ask("theme_group", filters).rows
    return allows(rows[0]["base_sources"] if rows else 0, SCREENING, "themes by group")


def _words(filters: Filters, **own: Any) -> Verdict:
    """Words of two groups: the group recorded for 60 % of the insights, and 100 sources about one of the two."""
    row = _recorded("groups", filters)
    if not row["of"]:
        return _NO_INSIGHTS
    known = recorded_enough(row["recorded"], row["of"], "group")
    if not known.shown:
        return known
    return allows(_ask("group_sources", filters, **own).one["sources"], SCREENING, "the words about these two groups")


def _periods(filters: Filters, **own: Any) -> Verdict:
    """Two periods: 1,000 sources that were heard from in both."""
    rows = _ask("theme_change", filters, **own).rows
    return allows(rows[0]["present"] if rows else 0, CHANGE, "how many raised a theme in the two periods")


def _recorded(field: str, filters: Filters) -> Mapping[str, Any]:
    return next(row for row in _ask("completeness", filters).rows if row["field"] == field)


def _enough(silent: int, filters: Filters, words: str) -> Verdict:
    """``silent``: for how many of the records in view, insights and case studies, it is not recorded."""
    of = sum(row["records"] for row in _ask("effect_totals", filters).rows)
    if not of:
        return Verdict(False, "There are no records in view.")
    verdict = recorded_enough(of - silent, of, words)
    return replace(verdict, reason=verdict.reason.replace(" insights,", " records,"))


def _ask(name: str, filters: Filters, **own: Any) -> Answer:
    """The answer for those who see the verdict: its reason tells no number that they may not see."""
    return ask(name, filters, audience=audience_of(filters), **own)


def _told(verdict: Verdict, filters: Filters) -> Verdict:
    """The verdict without its numbers where the sharing view hides any number at all."""
    hides = not verdict.shown and audience_of(filters) == "shared" and (hidden().cells_hidden or hidden().fields)
    return replace(verdict, reason=HIDDEN) if hides else verdict


_RULES: dict[str, Callable[..., Verdict]] = {
    "deprivation_bands": bands,
    "urban_rural": lambda filters: _councils(filters, BANDS, "councils by how many live in rural areas"),
    "islands": lambda filters: _councils(filters, BANDS, "island councils with the others"),
    "observed_expected": _areas,
    "concentration": lambda filters: _councils(filters, SCREENING, "councils in the order of their deprivation"),
    "slope_index": lambda filters: _councils(filters, SLOPES, "the most with the least deprived councils"),
    "listening_gap": _listening,
    "theme_group": _squares,
    "words_apart": _words,
    "theme_change": _periods,
    "group_counts": groups,
    "theme_effects": effects,
    "inequality_signals": lambda filters, **own: effects(filters),
}
