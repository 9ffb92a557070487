"""Empty workbooks to fill in: one for insights, one for case studies, with lists to choose from and explanations."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from data.areas import reference_rows
from data.backup import refuse_own_names
from data.connect import database
from data.errors import Refused
from data.fields import DATE_FIELD
from data.formula_text import guarded
from data.place_choices import areas
from data.template_sheets import MARK
from data.themes import ThemeNames
from data.vocabulary import vocabulary

TEMPLATE_KINDS = ("insight", "case_study")
HOW, LISTS = "How to fill this in", "Choices"
_SHEETS = {"insight": "insights", "case_study": "case_studies"}
_ROWS = 2_000  # rows that are made ready
_LONG = ("text", "what_changed", "behaviours_that_enabled", "what_was_gained", "unintended_consequences")
_WIDTHS = {**dict.fromkeys(_LONG, 48), "title": 30, "themes": 34, "groups": 30, "place": 26, "organisation": 28}
_STEPS = (
    "Write on the first sheet, one row for each thing that was heard or each case study.",
    "Only what is marked as needed has to be filled in. Leave blank what you do not know: it is then “not recorded”.",
    "Cells with an arrow offer a list. Where several fit, part them by a semicolon: first; second.",
    "A word that is not on a list may be written too. It is kept, and you are asked about it when the file comes in.",
    "Leave out names, telephone numbers, addresses and other things that point to one person.",
    "Save, then drop the file on the page Upload.",
)


@dataclass(frozen=True)
class TemplateColumn:
    """One column of a template: its field, header, whether several values may stand in a cell, and its explanation."""

    field: str
    header: str
    several: bool
    needed: bool
    meaning: str
    examples: str


def template_columns(kind: str) -> tuple[TemplateColumn, ...]:
    """The columns of a template (``kind``: insight or case_study) from data/reference/template_column.csv."""
    return tuple(
        TemplateColumn(
            row["field"], row["header"], row["several"] == "yes", row["needed"] == "yes", row["meaning"],
            row["examples"],
        )
        for row in reference_rows("template_column")
        if row["kind"] == kind
    )  # fmt: skip


def template(kind: str) -> bytes:
    """An empty XLSX workbook for insights or case studies; its list of themes is that of now."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    columns, lists = template_columns(kind), _lists(kind)
    rows, how, choices = (book.add_worksheet(name) for name in (_SHEETS[kind], HOW, LISTS))
    _write_choices(book, choices, lists)
    _write_rows(book, rows, kind, columns, lists)
    _write_how(book, how, columns, lists)
    rows.activate()
    book.close()
    return made.getvalue()


def write_template(target: Path, kind: str) -> None:
    """Write a template to a file. Raises Refused if the file stands already or cannot be written."""
    if target.suffix.casefold() != ".xlsx":
        raise Refused("A template is a workbook: give a name that ends in .xlsx.")
    if target.exists():
        raise Refused(f"{target.name} exists already and was left as it is. Choose another name.")
    refuse_own_names(target)
    content = template(kind)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    except OSError:
        raise Refused(f"{target.name} cannot be written. Check that the folder may be written to.") from None


def _lists(kind: str) -> dict[str, list[str]]:
    """What may be chosen in each column that has a list, in the words of the screen."""
    words = vocabulary()
    with database().cursor() as cursor:
        themes = sorted(ThemeNames(cursor).names(), key=str.casefold)
    lists = {"themes": [guarded(theme) for theme in themes], "place": [area.name for area in areas()]}
    for column in template_columns(kind):
        field = "group" if column.field == "groups" else column.field
        if field in words.fields():
            lists[column.field] = [words.label(field, value) for value in words.values(field)]
    return lists


def _write_choices(book: Any, sheet: Any, lists: dict[str, list[str]]) -> None:
    bold, note = book.add_format({"bold": True}), book.add_format({"italic": True})
    sheet.write_string(0, 0, MARK, note)
    for at, (field, offered) in enumerate(lists.items()):
        sheet.set_column(at, at, 32)
        sheet.write_string(1, at, field.replace("_", " ").capitalize(), bold)
        for down, word in enumerate(offered, start=2):
            sheet.write_string(down, at, word)
    sheet.freeze_panes(2, 0)


def _write_rows(
    book: Any, sheet: Any, kind: str, columns: tuple[TemplateColumn, ...], lists: dict[str, list[str]]
) -> None:
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left", "valign": "top"})
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        is_day = column.field == DATE_FIELD[kind]
        sheet.set_column(at, at, _WIDTHS.get(column.field, 20), day if is_day else wrapped)
        sheet.write_string(0, at, column.header, heading)
        rule = _day_rule() if is_day else _list_rule(list(lists), lists, column) if column.field in lists else None
        if rule:
            sheet.data_validation(1, at, _ROWS, at, rule)


def _day_rule() -> dict[str, Any]:
    """A warning, not a ban: “March 2026” or a year alone is understood too."""
    return {
        "validate": "date", "criteria": ">=", "value": date(1900, 1, 1), "error_type": "warning",
        "error_title": "Is this a date?",
        "error_message": "Write day, month and year, such as 31/01/2026. A month or a year alone is understood too.",
        "input_title": "Date", "input_message": "Day, month, year: 31/01/2026",
    }  # fmt: skip


def _list_rule(order: list[str], lists: dict[str, list[str]], column: TemplateColumn) -> dict[str, Any]:
    letter = xl_col_to_name(order.index(column.field))
    told = "Choose, or write several with a semicolon between them." if column.several else "Choose from the list."
    return {
        "validate": "list", "source": f"='{LISTS}'!${letter}$3:${letter}${len(lists[column.field]) + 2}",
        "show_error": not column.several,  # the list cannot know that “a; b” is two of its words
        "error_type": "warning", "error_title": "Not on the list",
        "error_message": "This word is not on the list. It is kept, and you are asked about it later.",
        "input_title": column.header[:32], "input_message": told,
    }  # fmt: skip


def _write_how(book: Any, sheet: Any, columns: tuple[TemplateColumn, ...], lists: dict[str, list[str]]) -> None:
    bold, note = book.add_format({"bold": True, "bottom": 1}), book.add_format({"italic": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, MARK, note)
    for at, words in enumerate(_STEPS, start=1):
        sheet.write_string(at, 0, f"{at}. {words}")
    head = len(_STEPS) + 2
    for at, (words, width) in enumerate((("Column", 26), ("Needed?", 10), ("What it means", 70), ("Examples", 44))):
        sheet.set_column(at, at, width)
        sheet.write_string(head, at, words, bold)
    for down, column in enumerate(columns, start=head + 1):
        listed = " (a list to choose from)" if column.field in lists else ""
        for at, words in enumerate(
            (column.header, "yes" if column.needed else "no", column.meaning + listed, column.examples)
        ):
            sheet.write_string(down, at, words, wrapped)
