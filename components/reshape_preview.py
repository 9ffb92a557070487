"""What a change of themes would do to the counts, in the chosen unit and in words, before it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from components.markup import tag
from components.table import Column, table_markup
from components.words import count, hidden, listed, number, told

Row = Mapping[str, Any]
Rows = Sequence[Row]
# Whoever counts under several of the merged themes counts once under the new one.
_TWICE = {
    "mentions": ("1 record names", "{} records name"),
    "sources": ("1 of them spoke of", "{} of them spoke of"),
    "places": ("1 of them came up with", "{} of them came up with"),
}


def markup(words: str, rows: Rows, caption: str) -> Markup:
    """The sentence and the table of before and after."""
    columns = (Column("theme", "Theme"), Column("now", "Now", "count"), Column("after", "After", "count"))
    table = table_markup(columns, rows, caption) if rows else ""
    return tag("div", tag("p", words, class_="ks-note", role="status"), table)


def of_merge(rows: Rows, name: str, unit: str) -> tuple[str, list[dict[str, Any]]]:
    """Takes the rows of theme_merge_preview; the last is the merged theme."""
    *before, after = rows
    table = [_cells(row["theme"], row, unit, None, unit) for row in before]
    table.append(_cells(name, None, unit, after, unit))
    parts = listed([f"{row['theme']} ({told(row, unit)})" for row in before])
    words = f"{parts} become {name}: {told(after, unit, unit)}."
    if not any(hidden(row, unit) for row in rows):
        twice = int(sum(number(row, unit) for row in before) - number(after, unit))
        one, many = _TWICE[unit]
        who, once = (one, "counts") if twice == 1 else (many.format(count(twice)), "count")
        words += f" {who} more than one of these and {once} once." if twice else ""
    return words, table


def of_split(rows: Rows, theme: str, name: str, unit: str) -> tuple[str, list[dict[str, Any]]]:
    """Takes the rows of theme_split_preview: now, stays, moves."""
    now, stays, moves = rows
    words = f"{theme} goes from {told(now, unit)} to {told(stays, unit, unit)}; {name} starts with {told(moves, unit)}."
    return words, [_cells(theme, now, unit, stays, unit), _cells(name, None, unit, moves, unit)]


def of_move(rows: Rows, theme: str, where: str, unit: str) -> tuple[str, list[dict[str, Any]]]:
    """Takes the rows of theme_move_preview: every theme above, with all under it, now and after."""
    now, after = f"{unit}_with_sub", f"{unit}_after"
    table = [_cells(f"{row['theme']}, with its sub-themes", row, now, row, after) for row in rows]
    changed = [f"{row['theme']} goes from {told(row, now)} to {told(row, after)}" for row in rows]
    unchanged = f"What counts under {theme} itself stays as it is."
    return (f"{theme} stands {where}. {'; '.join(changed)}." if changed else f"{theme} stands {where}.") + (
        f" {unchanged}"
    ), table


def of_retire(row: Row, unit: str) -> tuple[str, list[dict[str, Any]]]:
    """Takes the theme's row of theme_frequency."""
    words = (
        f"{row['theme']} leaves the list. What was tagged with it ({told(row, unit, unit)}) keeps the tag but does not "
        "count under it until this is taken back."
    )
    return words, [_cells(row["theme"], row, unit, None, unit)]


def stays(row: Row, unit: str) -> str:
    """For a new name or meaning. Takes the theme's row of theme_frequency."""
    return f"The counts stay as they are: {told(row, unit, unit)}."


def compare(now: Rows, drafted: Rows, unit: str) -> list[dict[str, Any]]:
    """What differs between two sets of theme_frequency rows: theme, what (in words), now and after in the unit."""
    old, new = ({str(row["theme_id"]): row for row in rows} for rows in (now, drafted))
    found = []
    for theme_id in dict.fromkeys([*old, *new]):
        before, after = old.get(theme_id), new.get(theme_id)
        what = _differs(before, after, unit)
        if what:
            name = (after or before or {})["theme"]
            found.append({**_cells(name, before, unit, after, unit), "what": what})
    return sorted(found, key=lambda row: str(row["theme"]).casefold())


def _differs(before: Row | None, after: Row | None, unit: str) -> str:
    if before is None or after is None:
        return "new" if before is None else "merged or retired"
    said = []
    if before["theme"] != after["theme"]:
        said.append(f"was called {before['theme']}")
    if before.get("parent_theme") != after.get("parent_theme"):
        above = after.get("parent_theme")
        said.append(f"moved under {above}" if above else "moved to the top")
    if before.get("definition") != after.get("definition"):
        said.append("defined anew")
    if (before.get(unit), hidden(before, unit)) != (after.get(unit), hidden(after, unit)):
        said.append(f"goes from {told(before, unit)} to {told(after, unit, unit)}")
    if not said and before.get(f"{unit}_with_sub") != after.get(f"{unit}_with_sub"):
        column = f"{unit}_with_sub"
        said.append(f"with its sub-themes goes from {told(before, column)} to {told(after, column)}")
    return ", ".join(said)


def _cells(name: str, before: Row | None, now: str, after: Row | None, then: str) -> dict[str, Any]:
    cells: dict[str, Any] = {"theme": name}
    for column, row, unit in (("now", before, now), ("after", after, then)):
        cells[column] = None if row is None else row.get(unit)
        if row is not None and hidden(row, unit):
            cells[f"{column}_masked"] = True
    return cells
