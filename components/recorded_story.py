"""How much is recorded at all: what each insight says, and whom the records are about."""

from __future__ import annotations

from collections.abc import Callable

from components import group_bars, headline, recorded_bars, view
from components.card import Card
from components.pairs import pairs
from components.source_line import source_line
from queries import sentences
from queries.disclosure import tell
from queries.filters import Filters


def show(filters: Filters) -> None:
    """The sentences, and two cards side by side. All of them are lists, so they always stay."""
    complete = tell("completeness", filters).rows
    headline.show(sentences.effects(tell("effect_totals", filters).rows), sentences.speakers(complete))
    with pairs("recorded"):
        if any(row["recorded"] is not None for row in complete):
            recorded(filters).show()
        groups(filters, on_pick=view.opens("insights", "group") if filters.mode == "working" else None).show()


def recorded(filters: Filters, *, limit: int | None = None) -> Card:
    """How many insights answer each question."""
    complete = tell("completeness", filters).rows
    told = [row for row in complete if row["recorded"] is not None]
    sub = "" if len(told) == len(complete) else sentences.SOME
    return recorded_bars.card(told, limit=limit, sub=sub, source=source_line(filters))


def groups(filters: Filters, *, limit: int = 12, on_pick: Callable[[str | None], None] | None = None) -> Card:
    """Whom the records are about."""
    return group_bars.card(
        tell("group_counts", filters).rows,
        unit="records" if filters.unit == "mentions" else "sources",
        limit=limit,
        sub="This is whom the records are about, not who spoke.",
        source=source_line(filters),
        on_pick=on_pick,
    )
