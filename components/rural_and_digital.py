"""Rural and island places beside their share of people; digital exclusion and language, which are not compared."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from components import band_bars, beside_everybody, ratio_bars
from components.analysts import for_analysts
from components.card import Card
from components.help_inequality import ISLANDS, URBAN_RURAL
from components.help_words import Help
from components.markup import tag
from components.pairs import pairs
from components.slip import Slip
from components.source_line import source_line
from components.withheld import withheld
from queries import comparing, sentences, verdicts
from queries.disclosure import tell
from queries.filters import Filters
from queries.ladder import Verdict

Kind = Literal["urban_rural", "islands"]
KINDS: dict[Kind, str] = {"urban_rural": "Rural and urban", "islands": "Islands"}
# Question: its heading, what it groups councils by, its Help, its yardstick.
_BANDS: dict[Kind, tuple[str, str, Help, str]] = {
    "urban_rural": (
        "Rural and urban councils: heard, beside who lives there",
        "Councils are grouped by how many of their people live in rural areas.",
        URBAN_RURAL,
        sentences.RURAL,
    ),
    "islands": (
        "Island councils: heard, beside who lives there",
        "Councils that are all islands, with some islands, and the others.",
        ISLANDS,
        sentences.POPULATION,
    ),
}


def show(filters: Filters) -> None:
    """Two cards of bands, their ranges one fold further, and two cards of what stands beside everybody."""
    with pairs("rural"):
        for kind in _BANDS:
            bands(filters, kind=kind).show()
    with for_analysts("Ranges for rural and island councils", "rural") as wanted:
        if wanted:
            with pairs("rural-ranges"):
                for kind in _BANDS:
                    verdict = _verdict(filters, kind)
                    if verdict.shown:
                        ranges(filters, kind=kind).show()
                    else:
                        st.html(str(tag("p", verdict.reason, class_="ks-withheld")))
    with pairs("beside"):
        digital(filters).show()
        language(filters).show()


def bands(filters: Filters, *, kind: Kind = "urban_rural") -> Card | Slip:
    """Who was heard in groups of councils, beside who lives there."""
    rows, verdict, source = tell(kind, filters).rows, _verdict(filters, kind), _source(filters, kind)
    heading, sub, words, _ = _BANDS[kind]
    if not verdict.shown:
        return withheld(heading, verdict, band_bars.COUNTS, rows, source=source)
    said = comparing.areas(rows, filters, verdict, "these groups of councils", name="band_name")
    return band_bars.card(
        rows, key=f"bands-{kind}", title=heading, sub=f"{sub} {said}".strip(), source=source, help=words,
        file_stem=f"heard-by-{kind}".replace("_", "-"),
    )  # fmt: skip


def ranges(filters: Filters, *, kind: Kind = "urban_rural") -> Card | Slip:
    """The ratios of the same groups with their ranges."""
    rows, verdict, source = tell(kind, filters).rows, _verdict(filters, kind), _source(filters, kind)
    heading = f"{_BANDS[kind][0].partition(':')[0]}: heard ÷ expected"
    if not verdict.shown:
        return withheld(heading, verdict, (), (), source=source)
    return ratio_bars.interval_card(
        rows, key=f"ratio-{kind}", heading=heading, name="band_name", columns=band_bars.RATIOS, source=source
    )


def digital(filters: Filters, *, limit: int | None = None) -> Card:
    """What is said of digital life, beside what is known of everybody."""
    return beside_everybody.card(
        tell("digital_exclusion", filters).rows,
        key="digital-exclusion",
        heading="What is said about digital life",
        nothing="Nothing in view is about digital life",
        limit=limit,
        source=source_line(filters),
    )


def language(filters: Filters, *, limit: int | None = None) -> Card:
    """What is said of people who use other languages, beside what is known of everybody."""
    return beside_everybody.card(
        tell("language", filters).rows,
        key="language",
        heading="What is said about people who use other languages",
        nothing="Nothing in view is about people who use other languages",
        limit=limit,
        source=source_line(filters),
    )


def _verdict(filters: Filters, kind: Kind) -> Verdict:
    return verdicts.verdict_on(kind, filters) or Verdict(True)


def _source(filters: Filters, kind: Kind) -> str:
    return sentences.collected(tell("council_sources", filters).one["sources"], _BANDS[kind][3])
