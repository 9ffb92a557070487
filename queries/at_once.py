"""Asks what a page is going to ask all at once, side by side, as soon as its filters are known.

A page draws one part after the other, so it would ask one question after the other. What it asked when it was drawn
last is what it will most likely ask now: asked together first, every processor has something to do, and the browser
gets the page in one piece instead of drawing each part while the next is counted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait

from queries.disclosure import Asked, tell
from queries.filters import Filters

# The flat map's points: the browser needs longest for that map, and drew it first where all came in one piece.
LAST = ("place_points",)
PATIENCE = 0.15  # seconds; after these the page is drawn part by part, as the answers come

_side_by_side = ThreadPoolExecutor(max(2, os.cpu_count() or 2), thread_name_prefix="ask-at-once")


def ask_at_once(filters: Filters, asked: Sequence[Asked]) -> None:
    """Have these questions, a name and parameters each, answered under these filters, and the answers kept.

    It returns when all are there or its patience is at an end. Nothing comes of a question that cannot be answered:
    whoever asks it again is told why.
    """
    tasks = [
        _side_by_side.submit(tell, name, filters, **dict(parameters)) for name, parameters in asked if name not in LAST
    ]
    for late in wait(tasks, timeout=PATIENCE).not_done:
        late.cancel()  # those not begun yet; the page asks them itself


def meanwhile(*work: Callable[[], object]) -> None:
    """Begin what will be asked for soon and is kept, beside whatever goes on. Nothing comes of what fails."""
    for one in work:
        _side_by_side.submit(one)
