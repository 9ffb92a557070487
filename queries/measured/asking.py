"""What a measure is given: the rows of its own query, and a way to ask other questions about the same view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Rows = Sequence[Mapping[str, Any]]


class Others(Protocol):
    """Asks another question by name, under the same filters and for the same audience."""

    def __call__(self, name: str, **own: Any) -> Rows:
        """The rows of the answer."""
