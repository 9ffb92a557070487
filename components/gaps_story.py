"""What makes gaps wider, and what smaller: overall, then by theme, place, group or month, with the stories."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

import streamlit as st

from components import effect_totals, headline, signal_bars, spotlight, stories
from components.card import Card
from components.pairs import pairs
from components.signal_bars import By
from components.slip import Slip
from components.source_line import source_line
from components.withheld import withheld
from components.words import count, hidden
from queries import sentences, verdicts
from queries.disclosure import tell
from queries.filters import Filters
from queries.ladder import Verdict

WHAT = {"effect": "Gaps", "barrier": "Barriers", "level": "Levels"}
BY: dict[str, str] = {"theme": "Theme", "council": "Council", "group": "Group", "month": "Month"}
BY_KEY, WHAT_KEY = "gaps-by", "gaps-what"


def show(filters: Filters) -> None:
    """The sentence, two switches, the picture they ask for, and beside it what was said or the whole."""
    totals = tell("effect_totals", filters).rows
    headline.show(sentences.effects(totals))
    with st.container(horizontal=True):
        by = cast(By, _switch("By", BY, BY_KEY))
        what = _switch("Show", WHAT, WHAT_KEY)
    rows = tell("inequality_signals", filters, by=by).rows
    opens = by != "group" or filters.mode == "working"  # in a small group a number could point to one person
    chosen = spotlight.on(f"signal-{by}")
    chosen = chosen if opens and any(row["id"] == chosen for row in rows) else None
    with pairs("gaps"):
        on_pick = spotlight.turn(f"signal-{by}") if opens else None
        signals(filters, by=by, what=what, chosen=chosen, on_pick=on_pick).show()
        if chosen:
            _stories(rows, by, chosen, filters)
        else:
            effect_totals.card(totals, source=source_line(filters)).show()


def signals(
    filters: Filters,
    *,
    by: By = "theme",
    what: str = "effect",
    limit: int | None = None,
    chosen: str | None = None,
    on_pick: Callable[[str | None], None] | None = None,
) -> Card | Slip:
    """Gaps, barriers or levels (``what``) by theme, council, group or month."""
    rows, source = tell("inequality_signals", filters, by=by).rows, source_line(filters)
    verdict = verdicts.verdict_on("inequality_signals", filters, by=by) or Verdict(True)
    if not verdict.shown:
        columns, named = signal_bars.columns(by, what), signal_bars.named(rows, by)
        return withheld(signal_bars.heading(by, what), verdict, columns, named, source=source)
    return signal_bars.card(rows, by=by, what=what, limit=limit, source=source, chosen=chosen, on_pick=on_pick)


def _stories(rows: signal_bars.Rows, by: By, chosen: str, filters: Filters) -> None:
    row = next(row for row in signal_bars.named(rows, by) if row["id"] == chosen)
    said = (
        f"{count(row['widening'])} say gaps were made wider, {count(row['narrowing'])} smaller, "
        f"{count(row['mixed'])} both ways, of {count(row['records'])} insights."
        if not any(hidden(row, name) for name in ("records", "widening", "narrowing", "mixed"))
        else ""
    )
    with st.container():
        own = only(by, chosen, filters)
        stories.show(
            f"signal-said-{by}", f"What was said: {row['name']}", said, own, limit=3, closed=hidden(row, "records")
        )


def only(by: By, chosen: str, filters: Filters) -> Filters:
    """The filters that bring one row into view. Another filter of the same kind is left aside."""
    if by == "month":
        first = date.fromisoformat(chosen)
        last = first.replace(day=monthrange(first.year, first.month)[1])
        return replace(filters, from_date=first, to_date=last, record_kind="insight")
    field = {"theme": "theme", "council": "place", "group": "group"}[by]
    values: dict[str, tuple[str, ...]] = {field: (chosen,)}
    return replace(filters, record_kind="insight", **values)  # type: ignore[arg-type]


def _switch(label: str, labels: dict[str, str], key: str) -> str:
    chosen: str = st.segmented_control(
        label, list(labels), default=next(iter(labels)), required=True, format_func=labels.__getitem__, key=key,
        persist_state="session",
    )  # fmt: skip
    return chosen
