"""Does what we hear follow deprivation? Three bands of councils for the room; the curve and slopes for analysts."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components import band_bars, concentration_curve, effect_bars, ratio_bars
from components.analysts import for_analysts
from components.card import Card
from components.markup import tag
from components.pairs import pairs
from components.slip import Slip
from components.withheld import withheld
from queries import comparing, sentences, verdicts
from queries.disclosure import tell
from queries.filters import Filters


def show(filters: Filters) -> None:
    """Who was heard and what was said, band by band; then the measures over all councils."""
    verdict = verdicts.bands(filters)
    if said := lead(filters):
        st.html(str(tag("p", said, class_="ks-lead")))
    with pairs("bands"):
        bands(filters).show()
        effects(filters).show()
    with for_analysts("Ranges, concentration curve and index, slope (SII) and relative index (RII)", "bands") as wanted:
        if wanted:
            with pairs("slopes"):
                if verdict.shown:
                    ranges(filters).show()
                curve(filters).show()
                slope(filters).show()


def lead(filters: Filters) -> str:
    """Which bands of councils were heard beyond their share; empty where nothing may be said."""
    rows, verdict = tell("deprivation_bands", filters).rows, verdicts.bands(filters)
    return comparing.areas(rows, filters, verdict, "bands of councils", name="band_name")


def bands(filters: Filters) -> Card | Slip:
    """Who was heard in each band, beside who lives there."""
    rows, verdict, source = tell("deprivation_bands", filters).rows, verdicts.bands(filters), _source(filters)
    if not verdict.shown:
        return withheld(band_bars.HEADING, verdict, band_bars.COUNTS, rows, source=source)
    sub = f"{band_bars.SUB} {comparing.kinds(tell('place_totals', filters).rows)}".strip()
    return band_bars.card(rows, sub=sub, source=source)


def effects(filters: Filters) -> Card | Slip:
    """What people said about inequality in each band."""
    rows, verdict, source = tell("deprivation_bands", filters).rows, verdicts.bands(filters), _source(filters)
    if not verdict.shown:
        heading = "What people said about inequality, in three bands of councils"
        return withheld(heading, verdict, effect_bars.columns("band"), rows, source=source)
    return effect_bars.card(rows, key="effect-bands", by="band", source=source)


def ranges(filters: Filters) -> Card | Slip:
    """The ratios of the bands with their ranges."""
    rows, verdict, source = tell("deprivation_bands", filters).rows, verdicts.bands(filters), _source(filters)
    heading = "Heard ÷ expected in three bands, with 95\u00a0% ranges"
    if not verdict.shown:
        return withheld(heading, verdict, (), (), source=source)
    return ratio_bars.interval_card(
        rows, key="ratio-bands", heading=heading, name="band_name", columns=band_bars.RATIOS, source=source
    )


def curve(filters: Filters) -> Card | Slip:
    """The concentration curve over all councils."""
    return _index(filters, "concentration", "Concentration curve and index", concentration_curve.curve_card)


def slope(filters: Filters) -> Card | Slip:
    """The slope and the relative index of inequality."""
    return _index(filters, "slope_index", "Slope and relative index of inequality", concentration_curve.slope_card)


def _index(filters: Filters, question: str, heading: str, drawn: Callable[..., Card]) -> Card | Slip:
    row, verdict = tell(question, filters).one, verdicts.verdict_on(question, filters)
    if verdict is None or verdict.shown:
        return drawn(row, source=_source(filters))
    return withheld(heading, verdict, concentration_curve.COUNTS, [row], source=_source(filters))


def _source(filters: Filters) -> str:
    return sentences.collected(tell("council_sources", filters).one["sources"], sentences.DEPRIVATION)
