"""What may be shown to whom: one function for screen, table, alt text, download and command line.

Masks protect what was told in confidence: a count that rests on fewer than five distinct sources, at least
one record of which may not be quoted publicly. Published sources alone need no mask. Working mode is for the
team and shows everything; sharing mode masks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from queries.ask import ask, named
from queries.filters import Filters

THRESHOLD = 5  # distinct sources; fewer are masked
_A_FEW = range(1, THRESHOLD)

_AREA = ("insights", "case_studies", "mentions", "sources", "status")
_EFFECTS = ("widening", "narrowing", "mixed", "none_stated", "not_recorded")
_BARRIERS = ("barrier", "enabler", "both", "not_recorded")
_WITH_SUB = ("mentions_with_sub", "sources_with_sub", "places_with_sub")

# For each question: the columns that a mask hides. Every one of them has sources and confidential columns.
_HIDDEN = {
    "headline": ("insights", "case_studies", "sources", "councils", "boards", "first_on", "last_on"),
    "theme_frequency": ("mentions", "sources", "places", "share", *_WITH_SUB),
    "theme_effects": (*_EFFECTS, "sources"),
    "theme_barriers": (*_BARRIERS, "sources"),
    "effect_totals": ("records", "sources"),
    "council_counts": _AREA,
    "board_counts": _AREA,
    "hscp_counts": _AREA,
    "council_sources": ("sources",),
    "deprivation_bands": ("insights", "sources", "observed", *_EFFECTS),
    "group_counts": ("records", "sources", *_EFFECTS),
    "source_kinds": ("records", "sources"),
    "focus_areas": ("records", "sources"),
    "theme_by_month": ("mentions", "sources"),
    "theme_pairs": ("records", "sources", "share"),
    "theme_profile": (
        "mentions",
        "sources",
        "places",
        "rank_by_mentions",
        "rank_by_sources",
        "rank_by_places",
        "first_on",
        "last_on",
        "barrier",
        "enabler",
        "both",
        "widening",
        "narrowing",
        "mixed",
        "quotable",
        *_WITH_SUB,
    ),
    "theme_merge_preview": ("mentions", "sources", "places"),
    "theme_split_preview": ("mentions", "sources", "places"),
    "theme_move_preview": (
        "mentions_with_sub",
        "mentions_after",
        "sources_with_sub",
        "sources_after",
        "places_with_sub",
        "places_after",
    ),
    "month_totals": ("records", "sources"),
    "undated_totals": ("records", "sources"),
    "place_points": ("insights", "case_studies", "sources", "insight_sources"),
    "place_totals": ("insights", "sources"),
}
# The parts of a row that are counts of their own: a few in one of them hides them all.
_PARTS = {
    "theme_effects": _EFFECTS,
    "theme_barriers": _BARRIERS,
    "group_counts": _EFFECTS,
    "deprivation_bands": _EFFECTS,
}
# What is expected is the number heard, spread by population: one value of it gives the number heard away.
_EXPECTED = ("council_counts", "board_counts", "hscp_counts", "deprivation_bands")
_PARTS_NOTE = f"What rests on fewer than {THRESHOLD} records within a row is masked, and the rest of its parts with it."
_CHOICES_NOTE = "How many records a choice would keep is masked: some were told in confidence."


@dataclass(frozen=True)
class Told:
    """An answer as it may be shown: rows with masked cells None and ``…_masked`` True, and notes in words."""

    question: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    notes: tuple[str, ...] = ()

    @property
    def one(self) -> dict[str, Any]:
        """The only row of a question that has one."""
        return self.rows[0]


def tell(name: str, filters: Filters | None = None, **parameters: Any) -> Told:
    """A question's answer with the masks of the filters' mode applied.

    Words that may not be quoted publicly are not listed, searched or counted at all in sharing mode.
    """
    question, mode = named(name), (filters or Filters()).mode
    if "shared" in question.parameters:
        parameters["shared"] = mode == "sharing"
    answer = ask(name, filters if question.filtered else None, **parameters)
    if mode == "working":
        return Told(name, answer.columns, answer.rows)
    if "shared" in question.parameters:
        return Told(name, answer.columns, answer.rows, ("Only what may be quoted publicly is listed here.",))
    if name == "choices":
        return Told(name, answer.columns, *_without_records(answer.rows))
    if name == "completeness":
        return Told(name, answer.columns, *_without_small_parts(answer.rows))
    if name not in _HIDDEN:
        return Told(name, answer.columns, answer.rows)
    behind = "insight_sources" if name == "place_points" else "sources"  # case studies are public
    rows, notes = masked(answer.rows, _HIDDEN[name], behind=behind)
    if name == "theme_frequency":
        rows = _without_small_families(rows)
    hides = bool(notes)
    if name in _PARTS:
        told = tuple(_hide(row, _PARTS[name]) if _has_a_few(row, _PARTS[name]) else row for row in rows)
        notes = notes if told == rows else (*notes, _PARTS_NOTE)
        rows = told
    if name in _EXPECTED and hides:
        rows = tuple({**row, "expected": None, "expected_masked": True} for row in rows)
    return Told(name, answer.columns, rows, notes)


def masked(
    rows: Sequence[dict[str, Any]], hidden: Sequence[str], threshold: int = THRESHOLD, *, behind: str = "sources"
) -> tuple[tuple[dict[str, Any], ...], tuple[str, ...]]:
    """The rows with every count hidden that too few confidential sources carry, and a note if any is.

    Where one row alone would be masked, the next smallest one goes with it, so that the hidden count cannot
    be worked out from a total; where there is none, every row goes, because the zeros of the others would say
    which number is left over. ``behind`` names the column with the sources that protect a row.
    """
    small = [at for at, row in enumerate(rows) if row["confidential"] and row[behind] < threshold]
    if len(small) == 1:
        others = [at for at, row in enumerate(rows) if at not in small and row[behind]]
        small = [*small, min(others, key=lambda at: (rows[at][behind], at))] if others else [*range(len(rows))]
    if not small:
        return tuple(rows), ()
    told = tuple(_hide(row, hidden) if at in small else row for at, row in enumerate(rows))
    note = (
        f"{len(small):,} rows are masked: they rest on fewer than {threshold} people or organisations, or would "
        "give such a row away."
    )
    return told, (note,)


def _hide(row: dict[str, Any], hidden: Sequence[str]) -> dict[str, Any]:
    """The row with these counts hidden; how many of its records are confidential goes with them."""
    told = dict(row)
    for column in hidden:
        if column in told:
            told[column] = None
            told[f"{column}_masked"] = True
    told["confidential"] = None
    if "confidential_with_sub" in told and any(name in _WITH_SUB for name in hidden):
        told["confidential_with_sub"] = None
    return told


def _has_a_few(row: dict[str, Any], parts: Sequence[str]) -> bool:
    return bool(row["confidential"]) and any(row[part] in _A_FEW for part in parts)


def _without_small_families(rows: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """The themes without the sums over sub-themes that few carry, or that give a masked sub-theme away."""
    above = {row["theme_id"]: row["parent_theme_id"] for row in rows}
    hidden: set[str] = set()
    for row in rows:
        few = row["confidential_with_sub"] and row["sources_with_sub"] < THRESHOLD
        theme = row["theme_id"] if few or "mentions_masked" in row else None
        while theme and theme not in hidden:
            hidden.add(theme)
            theme = above.get(theme)
    return tuple(_hide(row, _WITH_SUB) if row["theme_id"] in hidden else row for row in rows)


def _without_records(rows: Sequence[dict[str, Any]]) -> tuple[tuple[dict[str, Any], ...], tuple[str, ...]]:
    """The choices without how many records each would keep, where any record was told in confidence."""
    if not ask("headline").one["confidential"]:
        return tuple(rows), ()
    return tuple({**row, "records": None, "records_masked": True} for row in rows), (_CHOICES_NOTE,)


def _without_small_parts(rows: Sequence[dict[str, Any]]) -> tuple[tuple[dict[str, Any], ...], tuple[str, ...]]:
    """How much is recorded, without the fields where the recorded or the missing part is a few insights.

    Where few people or organisations are behind all of them, nothing is told at all.
    """
    told = []
    for row in rows:
        if row["confidential"] and row["sources"] < THRESHOLD:
            told.append(_hide(row, ("recorded", "of", "share", "sources")))
        elif row["confidential"] and min(row["recorded"], row["of"] - row["recorded"]) in _A_FEW:
            told.append(_hide(row, ("recorded", "share")))
        else:
            told.append(row)
    note = f"Fields that all but a few insights have, or lack, are masked (fewer than {THRESHOLD})."
    return tuple(told), (note,) if any("recorded_masked" in row for row in told) else ()
