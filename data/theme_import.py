"""Takes in sheets of themes and of theme events: what differs becomes new events, nothing is overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

import duckdb

from data import personal
from data.columns import Table
from data.errors import Problem
from data.rows import as_text, is_blank, quoted
from data.themes import Theme, ThemeNames, record_event
from data.write import new_id, now
from data.workbook import Cell

EVENT_KINDS = ("create", "rename", "define", "move", "merge", "split", "retire", "undo")


@dataclass
class Tally:
    """What became of the rows of one table."""

    read: int = 0
    saved: int = 0
    unchanged: int = 0
    blank: int = 0
    parked: list[tuple[int, dict[str, str], Problem]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _Sheet:
    """The rows of a table as field → text, with words for what is wrong."""

    def __init__(self, table: Table, file: str, tally: Tally) -> None:
        self.table, self.file, self.tally = table, file, tally
        self.has = {column.field for column in table.columns}

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        sheet = self.table.sheet
        for at in range(self.table.first_data, len(sheet.rows)):
            self.tally.read += 1
            cells = sheet.rows[at]
            if all(is_blank(cell) for cell in cells):
                self.tally.blank += 1
                continue
            yield sheet.first_row + at, {
                column.field: _masked(cells[column.at])
                for column in self.table.columns
                if column.field and column.at < len(cells)
            }

    def problem(self, row: int, column: str, code: str, found: str, what_to_do: str) -> Problem:
        return Problem("warning", code, what_to_do, self.file, self.table.sheet.name, row, column, found)

    def park(self, row: int, cells: dict[str, str], problem: Problem) -> None:
        self.tally.parked.append((row, cells, problem))


def import_themes(
    cursor: duckdb.DuckDBPyConnection, table: Table, file: str, who: str, upload_id: str, names: ThemeNames
) -> Tally:
    """Create themes that are new; rename, define or move those that the sheet tells otherwise."""
    sheet = _Sheet(table, file, tally := Tally())
    wanted: list[tuple[int, dict[str, str], str, bool]] = []
    claimed: dict[str, int] = {}
    for row, cells in sheet.rows():
        name = " ".join(cells.get("theme", "").split())
        reason = _why_not(sheet, row, name, cells, names, claimed)
        if reason:
            sheet.park(row, cells, reason)
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
    sheet: _Sheet, row: int, name: str, cells: dict[str, str], names: ThemeNames, claimed: dict[str, int]
) -> Problem | None:
    if not name:
        return sheet.problem(row, "theme", "no_text", "no name", "Give the theme a name, then bring the row in again.")
    if ";" in name:
        return sheet.problem(
            row, "theme", "theme_name_semicolon", quoted(name), "Leave out the semicolon: it parts themes in a list."
        )
    given, holder = cells.get("theme_id", ""), names.named(name)
    target = given if given in names.themes or not holder else holder
    if holder and target != holder:
        return sheet.problem(
            row, "theme", "theme_name_taken", quoted(name), "Another theme has this name. Choose a name of its own."
        )
    if target in claimed:
        return sheet.problem(
            row, "theme", "id_twice", f"the same theme as row {claimed[target]}", "Keep one of the two rows."
        )
    return None


def _parent(
    cursor: duckdb.DuckDBPyConnection, sheet: _Sheet, row: int, cells: dict[str, str], theme_id: str, names: ThemeNames
) -> str | None:
    """The id of the parent that a row names; None (and told) if it is unknown or would make a circle."""
    raw = cells.get("parent_theme", "")
    if not raw:
        return None
    parent_id = names.look_up(raw)
    if parent_id is None:
        cursor.execute(
            "INSERT INTO unresolved SELECT 'theme', $id, 'parent_theme', $raw, 'open' WHERE NOT EXISTS"
            " (SELECT 1 FROM unresolved WHERE record_kind = 'theme' AND record_id = $id AND raw = $raw)",
            {"id": theme_id, "raw": raw},
        )
        sheet.tally.problems.append(
            sheet.problem(row, "parent_theme", "theme_unknown", quoted(raw), "No theme of this name is known; the "
                          "theme stands at the top until its parent is.")  # fmt: skip
        )
        return None
    above: str | None = parent_id
    while above:
        if above == theme_id:
            sheet.tally.problems.append(
                sheet.problem(row, "parent_theme", "theme_circle", quoted(raw), "A theme cannot stand under itself or "
                              "under its own sub-theme; it was left where it is.")  # fmt: skip
            )
            return None
        above = names.themes[above].parent_theme_id
    return parent_id


def _write(
    cursor: duckdb.DuckDBPyConnection, cells: dict[str, str], theme_id: str, is_new: bool, parent_id: str | None,
    who: str, upload_id: str, names: ThemeNames,
) -> bool:  # fmt: skip
    """The events that bring a theme to what the row tells; returns whether there were any."""
    now_is, name, definition = names.themes[theme_id], cells["theme"], cells.get("definition") or None
    if is_new:
        payload = {"theme": name, "parent_theme_id": parent_id, "definition": definition}
        event_id = _event_id(cursor, theme_id, payload)
        record_event(
            cursor, "create", who=who, into_id=theme_id, payload=payload, upload_id=upload_id, event_id=event_id
        )
        names.add(Theme(theme_id, name, parent_id, definition))
        return True
    changed = False
    if name != now_is.theme:
        record_event(cursor, "rename", who=who, theme_ids=[theme_id], payload={"theme": name}, upload_id=upload_id)
        changed = True
    if definition and definition != now_is.definition:
        record_event(
            cursor, "define", who=who, theme_ids=[theme_id], payload={"definition": definition}, upload_id=upload_id
        )
        changed = True
    if parent_id and parent_id != now_is.parent_theme_id:
        record_event(cursor, "move", who=who, theme_ids=[theme_id], into_id=parent_id, upload_id=upload_id)
        changed = True
    names.add(
        Theme(theme_id, name, parent_id or now_is.parent_theme_id, definition or now_is.definition)
    )
    return changed


def _event_id(cursor: duckdb.DuckDBPyConnection, theme_id: str, payload: dict[str, str | None]) -> str:
    """The same theme made from the same words has the same event in every database, so histories meet."""
    content = json.dumps([theme_id, payload], ensure_ascii=False, sort_keys=True)
    event_id = str(uuid5(NAMESPACE_URL, content))
    taken = cursor.execute("SELECT 1 FROM theme_event WHERE event_id = $1", [event_id]).fetchone()
    return new_id() if taken else event_id


def import_events(cursor: duckdb.DuckDBPyConnection, table: Table, file: str, upload_id: str) -> Tally:
    """Add the events of an export that this database does not have; its own history is never changed."""
    sheet = _Sheet(table, file, tally := Tally())
    held = {row[0] for row in cursor.execute("SELECT event_id FROM theme_event").fetchall()}
    places = {row[0] for row in cursor.execute("SELECT seq FROM theme_event").fetchall()}
    for row, cells in sheet.rows():
        event_id, seq = cells.get("event_id", ""), cells.get("seq", "")
        if event_id in held:
            tally.unchanged += 1
            continue
        reason = _event_reason(sheet, row, cells, places)
        if reason:
            sheet.park(row, cells, reason)
            continue
        cursor.execute(
            "INSERT INTO theme_event VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            [
                event_id,
                int(seq),
                cells["kind"],
                [part for part in cells.get("theme_ids", "").split(";") if part],
                cells.get("into_id") or None,
                cells.get("payload") or "{}",
                cells.get("made_by") or None,
                _moment(cells.get("made_at", "")) or now(),
                cells.get("workshop_id") or None,
                cells.get("draft_id") or None,
                int(cells["base_seq"]) if cells.get("base_seq", "").isdigit() else None,
                cells.get("undoes_event_id") or None,
                upload_id,
            ],
        )
        held.add(event_id)
        places.add(int(seq))
        tally.saved += 1
    return tally


def _event_reason(sheet: _Sheet, row: int, cells: dict[str, str], places: set[int]) -> Problem | None:
    seq, kind = cells.get("seq", ""), cells.get("kind", "")
    if not cells.get("event_id") or not seq.isdigit() or kind not in EVENT_KINDS:
        return sheet.problem(
            row, "event_id", "event_incomplete", "an event without id, seq or a known kind",
            "Bring in the sheet theme_events as it was exported.",
        )  # fmt: skip
    if int(seq) in places:
        return sheet.problem(
            row, "seq", "event_out_of_order", f"seq {seq}",
            "This database has a history of its own at this place. The sheet themes brings in the themes as they stand.",
        )  # fmt: skip
    try:
        readable = isinstance(json.loads(cells.get("payload") or "{}"), dict)
    except ValueError:
        readable = False
    if not readable:
        return sheet.problem(
            row, "payload", "event_incomplete", "a payload that is not JSON",
            "Bring in the sheet theme_events as it was exported.",
        )  # fmt: skip
    return None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _masked(cell: Cell) -> str:
    return personal.mask(as_text(cell))[0]
