"""Finds the rows of a table that are no data: totals, headers that stand again, rows of dashes, notes below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data.cells import as_text, is_blank
from data.header_names import Heading
from data.plain import plain
from data.workbook import Cell, Sheet
from data.workbook_grid import first_cells

TOTAL, HEADER_AGAIN, DASHES, NOTE, SECTION = "total", "header", "dashes", "note", "section"

_BEFORE = frozenset({"grand", "sub", "overall", "running", "column", "final", "row", "record", "over", "all"})
_ADDS = frozenset({"total", "totals", "subtotal", "subtotals", "sum"})
_COUNTS = frozenset({"count", "counts", "number", "average", "mean", "n"})
_OF = frozenset(
    {
        "number", "count", "no", "all", "of", "the", "for", "in", "by", "to", "date", "this", "total",
        "insight", "insights", "row", "rows", "response", "responses", "comment", "comments", "entry", "entries",
        "record", "records", "return", "returns", "conversation", "conversations", "case", "study", "studies",
        "week", "month", "quarter", "year", "period",
    }
)  # fmt: skip
_LABEL_OF = re.compile(r"(?:grand |sub ?)?totals? (?:for|of|in) .{1,40}|.{1,40} (?:sub ?)?totals?")
# A cheap look at the first cell before the costly one: nearly every row is data.
_OPENINGS = (
    "total", "grand", "sub", "sum", "overall", "over all", "running", "column", "final", "row", "record", "count",
    "average", "mean", "number", "all", "n ", "n=", "n:",
)  # fmt: skip
_ENDINGS = ("total", "totals", "total:", "totals:")
_NUMBER = re.compile(r"\s*[£$€]?\s*-?\d[\d,]*(?:\.\d+)?\s*%?\s*")
_FOOTNOTE = re.compile(
    r"^(?:notes?|n\.?b\.?|source|sources|key|footnote|last updated|updated|prepared by|\*+)\s*[:\-–. ]", re.I
)
_LONGEST = 60
_FOOTNOTES = 20

Row = Sequence[Cell]


def rows_aside(
    rows: Sequence[Row], first: int, headings: Sequence[Heading | None], needed: frozenset[int]
) -> dict[int, str]:
    """The rows from ``first`` on that are no data, by index, and what each is.

    ``needed`` are the columns of which one must be filled in a row of data: words there are data sooner than a note.
    """
    written = {at: plain(one.words) for at, one in enumerate(headings) if one}
    names = {one.words.casefold() for one in headings if one}
    found: dict[int, str] = {}
    # Nearly every row is data by its first cell: only the others are looked at whole.
    for at, start in enumerate(first_cells(rows[first:]), first):
        if start is None:
            start = next((cell for cell in rows[at] if cell is not None), None)
        if not isinstance(start, str):
            continue
        words = start.strip().casefold()
        if words in names and _is_header(rows[at], written):
            found[at] = HEADER_AGAIN
        elif not words[:1].isalnum():
            if _only_signs(rows[at]):
                found[at] = DASHES
        elif len(words) <= _LONGEST and _could_be_total(words) and _is_total(rows[at]):
            found[at] = TOTAL
    found |= dict.fromkeys(_footnotes(rows, first, needed), NOTE)
    return found | dict.fromkeys(_unnamed_totals(rows, first, found), TOTAL)


def sections(sheet: Sheet, first: int, stop: int) -> list[int]:
    """Rows with nothing but one cell that is merged over several columns: the title of the rows below."""
    found = []
    for top, left, bottom, right in sheet.merged:
        if not first <= top < stop or bottom > top or right - left < 2:
            continue
        row = sheet.rows[top]
        filled = [column for column, cell in enumerate(row) if not is_blank(cell)]
        words = row[left] if filled == [left] else None
        if isinstance(words, str) and len(words) <= _LONGEST:
            found.append(top)
    return sorted(found)


def is_gap(row: Row) -> bool:
    """Whether a row is blank, or holds nothing but spaces and dashes."""
    start = next((cell for cell in row if cell is not None), None)
    return start is None or (_begins_gap(start) and _only_signs(row))


def after_gaps(rows: Sequence[Row], first: int) -> Iterator[int]:
    """The rows from ``first`` on that stand right under a gap and are none themselves."""
    gap = False
    # Nearly every row begins with a word or a number: only the others are looked at whole.
    for at, start in enumerate(first_cells(rows[first:]), first):
        if (start is None or _begins_gap(start)) and is_gap(rows[at]):
            gap = True
        elif gap:
            gap = False
            yield at


def _begins_gap(start: Cell) -> bool:
    return isinstance(start, str) and not start[:1].isalnum()


def _only_signs(row: Row) -> bool:
    return all(is_blank(cell) or (isinstance(cell, str) and not any(map(str.isalnum, cell))) for cell in row) and any(
        isinstance(cell, str) for cell in row
    )


def _could_be_total(words: str) -> bool:
    return words.startswith(_OPENINGS) or words.endswith(_ENDINGS) or (words[0].isdigit() and " " in words)


def _is_total(row: Row) -> bool:
    """Whether one cell says that the row adds others up, and all others are numbers."""
    labels, numbers = [], 0
    for cell in row:
        if is_blank(cell):
            continue
        if _is_number(cell):
            numbers += 1
        else:
            labels.append(cell)
    if len(labels) != 1 or not isinstance(labels[0], str) or len(labels[0]) > _LONGEST:
        return False
    words = plain(labels[0])
    return _names_total(words.split(), numbers) or (numbers > 0 and bool(_LABEL_OF.fullmatch(words)))


def _names_total(words: list[str], numbers: int) -> bool:
    """“Grand total”, “Total number of insights: 23”, “23 responses”; of a mean or count only beside a number."""
    while len(words) > 1 and words[0] in _BEFORE:
        words = words[1:]
    if not words:
        return False
    rest = [word for word in words[1:] if not word.isdigit()]
    numbered = numbers > 0 or len(rest) < len(words) - 1
    if words[0].isdigit():
        return bool(rest) and all(word in _OF for word in rest)
    return all(word in _OF for word in rest) and (words[0] in _ADDS or (words[0] in _COUNTS and numbered))


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return False
    return isinstance(cell, int | float) or (isinstance(cell, str) and bool(_NUMBER.fullmatch(cell)))


def _is_header(row: Row, written: dict[int, str]) -> bool:
    """Whether the header stands here again: every filled cell is the name of its column, two of them at least."""
    met = 0
    for at, cell in enumerate(row):
        if is_blank(cell):
            continue
        if not isinstance(cell, str) or len(cell) > 4 * _LONGEST or written.get(at) != plain(" ".join(cell.split())):
            return False
        met += 1
    return met >= 2 or (met == 1 and len(written) == 1)


def _footnotes(rows: Sequence[Row], first: int, needed: frozenset[int]) -> list[int]:
    """Lines below the last row and a blank one that open with “Note:”, “Source:” or a star."""
    found: list[int] = []
    for at in range(len(rows) - 1, first, -1):
        if is_gap(rows[at]):
            if not found:
                continue
            opening = rows[found[-1]]
            return found if any(isinstance(cell, str) and _FOOTNOTE.match(cell) for cell in opening) else []
        filled = [column for column, cell in enumerate(rows[at]) if not is_blank(cell)]
        cell = rows[at][filled[0]]
        if len(filled) > 1 or len(found) >= _FOOTNOTES or not isinstance(cell, str):
            return []
        if filled[0] in needed and not _FOOTNOTE.match(cell):
            return []
        found.append(at)
    return []


def _unnamed_totals(rows: Sequence[Row], first: int, found: dict[int, str]) -> list[int]:
    """Rows at the end that hold nothing but the count, sum or mean of what stands above them."""
    last: list[int] = []
    for at in range(len(rows) - 1, first + 1, -1):
        if at in found or all(is_blank(cell) for cell in rows[at]):
            continue
        numbers = {column: cell for column, cell in enumerate(rows[at]) if not is_blank(cell)}
        if len(last) >= 3 or not all(_is_number(cell) for cell in numbers.values()):
            break
        above = [row for other, row in enumerate(rows[first:at], first) if other not in found]
        if not all(_adds_up(float(_as_number(cell)), above, column) for column, cell in numbers.items()):
            break
        last.append(at)
    return last


def _adds_up(number: float, above: Sequence[Row], column: int) -> bool:
    cells = [row[column] for row in above if column < len(row) and not is_blank(row[column])]
    numbers = [_as_number(cell) for cell in cells if _is_number(cell)]
    total = sum(numbers)
    likely = [float(len(cells))] if len(cells) > 1 else []
    likely += [total, total / len(numbers)] if len(numbers) > 1 else []
    return any(abs(number - one) <= 0.01 * max(1.0, abs(one)) ** 0.5 for one in likely)


def _as_number(cell: Cell) -> float:
    text = re.sub(r"[^\d.\-]", "", as_text(cell))
    try:
        return float(text)
    except ValueError:
        return float("nan")
