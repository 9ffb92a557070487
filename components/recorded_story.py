"""How much is recorded at all: what each insight says, and whom the records are about."""

from __future__ import annotations

from components import group_bars, headline, recorded_bars, view
from components.pairs import pairs
from queries import sentences
from queries.disclosure import tell
from queries.filters import Filters


def show(filters: Filters, source: str) -> None:
    """The sentences, and two cards side by side. All of them are lists, so they always stay."""
    complete = tell("completeness", filters).rows
    headline.show(sentences.effects(tell("effect_totals", filters).rows), sentences.speakers(complete))
    told = [row for row in complete if row["recorded"] is not None]
    with pairs("recorded"):
        if told:
            recorded_bars.show(told, sub="" if len(told) == len(complete) else sentences.SOME, source=source)
        group_bars.show(
            tell("group_counts", filters).rows,
            unit="records" if filters.unit == "mentions" else "sources",
            sub="This is whom the records are about, not who spoke.",
            source=source,
            on_pick=view.opens("insights", "group") if filters.mode == "working" else None,
        )
