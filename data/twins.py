"""Rows that stand in a file twice: some sheets repeat a row for each of its themes."""

from __future__ import annotations

from dataclasses import replace

from data.record import Record

_NOT_COMPARED = ("source_id",)


def joined(first: Record, twin: Record) -> Record | None:
    """The first record with the themes, groups and blank fields that its twin fills; None where they disagree."""
    values = dict(first.values)
    for name, value in twin.values.items():
        if value is None or name in _NOT_COMPARED:
            continue
        if values[name] is not None and values[name] != value:
            return None
        values[name] = value
    return replace(
        first,
        values=values,
        themes=tuple(sorted({*first.themes, *twin.themes})),
        groups=tuple(sorted({*first.groups, *twin.groups})),
        unresolved=tuple(dict.fromkeys((*first.unresolved, *twin.unresolved))),
    )
