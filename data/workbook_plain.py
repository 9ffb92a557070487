"""Lets the rows that are written in the plainest way pass at the speed of a regular expression.

Almost every row of almost every workbook is cells with a place, a value and nothing else. Such rows hold nothing
that the checks look for, so they need not go through the XML parser element by element; all else does. A row taken
out leaves XML that is whole exactly if it was whole before, so nothing that is refused gets past.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from data.errors import Problem, WorkbookError
from data.workbook_limits import Limits

_LEAST_DEPTH = 10  # plain rows stand up to six elements deep; a lower limit wants every element counted
_LONGEST_WAIT = 512 * 1024  # of a row that has not ended yet

_SPACE = rb"[ \n\r\t]*+"
_TEXT = rb"(?:[^<&\x00-\x08\x0b\x0c\x0e-\x1f]++|&(?:amp|lt|gt|quot|apos|#9|#10|#13);)*+"
_SOME = rb" (?!hidden)[A-Za-z0-9:]{1,24}+=\"[^\"<&\x00-\x1f]{0,64}+\""  # says nothing to the checks
_STYLE = rb"(?: s=\"[0-9]{1,6}+\")?+"
_VALUE = rb"<v>" + _TEXT + rb"</v>"
_RESULT = rb"<v>(?![ \n\r\t]*+</v>)" + _TEXT + rb"</v>"
_FORMULA = rb"<f(?:" + _SOME + rb")*+(?:/>|>" + _TEXT + rb"</f>)"
_T = rb"<t(?: xml:space=\"preserve\")?+>" + _TEXT + rb"</t>"

SHEET_OPENING = re.compile(rb"<sheetData>")
TEXTS_OPENING = re.compile(rb"<sst[^<>]{0,400}+(?<!/)>")
PLAIN_TEXTS = re.compile(rb"(?:" + _SPACE + rb"<si>" + _T + rb"</si>)*+")


@lru_cache(maxsize=4)
def plain_rows(rows: int, columns: int) -> re.Pattern[bytes]:
    """A run of plain rows within the limits; group 1 is the number of the last one."""
    cell = (
        rb"<c r=\"(?:" + _letters(columns) + rb")\1\"" + _STYLE + rb"(?:/>"
        rb"| t=\"s\"><v>[0-9]{1,10}+</v></c>"
        rb"|(?: t=\"(?:n|b|str)\")?+>(?:" + _VALUE + rb"|" + _FORMULA + _RESULT + rb")</c>"
        rb"| t=\"inlineStr\"><is>" + _T + rb"</is></c>)"
    )
    row = rb"<row r=\"(" + _up_to(rows) + rb")\"(?:" + _SOME + rb")*+(?:/>|>(?:" + _SPACE + cell + rb")*+"
    return re.compile(rb"(?:" + _SPACE + row + _SPACE + rb"</row>))*+")


class PlainPassing:
    """Feeds a parser one part of a workbook and keeps plain rows (or shared texts) from it.

    ``depth`` tells how deep the parser stands; ``passed`` is told the number of the last row of each run that was
    kept back ("" for texts).
    """

    def __init__(
        self,
        parse: Callable[[bytes], object],
        depth: Callable[[], int],
        opening: re.Pattern[bytes],
        plain: re.Pattern[bytes],
        end: bytes,
        passed: Callable[[bytes], object],
    ) -> None:
        self._parse, self._depth, self._passed = parse, depth, passed
        self._opening, self._plain, self._end = opening, plain, end
        self._level: int | None = None  # how deep the rows stand, once they have begun
        self._waiting = b""

    def piece(self, piece: bytes) -> None:
        """The next piece of the part."""
        buffer = self._waiting + piece if self._waiting else piece
        self._waiting = b""
        at = 0
        if self._level is None:
            opening = self._opening.search(buffer)
            if opening is None:
                self._parse(buffer)
                return
            at = opening.end()
            self._parse(buffer[:at])
            self._level = self._depth()
        at = self._rows(buffer, at)
        rest = buffer[at:]
        if len(rest) > _LONGEST_WAIT:
            self._parse(rest)
        else:
            self._waiting = rest

    def finish(self) -> None:
        """To be called after the last piece."""
        self._parse(self._waiting)

    def _rows(self, buffer: bytes, at: int) -> int:
        """Go on as far as whole rows reach; returns where what is left begins."""
        while True:
            if self._depth() == self._level:
                run = self._plain.match(buffer, at)
                if run is not None and run.end() > at:
                    _check_letters(memoryview(buffer)[at : run.end()])
                    at = run.end()
                    self._passed(run[1] if self._plain.groups else b"")
            end = buffer.find(self._end, at)
            if end < 0:
                return at
            end += len(self._end)
            self._parse(buffer[at:end])
            at = end


def for_part(
    beginning: bytes,
    parse: Callable[[bytes], object],
    depth: Callable[[], int],
    limits: Limits,
    passed: Callable[[bytes], object],
) -> PlainPassing | None:
    """How a part may be fed, by how it begins; None if all of it goes through the parser."""
    if limits.xml_depth < _LEAST_DEPTH:
        return None
    if SHEET_OPENING.search(beginning):
        plain = plain_rows(limits.rows, limits.columns)
        return PlainPassing(parse, depth, SHEET_OPENING, plain, b"</row>", passed)
    if TEXTS_OPENING.search(beginning):
        return PlainPassing(parse, depth, TEXTS_OPENING, PLAIN_TEXTS, b"</si>", passed)
    return None


def _check_letters(piece: memoryview) -> None:
    try:
        str(piece, "utf-8")
    except UnicodeDecodeError:
        raise WorkbookError(
            Problem(
                "error",
                "file_damaged",
                "Open the file in your spreadsheet program, save it again as .xlsx and bring that file in.",
                found="letters that are not valid in their encoding, so the file is damaged",
            )
        ) from None


def _letters(columns: int) -> bytes:
    """The letters of the columns up to a limit, as alternatives."""
    last_letters: dict[str, list[str]] = {}
    for at in range(columns):
        name = _name(at)
        last_letters.setdefault(name[:-1], []).append(name[-1])
    return "|".join(f"{front}[{ends[0]}-{ends[-1]}]" for front, ends in last_letters.items()).encode()


def _name(at: int) -> str:
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _up_to(most: int) -> bytes:
    """Whole numbers from 1 to ``most``, written without leading zeros, as alternatives."""
    digits = str(most)
    parts = [digits]
    if len(digits) > 1:
        parts.append(f"[1-9][0-9]{{0,{len(digits) - 2}}}+")
    for at, digit in enumerate(digits):
        lowest, below = (1 if at == 0 else 0), int(digit) - 1
        if below >= lowest:
            rest = len(digits) - at - 1
            parts.append(f"{digits[:at]}[{lowest}-{below}]" + (f"[0-9]{{{rest}}}" if rest else ""))
    return ("(?:" + "|".join(f'{part}(?=")' for part in parts) + ")").encode()
