"""What are we hearing, from whom, and who is missing?"""

import streamlit as st

from components import effect_totals, four_counts, headline, kind_bars, latest_uploads, theme_bars, tile_map, tiles, view
from components.counted_page import counted_page
from queries import sentences
from queries.disclosure import tell
from queries.filters import Filters


def body(filters: Filters) -> None:
    """The answer in a sentence, four counts, then the pictures."""
    themes, councils = tell("theme_frequency", filters), tell("council_counts", filters)
    counts = tell("headline", filters).one
    missing = "" if filters.place else sentences.not_heard_from(councils.rows)
    headline.show_sentence(sentences.overview(counts, themes.rows, filters.unit), missing)
    four_counts.show(counts)
    source = sentences.collected(counts["sources"])
    left, right = st.columns(2)
    with left:
        theme_bars.show(themes.rows, unit=filters.unit, limit=8, source=source, on_pick=view.opens("insights", "theme"))
        effect_totals.show(tell("effect_totals", filters).rows, source=source)
    with right:
        tile_map.show(
            councils.rows,
            tiles.of("council"),
            source=sentences.collected(counts["sources"], sentences.POPULATION),
            on_pick=view.opens("insights", "place"),
        )
        kind_bars.show(tell("source_kinds", filters).rows, source=source)
    latest_uploads.show(tell("recent_uploads", limit=5).rows)


st.title("What are we hearing?")
counted_page(body)
