"""Who looks on while a command works: is told how far it is, and can have it stopped.

At a terminal that is the person who typed the command, also when the running dashboard carries it out; then the
private socket stands between the two. Where nobody looks on, nothing is told and nothing is stopped.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import FrameType

_SECONDS_BETWEEN_WORDS = 0.2


class Onlooker:
    """Nobody: the one that is there where no other is."""

    shows = False  # whether words that are told are seen by anybody

    def tell(self, words: str) -> None:
        """Show how far the work is, in the place of what was shown before."""

    def wants_stop(self) -> bool:
        """Whether the work shall be stopped."""
        return False

    @contextmanager
    def heeded(self) -> Iterator[None]:
        """While work is done that looks at ``wants_stop``; anything else is interrupted where it stands."""
        yield


class AtTerminal(Onlooker):
    """The person at this terminal. Ctrl+C asks heeded work to stop; a second one breaks it off."""

    def __init__(self, *, shows: bool) -> None:
        self.shows = shows
        self._stop = threading.Event()
        self._told_at, self._width = 0.0, 0

    def tell(self, words: str) -> None:
        now = time.monotonic()
        if self.shows and now - self._told_at >= _SECONDS_BETWEEN_WORDS:
            self._told_at = now
            self._put(words)

    def wants_stop(self) -> bool:
        return self._stop.is_set()

    @contextmanager
    def heeded(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, self._interrupted)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
            if self._width:
                self._put("")

    def _interrupted(self, _signal: int, _frame: FrameType | None) -> None:
        if self._stop.is_set():
            raise KeyboardInterrupt
        self._stop.set()
        if self.shows:
            self._put("Stopping …")

    def _put(self, words: str) -> None:
        """Write over the line that stands there."""
        sys.stderr.write(f"\r{words.ljust(self._width)}" + ("" if words else "\r"))
        sys.stderr.flush()
        self._width = len(words)


_NOBODY = Onlooker()
_looking: ContextVar[Onlooker] = ContextVar("looking", default=_NOBODY)


def onlooker() -> Onlooker:
    """Who looks on at the work of this thread."""
    return _looking.get()


@contextmanager
def looked_on_by(one: Onlooker) -> Iterator[None]:
    """Have the block's work looked on by somebody."""
    before = _looking.set(one)
    try:
        yield
    finally:
        _looking.reset(before)
