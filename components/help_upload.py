"""Help: upload a spreadsheet. The column names and words are those that the import itself uses."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from components import upload_words
from components.help_guide import fold, paragraph, picture, points, section, steps
from components.markup import join
from components.table import Column, table_markup
from data.areas import reference_rows
from data.columns import column_names
from data.vocabulary import vocabulary
from data.workbook import Limits
from data.workbook_limits import MEGABYTE

_SHEETS = (("insight", "Insights"), ("case_study", "Case studies"), ("theme", "Themes"))
_NAMES = (Column("field", "What it holds"), Column("name", "Name of the column"), Column("also", "Also understood"))
_WORDS = (Column("label", "On the screen"), Column("value", "Stored as"), Column("also", "Also understood"))
_TITLES = {
    "group": "Groups: whom it is about",
    "theme": "Other names of the shipped themes",
    "sector": "Sector of the source",
    "organisation_size": "Size of the organisation that is the source",
}


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
                    "Before anything is saved you see how many rows would be saved, which need your attention, what "
                    "would change on the pages, and which words are not known: decide what one stands for, "
                    "for all its rows. Each column stands beside three of its cells with what it is read as and how "
                    "sure that is: choose another meaning where it is wrong.",
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
        "Capital letters, spaces, dashes and accents make no difference in a column’s name, nor do brackets and "
        "numbers. A column with another name is read by its likeness to a known one and by what stands in it; you are "
        "told and can change it. What you choose is remembered for that name when the file is saved, until you forget "
        "it. A column that is not understood is kept with each row, but nothing counts it."
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


def _alike() -> str:
    """The first short name of a board that also ends the name of a council, as an example; empty if there is none."""
    councils = sorted(row["council"] for row in reference_rows("council"))
    boards = [row["alias"] for row in reference_rows("place_alias") if row["level"] == "health_board"]
    found = ((board, council) for board in boards for council in councils if council.endswith(f" {board}"))
    board, council = next(found, ("", ""))
    return f"“{board}” is a health board, “{council}” a council. " if board else ""


def _rules() -> Markup:
    limits = Limits.from_settings()
    return section(
        "How cells are read",
        points(
            [
                "The names of the columns may stand in any of the first 50 rows, in two lines or in merged cells. "
                "Several tables on one sheet are read one by one. Totals, headers that stand again and notes are not "
                "saved; they count as blank rows. Hidden sheets, columns and rows are read, and you are told.",
                "Several themes or groups in one cell may be parted by a semicolon, a comma, a slash, a new line, "
                "bullets or numbers: `Digital exclusion; Transport`. A name that holds such a sign itself stays whole. "
                "“And” and “&” part names only where all of them are known.",
                "Places may be councils, partnerships, health boards, towns or postcodes, and several of them. "
                f"{_alike()}A name that could be two places is asked about.",
                "Dates may be `31/01/2026`, `31 Jan 2026`, `2026-01-31`, `January 2026`, `Q1 2026` or `2026`. They are "
                "read day first. A date known only to the month, quarter or year stays that way; no day is invented. "
                "A week counts for the month in which it begins, a season or “early 2026” for its year. Quarters of a "
                "financial year (`Q4 2025/26`) are understood; a financial year itself and a winter lie in two "
                "calendar years, so you are asked.",
                "A word that is not known is asked about once. Your decision holds for every row with that word, saved "
                "or still to come, until you forget it: see “Decisions that are remembered” on Upload.",
                "Emails, telephone numbers, CHI and National Insurance numbers, full postcodes and dates of birth are "
                "taken out of the text before it is saved, unless you choose otherwise. Names are not looked for, but "
                "you are warned where a title or “my name is” stands before one.",
                "A source may take back what it said: see “When a source withdraws” on Upload.",
                "A row needs your attention if it has no words, repeats an id of the same file, or carries an id "
                "that is "
                "here already with other words. Such rows are kept aside: mend them on Upload, or download them with "
                "what to mend and bring that workbook in again.",
                "An id that is here already with other words can take the new words. The earlier ones are kept.",
                "The same words from the same source on the same day are one insight, with the themes of all its rows.",
                f"A file may have up to {limits.file_bytes // MEGABYTE:,} MB, {limits.rows:,} rows and "
                f"{limits.columns:,} columns.",
            ]
        ),
    )
