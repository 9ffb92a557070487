"""Every place by name in one of four classes, and where the insights belong that stand on no map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from components import place_words
from components.markup import join, tag
from components.place_words import Level
from components.slip import Slip
from components.table import Column
from components.words import count

Rows = Sequence[Mapping[str, Any]]
# Status: its heading, and what it means.
CLASSES = {
    "not_named": ("Not named; more expected", "Three or more would be expected from their population."),
    "wider_area": ("Only within a wider area", "A board, a partnership or a region was named that they are part of."),
    "too_few_expected": (
        "Not named; too few expected to judge",
        "Fewer than three would be expected from their population, so the silence says little.",
    ),
    "not_compared": ("Named; too few expected to compare", "Fewer than five would be expected from their population."),
    "not_shown": ("Not shown", "So few spoke in confidence that even this would give somebody away."),
    "named": ("Named", "At least one insight names them."),
}
KIND_WORDS = {
    "one_council": "One council area",
    "several_councils": "Several council areas",
    "hscp": "A partnership of several councils only",
    "health_board": "A health board only",
    "wider_region": "A wider area",
    "national": "All of Scotland",
    "not_known": "Place not known",
}
CLASS_COLUMNS = (Column("class", "Class"), Column("places", "Places", "count"), Column("names", "Which"))
KIND_COLUMNS = (Column("words", "What the insight names"), Column("insights", "Insights", "count"))


def classes_card(rows: Rows, level: Level) -> Slip:
    """The card with every place by name. Takes the rows of council_counts, hscp_counts or board_counts."""
    heading = f"Which {place_words.LEVELS[level][3]} have we not heard from yet?"
    told = [
        {"class": words, "places": len(names), "names": ", ".join(names) or "None"}
        for words, _, _, names in _classes(rows, level)
    ]
    return Slip(heading, columns=CLASS_COLUMNS, rows=told, instead=classes_markup(rows, level))


def classes_markup(rows: Rows, level: Level) -> Markup:
    """The classes that have a place in them, each with its number, its meaning and its names."""
    parts = [
        tag(
            "section",
            tag("h3", words, " ", tag("span", f"({count(len(names))})")),
            tag("p", meaning, class_="ks-meaning"),
            tag("p", ", ".join(names) or "None.", class_="ks-names"),
            class_=f"ks-class ks-class-{status.replace('_', '-')}",
        )
        for words, meaning, status, names in _classes(rows, level)
    ]
    return tag("div", join(parts), class_="ks-classes")


def _classes(rows: Rows, level: Level) -> list[tuple[str, str, str, list[str]]]:
    """(heading, meaning, status, names) of each class that has a place in it."""
    full, found = place_words.told(rows, level), []
    for status, (words, meaning) in CLASSES.items():
        names = sorted(str(row["name"]) for row in full if row["status"] == status)
        if names or status == "not_named":
            found.append((words, meaning, status, names))
    return found


def beside_card(rows: Rows) -> Slip:
    """The card with what each insight names; the rows of place_totals add up to the insights in view."""
    total = sum(row["insights"] for row in rows)
    mapped = sum(row["insights"] for row in rows if row["kind"] in ("one_council", "several_councils"))
    heading = f"{count(mapped)} of {count(total)} insights name a council area"
    sub = "The others belong to larger areas or to no known place. They are counted everywhere but on the map."
    table = [{**row, "words": KIND_WORDS[row["kind"]]} for row in rows]
    table.append({"words": "All insights in view", "insights": total})
    return Slip(heading, sub, KIND_COLUMNS, table)
