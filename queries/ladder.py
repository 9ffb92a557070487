"""What may be said follows the number of distinct sources usable for that very comparison."""

from __future__ import annotations

from dataclasses import dataclass

LISTS, BANDS, SCREENING, SLOPES, CHANGE = 0, 30, 100, 300, 1000
LEAST_RECORDED = 0.60  # share of rows with the field recorded, below which a comparison says too little
PLAIN_PERCENTAGE, ANY_PERCENTAGE = 30, 10  # rows under a percentage: below 10 none, below 30 with its interval
LEAST_BEHIND = 3  # distinct sources behind a sentence that compares


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


def enough_expected(expected: float, least: float) -> Verdict:
    """Whether enough is expected of an area for its ratio to be shown."""
    if expected >= least:
        return Verdict(True)
    return Verdict(False, f"Too few would be expected here to judge: {expected:.1f}, and {least:.0f} are needed.")


def may_say(
    verdict: Verdict, recorded: int, of: int, sources: int, interval: tuple[float | None, float | None], even: float
) -> bool:
    """Whether a generated sentence may compare: past the ladder, the field recorded for 60 % of the rows, three
    sources, and an interval that leaves ``even``, the value of no difference, outside."""
    low, high = interval
    if not verdict.shown or not recorded_enough(recorded, of, "").shown or sources < LEAST_BEHIND:
        return False
    return low is not None and high is not None and not low <= even <= high
