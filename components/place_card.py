"""The card around a picture of places, whether its areas are drawn as a map or as equal squares."""

from __future__ import annotations

from collections.abc import Callable, Collection

from components import map_key, place_words
from components.canvas import Figure
from components.card import Card, Pick
from components.help_words import PLACES
from components.palette import Look
from components.place_words import Level, Rows


def place_card(
    key: str,
    rows: Rows,
    figure: Callable[[Look], Figure],
    *,
    bare: Callable[[Look], Figure],
    alt: Callable[[], str],
    drawn: str,
    level: Level,
    measure: str,
    sub: str,
    source: str,
    chosen: Collection[str],
    on_pick: Callable[[str | None], None] | None,
) -> Card:
    """The card. ``drawn`` says in the name of a download what was drawn: ``map``, ``squares``."""
    full = place_words.told(rows, level, measure)
    only = next(iter(chosen)) if len(chosen) == 1 else None
    choices = sorted(((str(row["code"]), str(row["name"])) for row in full), key=lambda choice: choice[1])
    return Card(
        key,
        place_words.heading(rows, level, measure),
        figure=figure,
        alt=alt,
        columns=place_words.columns(level),
        rows=full,
        help=PLACES,
        file_stem=place_words.file_stem(drawn, level, measure),
        bare=bare,
        legend=map_key.entries(full, place_words.steps(full, measure)),
        drawn=("sources", "expected") if measure == place_words.SHARE else (measure,),
        sub=sub,
        source=source,
        pick=Pick(f"Open a {place_words.LEVELS[level][2].lower()}", choices, on_pick, only) if on_pick else None,
    )
