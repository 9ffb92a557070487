"""Finds the row of a sheet that names its columns: one line, or a line of groups with the names below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.cells import is_blank
from data.column_content import Themes, fits, sample
from data.column_decisions import Decided
from data.column_guess import named_fields, understand
from data.columns import KINDS, LIKELY, NEEDED, Column, reads_as
from data.dates import read_date
from data.header_lines import Lines, Row, candidates, headings_of, note_rows, words_of
from data.header_names import LONGEST, Heading, exactly
from data.workbook import Sheet

ROWS_LOOKED_AT = 50
_BODY = 200
_TRIED = 8  # rows whose columns are looked at cell by cell when no row has a known name
_LINK = re.compile(r"^\s*(?:https?://|www\.)", re.I)


@dataclass(frozen=True)
class Header:
    """One header: its rows (``first`` to ``last`` in the sheet's rows), its headings, and its kind and columns."""

    first: int
    last: int
    headings: tuple[Heading | None, ...]
    kind: str
    columns: tuple[Column, ...]

    @property
    def fields(self) -> set[str]:
        """The fields that its columns hold."""
        return {column.field for column in self.columns if column.field}

    @property
    def says_something(self) -> bool:
        """Whether it has a column without which a row of its kind says nothing."""
        return not self.fields.isdisjoint(NEEDED[self.kind])


def find_header(
    sheet: Sheet,
    start: int,
    stop: int,
    kind: str,
    decided: Decided,
    themes: Themes,
    *,
    by_content: bool = True,
    within: int = ROWS_LOOKED_AT,
) -> Header | None:
    """The header of the rows ``start`` to ``stop`` (not included) of a sheet, or None if no row names columns.

    A row with known names goes first; else, with ``by_content``, one above cells that are clear by themselves. It is
    looked for in the first rows only (``within``), and may lack what a table needs: see ``Header.says_something``.
    """
    lines = Lines.of(sheet, start, min(stop, start + within))
    body = sheet.rows[:stop]
    kinds = KINDS if kind == "auto" else (kind,)
    named = _by_names(lines, body, start, kinds, sheet.name, decided)
    if named is not None:
        at, kind = start + named.at, named.kind
        return _header(at, named.used, named.headings, kind, body, sheet.name, decided, themes)
    return _by_content(lines, body, start, kind, sheet.name, decided, themes) if by_content else None


@dataclass(frozen=True)
class _Named:
    """A row that has known names: how many, where it is, how many lines it takes."""

    known: float
    at: int
    used: int
    headings: tuple[Heading | None, ...]
    kind: str


def _by_names(
    lines: Lines, body: Sequence[Row], start: int, kinds: Sequence[str], sheet: str, decided: Decided
) -> _Named | None:
    """The row that has the most known names, the first of several."""
    best: _Named | None = None
    for at in range(len(lines.rows)):
        for kind in kinds:
            for used, headings in candidates(lines, at, kind):
                fields = named_fields(headings, kind, sheet, decided)
                if not set(fields).intersection(NEEDED[kind]):
                    continue
                different = {one.words for one in headings if one}
                if len(kinds) > 1 and not reads_as(kind, set(fields), len(different)):
                    continue
                if len(different) == 1 and not _stands_alone(headings, body, start + at):
                    continue
                # A line that only says more about the one above is rather its second half than a row of data.
                known = len(fields) + 0.5 * (used == 2 and _only_adds(lines, at, kind, sheet, decided))
                if best is None or known > best.known:
                    best = _Named(known, at, used, headings, kind)
    return best


def _only_adds(lines: Lines, at: int, kind: str, sheet: str, decided: Decided) -> bool:
    """Whether a line has names under a header, and nothing under the names of what a row needs."""
    above, here = headings_of(lines.rows[at - 1]), headings_of(lines.rows[at])
    needed = [
        column
        for column, one in enumerate(above)
        if one and (read := exactly(one, kind)) and read.field in NEEDED[kind]
    ]
    under = any(column < len(here) and here[column] for column in needed)
    return bool(needed) and not under and bool(named_fields(here, kind, sheet, decided))


def _stands_alone(headings: Sequence[Heading | None], body: Sequence[Row], at: int) -> bool:
    """Whether one header is all that the table under it needs: else it is a title above the real header."""
    here = {column for column, one in enumerate(headings) if one}
    under = [row for row in body[at + 1 : at + 1 + _BODY] if any(not is_blank(cell) for cell in row)]
    wider = sum(1 for row in under if any(not is_blank(cell) for column, cell in enumerate(row) if column not in here))
    return wider * 3 <= len(under)


def _header(
    at: int,
    used: int,
    headings: tuple[Heading | None, ...],
    kind: str,
    body: Sequence[Row],
    sheet: str,
    decided: Decided,
    themes: Themes,
) -> Header:
    under = body[at + 1 : at + 1 + _BODY]
    notes = note_rows(body, at + 1, sum(1 for one in headings if one))
    under = under[len(notes) :]
    return Header(at - used + 1, at, headings, kind, understand(headings, under, kind, sheet, decided, themes))


def _by_content(
    lines: Lines, body: Sequence[Row], start: int, kind: str, sheet: str, decided: Decided, themes: Themes
) -> Header | None:
    """The first row whose words could be names and under which the cells are clear by themselves."""
    wanted = "insight" if kind == "auto" else kind
    if wanted not in ("insight", "case_study"):
        return None
    rows = [at for at in range(len(lines.rows)) if _could_be_header(lines.rows[at], body, start + at)]
    names = {at: len(named_fields(headings_of(lines.rows[at]), wanted, sheet, decided)) for at in rows}
    weak: Header | None = None
    for at in sorted(rows, key=lambda at: (-names[at], at))[:_TRIED]:
        for used, headings in sorted(candidates(lines, at, wanted), key=lambda one: -one[0]):
            header = _header(start + at, used, headings, wanted, body, sheet, decided, themes)
            if _says_data(lines.rows[at]) or (names[at] < 2 and _reads_as_data(header, lines.rows[at], wanted, themes)):
                continue
            strong = {column.field for column in header.columns if column.field and column.confidence >= LIKELY}
            if header.says_something and len(strong) >= 2:
                return header
            if weak is None and names[at] >= 2 and used == 1:
                weak = header
    return weak or _one_name(lines, body, start, wanted, sheet, decided, themes)


def _one_name(
    lines: Lines, body: Sequence[Row], start: int, kind: str, sheet: str, decided: Decided, themes: Themes
) -> Header | None:
    """A row with a single name, above several columns: a header whose other cells are blank, if long text is below."""
    for at, row in enumerate(lines.rows):
        headings = headings_of(row)
        needed = [column for column, one in enumerate(headings) if one]
        if len(needed) != 1 or not set(named_fields(headings, kind, sheet, decided)).intersection(NEEDED[kind]):
            continue
        cells = sample(body[start + at + 1 : start + at + 1 + _BODY], needed[0])
        prose = fits(cells, kind, themes).get("text" if kind == "insight" else "what_changed")
        if prose and prose.share >= LIKELY:
            return _header(start + at, 1, headings, kind, body, sheet, decided, themes)
    return None


def _could_be_header(row: Row, body: Sequence[Row], at: int) -> bool:
    """Whether every cell of a row is a short text, all are different, and rows stand under it."""
    cells = [cell for cell in row if not is_blank(cell)]
    if len(cells) < 2 or at + 1 >= len(body) or not any(not is_blank(cell) for cell in body[at + 1]):
        return False
    words = [words_of(cell) for cell in cells]
    return all(words) and len(set(words)) == len(words) and all(len(one) <= LONGEST for one in words)


def _says_data(row: Row) -> bool:
    """Whether a row holds a date or an address, which no header does."""
    return any(
        isinstance(cell, date) or (isinstance(cell, str) and (_LINK.match(cell) or read_date(cell).on is not None))
        for cell in row
    )


def _reads_as_data(header: Header, row: Row, kind: str, themes: Themes) -> bool:
    """Whether a row that is taken for a header is rather the first row of data: its cells fit what is below them."""
    for column in header.columns:
        if column.how == "content" and column.field and column.field not in ("text", "what_changed"):
            own = sample([row], column.at)
            if not own or column.field in fits(own, kind, themes):
                return True
    return False
