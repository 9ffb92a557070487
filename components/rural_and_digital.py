"""Rural and island places beside their share of people; digital exclusion and language, which are not compared."""

from __future__ import annotations

import streamlit as st

from components import band_bars, beside_everybody, ratio_bars, withheld
from components.analysts import for_analysts
from components.help_inequality import ISLANDS, URBAN_RURAL
from components.help_words import Help
from components.markup import tag
from components.pairs import pairs
from queries import comparing, sentences, verdicts
from queries.disclosure import tell
from queries.filters import Filters
from queries.ladder import Verdict

# Question: its heading, what it groups councils by, its Help, its yardstick.
_BANDS: dict[str, tuple[str, str, Help, str]] = {
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


def show(filters: Filters, source: str) -> None:
    """Two cards of bands, their ranges one fold further, and two cards of what stands beside everybody."""
    sources = tell("council_sources", filters).one["sources"]
    found = {name: tell(name, filters).rows for name in _BANDS}
    judged = {name: verdicts.verdict_on(name, filters) or Verdict(True) for name in _BANDS}
    with pairs("rural"):
        for name, (heading, sub, words, yardstick) in _BANDS.items():
            own = sentences.collected(sources, yardstick)
            said = comparing.areas(found[name], filters, judged[name], "these groups of councils", name="band_name")
            if judged[name].shown:
                band_bars.show(
                    found[name], key=f"bands-{name}", title=heading, sub=f"{sub} {said}".strip(), source=own,
                    help=words, file_stem=f"heard-by-{name}".replace("_", "-"),
                )  # fmt: skip
            else:
                withheld.show(heading, judged[name], band_bars.COUNTS, found[name], source=own)
    with for_analysts("Ranges for rural and island councils", "rural") as wanted:
        if wanted:
            _ranges(found, judged, sources)
    with pairs("beside"):
        beside_everybody.show(
            tell("digital_exclusion", filters).rows,
            key="digital-exclusion",
            heading="What is said about digital life",
            nothing="Nothing in view is about digital life",
            source=source,
        )
        beside_everybody.show(
            tell("language", filters).rows,
            key="language",
            heading="What is said about people who use other languages",
            nothing="Nothing in view is about people who use other languages",
            source=source,
        )


def _ranges(found: dict[str, tuple[dict[str, object], ...]], judged: dict[str, Verdict], sources: int | None) -> None:
    with pairs("rural-ranges"):
        for name, (heading, _, _, yardstick) in _BANDS.items():
            if not judged[name].shown:
                st.html(str(tag("p", judged[name].reason, class_="ks-withheld")))
                continue
            ratio_bars.show_intervals(
                found[name], key=f"ratio-{name}", heading=f"{heading.partition(':')[0]}: heard ÷ expected",
                name="band_name", columns=band_bars.RATIOS, source=sentences.collected(sources, yardstick),
            )  # fmt: skip
