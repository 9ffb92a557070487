"""Reads the lines of a sheet as headers: merged cells filled in, two lines put together, notes below told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.cells import is_blank
from data.header_names import LONGEST, Heading, exactly, heading
from data.personal import mask
from data.workbook import Cell, Sheet

_GROUP_LONGEST = 80
_NOTE = re.compile(
    r"^(?:\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|<[^<>/=()]*>"
    r"|e\.?g\.?\b.*|for example\b.*|example\b.*|please\b.*|select\b.*|choose\b.*|pick\b.*|enter\b.*"
    r"|type\b.*|free[- ]?text\b.*|drop[- ]?down.*|from (?:the )?list.*|d{1,2}[/.-]m{1,3}[/.-]y{2,4}.*|m{2,3}[/.-]y{2,4}"
    r"|y{4}(?:[/.-]m{2}[/.-]d{2})?|required\b.*|optional\b.*|mandatory\b.*|if known\b.*|yes ?/ ?no\b.*|y ?/ ?n\b.*|text"
    r"|date|number|list|max(?:imum)?\b.*|one per\b.*|separated? (?:with|by)\b.*|use\b.*|format\b.*|tick\b.*"
    r"|in words\b.*)$",
    re.I | re.S,
)

Row = Sequence[Cell]


@dataclass(frozen=True)
class Lines:
    """The first rows of a sheet as headers are looked for in them: merged cells say their words everywhere."""

    rows: Sequence[Row]
    merged_over: frozenset[int]
    """The rows with a cell that is merged over several columns."""
    goes_on: frozenset[int]
    """The rows with a cell that is merged with one below: a header does not end with them."""

    @classmethod
    def of(cls, sheet: Sheet, start: int, last: int) -> Lines:
        """The rows from ``start`` to ``last`` (not included), with every merge filled in."""
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


def headings_of(row: Row) -> tuple[Heading | None, ...]:
    """The headings of one line; numbers, dates and long text are no headings."""
    return tuple(heading(words) if (words := words_of(cell)) else None for cell in row)


def words_of(cell: Cell) -> str:
    """A header cell as text, personal data masked (headers are quoted); numbers and dates are no headers."""
    if not isinstance(cell, str) or len(cell) > 4 * LONGEST:
        return ""
    return mask(" ".join(cell.split()))[0]


def candidates(lines: Lines, at: int, kind: str) -> Iterator[tuple[int, tuple[Heading | None, ...]]]:
    """A line by itself, and with the line above it as the names of groups."""
    if at in lines.goes_on:
        return
    row = lines.rows[at]
    yield 1, headings_of(row)
    if not at:
        return
    above = lines.rows[at - 1]
    groups = [words_of(cell) for cell in above]
    texts = [cell for cell in (*above, *row) if not is_blank(cell)]
    if any(not isinstance(cell, str) or len(cell) > _GROUP_LONGEST for cell in texts):
        return
    if len({words for words in groups if words}) < 2 or len({words_of(cell) for cell in row if cell}) < 2:
        return
    # A row of data has a known name in it now and then; a second line of a header has little else.
    names = [one for one in headings_of(row) if one]
    if at - 1 not in lines.merged_over and 2 * sum(1 for one in names if exactly(one, kind)) < len(names):
        return
    yield 2, _two_lines(groups, [words_of(cell) for cell in row], kind, at - 1 in lines.merged_over)


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


def is_note(cell: Cell) -> bool:
    """Whether a cell reads like a note on what to write: “e.g. A-001”, “(optional)”."""
    return isinstance(cell, str) and len(cell) <= 120 and bool(_NOTE.match(cell.strip()))


def note_rows(rows: Sequence[Row], first: int, width: int) -> list[int]:
    """The rows right under a header that say what to write in a column, or in which unit: no data."""
    found = []
    for at in range(first, min(first + 3, len(rows))):
        cells = [cell for cell in rows[at] if not is_blank(cell)]
        notes = [cell for cell in cells if is_note(cell)]
        if len(notes) < 2 or len(notes) < 0.6 * len(cells) or (width > 3 and len(notes) * 3 < width):
            break
        found.append(at)
    # What would leave no row of data at all is data: nobody explains an empty table, and no row may be lost.
    return found if any(not is_blank(cell) for row in rows[first + len(found) :] for cell in row) else []
