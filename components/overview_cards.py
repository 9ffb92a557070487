"""The pictures of the Overview."""

from __future__ import annotations

from collections.abc import Callable

from components import effect_totals, kind_bars, theme_bars, tile_map, tiles
from components.card import Card
from components.place_cards import MEASURES
from components.source_line import source_line
from queries import sentences
from queries.disclosure import tell
from queries.filters import Filters

OnPick = Callable[[str | None], None] | None


def themes(filters: Filters, *, limit: int = 10, on_pick: OnPick = None) -> Card:
    """The themes raised most."""
    rows, source = tell("theme_frequency", filters).rows, source_line(filters)
    return theme_bars.card(rows, unit=filters.unit, limit=limit, source=source, on_pick=on_pick)


def councils(filters: Filters, *, on_pick: OnPick = None) -> Card:
    """The councils as squares of one size."""
    rows, source = tell("council_counts", filters).rows, source_line(filters, sentences.POPULATION)
    measure = MEASURES[filters.unit]
    return tile_map.card(rows, tiles.of("council"), measure=measure, source=source, on_pick=on_pick)


def effects(filters: Filters, *, limit: int | None = None) -> Card:
    """What people said about inequality."""
    return effect_totals.card(tell("effect_totals", filters).rows, limit=limit, source=source_line(filters))


def kinds(filters: Filters, *, limit: int | None = None) -> Card:
    """Through what it was heard."""
    return kind_bars.card(tell("source_kinds", filters).rows, limit=limit, source=source_line(filters))
