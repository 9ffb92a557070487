"""Who is heard more, or less, than their share of people: boards and councils, with ranges and funnels."""

from __future__ import annotations

import streamlit as st

from components import expected_bars, funnel_plot, place_words, ratio_bars, view, withheld
from components.analysts import for_analysts
from components.markup import tag
from components.pairs import pairs
from components.place_words import Level
from queries import comparing, sentences, verdicts
from queries.disclosure import tell
from queries.filters import Filters
from queries.ladder import Verdict


def show(filters: Filters, source: str) -> None:
    """The sentence and the pairs of bars for the room; ranges and the funnel one fold further."""
    del source
    level = expected_bars.choose_level("share-level", first="health_board")
    kind = place_words.LEVELS[level][3]
    told = tell("observed_expected", filters, area_level=level)
    verdict = verdicts.verdict_on("observed_expected", filters, area_level=level) or Verdict(True)
    named = tell("area_sources", filters, area_level=level).one["sources"] if filters.mode == "working" else None
    source = sentences.collected(named, sentences.POPULATION)
    if said := comparing.areas(told.rows, filters, verdict, kind):
        st.html(str(tag("p", said, class_="ks-lead")))
    heading = f"People and organisations heard, by {place_words.LEVELS[level][2].lower()}, beside what is expected"
    if not verdict.shown:
        withheld.show(heading, verdict, ratio_bars.COUNTS, told.rows, source=source)
    else:
        ratio_bars.show(
            told.rows,
            key=f"share-{level}",
            heading=heading,
            sub=_sub(told.rows),
            source=source,
            on_pick=view.opens("insights", "place"),
        )
    with for_analysts("Ranges and the funnel", f"share-{level}") as wanted:
        if wanted:
            _analysts(level, kind, told.rows, verdict, source)


def _analysts(level: Level, kind: str, rows: ratio_bars.Rows, verdict: Verdict, source: str) -> None:
    if not verdict.shown:
        st.html(str(tag("p", verdict.reason, class_="ks-withheld")))
        return
    heading = f"Heard ÷ expected, with 95\u00a0% ranges: {kind}"
    funnel = funnel_plot.verdict(rows)
    with pairs("share"):
        ratio_bars.show_intervals(rows, key=f"ratio-{level}", heading=heading, sub=_sub(rows), source=source)
        if funnel.shown:
            funnel_plot.show(rows, key=f"funnel-{level}", source=source)
        else:
            withheld.show("No funnel yet", funnel, (), (), source=source)


def _sub(rows: ratio_bars.Rows) -> str:
    few = sum(not ratio_bars.compared(row) for row in rows)
    return f"{few} of {len(rows)} cannot be judged: Data says why for each." if few else ""
