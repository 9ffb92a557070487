"""The evidence on the stage: one picture of a page with its heading, in the sharing view and in large type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components import effect_totals, kind_bars, place_words, theme_bars, tile_map, tiles
from components.canvas import Figure
from components.palette import Look
from queries import sentences
from queries.choices import allowed
from queries.disclosure import tell
from queries.filters import Filters, from_address

PAGES = {
    "themes": "Themes: which come up most",
    "places": "Places: where we have heard from, and where not yet",
    "inequality": "Inequality: what people said about it",
    "sources": "Sources: how it was heard",
}
STORIES = 4
TOP = 6  # themes that fit on a stage of 720 pixels


@dataclass(frozen=True)
class Picture:
    """What the stage draws: words, a chart and its words for those who do not see it; what a click opens."""

    heading: str
    lead: str
    figure: Figure
    alt: str
    picks: str | None = None  # the filter that a click on a mark narrows by
    tall: bool = False  # a map stands beside its words
    told: tuple[str, ...] = ()  # what has changed, where something has


def filters_of(held: Mapping[str, Any]) -> Filters:
    """The filters that a step holds, always in the sharing view; what is no longer known is let go."""
    told = {name: value if isinstance(value, list) else [str(value)] for name, value in held.items()}
    found, _ = from_address({**told, "mode": ["sharing"]}, allowed())
    return found


def picture(page: str, filters: Filters, look: Look) -> Picture:
    """The picture of a page for the stage."""
    makers: Mapping[str, Callable[[Filters, Look], Picture]] = {
        "places": _places,
        "inequality": _inequality,
        "sources": _sources,
    }
    return makers.get(page, _themes)(filters, look)


def stories(filters: Filters) -> Sequence[Mapping[str, Any]]:
    """The first few insights that may be quoted in public."""
    return tell("insights", filters, ids=None, shared=True, limit=STORIES, offset=0).rows


def _themes(filters: Filters, look: Look) -> Picture:
    rows = tell("theme_frequency", filters).rows
    lead = sentences.top_themes(rows, filters.unit)
    figure = theme_bars.figure(rows, look=look, unit=filters.unit, limit=TOP)
    heading = theme_bars.heading(rows, unit=filters.unit, limit=TOP)
    return Picture(heading, lead, figure, theme_bars.alt(rows, unit=filters.unit, limit=TOP), "theme")


def _places(filters: Filters, look: Look) -> Picture:
    rows = tell("council_counts", filters).rows
    missing = sentences.not_heard_from(rows, narrowed=filters.narrows)
    figure = tile_map.figure(rows, tiles.of("council"), look=look, measure="sources")
    heading = place_words.heading(rows, "council", "sources")
    return Picture(heading, missing, figure, place_words.alt(rows, "council", "sources"), "place", True)


def _inequality(filters: Filters, look: Look) -> Picture:
    rows = tell("effect_totals", filters).rows
    figure = effect_totals.figure(rows, look=look)
    return Picture(effect_totals.heading(rows), "", figure, effect_totals.alt(rows))


def _sources(filters: Filters, look: Look) -> Picture:
    rows = tell("source_kinds", filters).rows
    return Picture(kind_bars.heading(rows), "", kind_bars.figure(rows, look=look), kind_bars.alt(rows))
