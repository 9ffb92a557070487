"""The words of the Upload page: what a kind of row, a field or a problem is called on screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from components.words import day
from data.field_words import field_word

KINDS = {
    "insight": "insights",
    "case_study": "case studies",
    "theme": "themes",
    "theme_event": "the history of themes",
    "mixed": "several kinds of rows",
    "auto": "rows",
}
# Code of a problem: what it is called, said of one or of many rows.
PROBLEMS = {
    "no_text": "Rows without words",
    "id_twice": "The same id more than once in this file",
    "id_other_text": "An id that is here already with other words",
    "cell_too_long": "Cells that are too long",
    "personal_data": "Personal data",
    "personal_name": "Words that may name a person",
    "text_replaced": "An id that is here already, whose words would be replaced",
    "row_twice_differs": "The same words twice with other details",
    "row_mended": "Rows that needed attention and came back mended",
    "withdrawn": "Rows whose source has withdrawn",
    "already_here": "A file that was brought in before",
    "already_waiting": "Rows that need attention already",
    "already_discarded": "Rows that were discarded before",
    "already_settled": "Rows that were mended before",
    "already_withdrawn": "Rows set aside whose source has withdrawn",
    "place_not_found": "Places that are not known",
    "place_ambiguous": "Place names that could be several places",
    "theme_unknown": "Themes that are not known",
    "group_unknown": "Groups that are not known",
    "word_not_understood": "Words that are not known in their column",
    "date_impossible": "Dates that do not exist",
    "date_not_understood": "Dates that were not understood",
    "date_financial_year": "Financial years, which lie in two calendar years",
    "date_vague": "Seasons and parts of a year",
    "date_serial": "Numbers that were read as dates",
    "date_day_first": "Dates that can be read two ways",
    "column_not_understood": "Columns that are not known",
    "column_twice": "Two columns that mean the same",
    "column_guessed": "Columns that were read by what stands in them",
    "column_remembered": "Columns that are read as decided before",
    "column_without_header": "Columns without a header",
    "column_hidden": "Hidden columns",
    "no_text_column": "A header without what was heard",
    "header_below_top": "A header that is not in the first row",
    "header_two_lines": "A header of two lines",
    "header_again": "Headers that stand again among the rows",
    "total_row": "Totals rows",
    "note_row": "Rows that explain the table",
    "row_hidden": "Hidden rows",
    "cells_merged": "Cells merged over several rows",
    "part_set_aside": "Parts of a sheet that were left out",
    "sheet_set_aside": "Sheets that were set aside",
    "sheet_hidden": "Hidden sheets",
    "cell_without_header": "Cells under no header",
    "row_twice": "Rows that stand in the file twice",
    "row_changed": "Rows that bring something new to what is here already",
    "formula_no_value": "Formulas without a stored result",
    "csv_encoding": "Letters in an old encoding",
    "csv_quote": "Quotation marks that are not closed",
    "error_cell": "Cells that show an error",
    "error_cell_unreadable": "Cells whose error cannot be read",
    "event_incomplete": "Theme events with something missing",
    "event_out_of_order": "Theme events out of order",
    "theme_circle": "Themes that would stand under themselves",
    "theme_name_semicolon": "Theme names with a semicolon",
    "theme_name_taken": "Theme names that are taken",
    "file_name_changed": "The file name",
}
# With one of these a row is not saved until it is mended.
NEEDS_ATTENTION = ("no_text", "id_twice", "id_other_text", "row_twice_differs", "cell_too_long")


def kind(name: str) -> str:
    """``insights``, ``case studies`` …"""
    return KINDS.get(name, name.replace("_", " "))


def field(name: str) -> str:
    """What the screen calls a field."""
    return field_word(name)


def problem(code: str) -> str:
    """What the screen calls a kind of problem."""
    return PROBLEMS.get(code, code.replace("_", " ").capitalize())


def rows(number: int) -> str:
    """``1 row``, ``12 rows``."""
    return f"{number:,} {'row' if number == 1 else 'rows'}"


def moment(at: datetime) -> str:
    """A moment of the database (UTC) as a clock in Scotland shows it: ``3 March 2026, 14:05``."""
    local = at.replace(tzinfo=UTC).astimezone(ZoneInfo("Europe/London"))
    return f"{day(local)}, {local:%H:%M}"


def what_became(counts: Mapping[str, Any], *, saved: bool) -> str:
    """One sentence on what became, or would become, of the rows of a file."""
    read, kept, parked = counts["rows_read"], counts["rows_saved"], counts["rows_parked"]
    same, blank = counts["rows_unchanged"], counts["rows_blank"]
    known = counts.get("listed_before") or {}
    if parked and not kept and parked == known.get("waiting", 0) + known.get("discarded", 0):
        here = f"{same:,} {'is' if same == 1 else 'are'} here already" if same else ""
        waits = f"{parked:,} {'is' if parked == 1 else 'are'} on the list below already, or discarded"
        return f"Nothing in this file is new: {' and '.join(part for part in (here, waits) if part)}."
    if not kept and not parked:
        return f"Nothing in this file is new: {'it is' if same == 1 else 'all of it is'} here already."
    begun = f"{kept:,} of {rows(read)} {_tense(kept, saved)}" if kept else f"None of {rows(read)} {_tense(0, saved)}"
    rest = [
        f"{parked:,} {'needs' if parked == 1 else 'need'} your attention" if parked else "",
        f"{same:,} {'is' if same == 1 else 'are'} here already" if same else "",
        f"{blank:,} {'is' if blank == 1 else 'are'} blank" if blank else "",
    ]
    told = [part for part in rest if part]
    return f"{begun}. {_sentence(told)}".strip()


def _tense(number: int, saved: bool) -> str:
    if saved:
        return "was saved" if number == 1 else "were saved"
    return "will be saved"


def _sentence(parts: list[str]) -> str:
    if not parts:
        return ""
    joined = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{joined}."
