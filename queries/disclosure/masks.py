"""Taking numbers out of rows: a masked cell is None, beside ``…_masked`` True, and its whole row goes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from queries.suppression import Suppression

Row = dict[str, Any]
AREA = ("insights", "case_studies", "mentions", "sources", "status")
EFFECTS = ("widening", "narrowing", "mixed", "none_stated", "not_recorded")
BAND = ("insights", "sources", "observed", "ratio", "lower", "upper", "outside")
WITH_SUB = ("mentions_with_sub", "sources_with_sub", "places_with_sub")
RATIO = ("observed", "ratio", "lower", "upper", "outside")


def month(row: Mapping[str, Any]) -> str:
    """The leaf of a month."""
    return str(row["month"])


def beside(row: Mapping[str, Any]) -> str:
    """The leaf of what has no month: a year, a quarter's year, or no date at all."""
    return "none" if row["kind"] == "none" else f"{row['kind']}/{row['year']}"


# For each table of one characteristic: its system, the leaf of a row, and the columns that a mask hides.
TABLES: dict[str, tuple[str, str | Callable[[Mapping[str, Any]], str], tuple[str, ...]]] = {
    "theme_frequency": ("theme", "theme_id", ("mentions", "sources", "places", "share", *WITH_SUB)),
    "effect_totals": ("effect", lambda row: row["effect"], ("records", "sources")),
    "council_counts": ("council", "council_code", AREA),
    "board_counts": ("health_board", "health_board_code", AREA),
    "hscp_counts": ("hscp", "hscp_code", AREA),
    "deprivation_bands": ("deprivation", "band", (*BAND, *EFFECTS)),
    "urban_rural": ("urban_rural", "band", BAND),
    "islands": ("islands", "band", BAND),
    "group_counts": ("group", "group_name", ("records", "sources", *EFFECTS)),
    "source_kinds": ("source_kind", "source_kind", ("records", "sources")),
    "focus_areas": ("focus_area", "focus_area", ("records", "sources")),
    "month_totals": ("time", month, ("records", "sources")),
    "undated_totals": ("time", beside, ("records", "sources")),
    "place_points": ("council", "council_code", ("insights", "case_studies", "sources", "insight_sources")),
    "place_totals": ("place_kind", "kind", ("insights", "sources")),
}
# What is expected is the number heard, spread by population: one value of it gives the number heard away.
EXPECTED = ("council_counts", "board_counts", "hscp_counts", "deprivation_bands", "urban_rural", "islands")
FROM_EXPECTED = ("expected", "ratio", "lower", "upper", "outside")  # a ratio beside its count gives it away too
# In a view of what is public only, nothing in these columns is "none that may be counted here", not "none".
NOT_NOTHING = {
    "headline": ("insights", "sources", "councils", "boards", "first_on", "last_on"),
    "completeness": ("recorded", "of", "share", "sources"),
    "council_sources": ("sources",),
    "theme_effects": (*EFFECTS, "sources"),
    "theme_barriers": ("barrier", "enabler", "both", "not_recorded", "sources"),
    "theme_by_month": ("mentions", "sources"),
    "new_totals": ("insights", "case_studies", "sources", "new_sources", "first_on", "last_on", "undated"),
    "theme_added": ("added", "sources_added", "mentions", "first_on", "last_on", "heard_last_on"),
    "places_closed": ("insights",),
    "sector_sources": ("sources", "new_sources", "small", "sized", "records"),
    "used_in_decisions": ("insights", "case_studies", "new_insights", "new_case_studies"),
    "theme_by_period": ("mentions", "sources"),
    "period_totals": ("records", "sources"),
    "undated_by_period": ("records", "sources"),
    "theme_change": (
        "mentions_earlier", "mentions_later", "sources_earlier", "sources_later", "present", "share_earlier",
        "share_later", "difference", "lower", "upper",
    ),
    "observed_expected": RATIO,
    "not_heard_places": ("status", "expected"),
    "listening_gap": ("base_rows", "observed", "expected", "gap", "sources", "base_sources"),
    "inequality_signals": (
        "records", "sources", "widening", "narrowing", "mixed", "none_stated", "effect_not_recorded", "barrier",
        "enabler", "both", "barrier_not_recorded", "micro", "meso", "macro", "level_not_recorded",
    ),
    "theme_group": ("records", "sources", "observed", "lift"),
    "digital_exclusion": ("records", "sources"),
    "language": ("records", "sources"),
    "theme_pairs": ("records", "sources", "share"),
    "theme_profile": (
        "mentions", "sources", "places", "rank_by_mentions", "rank_by_sources", "rank_by_places", "first_on",
        "last_on", "barrier", "enabler", "both", "widening", "narrowing", "mixed", "quotable", *WITH_SUB,
    ),
    "theme_merge_preview": ("mentions", "sources", "places"),
    "theme_split_preview": ("mentions", "sources", "places"),
    "theme_move_preview": (
        "mentions_with_sub", "mentions_after", "sources_with_sub", "sources_after", "places_with_sub", "places_after",
    ),
    **{name: columns for name, (_, _, columns) in TABLES.items()},
}  # fmt: skip


def without(row: Mapping[str, Any], columns: Iterable[str]) -> Row:
    """The row with these numbers hidden; how many of its records are confidential goes with them."""
    told = dict(row)
    for column in columns:
        if column in told:
            told[column] = None
            told[f"{column}_masked"] = True
    for column in ("confidential", "confidential_with_sub"):
        if column in told:
            told[column] = None
    return told


def without_hidden(rows: Sequence[Row], question: str, hidden: Suppression) -> list[Row]:
    """A table of one characteristic without its hidden rows' numbers."""
    _, leaf, columns = TABLES[question]
    at = leaf if callable(leaf) else lambda row: str(row[leaf])
    return [without(row, columns) if at(row) in hidden else row for row in rows]


def without_nothing(rows: Sequence[Row], question: str) -> list[Row]:
    """A view of what is public only: a zero, and what follows from it, is blank."""
    columns = NOT_NOTHING.get(question, ())
    told = []
    for row in rows:
        blank = [column for column in columns if column in row and row[column] in (0, None)]
        if "status" in row and row["status"] != "named":
            blank.append("status")
        if {"observed", "ratio"} & set(blank):
            blank += [*RATIO]
        if "base_rows" in blank or (question == "listening_gap" and "observed" in blank):
            blank += ["expected", "gap"]
        told.append(without(row, dict.fromkeys(blank)) if blank else row)
    return told


def without_small_families(rows: Sequence[Row]) -> list[Row]:
    """The themes without the sums over sub-themes that would give a hidden theme away."""
    above = {row["theme_id"]: row["parent_theme_id"] for row in rows}
    families: set[str] = set()
    for row in rows:
        theme = row["theme_id"] if row.get("mentions_masked") else None
        while theme and theme not in families:
            families.add(theme)
            theme = above.get(theme)
    return [without(row, WITH_SUB) if row["theme_id"] in families else row for row in rows]
