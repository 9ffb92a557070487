"""Theme by group, square by square, and the words that separate two groups."""

from __future__ import annotations

from typing import Any

from data.plain import plain
from queries.measured.asking import Others, Rows
from queries.measures.screening import (
    FALSE_FINDS,
    LEAST_EXPECTED,
    LEAST_OBSERVED,
    LEAST_SOURCES,
    adjusted,
    fisher,
)
from queries.measures.words_apart import CERTAIN, log_odds

_SAY_LITTLE = frozenset(
    {"with", "people", "community", "communities", "living", "long", "term", "conditions", "experiencing"}
)
_LONG_ENOUGH = 4  # letters of a word that two names share


def theme_group(rows: Rows, others: Others) -> list[dict[str, Any]]:
    """Every square of a theme and a group that occur; those that stand out first."""
    del others
    due = [row["with_theme"] * row["with_group"] / row["base_sources"] for row in rows]
    tested = [at for at, expected in enumerate(due) if expected >= LEAST_EXPECTED]
    total = rows[0]["base_sources"] if rows else 0
    p_values = fisher(
        [rows[at]["observed"] for at in tested],
        [rows[at]["with_theme"] for at in tested],
        [rows[at]["with_group"] for at in tested],
        total,
    )
    found = dict(zip(tested, zip(p_values, adjusted([*p_values]), strict=True), strict=True))
    told = []
    for at, row in enumerate(rows):
        p, q = found.get(at, (None, None))
        told.append(
            {
                **{name: row[name] for name in ("theme_id", "theme", "group_name", "records", "sources", "observed")},
                "expected": due[at],
                "base_sources": total,
                "lift": row["observed"] / due[at],
                "p": None if p is None else float(p),
                "q": None if q is None else float(q),
                "signal": _signal(row["observed"], row["sources"], due[at], q),
                "overlapping": overlapping(row["group_name"], f"{row['theme']} {row['definition'] or ''}"),
            }
        )
    return sorted(told, key=lambda row: (row["q"] is None, row["q"] or 0, row["theme"], row["group_name"]))


def _signal(observed: int, sources: int, expected: float, q: float | None) -> str:
    if q is None or q > FALSE_FINDS or observed < LEAST_OBSERVED or sources < LEAST_SOURCES:
        return ""
    return "more" if observed > expected else "less"


def overlapping(group: str, theme: str) -> bool:
    """Whether a theme's name and definition and a group's name share a word that says something: such a pair
    stands out because the two mean nearly the same."""
    return bool(_telling(group) & _telling(theme))


def _telling(words: str) -> set[str]:
    """The words that say something, without a plural's s."""
    return {word.rstrip("s") for word in plain(words).split() if len(word) >= _LONG_ENOUGH} - {
        word.rstrip("s") for word in _SAY_LITTLE
    }


def words_apart(rows: Rows, others: Others, first_group: str, second_group: str) -> list[dict[str, Any]]:
    """The words that separate the two beyond chance and that at least three sources of the one used, the
    clearest first."""
    del others, first_group, second_group
    first = {row["word"]: row["first_sources"] for row in rows if row["first_sources"]}
    second = {row["word"]: row["second_sources"] for row in rows if row["second_sources"]}
    everywhere = {row["word"]: row["anywhere"] for row in rows}
    told = []
    for word in log_odds(first, second, everywhere):
        used = word.first if word.score > 0 else word.second
        if abs(word.score) >= CERTAIN and used >= LEAST_SOURCES:
            told.append(
                {
                    "word": word.word,
                    "first_sources": word.first,
                    "second_sources": word.second,
                    "log_odds": word.log_odds,
                    "score": word.score,
                    "typical_of": "first" if word.score > 0 else "second",
                    "first_base": rows[0]["first_base"],
                    "second_base": rows[0]["second_base"],
                }
            )
    return sorted(told, key=lambda row: (-abs(row["score"]), row["word"]))
