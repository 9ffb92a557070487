"""Who should be listened to next: who spoke, held against everybody."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from data.vocabulary import vocabulary
from queries.measured.asking import Others, Rows
from queries.measures.listening_gap import listening_gap

_SEVERAL = re.compile(r"[;|\n]")


def listening(rows: Rows, others: Others) -> list[dict[str, Any]]:
    """Every group with how many spoke from it, and the gap where it may be compared; the widest gap first."""
    spoke: dict[str, int] = defaultdict(int)
    behind: dict[str, set[int]] = defaultdict(set)
    base, everybody = 0, set[int]()
    for row in others("speakers"):
        if row["heard_from"] is None:
            continue
        base += row["records"]
        everybody |= set(row["source_numbers"] or ())
        for group in groups_in(row["heard_from"]):
            spoke[group] += row["records"]
            behind[group] |= set(row["source_numbers"] or ())
    told = []
    for row in rows:
        group, share = row["group"], row["population_share"]
        compared = share is not None and base > 0
        told.append(
            {
                **{name: row[name] for name in ("group", "characteristic", "category", "population_share")},
                "base_rows": base,
                "observed": spoke[group],
                "expected": share * base if compared else None,
                "gap": listening_gap(share, base, spoke[group]) if compared else None,
                "sources": len(behind[group]),
                **{name: row[name] for name in ("year", "source", "note")},
                "base_sources": len(everybody),
            }
        )
    return sorted(told, key=lambda row: (row["gap"] is None, -(row["gap"] or 0), row["group"]))


def groups_in(words: str) -> frozenset[str]:
    """The groups that the words about who spoke name; none where they name no group."""
    parts = [words, *_SEVERAL.split(words)]
    return frozenset(group for part in parts for group in vocabulary().look_up_all("group", part.strip()))
