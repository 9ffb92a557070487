"""Takes a cell that lists themes or groups apart into the names in it.

Names are known before signs: "Safety and domestic abuse" is one theme although it holds an "and", so the longest
known name always wins. What parts a list, from strong to weak:
- a semicolon, a new line, a bullet, an upright line, a tab, numbers that count up: always;
- a comma or a slash: always, unless it stands in a number, in "and/or" or in a web address;
- "and", "&", "+" or a dash between spaces: only where every part is a known name and the whole is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import pairwise

Known = Callable[[str], bool]

LONGEST_NAME = 200  # letters; a longer part is prose, and is kept whole
_MOST_UNITS = 8  # between commas, in one name
_MOST_PIECES = 24  # of one part; with more, only commas and slashes part it
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_STRONG = re.compile(r"[;|\t•●▪◦‣⁃∙·■□►▶✓✔➢❖]+|(?<!\S)\*(?=\s)|(?<!\S)#(?=\w)")
_LINES = re.compile(r"[\n\r\v\f\u0085\u2028\u2029]+")
_DASH_BULLET = re.compile(r"^\s*[-–—]+\s+")
_DASH_BETWEEN = re.compile(r"\s+[-–—]+\s+")
_NUMBER = re.compile(r"(?:^|(?<=[\s,]))[(\[]?(\d{1,2}|[a-h](?!\.\S))[.)\]]\)?\s*(?=[^\W\d_])", re.IGNORECASE)
_MIDDLE = re.compile(r"(?<!\d),|,(?!\d)|(?<![\d/:])(?<!\band)(?<!/)/(?!/|or\b)|(?<=\d)/(?!\d)")
_WEAK = re.compile(r"\s+(?:and|[-–—])\s+|\s*[&+]\s*|\s*[,/]\s*(?=and\s)", re.IGNORECASE)
_ENDS = " \t\"'“”‘’.,;:-–—*#"


def names_in(text: str, known: Known) -> tuple[str, ...]:
    """The names in a cell in order, each once, as they were written; ``known`` tells whether words are one name."""
    clean = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("\r\n", "\n")
    whole = " ".join(clean.split())
    if known(whole):
        return (_bare(whole),) if known(_bare(whole)) else (whole,)
    found: list[str] = []
    for item in _STRONG.split(clean):
        for line in _wrapped(_LINES.split(item), known):
            for part in _numbered(line.strip()):
                found += _names(_bare(part), known)
    return tuple(dict.fromkeys(found))


def _wrapped(lines: list[str], known: Known) -> list[str]:
    """The lines of an item; two lines that together are one known name were only wrapped."""
    kept: list[str] = []
    for line in lines:
        joined = f"{kept[-1]} {line}" if kept else line
        if kept and not known(_bare(kept[-1])) and not known(_bare(line)) and known(_bare(joined)):
            kept[-1] = joined
        else:
            kept.append(line)
    return kept


def _numbered(line: str) -> list[str]:
    """A line cut before "1. … 2. … 3. …" or at dashes like the one it begins with."""
    marks = list(_NUMBER.finditer(line))
    if marks and not line[: marks[0].start()].strip():
        first = marks[0].group(1).casefold()
        if first in ("1", "a"):
            marks = _counting_up(marks)
            ends = [mark.start() for mark in marks[1:]] + [len(line)]
            return [line[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
        return [line[marks[0].end() :]] if len(marks) == 1 else [line]
    if _DASH_BULLET.match(line):
        return _DASH_BETWEEN.split(_DASH_BULLET.sub("", line))
    return [line]


def _counting_up(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    kept = [marks[0]]
    for mark in marks[1:]:
        before, this = kept[-1].group(1).casefold(), mark.group(1).casefold()
        numbers = before.isdigit() and this.isdigit()
        if (int(this) == int(before) + 1) if numbers else (ord(this[0]) == ord(before[0]) + 1):
            kept.append(mark)
    return kept


def _bare(part: str) -> str:
    """A part without the signs around it; the brackets of "Housing (tenants)" belong to it."""
    bare = " ".join(part.split()).strip(_ENDS)
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1].strip(_ENDS)
    return bare


def _names(part: str, known: Known) -> list[str]:
    if not any(sign.isalnum() for sign in part):
        return []
    if known(part):
        return [part]
    everything = _all_known(part, known)
    if everything:
        return everything
    units, spans = _cut(part, _MIDDLE)
    if len(units) == 1 or "://" in part:
        return [part]
    found: list[str] = []
    some, at = False, 0
    while at < len(units):
        ends = range(min(len(units), at + _MOST_UNITS), at, -1)
        runs = ((end, _bare(part[spans[at][0] : spans[end - 1][1]])) for end in ends)
        end, name = next(((end, name) for end, name in runs if known(name)), (at + 1, ""))
        several = [name] if name else _all_known(units[at], known)
        some = some or bool(several)
        found += several or [units[at]]
        at = end
    return found if some or len(part) <= LONGEST_NAME else [part]


def _all_known(part: str, known: Known) -> list[str]:
    """The names that a part is made of, where it is made of known names only; longer names first."""
    pieces, spans = _cut(part, re.compile(f"{_MIDDLE.pattern}|{_WEAK.pattern}", re.IGNORECASE))
    if not 1 < len(pieces) <= _MOST_PIECES:
        return []

    @cache
    def rest(at: int) -> tuple[str, ...] | None:
        if at == len(pieces):
            return ()
        for end in range(len(pieces), at, -1):
            name = _bare(part[spans[at][0] : spans[end - 1][1]])
            if known(name) and (after := rest(end)) is not None:
                return (name, *after)
        return None

    return list(rest(0) or ())


def _cut(part: str, sign: re.Pattern[str]) -> tuple[list[str], list[tuple[int, int]]]:
    """The pieces between signs, and where each stands; pieces without a letter or digit are left out."""
    cuts = [(0, 0), *(match.span() for match in sign.finditer(part)), (len(part), len(part))]
    spans = [(left[1], right[0]) for left, right in pairwise(cuts)]
    spans = [span for span in spans if any(letter.isalnum() for letter in part[span[0] : span[1]])]
    return [_bare(part[start:end]) for start, end in spans], spans
