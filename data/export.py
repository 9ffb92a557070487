"""Writes everything that counts to a workbook or a folder of CSV files, in a form that import takes back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from data import records
from data.backup import refuse_own_names
from data.columns import fields_of
from data.connect import database
from data.errors import Refused
from data.fields import DATE_FIELD, ID_FIELD, OF_SOURCE, WITHDRAWN
from data.formula_text import guarded
from data.remembered import Remembered

SHEETS = ("themes", "theme_events", "insights", "case_studies")
LONGEST_CELL = 32_767
Table = tuple[list[str], list[list[Any]]]


def export(target: Path) -> dict[str, int]:
    """Write the four sheets to ``target``: a workbook if it ends in .xlsx, else a folder of CSV files.

    Returns the rows written, by sheet. Raises Refused if the target cannot be written or stands already.
    """
    workbook = target.suffix.casefold() == ".xlsx"
    if target.exists() and (workbook or target.is_file() or any(target.iterdir())):
        raise Refused(f"{target} exists already and was left as it is. Choose another name.")
    refuse_own_names(target)
    with database().cursor() as cursor:
        cursor.begin()
        tables = dict(zip(SHEETS, _tables(cursor), strict=True))
        cursor.rollback()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if workbook:
            _write_workbook(target, tables)
        else:
            _write_folder(target, tables)
    except (OSError, XlsxWriterException):
        raise Refused(f"{target.name} cannot be written. Check that the folder may be written to.") from None
    return {name: len(rows) for name, (_, rows) in tables.items()}


def _tables(cursor: duckdb.DuckDBPyConnection) -> Iterator[Table]:
    yield _themes(cursor)
    columns = fields_of("theme_event")
    yield (
        list(columns),
        [
            [";".join(value) if isinstance(value, list) else value for value in row]
            for row in cursor.execute(
                f"SELECT {', '.join(columns)} FROM theme_event WHERE draft_id IS NULL ORDER BY seq"
            ).fetchall()
        ],
    )
    yield _evidence(cursor, "insight")
    yield _evidence(cursor, "case_study")


def _themes(cursor: duckdb.DuckDBPyConnection) -> Table:
    rows = cursor.execute(
        "SELECT theme.theme_id, theme.theme, coalesce(parent.theme, word.raw), theme.definition FROM theme"
        " LEFT JOIN theme AS parent ON parent.theme_id = theme.parent_theme_id"
        " LEFT JOIN unresolved AS word ON word.record_kind = 'theme' AND word.record_id = theme.theme_id"
        " AND word.state = 'open' AND theme.parent_theme_id IS NULL"
        " WHERE NOT theme.retired ORDER BY theme.theme_id"
    ).fetchall()
    return ["theme_id", "theme", "parent_theme", "definition"], [list(row) for row in rows]


def _evidence(cursor: duckdb.DuckDBPyConnection, kind: str) -> Table:
    """Each record as a row; a word that nobody has placed yet stands where it was found."""
    columns = fields_of(kind)
    ids = cursor.execute(f"SELECT {ID_FIELD[kind]} FROM {kind} WHERE removed_at IS NULL ORDER BY ALL").fetchall()
    held = records.load(cursor, kind, [row[0] for row in ids])
    themes: dict[str, list[str]] = {}
    for record_id, name in cursor.execute(
        "SELECT record_id, theme FROM coding_now JOIN theme USING (theme_id) WHERE record_kind = $1", [kind]
    ).fetchall():
        themes.setdefault(record_id, []).append(name)
    decisions = Remembered(cursor)
    of_source = {
        source_id: dict(zip(OF_SOURCE, told, strict=True))
        for source_id, *told in cursor.execute(
            f"SELECT source_id, {', '.join(OF_SOURCE.values())} FROM source"
        ).fetchall()
    }
    rows = []
    for (record_id,) in ids:
        record = held[record_id]
        open_words: dict[str, list[str]] = {}
        left = [(field, raw) for field, raw, _ in record.settled if decisions.of(field, raw) == ()]
        for field, raw in (*record.unresolved, *left):  # a word that stands for nothing is still what was written
            open_words.setdefault(field, []).append(raw)
        cells = {
            **record.values,
            "place": record.values["place_text"],
            "themes": _listed(themes.get(record_id, []), open_words.get("themes")),
            "groups": _listed(list(record.groups), open_words.get("groups")),
            **of_source.get(record.values["source_id"], dict.fromkeys(OF_SOURCE)),
        }
        if record.withdrawn:
            cells["text" if kind == "insight" else "title"] = WITHDRAWN
        for field in (*columns, DATE_FIELD[kind]):
            if cells.get(field) is None and field in open_words:
                cells[field] = open_words[field][0]
        rows.append([cells[column] for column in columns])
    return list(columns), rows


def _listed(known: list[str], unknown: list[str] | None) -> str | None:
    return "; ".join([*sorted(known), *(unknown or [])]) or None


def _write_workbook(target: Path, tables: dict[str, Table]) -> None:
    book = xlsxwriter.Workbook(
        str(target), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    heading = book.add_format({"bold": True})
    for name, (columns, rows) in tables.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, columns, heading)
        for at, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_string(at, column, value.isoformat())
                elif isinstance(value, date):
                    sheet.write_datetime(at, column, datetime(value.year, value.month, value.day), day)
                elif isinstance(value, int):
                    sheet.write_number(at, column, value)
                elif value is not None:
                    sheet.write_string(at, column, _fitting(guarded(str(value)), columns[column]))
    book.close()


def _fitting(text: str, column: str) -> str:
    if len(text) > LONGEST_CELL:
        raise Refused(
            f"One cell of the column {column} is longer than a workbook can hold ({LONGEST_CELL:,} characters). "
            "Export to a folder instead: python -m data export FOLDER"
        )
    return text


def _write_folder(target: Path, tables: dict[str, Table]) -> None:
    target.mkdir(exist_ok=True)
    for name, (columns, rows) in tables.items():
        with (target / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows([_csv_cell(value) for value in row] for row in rows)


def _csv_cell(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return guarded(value) if isinstance(value, str) else value
