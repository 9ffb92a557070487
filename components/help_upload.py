"""Help: upload a spreadsheet. The column names and words are those that the import itself uses."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from components import upload_words
from components.help_guide import fold, paragraph, picture, points, section, steps
from components.markup import join
from components.table import Column, table_markup
from data.columns import column_names
from data.vocabulary import vocabulary
from data.workbook import Limits
from data.workbook_limits import MEGABYTE

_SHEETS = (("insight", "Insights"), ("case_study", "Case studies"), ("theme", "Themes"))
_NAMES = (Column("field", "What it holds"), Column("name", "Name of the column"), Column("also", "Also understood"))
_WORDS = (Column("label", "On the screen"), Column("value", "Stored as"), Column("also", "Also understood"))
_TITLES = {"group": "Groups: whom it is about", "sector": "Sector of the source"}


@cache
def guide() -> Markup:
    """The whole page."""
    return join([_how(), _columns(), _vocabulary(), _rules()])


def _how() -> Markup:
    return section(
        "Upload a spreadsheet",
        steps(
            [
                (
                    "Choose the file.",
                    "Drop an XLSX or CSV file on Upload. One row is one thing that was heard, or one case study. The "
                    "names of the columns stand above the rows.",
                ),
                (
                    "See what would happen.",
                    "Before anything is saved you see how many rows would be saved, which need your attention, how "
                    "each column is read, and which words are not known, with sheet and row.",
                ),
                (
                    "Save.",
                    "Every page counts again at once. If it was the wrong file, press “Take back” in the list below: "
                    "the whole upload goes, and all counts are as they were.",
                ),
            ]
        ),
        picture("upload", "Upload: what would happen to each row, before anything is saved"),
        points(
            [
                "While a long file is read you see how many rows go through a second and how long it will take. "
                "“Stop” ends it, and nothing of it is saved. You may leave the page: the work goes on, and Upload "
                "shows it again.",
                "No spreadsheet? Take an empty workbook from Upload: it has lists to choose from and explains every "
                "column. Or choose “What I heard” or “A case study” and write it down there.",
            ]
        ),
        paragraph(
            "An insight needs only a text, or a title. Every other column may be missing or blank: it is then “not "
            "recorded”. Bringing in the same file twice changes nothing."
        ),
    )


def _columns() -> Markup:
    parts = []
    for kind, title in _SHEETS:
        names: dict[str, list[str]] = {}
        for name, field in column_names()[kind].items():
            names.setdefault(field, []).append(name)
        rows = [
            {
                "field": upload_words.field(field),
                "name": field,
                "also": ", ".join(name for name in also if name != field.replace("_", " ")) or "–",
            }
            for field, also in names.items()
        ]
        parts.append(fold(f"Columns for {title.lower()}", table_markup(_NAMES, rows, f"Columns for {title.lower()}")))
    told = paragraph(
        "Capital letters, spaces, dashes and accents make no difference in a column’s name. A column with another name "
        "is kept with each row, but nothing counts it."
    )
    return section("Names of columns", told, *parts)


def _vocabulary() -> Markup:
    words = vocabulary()
    parts = []
    for field in words.fields():
        rows = [
            {
                "label": words.label(field, value),
                "value": value,
                "also": ", ".join(word for word in also if word.casefold() != value.casefold()) or "–",
            }
            for value, also in words.synonyms(field).items()
        ]
        title = _TITLES.get(field, upload_words.field(field))
        parts.append(fold(title, table_markup(_WORDS, rows, title)))
    told = paragraph(
        "Some columns hold words from a list. Each can be written in several ways. A word that is not on the list is "
        "kept and shown to you; until somebody places it, it counts as “not recorded”."
    )
    return section("Words that are understood", told, *parts)


def _rules() -> Markup:
    limits = Limits.from_settings()
    return section(
        "How cells are read",
        points(
            [
                "Several themes or groups in one cell are parted by a semicolon: `Digital exclusion; Transport`.",
                "Places may be councils, partnerships, health boards, towns or postcodes, and several of them. "
                "“Ayrshire” "
                "is a health board, “North Ayrshire” a council. A name that could be two places is asked about.",
                "Dates may be `31/01/2026`, `2026-01-31`, `January 2026` or `2026`. They are read day first. A "
                "date known "
                "only to the month or year stays that way; no day is invented.",
                "Emails, telephone numbers, CHI and National Insurance numbers, full postcodes and dates of birth are "
                "taken out of the text before it is saved, unless you choose otherwise.",
                "A row needs your attention if it has no words, repeats an id of the same file, or carries an id "
                "that is "
                "here already with other words. Such rows are kept aside and can be downloaded with what to mend.",
                f"A file may have up to {limits.file_bytes // MEGABYTE:,} MB, {limits.rows:,} rows and "
                f"{limits.columns:,} columns.",
            ]
        ),
    )
