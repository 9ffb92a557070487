"""Finds the row of a sheet that names its columns: one line, or a line of groups with the names below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from data.cells import is_blank
from data.column_content import Themes, fits, sample
from data.column_decisions import Decided
from data.column_guess import named_fields, understand
from data.columns import KINDS, LIKELY, NEEDED, Column, reads_as
from data.dates import read_date
from data.header_names import LONGEST, Heading, exactly, heading
from data.personal import mask
from data.workbook import Cell, Sheet

ROWS_LOOKED_AT = 50
_BODY = 200
_TRIED = 8  # rows whose columns are looked at cell by cell when no row has a known name
_GROUP_LONGEST = 80
_NOTE = re.compile(
    r"^(?:[(\[{<].*[)\]}>]|e\.?g\.?\b.*|for example\b.*|example\b.*|please\b.*|select\b.*|choose\b.*|pick\b.*|enter\b.*"
    r"|type\b.*|free[- ]?text\b.*|drop[- ]?down.*|from (?:the )?list.*|d{1,2}[/.-]m{1,3}[/.-]y{2,4}.*|m{2,3}[/.-]y{2,4}"
    r"|y{4}(?:[/.-]m{2}[/.-]d{2})?|required\b.*|optional\b.*|mandatory\b.*|if known\b.*|yes ?/ ?no\b.*|y ?/ ?n\b.*|text"
    r"|date|number|list|max(?:imum)?\b.*|one per\b.*|separated? (?:with|by)\b.*|use\b.*|format\b.*|tick\b.*"
    r"|in words\b.*)$",
    re.I | re.S,
)
_LINK = re.compile(r"^\s*(?:https?://|www\.)", re.I)

Row = Sequence[Cell]


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


@dataclass(frozen=True)
class Lines:
    """The first rows of a sheet as headers are looked for in them: merged cells say their words everywhere."""

    rows: Sequence[Row]
    merged_over: frozenset[int]
    """The rows with a cell that is merged over several columns."""
    goes_on: frozenset[int]
    """The rows with a cell that is merged with one below: a header does not end with them."""

    @classmethod
    def of(cls, sheet: Sheet, start: int, stop: int) -> Lines:
        """The rows from ``start`` on, ``ROWS_LOOKED_AT`` at most, with every merge filled in."""
        last = min(stop, start + ROWS_LOOKED_AT)
        rows = [list(row) for row in sheet.rows[start:last]]
        over: set[int] = set()
        goes_on: set[int] = set()
        width = max(map(len, rows), default=0)
        for top, left, bottom, right in sheet.merged:
            if top >= last or bottom < start or top < start or left >= width:
                continue
            words = rows[top - start][left] if left < len(rows[top - start]) else None
            for at in range(top, min(bottom + 1, last)):
                row = rows[at - start]
                row.extend([None] * (min(right + 1, width) - len(row)))
                row[left : right + 1] = [words] * (min(right + 1, width) - left)
                if right > left:
                    over.add(at - start)
                if at < bottom and words is not None:
                    goes_on.add(at - start)
        return cls(rows, frozenset(over), frozenset(goes_on))


def find_header(
    sheet: Sheet, start: int, stop: int, kind: str, decided: Decided, themes: Themes, *, by_content: bool = True
) -> Header | None:
    """The header of the rows ``start`` to ``stop`` (not included) of a sheet, or None if no row names columns.

    A row with known names goes first; else, with ``by_content``, one above cells that are clear by themselves. Its
    rows may lack what a table needs: see ``Header.says_something``.
    """
    lines = Lines.of(sheet, start, stop)
    body = sheet.rows[:stop]
    kinds = KINDS if kind == "auto" else (kind,)
    named = _by_names(lines, body, start, kinds, sheet.name, decided)
    if named is not None:
        at, used, headings, found = named
        return _header(start + at, used, headings, found, body, sheet.name, decided, themes)
    return _by_content(lines, body, start, kind, sheet.name, decided, themes) if by_content else None


def note_rows(rows: Sequence[Row], first: int, width: int) -> list[int]:
    """The rows right under a header that say what to write in a column, or in which unit: no data."""
    found = []
    for at in range(first, min(first + 3, len(rows))):
        cells = [cell for cell in rows[at] if not is_blank(cell)]
        notes = [cell for cell in cells if isinstance(cell, str) and len(cell) <= 120 and _NOTE.match(cell.strip())]
        if len(notes) < 2 or len(notes) < 0.6 * len(cells) or (width > 3 and len(notes) * 3 < width):
            break
        found.append(at)
    return found


def headings_of(row: Row) -> tuple[Heading | None, ...]:
    """The headings of one line; numbers, dates and long text are no headings."""
    return tuple(heading(words) if (words := _words(cell)) else None for cell in row)


def _words(cell: Cell) -> str:
    """A header cell as text, personal data masked (headers are quoted); numbers and dates are no headers."""
    if not isinstance(cell, str) or len(cell) > 4 * LONGEST:
        return ""
    return mask(" ".join(cell.split()))[0]


def _by_names(
    lines: Lines, body: Sequence[Row], start: int, kinds: Sequence[str], sheet: str, decided: Decided
) -> tuple[int, int, tuple[Heading | None, ...], str] | None:
    """The row (and how many lines it takes, its headings, its kind) that has the most known names."""
    best: tuple[float, int, int, tuple[Heading | None, ...], str] | None = None
    for at in range(len(lines.rows)):
        for kind in kinds:
            for used, headings in _candidates(lines, at, kind):
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
                if best is None or known > best[0]:
                    best = (known, at, used, headings, kind)
    return best[1:] if best else None


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


def _candidates(lines: Lines, at: int, kind: str) -> Iterator[tuple[int, tuple[Heading | None, ...]]]:
    """A line by itself, and with the line above it as the names of groups."""
    if at in lines.goes_on:
        return
    row = lines.rows[at]
    yield 1, headings_of(row)
    if not at:
        return
    above = lines.rows[at - 1]
    groups = [_words(cell) for cell in above]
    texts = [cell for cell in (*above, *row) if not is_blank(cell)]
    if any(not isinstance(cell, str) or len(cell) > _GROUP_LONGEST for cell in texts):
        return
    if len({words for words in groups if words}) < 2 or len({_words(cell) for cell in row if cell}) < 2:
        return
    # A row of data has a known name in it now and then; a second line of a header has little else.
    names = [one for one in headings_of(row) if one]
    if at - 1 not in lines.merged_over and 2 * sum(1 for one in names if exactly(one, kind)) < len(names):
        return
    yield 2, _two_lines(groups, [_words(cell) for cell in row], kind, at - 1 in lines.merged_over)


def _two_lines(groups: list[str], names: list[str], kind: str, merged: bool) -> tuple[Heading | None, ...]:
    """The headings of two lines: the lower alone where it says enough, else “Group: name”."""
    width = max(len(groups), len(names))
    groups, names = groups + [""] * (width - len(groups)), names + [""] * (width - len(names))
    found: list[Heading | None] = []
    group = ""
    for above, name in zip(groups, names, strict=True):
        # Without merged cells the words of a group reach to the next one.
        group = above or (group if name and not merged else "")
        if not name or not group or name == group:
            words = name or above
            found.append(heading(words) if words else None)
        elif names.count(name) == 1 and exactly(heading(name), kind):
            found.append(heading(name))
        else:
            found.append(heading(f"{group}: {name}", f"{group} {name}", name, group))
    return tuple(found)


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
        for used, headings in sorted(_candidates(lines, at, wanted), key=lambda one: -one[0]):
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
    words = [_words(cell) for cell in cells]
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
