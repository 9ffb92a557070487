"""Work that takes seconds, done once for each version of the evidence, beside the page that waits for it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

import duckdb

from data.read_model import Stand, reading

T = TypeVar("T")


class OncePerVersion(Generic[T]):
    """The result of some work for the evidence and themes as they stand; the result before is let go of."""

    def __init__(self, name: str, work: Callable[[], T]) -> None:
        self._name, self._work = name, work
        self._lock = threading.Lock()
        self._done: tuple[Stand, T] | None = None
        self._doing: Stand | None = None

    def now(self, *, wait: bool = False) -> T | None:
        """The result, or None while the work goes on in a thread of its own (``wait``: when it is done)."""
        with reading() as held:
            stand = held.stand
        with self._lock:
            if self._done is not None and self._done[0] == stand:
                return self._done[1]
            if not wait and self._doing == stand:
                return None
            self._doing = stand
        if wait:
            return self._do(stand)
        threading.Thread(target=self._beside, args=(stand,), name=self._name, daemon=True).start()
        return None

    def _beside(self, stand: Stand) -> None:
        with contextlib.suppress(duckdb.Error):  # the file was closed meanwhile: nobody asks any more
            self._do(stand)

    def _do(self, stand: Stand) -> T:
        try:
            result = self._work()
            with self._lock:
                self._done = (stand, result)
            return result
        finally:
            with self._lock:
                if self._doing == stand:
                    self._doing = None
