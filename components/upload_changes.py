"""What saving a file would change: new themes and places, the numbers before and after, old and new side by side."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from components import upload_words as words
from components.markup import join, tag
from components.table import Column, table_markup
from components.words import count
from data.consequences import CHANGES_SHOWN, Consequences, Count

_NEW_NAMED = 3  # themes or places that the sentence names; more are counted
_COUNTS = (Column("name", ""), Column("before", "Now", "count"), Column("after", "After saving", "count"))
_CHANGES = (
    Column("where", "Row"),
    Column("field", "What"),
    Column("old", "As it is", nothing="–"),
    Column("new", "As it would be", nothing="–"),
)


def show_changes(consequences: Consequences) -> None:
    """The sentence and, folded, everything it rests on; nothing where nothing would change."""
    markup = changes_markup(consequences)
    if markup:
        st.html(str(markup))


def changes_markup(consequences: Consequences) -> Markup:
    """The same as markup."""
    sentence = tell(consequences)
    folds = join(
        [
            _counts("How often themes are raised: the ten that come up most", "Theme", consequences.themes),
            _counts("Insights on the map, by council", "Council", _moved(consequences.councils)),
            _new("Heard of for the first time", consequences),
            _side_by_side(consequences),
        ]
    )
    return (tag("p", sentence, class_="ks-note") if sentence else Markup("")) + folds


def tell(consequences: Consequences) -> str:
    """In a sentence or two what is new to the data and which theme would move most; "" where nothing is."""
    parts = [
        _first_time(consequences.new_themes, "theme"),
        _first_time(consequences.new_places, "place"),
    ]
    told = " and ".join(part for part in parts if part)
    said = [f"For the first time: {told}."] if told else []
    moved = max(_moved(consequences.themes), key=lambda one: abs(one.after - one.before), default=None)
    if moved:
        said.append(f"“{moved.name}” would go from {count(moved.before)} to {count(moved.after)} times raised.")
    return " ".join(said)


def _first_time(names: Sequence[str], noun: str) -> str:
    if not names:
        return ""
    if len(names) > _NEW_NAMED:
        return f"{len(names)} {noun}s"
    return f"the {noun}{'s' if len(names) > 1 else ''} {', '.join(f'“{name}”' for name in names)}"


def _moved(counts: Sequence[Count]) -> list[Count]:
    return [one for one in counts if one.after != one.before]


def _counts(heading: str, noun: str, counts: Sequence[Count]) -> Markup:
    moved = len(_moved(counts))
    if not moved:
        return Markup("")
    columns = (Column("name", noun), *_COUNTS[1:])
    rows = [{"name": one.name, "before": one.before, "after": one.after} for one in counts]
    return _fold(heading, f"{moved} would change", table_markup(columns, rows, heading))


def _new(heading: str, consequences: Consequences) -> Markup:
    names = [("Theme", name) for name in consequences.new_themes] + [
        ("Place", name) for name in consequences.new_places
    ]
    if not names:
        return Markup("")
    rows = [{"name": name, "kind": kind} for kind, name in names]
    return _fold(
        heading, str(len(names)), table_markup((Column("name", "Name"), Column("kind", "What it is")), rows, heading)
    )


def _side_by_side(consequences: Consequences) -> Markup:
    rows = [
        {
            "where": f"{f'{change.sheet}, ' if change.sheet else ''}row {change.row}"
            + (" (waits for you)" if change.waits else ""),
            "field": words.field(name),
            "old": old,
            "new": new,
        }
        for change in consequences.changes
        for name, old, new in change.fields
    ]
    if not rows:
        return Markup("")
    number = consequences.changes_in_all
    heading = "Rows that are here already and would change: old and new side by side"
    more = number - len(consequences.changes)
    note = (
        tag("p", f"The first {CHANGES_SHOWN} are shown; {more:,} more would change.", class_="ks-note") if more else ""
    )
    return _fold(heading, f"{number:,}", join([table_markup(_CHANGES, rows, heading), note]))


def _fold(heading: str, number: str, body: Markup) -> Markup:
    summary = tag("summary", heading, " ", tag("span", number, class_="ks-number"))
    return tag("details", summary, tag("div", body, class_="ks-foldbody"), class_="ks-fold")
