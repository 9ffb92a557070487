"""What fits on a stage: how much height words leave, and a chart's own words made as large as those around it.

A stage is laid out for 1280 × 720 pixels. A chart is drawn at half size and doubled, so that 16 pixels of its own
become the 32 (24 points) of the stage; static/js/stage.js doubles it, and makes it larger still on a larger screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from math import ceil
from typing import Any

from components.canvas import LABEL_SIZE, Figure

ZOOM = 2  # stage.js holds the same
_HEIGHT = 720 - 68  # pixels inside the frame of the stage
_GAP = 20
_TITLE, _HEADING, _WORDS = (44, 60), (64, 43), (74, 43)  # letters in a line, pixels of a line
_ROWS = (8, 7, 6, 5, 4, 3, 2, 1)  # of a picture, from many to few
_ROW = 57  # pixels of a row of a table, one line


def room(title: str, heading: str, lead: str = "") -> int:
    """The pixels of height that these words leave under them."""
    left = _HEIGHT - _lines(title, _TITLE) - 16 - _GAP - _lines(heading, _HEADING) - _GAP
    return left - (_lines(lead, _WORDS) + _GAP if lead else 0)


def tall_room(title: str) -> int:
    """The pixels of height of a picture that stands beside its words."""
    return _HEIGHT - _lines(title, _TITLE) - 16 - _GAP


def _lines(words: str, size: tuple[int, int]) -> int:
    letters, line = size
    return line * max(ceil(len(words) / letters), 1)


def most_that_fit(made: Callable[[int], Any], height: Callable[[Any], float], pixels: int) -> Any:
    """What ``made`` makes of the most rows whose ``height``, doubled, is within ``pixels``; else of the fewest."""
    found = None
    for rows in _ROWS:
        found = made(rows)
        if ZOOM * height(found) <= pixels:
            break
    return found


def enlarged(figure: Mapping[str, Any], pixels: int) -> Figure:
    """The figure with no words smaller than a label, filling ``pixels`` of the stage's height."""
    layout = {**figure["layout"], "height": max(pixels // ZOOM, 100)}
    return {"data": _raised(figure["data"]), "layout": _raised(layout)}


def _raised(part: Any, *, words: bool = False) -> Any:
    if isinstance(part, str):
        return re.sub(r"font-size:\d+px", f"font-size:{LABEL_SIZE}px", part)
    if isinstance(part, Mapping):
        return {
            name: max(value, LABEL_SIZE) if words and name == "size" else _raised(value, words=name.endswith("font"))
            for name, value in part.items()
        }
    if isinstance(part, (list, tuple)):
        return [_raised(one) for one in part]
    return part


def rows_that_fit(cells: Sequence[Sequence[str]], pixels: int) -> int:
    """How many rows of a table, each a list of cells, fit under its head; a line that counts the others fits, too."""
    ends = []
    used = _ROW
    for row in cells:
        letters = max(_WORDS[0] // max(len(row), 1), 1)
        used += _ROW + _WORDS[1] * (max((ceil(len(cell) / letters) for cell in row), default=1) - 1)
        ends.append(used)
    if used <= pixels:
        return len(cells)
    return max(sum(end <= pixels - _WORDS[1] - _GAP for end in ends), 1)
