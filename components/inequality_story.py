"""The parts of the story about inequality that show a comparison only where the evidence carries it."""

from __future__ import annotations

from components import band_bars, effect_bars, group_bars, view, withheld
from queries import sentences, verdicts
from queries.disclosure import tell
from queries.filters import Filters


def by_theme(filters: Filters, source: str) -> None:
    """Wider against smaller gaps for each theme."""
    rows, verdict = tell("theme_effects", filters).rows, verdicts.effects(filters)
    if verdict.shown:
        effect_bars.show(rows, key="effect-themes", by="theme", source=source, on_pick=view.opens("insights", "theme"))
    else:
        heading = "What people said about inequality, by theme"
        withheld.show(heading, verdict, effect_bars.columns("theme"), rows, source=source)


def by_group(filters: Filters, source: str) -> None:
    """Wider against smaller gaps for each group of people."""
    rows, verdict = tell("group_counts", filters).rows, verdicts.groups(filters)
    if verdict.shown:
        on_pick = view.opens("insights", "group") if filters.mode == "working" else None
        effect_bars.show(rows, key="effect-groups", by="group", source=source, on_pick=on_pick)
    else:
        heading = "What people said about inequality, by group of people"
        withheld.show(heading, verdict, effect_bars.columns("group"), rows, source=source)


def who_it_is_about(filters: Filters, source: str) -> None:
    """Which groups of people the records are about; a list, so it always stays."""
    rows = tell("group_counts", filters).rows
    on_pick = view.opens("insights", "group") if filters.mode == "working" else None
    sub = "This is whom the records are about, not who spoke."
    group_bars.show(
        rows, unit="records" if filters.unit == "mentions" else "sources", sub=sub, source=source, on_pick=on_pick
    )


def heard_by_band(filters: Filters) -> None:
    """Were the bands of councils heard as much as their share of people?"""
    rows, verdict = tell("deprivation_bands", filters).rows, verdicts.bands(filters)
    source = _councils(filters)
    if verdict.shown:
        band_bars.show(rows, sub=f"{band_bars.SUB} {_named(filters)}".strip(), source=source)
    else:
        heading = "Who was heard, beside who lives there"
        withheld.show(heading, verdict, band_bars.COUNTS, rows, source=source)


def effects_by_band(filters: Filters) -> None:
    """Wider against smaller gaps in each band of councils."""
    rows, verdict = tell("deprivation_bands", filters).rows, verdicts.bands(filters)
    source = _councils(filters)
    if verdict.shown:
        effect_bars.show(rows, key="effect-bands", by="band", source=source)
    else:
        heading = "What people said about inequality, in three bands of councils"
        withheld.show(heading, verdict, effect_bars.columns("band"), rows, source=source)


def _councils(filters: Filters) -> str:
    """The source line of what is compared between councils: only those who named one are counted."""
    return sentences.collected(tell("council_sources", filters).one["sources"], sentences.DEPRIVATION)


def _named(filters: Filters) -> str:
    """``74 of the 228 insights name a council area; 88 are about all of Scotland.``; empty if masked."""
    found = {row["kind"]: row["insights"] for row in tell("place_totals", filters).rows}
    if any(number is None for number in found.values()):
        return ""
    named = found["one_council"] + found["several_councils"]
    whole = sentences.counted(found["national"], "is", "are")
    return f"{named:,} of the {sum(found.values()):,} insights name a council area; {whole} about all of Scotland."
