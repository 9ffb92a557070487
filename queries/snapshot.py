"""The numbers of a moment, frozen: the tables that may be shared, as the sharing view tells them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from queries import sentences
from queries.disclosure import tell
from queries.filters import Filters

# Name in the snapshot: the question, its heading, and the columns that are shared with what they are called.
TABLES: dict[str, tuple[str, str, tuple[tuple[str, str], ...]]] = {
    "themes": (
        "theme_frequency",
        "Themes",
        (("theme", "Theme"), ("mentions", "Times raised"), ("sources", "People and organisations"),
         ("places", "Council areas")),
    ),
    "councils": (
        "council_counts",
        "Council areas",
        (("council", "Council area"), ("status", "Heard from"), ("sources", "People and organisations"),
         ("insights", "Insights"), ("case_studies", "Case studies")),
    ),
    "effects": (
        "effect_totals",
        "What people said about inequality",
        (("effect", "What was said"), ("records", "Records"), ("sources", "People and organisations")),
    ),
    "sources": (
        "source_kinds",
        "Through what it was heard",
        (("source_kind", "Kind of source"), ("records", "Insights"), ("sources", "People and organisations")),
    ),
}  # fmt: skip


def evidence_now(filters: Filters | None = None) -> dict[str, Any]:
    """The evidence as it stands, masked as for sharing: a sentence, counts, tables. Plain values, ready for JSON."""
    wanted = Filters(**{**vars(filters or Filters()), "mode": "sharing"})
    headline = tell("headline", wanted).one
    themes = tell("theme_frequency", wanted).rows
    councils = tell("council_counts", wanted).rows
    return {
        "sentence": sentences.overview(headline, themes, wanted.unit),
        "missing": sentences.not_heard_from(councils, narrowed=wanted.narrows),
        "headline": _plain({name: headline[name] for name in ("insights", "case_studies", "sources", "councils")}),
        "tables": {name: _table(question, columns, wanted) for name, (question, _, columns) in TABLES.items()},
        "filters": wanted.to_address(),
    }


def _table(question: str, columns: tuple[tuple[str, str], ...], filters: Filters) -> dict[str, Any]:
    told = tell(question, filters)
    rows = [
        _plain({name: None if row.get(f"{name}_masked") else row[name] for name, _ in columns}) for row in told.rows
    ]
    return {"columns": [list(pair) for pair in columns], "rows": rows, "notes": list(told.notes)}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date | datetime) else value for name, value in row.items()}
