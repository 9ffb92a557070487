"""What a map, its tiles and its table say about one area: one wording for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from components.table import Column
from components.words import count, hidden

Level = Literal["council", "hscp", "health_board"]
Rows = Sequence[Mapping[str, Any]]

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
    "not_shown": "Not shown, to protect people",
}
SHORT_STATUS = {
    "wider_area": "Wider area only",
    "not_named": "Not named yet",
    "too_few_expected": "Too few to judge",
    "not_shown": "Not shown",
}
MEASURES = {
    "sources": "People and organisations",
    "insights": "Insights",
    "case_studies": "Case studies",
    "mentions": "Times themes were raised",
    "per_100k": "People and organisations per 100,000 people",
}

_HEARD = {"insights": " about ", "case_studies": " about ", "mentions": " in "}


def columns(level: Level) -> tuple[Column, ...]:
    """The table's columns."""
    return (
        Column(LEVELS[level][1], LEVELS[level][2]),
        Column("status_words", "Heard from?"),
        Column("sources", "People and organisations", "count"),
        Column("insights", "Insights", "count"),
        Column("case_studies", "Case studies", "count"),
        Column("mentions", "Times themes were raised", "count"),
        Column("expected", "Expected from its population", "decimal"),
        Column("population", "People living there", "count"),
        Column("per_100k", "People and organisations per 100,000 people", "decimal"),
    )


def told(rows: Rows, level: Level, measure: str = "sources") -> list[dict[str, Any]]:
    """The rows with ``code``, ``name``, ``status_words``, ``per_100k`` and ``value`` added, most first."""
    code, name = LEVELS[level][:2]
    full = [
        {
            **row,
            "code": row[code],
            "name": row[name],
            "status": _status(row),
            "status_words": STATUS[_status(row)],
            "status_masked": False,
            "per_100k": _rate(row),
        }
        for row in rows
    ]
    for row in full:
        row["value"] = row.get(measure) or 0
    return sorted(full, key=lambda row: (-row["value"], str(row["name"])))


def _status(row: Mapping[str, Any]) -> str:
    return "not_shown" if hidden(row, "status") else str(row["status"])


def _rate(row: Mapping[str, Any]) -> float | None:
    heard, people = row.get("sources"), row.get("population")
    return 100_000 * heard / people if isinstance(heard, (int, float)) and people else None


def in_words(row: Mapping[str, Any], measure: str) -> str:
    """One area in a few words, for tooltip and alt text. ``row`` comes from ``told``."""
    if row["status"] != "named":
        return f"{row['name']}: {row['status_words'].lower()}"
    number = f"{row['value']:.1f}" if measure == "per_100k" else count(row["value"])
    return f"{row['name']}: {number} {MEASURES.get(measure, measure).lower()}"


def heading(rows: Rows, level: Level, measure: str = "sources") -> str:
    """``People and organisations heard in 26 of 32 council areas``."""
    named = sum(row["status"] == "named" for row in rows)
    least = "at least " if any(hidden(row, "status") for row in rows) else ""
    verb = _HEARD.get(measure, " heard in ")
    return f"{MEASURES.get(measure, measure)}{verb}{least}{named} of {len(rows)} {LEVELS[level][3]}"


def alt(rows: Rows, level: Level, measure: str = "sources", kind: str = "Map") -> str:
    """The map in words: the five areas heard most, and every area that was not named."""
    full = told(rows, level, measure)
    most = "; ".join(in_words(row, measure) for row in full if row["status"] == "named")
    missing = [
        f"{STATUS[status]}: {', '.join(sorted(str(row['name']) for row in full if row['status'] == status))}"
        for status in ("wider_area", "not_named", "too_few_expected", "not_shown")
        if any(row["status"] == status for row in full)
    ]
    return f"{kind} of Scotland. {'. '.join([most or 'No area is named', *missing])}."


def file_stem(kind: str, level: Level, measure: str) -> str:
    """What a download holds: ``map-of-council-areas-by-sources``."""
    return f"{kind}-of-{LEVELS[level][3]}-by-{measure}".replace(" ", "-").replace("_", "-")
