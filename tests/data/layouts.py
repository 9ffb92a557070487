"""Sheets as people lay them out, each with what it should become. All words are made up for the tests."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Grid = Sequence[Sequence[Any]]

SAID = (
    "Two buses are needed to get to the clinic in the town.",
    "The lunch club was the only warm place all winter.",
    "Nobody answered the phone when the family called for help.",
    "Young people said the hall should open on Sunday evenings.",
    "The new forms are hard to read for those who need them.",
    "Neighbours shared lifts to the hospital every week this year.",
)
PLACES = ("Fife", "Moray", "Angus", "Dundee", "Stirling", "Glasgow")
DAYS = tuple(date(2026, 3, day) for day in (2, 3, 4, 9, 10, 11))
THEMES = (
    "Digital exclusion",
    "Food and essentials",
    "Digital exclusion",
    "Inequality",
    "Food and essentials",
    "Inequality",
)


@dataclass(frozen=True)
class Layout:
    """One workbook and what it should become: ``fields`` of every table, texts saved, codes that must be told."""

    name: str
    make: Callable[[Workbook], None]
    fields: set[str]
    saved: int = 3
    codes: set[str] = field(default_factory=set)
    not_codes: set[str] = field(default_factory=set)
    parked: int = 0
    blank: int | None = None

    def content(self) -> bytes:
        """The file."""
        book = Workbook()
        book.remove(book.worksheets[0])
        self.make(book)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def sheet(book: Workbook, rows: Grid, name: str = "Sheet1") -> Worksheet:
    """A sheet of these rows."""
    page: Worksheet = book.create_sheet(name)
    for row in rows:
        page.append(list(row))
    return page


def rows(*columns: Iterable[Any], count: int = 3) -> list[list[Any]]:
    """Rows from columns, the first few of each."""
    return [list(row) for row in zip(*(tuple(column)[:count] for column in columns), strict=True)]


HEARD = ["Date", "Area", "What did we hear?"]


def _plain(header: Sequence[Any], *columns: Iterable[Any], count: int = 3, above: Grid = (), below: Grid = ()) -> Any:
    def make(book: Workbook) -> None:
        sheet(book, [*above, list(header), *rows(*columns, count=count), *below])

    return make


def _merged_group(book: Workbook) -> None:
    page = sheet(book, [["Date", "Place", None, "What did we hear?"], [None, "Council", "Street", None]])
    for row in rows(DAYS, PLACES, ("A", "B", "C"), SAID):
        page.append(row)
    page.merge_cells("B1:C1")
    page.merge_cells("A1:A2")
    page.merge_cells("D1:D2")


def _merged_over_three(book: Workbook) -> None:
    page = sheet(book, [["What we heard", "Place", None, None], *rows(SAID, PLACES, PLACES, PLACES)])
    page.merge_cells("B1:D1")


def _merged_title(book: Workbook) -> None:
    page = sheet(book, [["Insights of the spring round"], [], HEARD, *rows(DAYS, PLACES, SAID)])
    page.merge_cells("A1:C1")


def _merged_rows(book: Workbook) -> None:
    page = sheet(book, [HEARD, *rows(DAYS, PLACES, SAID)])
    for cell in ("A3", "A4"):
        page[cell] = None
    page.merge_cells("A2:A4")


def _two_lines_csv_like(book: Workbook) -> None:
    sheet(
        book,
        [
            ["Source", None, "Feedback", None],
            ["Name", "Type", "Text", "Place"],
            *rows(("Club A", "Club B", "Club C"), ("Survey", "Workshop", "Survey"), SAID, PLACES),
        ],
    )


def _hidden(book: Workbook) -> None:
    page = sheet(book, [[*HEARD, "Key theme(s)"], *rows(DAYS, PLACES, SAID, THEMES)])
    page.column_dimensions["B"].hidden = True
    page.row_dimensions[3].hidden = True


def _filtered(book: Workbook) -> None:
    page = sheet(book, [HEARD, *rows(DAYS, PLACES, SAID)])
    page.auto_filter.ref = "A1:C4"
    page.sheet_properties.filterMode = True
    page.row_dimensions[3].hidden = True


def _hidden_sheet(book: Workbook) -> None:
    sheet(book, [HEARD, *rows(DAYS, PLACES, SAID)]).sheet_state = "hidden"
    sheet(book, [["Nothing of note here, ask again after the summer break please"]], "Cover")


def _stacked(book: Workbook) -> None:
    sheet(
        book,
        [
            ["Insights"],
            HEARD,
            *rows(DAYS, PLACES, SAID),
            [],
            [],
            ["Case studies"],
            ["Case study title", "What changed", "Outcome"],
            ["A shed", "It opened twice a week", "Company"],
        ],
    )


def _stacked_same_kind(book: Workbook) -> None:
    first = rows(DAYS, PLACES, SAID, count=2)
    second = [[SAID[3], "Stirling", "Workshop"]]
    sheet(book, [HEARD, *first, [], ["Feedback", "Council", "Source type"], *second])


def _beside(left: Grid, right: Grid) -> Grid:
    """Two tables on one sheet with a blank column between; the right one is the shorter."""
    return [[*row, None, *(right[at] if at < len(right) else ())] for at, row in enumerate(left)]


def _side_by_side(book: Workbook) -> None:
    right: Grid = [["Case study title", "What changed"], ["A shed", "It opened twice a week"]]
    sheet(book, _beside([HEARD, *rows(DAYS, PLACES, SAID)], right))


def _count_beside(book: Workbook) -> None:
    right: Grid = [["Place", "Count"], ["Fife", 1], ["Moray", 5], ["Grand Total", 6]]
    sheet(book, _beside([HEARD, *rows(DAYS, PLACES, SAID, count=6)], right))


def _spacer(book: Workbook) -> None:
    sheet(book, [["Date", "What did we hear?", None, "Area"], *rows(DAYS, SAID, [None] * 3, PLACES)])


def _several(book: Workbook) -> None:
    sheet(
        book,
        [["Read me"], ["This workbook holds what we heard in the spring. Please do not change the names."]],
        "Read me",
    )
    sheet(book, [HEARD, *rows(DAYS, PLACES, SAID)], "Insights")
    sheet(book, [["Row Labels", "Count of Area"], ["Fife", 1], ["Moray", 2], ["Grand Total", 3]], "Pivot")
    sheet(
        book,
        [["Themes", "Areas"], ["Digital exclusion", "Fife"], ["Inequality", "Moray"], ["Carers", "Angus"]],
        "Lists",
    )
    sheet(book, [], "Sheet3")


def _dictionary(book: Workbook) -> None:
    sheet(book, [HEARD, *rows(DAYS, PLACES, SAID)], "Insights")
    explained = [
        ["Date", "The day on which it was heard, as exactly as it is known"],
        ["Area", "The council area or the town"],
    ]
    explained += [["What did we hear?", "In the words of those who spoke"], ["Theme", "One of those in the list"]]
    sheet(book, [["Column", "Description"], *explained], "Guide")


def _notes_sheet(book: Workbook) -> None:
    sheet(book, [HEARD, *rows(DAYS, PLACES, SAID)], "Insights")
    sheet(
        book,
        [["Notes"], ["Ask the team about the dates in March."], ["The hall was closed for repairs in May."]],
        "Notes",
    )


def _formulas(book: Workbook) -> None:
    sheet(book, [["What did we hear?", '=UPPER("area")'], *rows(SAID, PLACES)])


LAYOUTS = (
    Layout("the names as they are known", _plain(HEARD, DAYS, PLACES, SAID), {"recorded_on", "place", "text"}),
    Layout(
        "the names of the issue",
        _plain(
            ["Link", "Who is affected?", "Key theme(s)", "Date of conversation", "Area", "What did we hear?"],
            [f"https://example.org/{number}" for number in range(6)],
            ["Older people", "Carers", "Women"],
            THEMES,
            DAYS,
            PLACES,
            SAID,
        ),
        {"source_url", "groups", "themes", "recorded_on", "place", "text"},
        not_codes={"column_guessed"},
    ),
    Layout(
        "titles and blank rows above",
        _plain(HEARD, DAYS, PLACES, SAID, above=[["Spring round"], ["Collected by the team"], [], []]),
        {"recorded_on", "place", "text"},
        codes={"header_below_top"},
    ),
    Layout(
        "a header in row 48",
        _plain(HEARD, DAYS, PLACES, SAID, above=[["A long introduction to what follows below"]] + [[]] * 46),
        {"recorded_on", "place", "text"},
        codes={"header_below_top"},
    ),
    Layout(
        "a title that is merged over the table",
        _merged_title,
        {"recorded_on", "place", "text"},
        codes={"header_below_top"},
    ),
    Layout(
        "a title that is itself a known name",
        _plain(HEARD, DAYS, PLACES, SAID, above=[["Insights"], []]),
        {"recorded_on", "place", "text"},
    ),
    Layout(
        "a group merged over two names",
        _merged_group,
        {"recorded_on", "place", "text"},
    ),
    Layout("one header merged over three columns", _merged_over_three, {"text", "place"}, codes={"column_twice"}),
    Layout("a cell merged over rows", _merged_rows, {"recorded_on", "place", "text"}, codes={"cells_merged"}),
    Layout(
        "two header lines without merged cells",
        _two_lines_csv_like,
        {"source_name", "source_kind", "text", "place"},
        codes={"header_two_lines"},
    ),
    Layout(
        "units and notes under the header",
        _plain(
            HEARD, ("dd/mm/yyyy", *DAYS[:3]), ("choose from the list", *PLACES[:3]), ("free text", *SAID[:3]), count=4
        ),
        {"recorded_on", "place", "text"},
        codes={"note_row"},
        blank=1,
    ),
    Layout(
        "a totals row",
        _plain(HEARD, DAYS, PLACES, SAID, below=[["Total", None, 3]]),
        {"recorded_on", "place", "text"},
        codes={"total_row"},
        blank=1,
    ),
    Layout(
        "a grand total in words and a count without a name",
        _plain(
            [*HEARD, "Minutes"],
            DAYS,
            PLACES,
            SAID,
            (10, 20, 30),
            below=[["Grand total:", None, None, 60], [None, None, 3, 60]],
        ),
        {"recorded_on", "place", "text"},
        codes={"total_row"},
        blank=2,
    ),
    Layout(
        "the header again among the rows",
        lambda book: _plain(HEARD, DAYS, PLACES, SAID, below=[[], HEARD, [DAYS[3], PLACES[3], SAID[3]]])(book),
        {"recorded_on", "place", "text"},
        saved=4,
        codes={"header_again"},
        blank=2,
    ),
    Layout(
        "rows of dashes and spaces",
        _plain(HEARD, DAYS, PLACES, SAID, below=[["-", "–", "---"], [" ", "  ", None], [DAYS[3], PLACES[3], SAID[3]]]),
        {"recorded_on", "place", "text"},
        saved=4,
        blank=2,
        not_codes={"total_row", "no_text"},
    ),
    Layout(
        "notes below the table",
        _plain(HEARD, DAYS, PLACES, SAID, below=[[], ["Source: our own conversations"], ["Last updated: in May"]]),
        {"recorded_on", "place", "text"},
        codes={"note_row"},
    ),
    Layout(
        "a hidden column and a hidden row",
        _hidden,
        {"recorded_on", "place", "text", "themes"},
        codes={"column_hidden", "row_hidden"},
    ),
    Layout("filtered rows", _filtered, {"recorded_on", "place", "text"}, codes={"row_hidden"}),
    Layout(
        "a hidden sheet and a cover",
        _hidden_sheet,
        {"recorded_on", "place", "text"},
        codes={"sheet_hidden", "sheet_set_aside"},
    ),
    Layout(
        "two tables below one another",
        _stacked,
        {"recorded_on", "place", "text", "title", "what_changed", "what_was_gained"},
        saved=4,
    ),
    Layout(
        "two tables of one kind with other columns", _stacked_same_kind, {"recorded_on", "place", "text", "source_kind"}
    ),
    Layout(
        "two tables side by side", _side_by_side, {"recorded_on", "place", "text", "title", "what_changed"}, saved=4
    ),
    Layout(
        "a count beside the table", _count_beside, {"recorded_on", "place", "text"}, saved=6, codes={"part_set_aside"}
    ),
    Layout("a blank column within a table", _spacer, {"recorded_on", "place", "text"}, not_codes={"part_set_aside"}),
    Layout("several sheets", _several, {"recorded_on", "place", "text"}, codes={"sheet_set_aside"}),
    Layout(
        "a sheet that explains the columns", _dictionary, {"recorded_on", "place", "text"}, codes={"sheet_set_aside"}
    ),
    Layout(
        "a sheet of notes under the word Notes",
        _notes_sheet,
        {"recorded_on", "place", "text"},
        codes={"sheet_set_aside"},
    ),
    Layout(
        "headers nobody foresaw",
        _plain(["A thing people told us", "Whereabouts"], SAID, PLACES),
        {"text", "place"},
        codes={"column_guessed"},
    ),
    Layout(
        "a prose column called Col 3",
        _plain(["Date", "Area", "Col 3"], DAYS, PLACES, SAID),
        {"recorded_on", "place", "text"},
        codes={"column_guessed"},
    ),
    Layout(
        "notes from a visit",
        _plain(["Visited", "Notes from visit", "Lead theme"], DAYS, SAID, THEMES),
        {"recorded_on", "text", "themes"},
        codes={"column_guessed"},
    ),
    Layout(
        "themes in numbered columns",
        _plain(["What did we hear?", "Theme 1", "Theme 2"], SAID, THEMES, THEMES[1:]),
        {"text", "themes"},
        not_codes={"column_twice"},
    ),
    Layout(
        "headers in Gaelic",
        _plain(["Ceann-latha", "Àite", "Dè chuala sinn?", "Cuspair"], DAYS, PLACES, SAID, THEMES),
        {"recorded_on", "place", "text", "themes"},
        not_codes={"column_guessed"},
    ),
    Layout(
        "headers mistyped",
        _plain(["Date of converstion", "Loaction", "What did we here?", "Key themess"], DAYS, PLACES, SAID, THEMES),
        {"recorded_on", "place", "text", "themes"},
        codes={"column_guessed"},
    ),
    Layout(
        "headers numbered as in a form",
        _plain(["Q1. Date", "Q2. Area (council or town)", "3) What did we hear? *"], DAYS, PLACES, SAID),
        {"recorded_on", "place", "text"},
        not_codes={"column_guessed"},
    ),
    Layout(
        "a column without a header",
        _plain(["Date", None, "Area"], DAYS, SAID, PLACES),
        {"recorded_on", "place", "text"},
        codes={"column_guessed"},
    ),
    Layout(
        "a column of numbers without a header",
        _plain(["Text", None, "Area"], SAID, (4, 5, 4), PLACES),
        {"place", "text"},
        codes={"column_without_header"},
    ),
    Layout(
        "a formula without a result in the header",
        _formulas,
        {"text", "place"},
        codes={"formula_no_value", "column_guessed"},
    ),
)
