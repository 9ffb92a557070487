"""Who is heard more, or less, than their share of people: boards and councils, with ranges and funnels."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components import expected_bars, funnel_plot, place_words, ratio_bars, view
from components.analysts import for_analysts
from components.card import Card
from components.markup import tag
from components.pairs import pairs
from components.place_words import Level
from components.slip import Slip
from components.withheld import withheld
from queries import comparing, sentences, verdicts
from queries.disclosure import tell
from queries.filters import Filters
from queries.ladder import Verdict

FIRST: Level = "health_board"
LEVEL_KEY = "share-level"


def show(filters: Filters) -> None:
    """The sentence and the pairs of bars for the room; ranges and the funnel one fold further."""
    level = expected_bars.choose_level(LEVEL_KEY, first=FIRST)
    verdict = _verdict(filters, level)
    if said := lead(filters, level):
        st.html(str(tag("p", said, class_="ks-lead")))
    pairs_of_bars(filters, level=level, on_pick=view.opens("insights", "place")).show()
    with for_analysts("Ranges and the funnel", f"share-{level}") as wanted:
        if wanted and verdict.shown:
            with pairs("share"):
                ranges(filters, level=level).show()
                funnel(filters, level=level).show()
        elif wanted:
            st.html(str(tag("p", verdict.reason, class_="ks-withheld")))


def lead(filters: Filters, level: Level) -> str:
    """Which places were heard beyond their share; empty where nothing may be said."""
    rows = tell("observed_expected", filters, area_level=level).rows
    return comparing.areas(rows, filters, _verdict(filters, level), place_words.LEVELS[level][3])


def pairs_of_bars(
    filters: Filters,
    *,
    level: Level = FIRST,
    limit: int = ratio_bars.LIMIT,
    on_pick: Callable[[str | None], None] | None = None,
) -> Card | Slip:
    """Heard beside expected, a pair of bars for each place."""
    rows, verdict = tell("observed_expected", filters, area_level=level).rows, _verdict(filters, level)
    heading = f"People and organisations heard, by {place_words.LEVELS[level][2].lower()}, beside what is expected"
    if not verdict.shown:
        return withheld(heading, verdict, ratio_bars.COUNTS, rows, source=_source(filters, level))
    return ratio_bars.card(
        rows, key=f"share-{level}", heading=heading, limit=limit, sub=_sub(rows), source=_source(filters, level),
        on_pick=on_pick,
    )  # fmt: skip


def ranges(filters: Filters, *, level: Level = FIRST, limit: int | None = None) -> Card | Slip:
    """The ratios with their ranges."""
    rows, verdict = tell("observed_expected", filters, area_level=level).rows, _verdict(filters, level)
    heading = f"Heard ÷ expected, with 95\u00a0% ranges: {place_words.LEVELS[level][3]}"
    if not verdict.shown:
        return withheld(heading, verdict, (), (), source=_source(filters, level))
    source = _source(filters, level)
    return ratio_bars.interval_card(
        rows, key=f"ratio-{level}", heading=heading, sub=_sub(rows), limit=limit, source=source
    )


def funnel(filters: Filters, *, level: Level = FIRST) -> Card | Slip:
    """The funnel, where there are areas enough for one."""
    rows, verdict = tell("observed_expected", filters, area_level=level).rows, _verdict(filters, level)
    enough = funnel_plot.verdict(rows) if verdict.shown else verdict
    if not enough.shown:
        return withheld("No funnel yet", enough, (), (), source=_source(filters, level))
    return funnel_plot.card(rows, key=f"funnel-{level}", source=_source(filters, level))


def _verdict(filters: Filters, level: Level) -> Verdict:
    return verdicts.verdict_on("observed_expected", filters, area_level=level) or Verdict(True)


def _source(filters: Filters, level: Level) -> str:
    named = tell("area_sources", filters, area_level=level).one["sources"] if filters.mode == "working" else None
    return sentences.collected(named, sentences.POPULATION)


def _sub(rows: ratio_bars.Rows) -> str:
    few = sum(not ratio_bars.compared(row) for row in rows)
    return f"{few} of {len(rows)} cannot be judged: Data says why for each." if few else ""
