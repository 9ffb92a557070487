"""Themes of two periods held against each other, by the people and organisations heard from in both."""

from __future__ import annotations

from typing import Any

from queries.measured.asking import Others, Rows
from queries.measures.paired import newcombe_paired

_AS_THEY_ARE = (
    "theme_id", "theme", "mentions_earlier", "mentions_later", "sources_earlier", "sources_later", "present",
)  # fmt: skip
_DATED = ("first_on", "last_on")


def change(
    rows: Rows, others: Others, *, earlier_from: object, earlier_to: object, later_from: object, later_to: object
) -> list[dict[str, Any]]:
    """For each theme the share of those sources that raised it, then and later, and the difference."""
    del others, earlier_from, earlier_to, later_from, later_to
    told = []
    for row in rows:
        present = row["present"]
        shares: dict[str, float | None] = dict.fromkeys(
            ("share_earlier", "share_later", "difference", "lower", "upper")
        )
        if present:
            neither = present - row["both_times"] - row["before"] - row["after"]
            lower, upper = newcombe_paired(row["both_times"], row["after"], row["before"], neither)
            shares = {
                "share_earlier": (row["both_times"] + row["before"]) / present,
                "share_later": (row["both_times"] + row["after"]) / present,
                "difference": (row["after"] - row["before"]) / present,
                "lower": lower,
                "upper": upper,
            }
        told.append({**{name: row[name] for name in _AS_THEY_ARE}, **shares, **{name: row[name] for name in _DATED}})
    return told
