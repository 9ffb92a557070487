"""Takes in a sheet of themes: what differs becomes new events, nothing is overwritten."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5

import duckdb

from data.cells import quoted
from data.choices import Choices
from data.columns import Table
from data.errors import Problem
from data.remembered import Remembered
from data.theme_sheet import Tally, ThemeSheet
from data.themes import Theme, ThemeNames, record_event
from data.write import new_id


def import_themes(
    cursor: duckdb.DuckDBPyConnection,
    table: Table,
    file: str,
    who: str,
    upload_id: str,
    names: ThemeNames,
    choices: Choices,
    too_long: Mapping[int, Problem],
) -> Tally:
    """Create themes that are new; rename, define or move those that the sheet tells otherwise."""
    sheet = ThemeSheet(table, file, tally := Tally(), choices, too_long)
    wanted: list[tuple[int, dict[str, str], str, bool]] = []
    claimed: dict[str, int] = {}
    for row, cells in sheet.rows():
        name = " ".join(cells.get("theme", "").split())
        reason = _why_not(sheet, row, name, cells, names, claimed)
        if reason:
            sheet.park(row, reason)
            continue
        given = cells.get("theme_id", "")
        known = names.themes.get(given) or names.themes.get(names.named(name) or "")
        theme_id = known.theme_id if known else given or f"TH-{uuid5(NAMESPACE_URL, name.casefold()).hex[:8]}"
        claimed[theme_id] = row
        if not known:
            names.add(Theme(theme_id, name, None, cells.get("definition") or None))
        wanted.append((row, {**cells, "theme": name}, theme_id, known is None))
    for row, cells, theme_id, is_new in wanted:
        parent_id = _parent(cursor, sheet, row, cells, theme_id, names)
        changed = _write(cursor, cells, theme_id, is_new, parent_id, who, upload_id, names)
        tally.saved += changed
        tally.unchanged += not changed
    return tally


def _why_not(
    sheet: ThemeSheet, row: int, name: str, cells: dict[str, str], names: ThemeNames, claimed: dict[str, int]
) -> Problem | None:
    if not name:
        return sheet.problem(row, "theme", "no_text", "no name", "Give the theme a name, then bring the row in again.")
    if ";" in name:
        return sheet.problem(
            row,
            "theme",
            "theme_name_semicolon",
            quoted(name),
            "Leave out the semicolon: it parts themes in a list.",
        )
    given, holder = cells.get("theme_id", ""), names.named(name)
    target = given if given in names.themes or not holder else holder
    if holder and target != holder:
        return sheet.problem(
            row,
            "theme",
            "theme_name_taken",
            quoted(name),
            "Another theme has this name. Choose a name of its own.",
        )
    if target in claimed:
        return sheet.problem(
            row, "theme", "id_twice", f"the same theme as row {claimed[target]}", "Keep one of the two rows."
        )
    return None


def _parent(
    cursor: duckdb.DuckDBPyConnection,
    sheet: ThemeSheet,
    row: int,
    cells: dict[str, str],
    theme_id: str,
    names: ThemeNames,
) -> str | None:
    """The id of the parent that a row names; None (and told) if it is unknown or would make a circle."""
    raw = cells.get("parent_theme", "")
    if not raw:
        return None
    parent_id = names.look_up(raw)
    decided = None if parent_id else Remembered(cursor).of("parent_theme", raw)
    if decided is not None:
        parent_id = names.stands_as(decided[0]) if decided else None
        if parent_id is None:
            return None
    if parent_id is None:
        cursor.execute(
            "INSERT INTO unresolved SELECT 'theme', $id, 'parent_theme', $raw, 'open' WHERE NOT EXISTS"
            " (SELECT 1 FROM unresolved WHERE record_kind = 'theme' AND record_id = $id AND raw = $raw)",
            {"id": theme_id, "raw": raw},
        )
        sheet.tally.problems.append(
            sheet.problem(
                row,
                "parent_theme",
                "theme_unknown",
                quoted(raw),
                "No theme of this name is known; the theme stands at the top until its parent is.",
            )
        )
        return None
    above: str | None = parent_id
    while above:
        if above == theme_id:
            sheet.tally.problems.append(
                sheet.problem(
                    row,
                    "parent_theme",
                    "theme_circle",
                    quoted(raw),
                    "A theme cannot stand under itself or under its own sub-theme; it was left where it is.",
                )
            )
            return None
        above = names.themes[above].parent_theme_id
    return parent_id


def _write(
    cursor: duckdb.DuckDBPyConnection,
    cells: dict[str, str],
    theme_id: str,
    is_new: bool,
    parent_id: str | None,
    who: str,
    upload_id: str,
    names: ThemeNames,
) -> bool:
    """The events that bring a theme to what the row tells; returns whether there were any."""
    now_is, name, definition = names.themes[theme_id], cells["theme"], cells.get("definition") or None
    if is_new:
        payload = {"theme": name, "parent_theme_id": parent_id, "definition": definition}
        event_id = _event_id(cursor, theme_id, payload)
        record_event(
            cursor,
            "create",
            who=who,
            into_id=theme_id,
            payload=payload,
            upload_id=upload_id,
            event_id=event_id,
        )
        names.add(Theme(theme_id, name, parent_id, definition))
        return True
    changed = False
    if name != now_is.theme:
        record_event(cursor, "rename", who=who, theme_ids=[theme_id], payload={"theme": name}, upload_id=upload_id)
        changed = True
    if definition and definition != now_is.definition:
        record_event(
            cursor,
            "define",
            who=who,
            theme_ids=[theme_id],
            payload={"definition": definition},
            upload_id=upload_id,
        )
        changed = True
    if parent_id and parent_id != now_is.parent_theme_id:
        record_event(cursor, "move", who=who, theme_ids=[theme_id], into_id=parent_id, upload_id=upload_id)
        changed = True
    names.add(Theme(theme_id, name, parent_id or now_is.parent_theme_id, definition or now_is.definition))
    return changed


def _event_id(cursor: duckdb.DuckDBPyConnection, theme_id: str, payload: dict[str, str | None]) -> str:
    """The same theme made from the same words has the same event in every database, so histories meet."""
    content = json.dumps([theme_id, payload], ensure_ascii=False, sort_keys=True)
    event_id = str(uuid5(NAMESPACE_URL, content))
    taken = cursor.execute("SELECT 1 FROM theme_event WHERE event_id = $1", [event_id]).fetchone()
    return new_id() if taken else event_id
