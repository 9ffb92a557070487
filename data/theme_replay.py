"""Steps through a history of themes, to see whether it would still hold without one of its events.

What themes are is always worked out in SQL (theme_at); this only looks, event by event, for a name that two themes
would have had at once and for a theme that would have stood under itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from data.plain import key
from data.theme_scope import Event


@dataclass
class _Stand:
    """The themes after some events: what each is called, what it was put under, what it was merged into."""

    names: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str | None] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    used: Counter[str] = field(default_factory=Counter)
    live: set[str] = field(default_factory=set)

    def take(self, event: Event) -> None:
        """Go one event on."""
        for theme_id in event.theme_ids:
            if event.kind == "rename":
                self._call(theme_id, event.theme or "")
            elif event.kind == "move":
                self.parents[theme_id] = event.into_id
            elif event.kind in ("merge", "retire"):
                self._end(theme_id)
                if event.kind == "merge" and event.into_id:
                    self.merged[theme_id] = event.into_id
        if event.kind in ("create", "merge", "split") and event.into_id:
            self._end(event.into_id)
            self.live.add(event.into_id)
            self.merged.pop(event.into_id, None)
            self.names[event.into_id] = key(event.theme or "")
            self.used[self.names[event.into_id]] += 1
            self.parents[event.into_id] = event.parent_theme_id

    def breaks(self, event: Event) -> str | None:
        """What is wrong after the event, if anything: "name" or "circle"."""
        about = [one for one in (*event.theme_ids, event.into_id) if one in self.live]
        if any(self.used[self.names[one]] > 1 for one in about if one):
            return "name"
        return "circle" if any(self._in_circle(one) for one in about if one) else None

    def _call(self, theme_id: str, name: str) -> None:
        if theme_id in self.live:
            self.used[self.names[theme_id]] -= 1
            self.used[key(name)] += 1
        self.names[theme_id] = key(name)

    def _end(self, theme_id: str) -> None:
        if theme_id in self.live:
            self.live.discard(theme_id)
            self.used[self.names[theme_id]] -= 1

    def _in_circle(self, theme_id: str) -> bool:
        above, seen = self._above(theme_id), {theme_id}
        while above is not None and above not in seen:
            seen.add(above)
            above = self._above(above)
        return above == theme_id

    def _above(self, theme_id: str) -> str | None:
        above = self.parents.get(theme_id)
        while above in self.merged:
            above = self.merged[above]
        return above


def breaks_without(event: Event, in_force: Iterable[Event]) -> tuple[Event, str] | None:
    """The first later event that could not have been made without this one, and why: "name" or "circle"."""
    stand, after = _Stand(), False
    for one in in_force:
        if one.event_id == event.event_id:
            after = True
            continue
        stand.take(one)
        if after and (why := stand.breaks(one)):
            return one, why
    return None
