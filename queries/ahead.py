"""Asks ahead: what a page asked about everything is asked for each theme and place that a reader may choose next.

It happens in one background thread of the server while no page is drawn, so that the first click is as quick as a
repeated one. Nothing is asked ahead on the command line or in a test: it begins with ``begin``.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from queue import SimpleQueue

from data.read_model import NOW, reading
from queries.at_once import ask_at_once
from queries.choices import choices
from queries.disclosure import Asked, noted, tell
from queries.filters import Filters

QUIET = 0.5  # seconds without a page being drawn before anything is asked ahead

logger = logging.getLogger("kenspeckle")
_waiting: SimpleQueue[tuple[Filters, tuple[Asked, ...]] | None] = SimpleQueue()
_lock = threading.Lock()
_drawing = 0  # pages being drawn just now
_drawn_at = 0.0  # when one was drawn last, by the monotonic clock
_worker: threading.Thread | None = None


@contextmanager
def watched(filters: Filters, before: Sequence[Asked] = ()) -> Iterator[list[Asked]]:
    """Around the drawing of a page with these filters: gives what it asks, each once, when it has been drawn.

    What it asked ``before`` is asked at once. What it asks about everything is asked ahead afterwards.
    """
    global _drawing, _drawn_at
    with _lock:
        _drawing += 1
    asked: list[Asked] = []
    kept = noted.set((filters, asked))
    try:
        ask_at_once(filters, before)
        yield asked
    finally:
        noted.reset(kept)
        with _lock:
            _drawing -= 1
            _drawn_at = time.monotonic()
    asked[:] = dict.fromkeys(one for one in asked if _keepable(one))
    if _worker is not None and not filters.narrows and filters.standing == NOW:
        _waiting.put((filters, tuple(asked)))


def begin() -> None:
    """Start asking ahead in this process."""
    global _worker
    if _worker is None:
        _worker = threading.Thread(target=_work, name="ask-ahead", daemon=True)
        _worker.start()


def end() -> None:
    """Stop after the question that is being asked, if any."""
    global _worker
    worker, _worker = _worker, None
    if worker is not None:
        _waiting.put(None)
        worker.join(timeout=10)


def _keepable(asked: Asked) -> bool:
    try:
        hash(asked)
    except TypeError:  # a search in words, say: nobody knows what will be searched for next
        return False
    return True


def _work() -> None:
    done: set[Hashable] = set()
    while (job := _waiting.get()) is not None:
        filters, asked = job
        key = (_stand(), filters, asked)
        if key in done:
            continue
        try:
            if all(_ask(chosen, asked, key[0]) for chosen in _next(filters)):
                done = {one for one in done if isinstance(one, tuple) and one[0] == key[0]} | {key}
        except Exception:  # nobody waits for it; the page asks again and tells what is wrong
            logger.warning("Asking ahead was given up.")


def _next(filters: Filters) -> Iterator[Filters]:
    """The views that are one choice away, from the two filters that stand open on every page."""
    offered = choices()
    for theme in offered["theme"]:
        if theme.records:
            yield replace(filters, theme=(theme.value,))
    for place in offered["place"]:
        if place.records:
            yield replace(filters, place=(place.value,))


def _ask(filters: Filters, asked: tuple[Asked, ...], stand: Hashable) -> bool:
    """Ask one choice's questions; whether it makes sense to go on with the next choice."""
    for name, parameters in asked:
        while _drawing or time.monotonic() - _drawn_at < QUIET:
            if _worker is None:
                return False
            time.sleep(QUIET / 5)
        begun = time.monotonic()
        tell(name, filters, **dict(parameters))
        time.sleep(min(time.monotonic() - begun, QUIET))  # half of the time is left to whoever comes
    return _worker is not None and _stand() == stand


def _stand() -> Hashable:
    with reading() as held:
        return held.stand
