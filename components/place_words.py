"""What a map, its tiles and its table say about one area: one wording for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from components.classes import Class, classes
from components.table import Column
from components.words import count, hidden
from queries.measures.ratios import garwood

Level = Literal["council", "hscp", "health_board"]
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Named(Class):
    """A class of a map that has words of its own instead of its limits."""

    label: str = ""

    @property
    def words(self) -> str:
        """The class in the key."""
        return self.label


# Code column, name column, one area, several areas.
LEVELS: dict[Level, tuple[str, str, str, str]] = {
    "council": ("council_code", "council", "Council area", "council areas"),
    "hscp": (
        "hscp_code",
        "hscp",
        "Health and social care partnership",
        "health and social care partnerships",
    ),
    "health_board": ("health_board_code", "health_board", "Health board", "health boards"),
}
STATUS = {
    "named": "Named",
    "wider_area": "Only a wider area named",
    "not_named": "Not named yet",
    "too_few_expected": "Not named; too few expected to judge",
    "not_compared": "Named; too few expected to compare",
    "not_shown": "Not shown, to protect people",
}
SHORT_STATUS = {
    "wider_area": "Wider area only",
    "not_named": "Not named yet",
    "too_few_expected": "Too few to judge",
    "not_compared": "Named; too few to compare",
    "not_shown": "Not shown",
}
MEASURES = {
    "sources": "People and organisations",
    "insights": "Insights",
    "case_studies": "Case studies",
    "mentions": "Times themes were raised",
    "per_100k": "People and organisations per 100,000 people",
    "share": "Heard against the expected share",
}
SHARE = "share"
# Beyond what chance allows, or not: a ratio alone is no finding.
_BESIDE: dict[str, tuple[int, str]] = {
    "less": (1, "less than chance allows"),
    "": (2, "within what chance allows"),
    "more": (3, "more than chance allows"),
}
_STEPS = (Named(1, 1, "Less"), Named(2, 2, "As chance allows"), Named(3, 3, "More"))

_HEARD = {"insights": " about ", "case_studies": " about ", "mentions": " in "}


def columns(level: Level) -> tuple[Column, ...]:
    """The table's columns."""
    return (
        Column(LEVELS[level][1], LEVELS[level][2]),
        Column("status_words", "Heard from?"),
        Column("sources", "People and organisations", "count"),
        Column("range_words", "Range of that count (95\u00a0%)", nothing="–"),
        Column("insights", "Insights", "count"),
        Column("case_studies", "Case studies", "count"),
        Column("mentions", "Times themes were raised", "count"),
        Column("expected", "Expected from its population", "decimal"),
        Column("ratio_words", "Heard ÷ expected (95\u00a0% range)", nothing="not compared"),
        Column("population", "People living there", "count"),
        Column("per_100k", "People and organisations per 100,000 people", "decimal"),
    )


def told(rows: Rows, level: Level, measure: str = "sources") -> list[dict[str, Any]]:
    """The rows with ``code``, ``name``, ``status_words``, ``per_100k`` and ``value`` added, most first.

    A row may bring ``ratio``, ``lower``, ``upper``, ``outside`` and ``shown`` of observed_expected: see ``beside``.
    """
    code, name = LEVELS[level][:2]
    full = [
        {
            **row,
            "code": row[code],
            "name": row[name],
            "status": _status(row, measure),
            "status_words": STATUS[_status(row, measure)],
            "range_words": _range(row),
            "ratio_words": _ratio(row),
            "status_masked": False,
            "per_100k": _rate(row),
        }
        for row in rows
    ]
    for row in full:
        row["value"] = _beside(row) if measure == SHARE else row.get(measure) or 0
    return sorted(
        full, key=lambda row: (-row["value"], -(row.get("ratio") or 0) * (measure == SHARE), str(row["name"]))
    )


def steps(full: Rows, measure: str) -> tuple[Class, ...]:
    """The classes of the map and of its key; ``full`` comes from ``told``."""
    if measure == SHARE:
        return _STEPS
    return classes([row["value"] for row in full if row["status"] == "named"])


def beside(rows: Rows, ratios: Rows, level: Level) -> list[dict[str, Any]]:
    """The rows of council_counts and the like with what observed_expected says of each."""
    names = ("observed", "ratio", "lower", "upper", "outside", "shown", "reason")
    found = {row["code"]: {**{name: row.get(name) for name in names}, "range": _bounds(row)} for row in ratios}
    return [{**row, **found.get(row[LEVELS[level][0]], {})} for row in rows]


def _status(row: Mapping[str, Any], measure: str) -> str:
    if hidden(row, "status"):
        return "not_shown"
    if measure == SHARE and row["status"] == "named" and not _compared(row):
        return "not_compared"
    return str(row["status"])


def _compared(row: Mapping[str, Any]) -> bool:
    return bool(row.get("shown")) and row.get("ratio") is not None and not hidden(row, "sources")


def _beside(row: Mapping[str, Any]) -> int:
    return _BESIDE[row.get("outside") or ""][0] if _compared(row) else 0


def _ratio(row: Mapping[str, Any]) -> str | None:
    return f"{row['ratio']:.2f} ({row['lower']:.2f} to {row['upper']:.2f})" if _compared(row) else None


def _range(row: Mapping[str, Any]) -> str | None:
    """The exact 95 % range of the count of people and organisations: that of observed_expected, if it is the same."""
    if hidden(row, "sources") or not row.get("sources"):
        return None
    known = row.get("range") if row.get("observed") == row["sources"] else None
    low, high = known or garwood(row["sources"])
    return f"{low:.0f} to {high:.0f}"


def _bounds(row: Mapping[str, Any]) -> tuple[float, float] | None:
    if row.get("lower") is None or row.get("expected") is None:
        return None
    return row["lower"] * row["expected"], row["upper"] * row["expected"]


def _rate(row: Mapping[str, Any]) -> float | None:
    heard, people = row.get("sources"), row.get("population")
    return 100_000 * heard / people if isinstance(heard, (int, float)) and people else None


def in_words(row: Mapping[str, Any], measure: str) -> str:
    """One area in a few words, for tooltip and alt text. ``row`` comes from ``told``."""
    if row["status"] != "named":
        return f"{row['name']}: {row['status_words'].lower()}"
    if measure == SHARE:
        return f"{row['name']}: {row['ratio']:.2f} times what is expected, {_BESIDE[row.get('outside') or ''][1]}"
    number = f"{row['value']:.1f}" if measure == "per_100k" else count(row["value"])
    return f"{row['name']}: {number} {MEASURES.get(measure, measure).lower()}"


def heading(rows: Rows, level: Level, measure: str = "sources") -> str:
    """``People and organisations heard in 26 of 32 council areas``."""
    named = sum(row["status"] == "named" for row in rows)
    least = "at least " if any(hidden(row, "status") for row in rows) else ""
    if measure == SHARE:
        return f"Heard against what is expected: {len(rows)} {LEVELS[level][3]}"
    verb = _HEARD.get(measure, " heard in ")
    return f"{MEASURES.get(measure, measure)}{verb}{least}{named} of {len(rows)} {LEVELS[level][3]}"


def alt(rows: Rows, level: Level, measure: str = "sources", kind: str = "Map") -> str:
    """The map in words: the five areas heard most, and every area that was not named."""
    full = told(rows, level, measure)
    most = "; ".join(in_words(row, measure) for row in full if row["status"] == "named")
    missing = [
        f"{STATUS[status]}: {', '.join(sorted(str(row['name']) for row in full if row['status'] == status))}"
        for status in ("wider_area", "not_named", "too_few_expected", "not_compared", "not_shown")
        if any(row["status"] == status for row in full)
    ]
    return f"{kind} of Scotland. {'. '.join([most or 'No area is named', *missing])}."


def file_stem(kind: str, level: Level, measure: str) -> str:
    """What a download holds: ``map-of-council-areas-by-sources``."""
    return f"{kind}-of-{LEVELS[level][3]}-by-{measure}".replace(" ", "-").replace("_", "-")
