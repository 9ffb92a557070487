"""Who is missing: places and groups not heard from, the listening gap, and the list of whom to speak to next."""

from __future__ import annotations

import streamlit as st

from components import expected_bars, headline, listening_list, place_words, withheld
from components.markup import tag
from components.pairs import pairs
from queries import sentences, verdicts
from queries.disclosure import tell
from queries.filters import Filters

PLACE_CHOSEN = "A place filter is set, so all other places are left out on purpose. Clear it to see who is missing."


def show(filters: Filters, source: str) -> None:
    """The sentence, places and groups side by side, then the gap, then what to do about it."""
    counts, narrowed = tell("council_counts", filters).rows, filters.narrows
    missing_words = "" if filters.place else sentences.not_heard_from(counts, narrowed=narrowed)
    speakers = sentences.speakers(tell("completeness", filters).rows)
    headline.show(missing_words or speakers, speakers if missing_words else "")
    level = expected_bars.choose_level("missing-level")
    missing = tell("not_heard_places", filters, area_level=level).rows
    groups = tell("not_heard_groups", filters).rows
    gaps = tell("listening_gap", filters).rows
    with pairs("missing"):
        if filters.place:
            st.html(str(tag("p", PLACE_CHOSEN, class_="ks-sub ks-slip")))
        else:
            expected_bars.show_places(missing, level, source=sentences.collected(None, sentences.POPULATION))
        expected_bars.show_groups(groups, source=source)
    verdict = verdicts.verdict_on("listening_gap", filters)
    if verdict is None or verdict.shown:
        expected_bars.show_gaps(gaps, source=source)
    else:
        spoke = [row for row in expected_bars.groups(gaps) if row["base_rows"]]
        withheld.show("Who spoke, beside who lives here", verdict, expected_bars.SPOKE, spoke, source=source)
    wide = gaps if verdict is None or verdict.shown else ()
    rows = listening_list.to_do(() if filters.place else missing, level, groups, wide)
    listening_list.show(rows, place_words.LEVELS[level][3], may_write=filters.mode == "working")
