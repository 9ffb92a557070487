"""How much is in view, in four large numbers: insights, case studies, people and organisations, places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from components.words import NOT_SHOWN, hidden
from queries.sentences import COUNCILS

Row = Mapping[str, Any]


def counts(headline: Row) -> list[tuple[int | str, str, str]]:
    """(number, what it counts, a note) for each; takes the one row of the question ``headline``."""
    return [
        (_number(headline, "insights"), "insights", _of(headline, "insights")),
        (_number(headline, "case_studies"), "case studies", _of(headline, "case_studies")),
        (_number(headline, "sources"), "people and organisations", ""),
        (_number(headline, "councils"), f"of {COUNCILS} council areas", ""),
    ]


def _number(headline: Row, name: str) -> int | str:
    return NOT_SHOWN if hidden(headline, name) else int(headline[name])


def _of(headline: Row, name: str) -> str:
    everything = headline[f"all_{name}"]
    return f"of {everything:,} in all" if headline[name] not in (None, everything) else ""
