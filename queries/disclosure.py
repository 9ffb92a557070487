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

# For each question: the columns that a mask hides. Every one of them has sources and confidential columns.
_HIDDEN = {
    "headline": ("insights", "case_studies", "sources", "councils", "boards", "first_on", "last_on"),
    "theme_frequency": (
        "mentions", "mentions_with_sub", "sources", "sources_with_sub", "places", "places_with_sub", "share",
    ),
    "theme_effects": ("widening", "narrowing", "mixed", "none_stated", "not_recorded", "sources"),
    "theme_barriers": ("barrier", "enabler", "both", "not_recorded", "sources"),
    "effect_totals": ("records", "sources"),
    "council_counts": ("insights", "case_studies", "mentions", "sources", "status"),
    "board_counts": ("insights", "case_studies", "mentions", "sources", "status"),
    "hscp_counts": ("insights", "case_studies", "mentions", "sources", "status"),
    "deprivation_bands": (
        "insights", "sources", "observed", "widening", "narrowing", "mixed", "none_stated", "not_recorded",
    ),
    "group_counts": ("records", "sources", "widening", "narrowing", "mixed", "none_stated", "not_recorded"),
    "source_kinds": ("records", "sources"),
    "focus_areas": ("records", "sources"),
    "theme_by_month": ("mentions", "sources"),
    "month_totals": ("records", "sources"),
    "undated_totals": ("records", "sources"),
    "place_points": ("insights", "case_studies", "sources"),
    "place_totals": ("insights", "sources"),
}  # fmt: skip


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
    if name == "completeness":
        return Told(name, answer.columns, *_without_small_parts(answer.rows))
    if name not in _HIDDEN:
        return Told(name, answer.columns, answer.rows)
    return Told(name, answer.columns, *masked(answer.rows, _HIDDEN[name]))


def masked(
    rows: Sequence[dict[str, Any]], hidden: Sequence[str], threshold: int = THRESHOLD
) -> tuple[tuple[dict[str, Any], ...], tuple[str, ...]]:
    """The rows with every count hidden that too few confidential sources carry, and a note if any is.

    Where one row alone would be masked, the next smallest one goes with it, so that the hidden count cannot
    be worked out from a total.
    """
    small = [at for at, row in enumerate(rows) if row["confidential"] and row["sources"] < threshold]
    if len(small) == 1:
        others = [at for at, row in enumerate(rows) if at not in small and row["sources"]]
        if others:
            small.append(min(others, key=lambda at: (rows[at]["sources"], at)))
    if not small:
        return tuple(rows), ()
    told = tuple(_hide(row, hidden) if at in small else row for at, row in enumerate(rows))
    note = (
        f"{len(small):,} rows are masked: they rest on fewer than {threshold} people or organisations, or would "
        "give such a row away."
    )
    return told, (note,)


def _hide(row: dict[str, Any], hidden: Sequence[str]) -> dict[str, Any]:
    told = dict(row)
    for column in hidden:
        if column in told:
            told[column] = None
            told[f"{column}_masked"] = True
    told["confidential"] = None
    return told


def _without_small_parts(rows: Sequence[dict[str, Any]]) -> tuple[tuple[dict[str, Any], ...], tuple[str, ...]]:
    """How much is recorded, without the fields where the recorded or the missing part is a few insights."""
    told = tuple(
        _hide(row, ("recorded", "share"))
        if row["confidential"] and min(row["recorded"], row["of"] - row["recorded"]) in _A_FEW
        else row
        for row in rows
    )
    note = f"Fields that all but a few insights have, or lack, are masked (fewer than {THRESHOLD})."
    return told, (note,) if any("recorded_masked" in row for row in told) else ()
