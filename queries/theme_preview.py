"""What a change of themes would do to the counts, told before it is done and by the same counting as the pages."""

from __future__ import annotations

from collections.abc import Sequence

from queries.disclosure import Told, tell
from queries.filters import Filters


def of_merge(theme_ids: Sequence[str], filters: Filters) -> Told:
    """Each theme as it is counted now, and (theme_id None) all of them as one."""
    return tell("theme_merge_preview", filters, theme_ids=list(theme_ids))


def of_split(theme_id: str, records: Sequence[str], filters: Filters) -> Told:
    """The theme now, what stays with it, and what moves to the new theme."""
    return tell("theme_split_preview", filters, theme_id=theme_id, records=list(records))


def of_move(theme_id: str, under: str | None, filters: Filters) -> Told:
    """Every theme above the moved one, now and after, with what stands under it."""
    return tell("theme_move_preview", filters, theme_id=theme_id, under=under)
