"""From what somebody wrote as a place to areas of Scotland, without guessing."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.areas import NOT_KNOWN, WIDER_REGION, Area, Areas
from data.place_names import NOWHERE, POSTCODE, PlaceNames, Reading
from data.place_parts import BRACKET, LIST, Part, take_apart
from data.plain import plain

__all__ = ["Area", "Gazetteer", "PlaceMatch", "Suggestion", "Unplaced", "gazetteer"]

LONGEST_CELL = 400  # characters; a longer cell is prose, not a place
_SHOWN = 80  # characters of such a cell that are shown
# Likeness, 0 to 1, counted in letters put in, left out, changed or swapped.
_CLOSE = 0.7  # worth suggesting
_SLIP = 0.8  # an unknown word this close to a place elsewhere may be a slip for it


@dataclass(frozen=True)
class Unplaced:
    """A word that could not be placed: ``reason`` is ambiguous or unknown; ``candidates`` are area codes."""

    raw: str
    reason: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlaceMatch:
    """The distinct areas that a cell names (never none: then one that is not known), and what was not placed."""

    areas: tuple[Area, ...]
    unplaced: tuple[Unplaced, ...]


@dataclass(frozen=True)
class Suggestion:
    """A known name that looks like what was written; ``likeness`` is 0 to 1. A person decides."""

    name: str
    codes: tuple[str, ...]
    likeness: float


class Gazetteer:
    """Matches place text to areas. Build it once: see gazetteer()."""

    def __init__(self) -> None:
        self._areas = Areas()
        self._names = PlaceNames(self._areas)
        self._known = self._names.known()
        self.match = lru_cache(maxsize=65_536)(self._match)
        self.suggest = lru_cache(maxsize=4_096)(self._suggest)

    def area(self, code: str) -> Area:
        """The area with an S12, S37, S08 or S92 code, or ``wider_region``; for a decision a person made.

        KeyError if there is none.
        """
        return WIDER_REGION if code == WIDER_REGION.level else self._areas.of(code)

    def name(self, code: str) -> str:
        """The name of the area with this code. KeyError if there is none."""
        return self._areas.name(code)

    def _match(self, text: str) -> PlaceMatch:
        """The areas named in one cell. Several places give several areas; a town inside the wider place written
        beside it gives one. Nothing is guessed: a name of two places, or of none that is known, is unplaced.
        """
        clean = unicodedata.normalize("NFKC", text).strip()
        if not any(sign.isalnum() for sign in clean) or self._names.read(plain(clean)) is NOWHERE:
            return PlaceMatch((NOT_KNOWN,), ())
        if len(clean) > LONGEST_CELL or not plain(clean):
            return PlaceMatch((NOT_KNOWN,), (Unplaced(_shortened(clean), "unknown"),))
        parts = self._settle(take_apart(clean, self._names))
        sure = self._without_wider(parts)
        areas = self.distinct(tuple(area for part in sure if part.reading for area in part.reading.areas))
        return PlaceMatch(areas or (NOT_KNOWN,), self._unplaced(parts))

    def _settle(self, parts: list[Part]) -> list[Part]:
        """The parts with each unsure name settled by a sure one it is written beside, where only one fits."""
        if any(part.sure for part in parts):
            parts = [part for part in parts if not self._adds_nothing(part)]
        return [part if part.sure else self._settled(part, _chain(parts, at)) for at, part in enumerate(parts)]

    def _adds_nothing(self, part: Part) -> bool:
        """Whether a part only says which side of the named place is meant ("Glasgow and the Southside")."""
        if part.sure and part.tie != BRACKET:
            return False
        words = plain(part.raw)
        return part.reading is NOWHERE or words.removeprefix("the ") in self._names.beside

    def _settled(self, part: Part, chain: list[Part]) -> Part:
        if part.reading is None:
            return part
        around: set[str] = set()
        for other in chain:
            if other.sure and other.reading:
                around |= self._inside(other.reading)
        # A candidate that is a board or partnership fits where all of it does.
        fits = [code for code in part.reading.candidates if self._fits(code, around)]
        if len(fits) != 1:
            return part
        settled = Reading((self._areas.of(fits[0]),), town=part.reading.town)
        return replace(part, reading=settled)

    def _fits(self, code: str, around: set[str]) -> bool:
        inside = self._areas.inside(self._areas.of(code))
        return bool(inside) and inside <= around

    def _inside(self, reading: Reading) -> frozenset[str]:
        return reading.region.union(*(self._areas.inside(area) for area in reading.areas))

    def _without_wider(self, parts: list[Part]) -> list[Part]:
        """The sure parts, without those that only say where the part beside them lies."""
        kept = []
        for at, part in enumerate(parts):
            if not part.sure or not part.reading:
                continue
            beside = [parts[at - 1]] if at and part.tie != LIST else []
            if at + 1 < len(parts) and parts[at + 1].tie != LIST:
                beside.append(parts[at + 1])
            own = self._inside(part.reading)
            narrower = [other.reading for other in beside if other.sure and other.reading]
            if not any(self._inside(other) < own and self._inside(other) for other in narrower):
                kept.append(part)
        return kept

    def distinct(self, named: tuple[Area, ...]) -> tuple[Area, ...]:
        """Each area once; where a council and its own board or partnership are both named, the council."""
        areas = list(dict.fromkeys(named))
        councils = {area.council_code for area in areas if area.level == "council"}
        hscps = {area.council_code for area in areas if area.level == "hscp" and area.council_code}
        return tuple(
            area
            for area in areas
            if area.level == "council"
            or area.council_code is None
            or not (area.council_code in councils or (area.level != "hscp" and area.council_code in hscps))
        )

    def _unplaced(self, parts: list[Part]) -> tuple[Unplaced, ...]:
        left = []
        for at, part in enumerate(parts):
            if part.sure or part.reading is NOWHERE or self._is_detail(part, parts[at + 1 : at + 2]):
                continue
            candidates = part.reading.candidates if part.reading else ()
            left.append(Unplaced(part.raw, "ambiguous" if part.reading else "unknown", candidates))
        return tuple(left)

    def _is_detail(self, part: Part, following: list[Part]) -> bool:
        """Whether an unknown part is the detail before a council or town, as in "The Hub, Leith": the wider
        place says where. Not if it looks like a slip for a place elsewhere ("Angsu, Fife").
        """
        if not following or following[0].tie == LIST or not following[0].sure:
            return False
        reading = following[0].reading
        if reading is None or [area.level for area in reading.areas] != ["council"]:
            return False
        if part.reading is not None:
            return part.reading.hint
        own = self._inside(reading)
        slips = (slip for slip in self.suggest(part.raw) if slip.likeness >= _SLIP)
        return all(set(slip.codes) <= own for slip in slips)

    def _suggest(self, text: str, most: int = 5) -> tuple[Suggestion, ...]:
        """Known names that look like the text, best first; only suggested, never applied."""
        found = process.extract(
            plain(text), self._known.keys(), scorer=OSA.normalized_similarity, score_cutoff=_CLOSE, limit=25
        )
        best: dict[tuple[str, ...], Suggestion] = {}
        for name, likeness, _ in found:
            reading = self._names.read(name)
            codes = self._names.codes(reading) if reading else ()
            best.setdefault(codes or (name,), Suggestion(self._known[name], codes, round(likeness, 2)))
        return tuple(list(best.values())[:most])


def _chain(parts: list[Part], at: int) -> list[Part]:
    """The parts written beside a part with commas or brackets, itself left out."""
    first, last = at, at + 1
    while first > 0 and parts[first].tie != LIST:
        first -= 1
    while last < len(parts) and parts[last].tie != LIST:
        last += 1
    return parts[first:at] + parts[at + 1 : last]


def _shortened(text: str) -> str:
    """The beginning of a text, every full postcode in it cut to its sector."""
    safe = POSTCODE.sub(lambda found: f"{found.group(1)} {found.group(2) or ''}".strip(), text)
    return safe if len(safe) <= _SHOWN else safe[:_SHOWN].rstrip() + "…"


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The one gazetteer of this process."""
    return Gazetteer()
