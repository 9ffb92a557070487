"""What became of a file, in counts and in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from data.consequences import Consequences
from data.errors import Problem

PROBLEMS_OF_ONE_KIND = 100


@dataclass
class Receipt:
    """What became of a file. ``rows_read = saved + parked + unchanged + blank``, always."""

    status: str = "accepted"
    upload_id: str | None = None
    kind: str = "auto"
    rows_read: int = 0
    rows_saved: int = 0
    rows_parked: int = 0
    rows_unchanged: int = 0
    rows_blank: int = 0
    mapping: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    consequences: Consequences | None = None  # of a rehearsal only

    def as_dict(self) -> dict[str, Any]:
        """The receipt as the contract's JSON object."""
        return {
            **vars(self),
            "problems": [problem.as_dict() for problem in self.problems],
            "consequences": self.consequences.as_dict() if self.consequences else None,
        }


def most_telling(problems: list[Problem], label: str) -> list[Problem]:
    """All problems, but of one kind in one column at most the first hundred and a count of the rest."""
    told: list[Problem] = []
    met: Counter[tuple[str, str, str]] = Counter()
    for problem in problems:
        key = (problem.code, problem.sheet, problem.column)
        met[key] += 1
        if met[key] <= PROBLEMS_OF_ONE_KIND:
            told.append(problem)
    for (code, sheet, column), count in met.items():
        more = count - PROBLEMS_OF_ONE_KIND
        if more > 0:
            told.append(
                Problem(
                    "warning",
                    code,
                    f"The same was found in {more:,} more rows.",
                    label,
                    sheet,
                    None,
                    column,
                    f"{more:,} more",
                )
            )
    return told
