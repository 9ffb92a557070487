"""Counts what one address or one participant does in a minute, in memory only and never for longer."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque

MOST_KEYS = 20_000  # of whom something is counted at once; whoever was seen longest ago goes first


class RateLimit:
    """At most ``most`` events in ``seconds`` for each key."""

    def __init__(self, most: int, seconds: float = 60) -> None:
        self._most, self._seconds = most, seconds
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def is_over(self, key: str) -> bool:
        """Whether the key has used up what it may do just now; nothing is counted."""
        with self._lock:
            return len(self._recent(key)) >= self._most

    def count(self, key: str) -> bool:
        """Count one event; whether it was still allowed."""
        with self._lock:
            recent = self._recent(key)
            if len(recent) >= self._most:
                return False
            recent.append(time.monotonic())
            self._seen[key] = recent
            self._seen.move_to_end(key)
            while len(self._seen) > MOST_KEYS:
                self._seen.popitem(last=False)
            return True

    def _recent(self, key: str) -> deque[float]:
        events = self._seen.get(key, deque())
        earliest = time.monotonic() - self._seconds
        while events and events[0] < earliest:
            events.popleft()
        return events
