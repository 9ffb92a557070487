"""Does what we hear follow deprivation? Three bands of councils for the room; the curve and slopes for analysts."""

from __future__ import annotations

import streamlit as st

from components import band_bars, concentration_curve, effect_bars, ratio_bars, withheld
from components.analysts import for_analysts
from components.markup import tag
from components.pairs import pairs
from queries import comparing, sentences, verdicts
from queries.disclosure import tell
from queries.filters import Filters
from queries.ladder import Verdict


def show(filters: Filters, source: str) -> None:
    """Who was heard and what was said, band by band; then the measures over all councils."""
    del source
    rows, verdict = tell("deprivation_bands", filters).rows, verdicts.bands(filters)
    source = sentences.collected(tell("council_sources", filters).one["sources"], sentences.DEPRIVATION)
    if said := comparing.areas(rows, filters, verdict, "bands of councils", name="band_name"):
        st.html(str(tag("p", said, class_="ks-lead")))
    with pairs("bands"):
        if verdict.shown:
            sub = f"{band_bars.SUB} {comparing.kinds(tell('place_totals', filters).rows)}".strip()
            band_bars.show(rows, sub=sub, source=source)
            effect_bars.show(rows, key="effect-bands", by="band", source=source)
        else:
            withheld.show(band_bars.HEADING, verdict, band_bars.COUNTS, rows, source=source)
            heading = "What people said about inequality, in three bands of councils"
            withheld.show(heading, verdict, effect_bars.columns("band"), rows, source=source)
    with for_analysts("Ranges, concentration curve and index, slope (SII) and relative index (RII)", "bands") as wanted:
        if wanted:
            _analysts(filters, rows, verdict, source)


def _analysts(filters: Filters, rows: band_bars.Rows, verdict: Verdict, source: str) -> None:
    with pairs("slopes"):
        if verdict.shown:
            heading = "Heard ÷ expected in three bands, with 95\u00a0% ranges"
            ratio_bars.show_intervals(
                rows, key="ratio-bands", heading=heading, name="band_name", columns=band_bars.RATIOS, source=source
            )
        curve, allowed = tell("concentration", filters).one, verdicts.verdict_on("concentration", filters)
        if allowed is None or allowed.shown:
            concentration_curve.show_curve(curve, source=source)
        else:
            withheld.show("Concentration curve and index", allowed, concentration_curve.COUNTS, [curve], source=source)
        slope, allowed = tell("slope_index", filters).one, verdicts.verdict_on("slope_index", filters)
        if allowed is None or allowed.shown:
            concentration_curve.show_slopes(slope, source=source)
        else:
            withheld.show(
                "Slope and relative index of inequality", allowed, concentration_curve.COUNTS, [slope], source=source
            )
