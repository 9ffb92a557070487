"""Sentences that compare. Each passes one gate, ``ladder.may_say``, and carries its numbers; most often none may be
said, and then the sentence says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from queries.disclosure import tell
from queries.filters import Filters
from queries.ladder import ANY_PERCENTAGE, Verdict, may_say
from queries.measures.ratios import garwood
from queries.sentences import counted, join

Row = Mapping[str, Any]
Rows = Sequence[Row]
EVEN = 1.0  # observed over expected, where nothing sets a place or a group apart
_MOST = 4  # finds in one sentence; the others stand in the table


def areas(rows: Rows, filters: Filters, verdict: Verdict, what: str, name: str = "name") -> str:
    """``Heard more than its share of people: NHS Highland (19 where 6.0 would be expected).`` Takes the rows of
    observed_expected, or of bands; ``what`` is what they are in the plural."""
    recorded, of = _recorded("place", filters)
    found = [
        row
        for row in rows
        if row.get("outside") and may_say(verdict, recorded, of, row["observed"], (row["lower"], row["upper"]), EVEN)
    ]
    if not found:
        return (
            f"No difference between {what} is large enough here to be told from chance." if verdict.shown and of else ""
        )
    said = []
    for word in ("more", "less"):
        part = [row for row in found if row["outside"] == word]
        if part:
            told = join(_beside(str(row[name]), row) for row in part[:_MOST])
            said.append(f"Heard {word} than expected from the number of people: {told}.")
    return " ".join(said)


def pairs(rows: Rows, filters: Filters, verdict: Verdict) -> str:
    """The squares of theme_group that stand out, nearly the same by name left out."""
    known = [_recorded(field, filters) for field in ("themes", "groups")]
    recorded, of = min(known, key=lambda one: one[0])
    found = [
        row
        for row in rows
        if row["signal"] == "more"
        and not row["overlapping"]
        and may_say(verdict, recorded, of, row["sources"], _lift_interval(row), EVEN)
    ]
    if not found:
        return (
            "No theme and group come up together so often that it could be told from chance." if verdict.shown else ""
        )
    told = join(_beside(f"{row['theme']} with {row['group_name']}", row) for row in found[:_MOST])
    return f"More often together than chance would have it: {told}."


def shares(rows: Rows, told: Rows, unit: str) -> list[dict[str, Any]]:
    """The themes of chosen places beside all in view: of each the count there, and how many of a hundred times it is
    raised there and anywhere. A share under ten of its kind is None."""
    everywhere = {row["theme_id"]: row for row in told}
    here, whole = _total(rows), _total(told)
    return [
        {
            "theme_id": row["theme_id"],
            "theme": row["theme"],
            "here": row[unit],
            "here_masked": row.get(f"{unit}_masked", False),
            "here_share": _part(row["mentions"], here),
            "whole_share": _part(everywhere.get(row["theme_id"], {}).get("mentions"), whole),
        }
        for row in sorted(rows, key=lambda row: (-(row[unit] or 0), str(row["theme"])))
        if row[unit]
    ]


def _total(rows: Rows) -> int | None:
    counts = [row["mentions"] for row in rows]
    return None if any(count is None for count in counts) else sum(counts)


def _part(count: int | None, of: int | None) -> float | None:
    return None if count is None or of is None or of < ANY_PERCENTAGE else count / of


def _beside(name: str, row: Row) -> str:
    return f"{name} ({row['observed']:,} where {row['expected']:.1f} would be expected)"


def _lift_interval(row: Row) -> tuple[float, float]:
    low, high = garwood(row["observed"])
    return low / row["expected"], high / row["expected"]


def _recorded(field: str, filters: Filters) -> tuple[int, int]:
    """For how many of the insights in view a field is recorded, and how many there are; 0, 0 where that is hidden."""
    row = next(row for row in tell("completeness", filters).rows if row["field"] == field)
    return (row["recorded"], row["of"]) if row["recorded"] is not None and row["of"] is not None else (0, 0)


def kinds(rows: Rows) -> str:
    """``74 of 228 insights name a council area; 12 name only a larger area, 136 all of Scotland, and for 6 the place
    is not known.`` Takes the rows of place_totals; empty where one of them is masked."""
    found = {row["kind"]: row["insights"] for row in rows}
    if any(number is None for number in found.values()):
        return ""
    named, larger = (
        _sum(found, ("one_council", "several_councils")),
        _sum(found, ("hscp", "health_board", "wider_region")),
    )
    whole = counted(sum(found.values()), "insight", "insights")
    return (
        f"{named:,} of {whole} name a council area; {larger:,} only a larger area, {found['national']:,} all of "
        f"Scotland, and for {found['not_known']:,} the place is not known."
    )


def _sum(found: Mapping[str, int], names: Iterable[str]) -> int:
    return sum(found[name] for name in names)
