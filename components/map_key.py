"""The key of a map, measured in pixels from its lower left corner so that it fits any width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from components import place_words
from components.canvas import SMALL_SIZE, words_at
from components.classes import Class, spread
from components.palette import Look

_STEP = 21


def _key(full: list[dict[str, Any]], steps: Sequence[Class]) -> list[tuple[str, str]]:
    """(class number or status, words) from the top of the key to its foot."""
    seen = {row["status"] for row in full}
    kept = [(status, words) for status, words in place_words.SHORT_STATUS.items() if status in seen]
    return [*((str(n), step.words) for n, step in reversed(list(enumerate(steps)))), *kept]


def entries(full: list[dict[str, Any]], steps: Sequence[Class]) -> list[tuple[str, str]]:
    """The key as (mark, words): ``scale-3`` or a status, and what it means."""
    colours = spread(len(steps))
    return [(f"scale-{colours[int(mark)]}" if mark.isdigit() else mark, said) for mark, said in _key(full, steps)]


def words(full: list[dict[str, Any]], steps: Sequence[Class], look: Look) -> list[dict[str, Any]]:
    """The words of the key as annotations."""
    entries = _key(full, steps)
    return [
        words_at(
            0,
            0,
            words,
            look,
            size=SMALL_SIZE,
            xref="paper",
            yref="paper",
            xshift=22,
            yshift=10 + _STEP * (len(entries) - 1 - n),
        )
        for n, (_, words) in enumerate(entries)
    ]


def marks(full: list[dict[str, Any]], steps: Sequence[Class], look: Look) -> list[dict[str, Any]]:
    """The small squares of the key as shapes."""
    entries, colours = _key(full, steps), spread(len(steps))
    drawn: list[dict[str, Any]] = []
    for n, (which, _) in enumerate(entries):
        foot = 2 + _STEP * (len(entries) - 1 - n)
        fill = look.scale[colours[int(which)]] if which.isdigit() else "rgba(0,0,0,0)"
        drawn.append(_mark("rect", (1, foot, 18, foot + 15), look.edge, fill))
        if which == "not_named":
            for start in (1, 6, 11):
                drawn.append(
                    _mark(
                        "line",
                        (start, foot, min(start + 12, 18), foot + min(12, 18 - start)),
                        look.not_heard,
                    )
                )
        elif which == "wider_area":
            drawn.append(_mark("line", (3, foot + 14, 16, foot + 1), look.not_heard))
    return drawn


def _mark(kind: str, box: tuple[float, float, float, float], line: str, fill: str = "") -> dict[str, Any]:
    """A shape of the key, measured in pixels from the lower left corner, so that it fits any width."""
    x0, y0, x1, y1 = box
    return {
        "type": kind,
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 0,
        "yanchor": 0,
        "x0": x0,
        "x1": x1,
        "y0": y0,
        "y1": y1,
        "line": {"color": line, "width": 1},
        "fillcolor": fill or "rgba(0,0,0,0)",
    }
