"""The pack as a workbook: every table of a publication on a sheet of its own."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from components import pack_content, pack_evidence
from data.formula_text import guarded
from data.publications import Publication

_NOT_IN_A_NAME = "[]:*?/\\'"  # of a sheet


def workbook(publication: Publication) -> bytes:
    """The XLSX. Text is written as text; a number that is masked says that it is not shown."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    held = publication.snapshot
    about = [
        ["Title", publication.title], ["Held on", held["held_on"]], ["Purpose", held["purpose"]],
        ["In the room", held["room"]], ["The evidence", held["evidence"]["sentence"]],
        ["Who is missing", held["evidence"]["missing"]],
    ]  # fmt: skip
    _sheet(book, bold, "About", ["What", "Words"], about)
    for name, heading in pack_content.table_names().items():
        table = held["evidence"]["tables"][name]
        rows = [
            [row[column] if isinstance(row[column], int | float) else pack_content.told(column, row[column])
             for column, _ in table["columns"]]
            for row in table["rows"]
        ]  # fmt: skip
        _sheet(book, bold, heading[:31], [label for _, label in table["columns"]], rows)
    counted = [[step["title"], *row] for step in held["steps"] for row in step["rows"]]
    _sheet(book, bold, "Answers counted", ["Question", "Answer", "Number"], counted)
    for number, (title, one) in enumerate(pack_content.pictures(held), start=1):
        columns = pack_evidence.columns(one)
        rows = [
            [row[column.name] if isinstance(row[column.name], int | float) else column.words(row) for column in columns]
            for row in one["rows"]
        ]
        name = f"Shown {number} {''.join(letter for letter in title if letter not in _NOT_IN_A_NAME)}"[:31]
        _sheet(book, bold, name.strip(" '"), [column.label for column in columns] or [one["heading"]], rows)
    said = [[step["title"], words] for step in held["steps"] for words in step["said"]]
    _sheet(book, bold, "Answers written", ["Question", "Answer"], said)
    reshaped = [[words, one] for words, changes in pack_content.theme_changes(held) for one in changes]
    _sheet(book, bold, "Theme changes", ["How far it counts", "Change"], reshaped)
    readings = [
        [one["about"], one["reading"], one["dissent"], one["state"], "; ".join(one.get("evidence", ()))]
        for one in held["readings"]
    ]
    _sheet(book, bold, "Readings", ["About", "Reading", "Dissent", "State", "Evidence"], readings)
    acts = [
        [*(one[name] for name in ("words", "owner", "level", "due_on", "state", "outcome")),
         "; ".join(one.get("said", ())), one.get("rests_on")]
        for one in held["actions"]
    ]  # fmt: skip
    head = ["What", "Who", "Level", "By when", "State", "What became of it", "What was said", "What it rests on"]
    _sheet(book, bold, "Actions", head, acts)
    tasks = [
        [one[name] for name in ("about", "words", "owner", "due_on", "state")] for one in held.get("listening", ())
    ]
    _sheet(book, bold, "Listening", ["Place or group", "What to ask", "Who", "By when", "State"], tasks)
    book.close()
    return made.getvalue()


def _sheet(book: Any, bold: Any, name: str, head: list[str], rows: list[list[Any]]) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, head, bold)
    sheet.set_column(0, len(head) - 1, 28)
    for at, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(at, column, value)
            elif value:
                sheet.write_string(at, column, guarded(str(value))[:32_767])
