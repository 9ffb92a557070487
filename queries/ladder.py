"""What may be said follows the number of distinct sources usable for that very comparison."""

from __future__ import annotations

from dataclasses import dataclass

LISTS, BANDS, SCREENING, SLOPES, CHANGE = 0, 30, 100, 300, 1000
LEAST_RECORDED = 0.60  # share of rows with the field recorded, below which a comparison says too little
PLAIN_PERCENTAGE, ANY_PERCENTAGE = (
    30,
    10,
)  # rows under a percentage: below 10 none, below 30 with its interval


@dataclass(frozen=True)
class Verdict:
    """Whether a comparison is shown, and if not, why and what would allow it."""

    shown: bool
    reason: str = ""


def allows(sources: int, needed: int, comparison: str) -> Verdict:
    """Whether ``sources`` distinct sources carry a comparison that needs ``needed`` of them."""
    if sources >= needed:
        return Verdict(True)
    return Verdict(
        False,
        f"We do not compare {comparison} yet: {sources:,} people and organisations can be used for it, and "
        f"{needed:,} are needed. The counts are shown as they are.",
    )


def recorded_enough(recorded: int, of: int, field: str) -> Verdict:
    """Whether a field is recorded for enough rows (60 % and more) to be compared on."""
    if of and recorded / of >= LEAST_RECORDED:
        return Verdict(True)
    return Verdict(
        False,
        f"We do not compare by {field} yet: it is recorded for {recorded:,} of {of:,} insights, and 60 % are needed.",
    )
