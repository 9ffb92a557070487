"""Two people change the same thing in their own windows: what each changed stands, and nobody's change is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.errors import Refused


class BothChanged(Refused):
    """Both changed the same part; ``names`` are the parts."""

    def __init__(self, names: list[str], words: str) -> None:
        super().__init__(words)
        self.names = names


def together(
    before: Mapping[str, Any], mine: Mapping[str, Any], stands: Mapping[str, Any], called: Mapping[str, str]
) -> dict[str, Any]:
    """What stands with my changes in it: the parts of ``mine`` that are not as they were ``before`` I began.

    Raises BothChanged where somebody else has changed the same part otherwise since; ``called`` are the parts' names.
    """
    changed = [name for name in mine if mine[name] != before.get(name)]
    both = [name for name in changed if stands.get(name) not in (before.get(name), mine[name])]
    if both:
        parts = " and ".join(called.get(name, name).lower() for name in both)
        now = "; ".join(f"“{stands[name]}”" for name in both if isinstance(stands[name], str))
        raise BothChanged(
            both,
            f"Somebody else has changed the {parts} meanwhile{f': it is {now} now' if now else ''}. Nothing was kept "
            "yet. Press “Keep” once more if yours is to take its place.",
        )
    return {**stands, **{name: mine[name] for name in changed}}
