"""What are we hearing, from whom, and who is missing?"""

import streamlit as st

from components import (
    effect_totals,
    empty_state,
    four_counts,
    headline,
    kind_bars,
    latest_uploads,
    place_explorer,
    theme_bars,
    tile_map,
    tiles,
    view,
)
from components.counted_page import counted_page
from components.pairs import pairs
from queries import sentences
from queries.disclosure import tell
from queries.filters import Filters


def body(filters: Filters) -> None:
    """The answer in a sentence, four counts, then the pictures."""
    counts = tell("headline", filters).one
    if empty_state.show(counts, filters):
        return
    themes, councils = tell("theme_frequency", filters).rows, tell("council_counts", filters).rows
    effects, kinds = tell("effect_totals", filters).rows, tell("source_kinds", filters).rows
    missing = "" if filters.place else sentences.not_heard_from(councils, narrowed=filters.narrows)
    headline.show(sentences.overview(counts, themes, filters.unit), missing, four_counts.counts(counts))
    source = sentences.collected(counts["sources"])
    with pairs("heard"):
        theme_bars.show(themes, unit=filters.unit, limit=10, source=source, on_pick=view.opens("insights", "theme"))
        yardstick = sentences.collected(counts["sources"], sentences.POPULATION)
        measure = place_explorer.MEASURES[filters.unit]
        squares, opens = tiles.of("council"), view.opens("insights", "place")
        tile_map.show(councils, squares, measure=measure, source=yardstick, on_pick=opens)
        effect_totals.show(effects, source=source)
        kind_bars.show(kinds, source=source)
    latest_uploads.show(tell("recent_uploads", limit=5).rows)


st.title("What are we hearing?")
counted_page(body)
