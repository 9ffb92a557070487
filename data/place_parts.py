"""Takes one cell of place text apart into the names in it, and how each is tied to the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.place_names import POSTCODE, PlaceNames, Reading
from data.plain import plain

# A list: another place. A detail: a comma, bracket or spaced dash, as in "Govan, Glasgow".
LIST, DETAIL, BRACKET = "list", "detail", "bracket"
_TIES = re.compile(r"\s*(?:([;|/+&\n\r\t•·]|\band\b)|([,:>)\]]|\s[-–—]\s)|([(\[]))\s*", re.IGNORECASE)
_LONGEST_NAME = 6  # in pieces: "Oban, Lorn and the Isles"


@dataclass(frozen=True)
class Part:
    """One name in a cell. ``raw`` is shown to people and holds no full postcode; ``tie`` binds it to the left."""

    raw: str
    tie: str
    reading: Reading | None

    @property
    def sure(self) -> bool:
        """Whether the name surely means one or more areas."""
        return self.reading is not None and bool(self.reading.areas)


def take_apart(text: str, names: PlaceNames) -> list[Part]:
    """The parts of a cell in order. The longest run that is one name stays one ("Dumfries and Galloway")."""
    parts: list[Part] = []
    tie, start = LIST, 0
    for found in POSTCODE.finditer(text):
        part = _postcode_part(found, names)
        if part is None:
            continue
        before = _name_parts(text[start : found.start()], tie, names)
        parts += [*before, part]
        tie, start = LIST if _starts_a_list(text[found.end() :]) else DETAIL, found.end()
    return parts + _name_parts(text[start:], tie, names)


def _starts_a_list(rest: str) -> bool:
    tie = _TIES.match(rest)
    return bool(tie and tie.group(1))


def _postcode_part(found: re.Match[str], names: PlaceNames) -> Part | None:
    district, digit, unit = found.group(1).upper(), found.group(2), found.group(3)
    reading = names.postcode(district, digit) or names.postcode(district, None)
    if reading is None and unit is None:
        return None  # looks like a postcode and is none: a road, a ward, a room
    return Part(f"{district} {digit or ''}".strip(), DETAIL, reading)


def _name_parts(text: str, first_tie: str, names: PlaceNames) -> list[Part]:
    pieces, ties, spans = _pieces(text, first_tie)
    parts: list[Part] = []
    at = 0
    while at < len(pieces):
        end = _end_of_name(text, pieces, spans, at, names)
        raw = text[spans[at][0] : spans[end - 1][1]]
        reading = names.read_piece(plain(raw)) if end == at + 1 else names.read(plain(raw))
        parts.append(Part(raw, ties[at], reading))
        at = end
    return parts


def _pieces(text: str, first_tie: str) -> tuple[list[str], list[str], list[tuple[int, int]]]:
    """The text cut at every tie; empty pieces are left out, the stronger tie stays."""
    pieces: list[str] = []
    ties: list[str] = []
    spans: list[tuple[int, int]] = []
    start, tie = 0, first_tie
    for cut in [*_TIES.finditer(text), None]:
        end = cut.start() if cut else len(text)
        if plain(text[start:end]):
            pieces.append(plain(text[start:end]))
            ties.append(tie)
            spans.append((start, end))
            tie = DETAIL
        if cut:
            start = cut.end()
            new = LIST if cut.group(1) else BRACKET if cut.group(3) else DETAIL
            tie = new if new != DETAIL or tie == DETAIL else tie
    return pieces, ties, spans


def _end_of_name(text: str, pieces: list[str], spans: list[tuple[int, int]], at: int, names: PlaceNames) -> int:
    """Where the longest name that starts at piece ``at`` ends (exclusive)."""
    for end in range(min(len(pieces), at + _LONGEST_NAME), at + 1, -1):
        joined = names.read(plain(text[spans[at][0] : spans[end - 1][1]]))
        if joined is None or not joined.areas:
            continue
        # "Stirling and Clackmannanshire" names two councils, although they share one partnership.
        single = [names.read(piece) for piece in pieces[at:end]]
        if {area.level for area in joined.areas} != {"council"} and all(map(_is_council, single)):
            continue
        return end
    return at + 1


def _is_council(reading: Reading | None) -> bool:
    return reading is not None and [area.level for area in reading.areas] == ["council"]
