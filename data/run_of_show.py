"""The run of show that a workshop starts from: steps with their minutes, words and host notes.

The templates stand in data/reference/run_of_show.json; every one has a break by minute 45.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from data.settings import REFERENCE

PACK = {
    "ground_rules": (
        "Everybody's experience counts. Speak for yourself. Nobody has to answer. What is said here may be "
        "used; who said it stays here."
    ),
    "access": "What would help you take part? Tell us before or during the session; you need not say why.",
    "how": "Use the link or the code on any phone or computer. You need no account and give no name.",
}


@dataclass(frozen=True)
class StepPlan:
    """What one step is, before it is run. ``minutes`` may be 0; ``page`` and ``filters`` say what evidence shows;
    ``asks`` is what its kind needs; ``named`` and ``live`` lift the rule "anonymous and hidden until revealed"."""

    kind: str
    title: str
    words: str = ""
    minutes: int = 5
    host_notes: str = ""
    page: str | None = None
    filters: Mapping[str, Any] = field(default_factory=dict)
    asks: Mapping[str, Any] = field(default_factory=dict)
    named: bool = False
    live: bool = False


@dataclass(frozen=True)
class Template:
    """One template that comes with Kenspeckle."""

    template_id: str
    name: str
    purpose: str
    steps: tuple[StepPlan, ...]


@cache
def templates() -> tuple[Template, ...]:
    """The templates that come with Kenspeckle."""
    held = json.loads((REFERENCE / "run_of_show.json").read_text(encoding="utf-8"))
    return tuple(
        Template(one["template_id"], one["name"], one["purpose"], tuple(StepPlan(**step) for step in one["steps"]))
        for one in held
    )


def plan_of(template_id: str) -> list[StepPlan] | None:
    """The steps of a template that comes with Kenspeckle; None if there is none with this id."""
    found = next((one for one in templates() if one.template_id == template_id), None)
    return list(found.steps) if found else None
