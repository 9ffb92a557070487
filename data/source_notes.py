"""Reads what the SOURCES.md files say, so that Help shows the very lines that stand beside the data."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from data.settings import EXAMPLES, REFERENCE

REFERENCE_NOTES = REFERENCE / "SOURCES.md"
BOUNDARY_NOTES = REFERENCE / "geo" / "SOURCES.md"
EXAMPLE_NOTES = EXAMPLES / "SOURCES.md"


@cache
def sections(path: Path) -> dict[str, tuple[str, ...]]:
    """The lines of a notes file under each of its headings; "" for what stands before the first."""
    found: dict[str, list[str]] = {"": []}
    current = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            current = line.lstrip("# ").strip()
            found.setdefault(current, [])
        else:
            found[current].append(line)
    return {heading: tuple(lines) for heading, lines in found.items()}


def points(path: Path, heading: str) -> list[str]:
    """The bullet points under a heading, each in one line. KeyError if there is no such heading."""
    found: list[str] = []
    for line in sections(path)[heading]:
        if line.startswith("- "):
            found.append(line[2:].strip())
        elif found and line.startswith("  "):
            found[-1] += " " + line.strip()
    return found


def reference_sources() -> list[dict[str, str]]:
    """The table of official sources: short name, publisher with title and year, licence."""
    lines = [line for lines in sections(REFERENCE_NOTES).values() for line in lines if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [
        {"name": row[0], "title": row[1], "licence": row[2]}
        for row in rows[1:]
        if len(row) >= 3 and not set(row[0]) <= set("-: ")
    ]


def attribution_lines() -> list[str]:
    """The lines that have to stand with the figures and the maps."""
    told = [line for line in points(REFERENCE_NOTES, "Lines to show with the figures") if "`" not in line]
    quoted = [line for lines in sections(BOUNDARY_NOTES).values() for line in lines if line.startswith("> ")]
    return [*told, *(re.sub(r"^>\s*", "", line) for line in quoted)]


def example_notes() -> dict[str, list[str]]:
    """About the shipped examples: how they were written, facts, doubts."""
    return {
        heading: points(EXAMPLE_NOTES, heading)
        for heading in ("How they were written", "Facts about the data", "Doubts")
    }
