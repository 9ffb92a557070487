"""A question's answer as it may be shown, with what it may not show left out, and why in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from data.errors import Refused
from data.settings import MASK_UNDER, mask_under
from queries import verdicts
from queries.ask import ROWS_KEPT, ask
from queries.audience import audience_of, confidential, why_public
from queries.disclosure.masks import (
    EFFECTS,
    EXPECTED,
    FROM_EXPECTED,
    TABLES,
    Row,
    without,
    without_hidden,
    without_nothing,
    without_small_families,
)
from queries.filters import Filters
from queries.hidden import Hidden, hidden
from queries.question import named


def _threshold() -> int:
    """For words that are made once. A setting that is not offered is refused where something is masked."""
    try:
        return mask_under()
    except Refused:
        return MASK_UNDER


THRESHOLD = _threshold()  # distinct sources; fewer are masked
_AS_IT_IS = ("recent_uploads", "tiles", "yardsticks", "theme_history")  # these count no evidence
_WITH_WORDS = (
    "insights",
    "case_studies",
    "theme_records",
    "untagged",
)  # only what may be quoted publicly is in them
# Tables of two characteristics, by the crossing that must hold no small square; else their public part is told.
_CROSSED = {
    "theme_effects": "theme_effect",
    "theme_barriers": "theme_barrier",
    "theme_by_month": "theme_month",
    "listening_gap": "speaker",
}
_PARTS = {"group_counts": "group_effect", "deprivation_bands": "band_effect"}
# Figures made of a whole table: where that hides anything, they are made of its public part.
_WHOLE = {"concentration": "council", "slope_index": "council", "not_heard_groups": "group"}
_QUOTABLE = ("Only what may be quoted publicly is listed here.",)
_PUBLIC_PART = (
    "Here only what may be quoted publicly is counted: some of the rest was told by few. A blank number is not nothing."
)
_CHOICES_NOTE = "How many records a choice would keep is masked: some were told in confidence."


Asked = tuple[str, tuple[tuple[str, Any], ...]]  # a question's name and its own parameters
# Where it is set, what is asked about these filters is noted in the list (queries/ahead.py).
noted: ContextVar[tuple[Filters, list[Asked]] | None] = ContextVar("noted", default=None)


@dataclass(frozen=True)
class Told:
    """An answer as it may be shown: rows with masked cells None and ``…_masked`` True, and notes in words."""

    question: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    notes: tuple[str, ...] = ()

    @property
    def one(self) -> dict[str, Any]:
        """The only row of a question that has one."""
        return self.rows[0]


def tell(name: str, filters: Filters | None = None, **parameters: Any) -> Told:
    """A question's answer with the masks of the filters' mode applied, and for a comparison in each row whether
    it is ``shown`` and the ``reason`` if not.

    Raises what ``ask`` raises.
    """
    seen = filters or Filters()
    note, own = noted.get(), tuple(sorted(parameters.items()))
    told = _masked(name, filters, parameters)
    if note and note[0] == filters and len(told.rows) <= ROWS_KEPT:
        note[1].append((name, own))
    judged = verdicts.judged(name, told.rows, seen, **parameters)
    return Told(name, told.columns, tuple(judged), told.notes)


def _masked(name: str, filters: Filters | None, parameters: dict[str, Any]) -> Told:
    question, seen = named(name), filters or Filters()
    sharing, narrowed = seen.mode == "sharing", filters if question.filtered else None
    if "shared" in question.parameters:
        parameters["shared"] = sharing

    def from_all_that(audience: str) -> tuple[tuple[str, ...], list[Row]]:
        answer = ask(name, narrowed, audience=audience, **parameters)
        return answer.columns, [*answer.rows]

    if name == "choices":
        columns, rows = from_all_that("team")
        if not sharing or not confidential(seen.standing):
            return Told(name, columns, tuple(rows))
        return Told(name, columns, tuple(without(row, ("records",)) for row in rows), (_CHOICES_NOTE,))
    audience = audience_of(seen)
    if audience == "team" or name in _AS_IT_IS:
        columns, rows = from_all_that("team")
        return Told(name, columns, tuple(rows), _QUOTABLE if sharing and name in _WITH_WORDS else ())
    if name in _WITH_WORDS:
        columns, rows = from_all_that("public")
        return Told(name, columns, tuple(rows), _QUOTABLE)
    if audience == "public":
        columns, rows = from_all_that("public")
        return Told(name, columns, tuple(without_nothing(rows, name)), (why_public(seen),))
    return _shared(name, from_all_that, parameters)


def _shared(
    name: str, from_all_that: Callable[[str], tuple[tuple[str, ...], list[Row]]], parameters: dict[str, Any]
) -> Told:
    """The unnarrowed sharing view."""
    state = hidden()
    if _may_be_whole(name, state, parameters):
        columns, rows = from_all_that("shared")
        return Told(name, columns, tuple(rows))
    if name not in TABLES and name not in ("headline", "completeness", "council_sources"):
        columns, rows = from_all_that("public")
        return Told(name, columns, tuple(without_nothing(rows, name)), (_PUBLIC_PART,))
    columns, rows = from_all_that("shared")
    told = _SPECIAL.get(name, _plain)(name, rows, state)
    if name in _PARTS and _PARTS[name] not in state.crossings:
        told = _with_public_parts(name, told, from_all_that("public")[1])
    if name == "undated_totals" and "theme_month" not in state.crossings:
        public = without_nothing(from_all_that("public")[1], name)
        told = [row for row in told if row["theme_id"] is None] + [row for row in public if row["theme_id"]]
    return Told(name, columns, tuple(told), _notes(told))


def _may_be_whole(name: str, state: Hidden, parameters: dict[str, Any]) -> bool:
    if name in _CROSSED:
        return _CROSSED[name] in state.crossings
    if name in _WHOLE:
        return not state.any_of(_WHOLE[name])
    if name in ("observed_expected", "not_heard_places"):
        return not state.any_of(parameters["area_level"])
    return False


def _plain(name: str, rows: Sequence[Row], state: Hidden) -> list[Row]:
    found = state.of(TABLES[name][0])
    told = without_hidden(rows, name, found)
    return [without(row, FROM_EXPECTED) for row in told] if name in EXPECTED and found else told


def _headline(name: str, rows: Sequence[Row], state: Hidden) -> list[Row]:
    del name
    blank = [column for level, column in (("council", "councils"), ("health_board", "boards")) if state.any_of(level)]
    blank += ["first_on", "last_on"] if state.any_of("time") else []
    return [without(row, blank) if blank else row for row in rows]


def _completeness(name: str, rows: Sequence[Row], state: Hidden) -> list[Row]:
    del name
    return [without(row, ("recorded", "share")) if row["field"] in state.fields else row for row in rows]


def _council_sources(name: str, rows: Sequence[Row], state: Hidden) -> list[Row]:
    del name
    gone = any(kind in state.of("place_kind") for kind in ("one_council", "several_councils"))
    return [without(row, ("sources",)) if gone else row for row in rows]


def _themes(name: str, rows: Sequence[Row], state: Hidden) -> list[Row]:
    told = without_small_families(_plain(name, rows, state))
    if not state.any_of("council"):
        return told
    return [without(row, ("places", "places_with_sub")) if row["confidential_with_sub"] else row for row in told]


_SPECIAL = {
    "headline": _headline,
    "completeness": _completeness,
    "council_sources": _council_sources,
    "theme_frequency": _themes,
}


def _with_public_parts(name: str, rows: Sequence[Row], public: Sequence[Row]) -> list[Row]:
    """The rows with the parts of their public records, where those of all would rest on few."""
    leaf = str(TABLES[name][1])
    parts = {row[leaf]: row for row in public}
    told = []
    for row in rows:
        found = parts.get(row[leaf], {})
        blank = [column for column in EFFECTS if not found.get(column)]
        told.append(without({**row, **{column: found.get(column) for column in EFFECTS}}, blank))
    return told


def _notes(rows: Sequence[Row]) -> tuple[str, ...]:
    masked = sum(any(name.endswith("_masked") for name in row) for row in rows)
    if not masked:
        return ()
    return (
        f"{masked:,} rows are masked: they rest on fewer than {mask_under()} people or organisations who spoke in "
        "confidence, or would give such a row away.",
    )
