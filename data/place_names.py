"""What one name of a place can mean, read from the tables of data/reference/."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from data.areas import NATIONAL, NOT_KNOWN, WIDER_REGION, Area, Areas, reference_rows
from data.plain import plain

# A postcode whose smaller share of another council is no more than this counts as wholly in its main one: so
# small a share is often only the generalised boundary (see SOURCES.md).
MAIN_SHARE = 0.9
POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)(?:\s*(\d)([A-Z]{2})?)?(?![A-Z0-9])", re.IGNORECASE)
_CODE = re.compile(r"s\d{8}")
_MOST_QUALIFIERS = 4


@dataclass(frozen=True)
class Reading:
    """What a name means: ``areas`` if that is sure, else the codes of the ``candidates``.

    ``town``: a town, village, island or neighbourhood rather than a whole council or more. ``hint``: so weak a
    candidate that a wider place beside it outweighs it. ``region``: councils surely inside a wider region.
    """

    areas: tuple[Area, ...] = ()
    candidates: tuple[str, ...] = ()
    town: bool = False
    hint: bool = False
    region: frozenset[str] = field(default_factory=frozenset)


NOWHERE = Reading((NOT_KNOWN,))
UNSURE = Reading()


class PlaceNames:
    """Looks up one name: reviewed additions, then aliases, postcode, town, neighbourhood, wider region."""

    def __init__(self, areas: Areas) -> None:
        self._areas = areas
        self._readings: dict[str, Reading] = {}
        self._display: dict[str, str] = {}
        self._before: dict[str, tuple[str, str]] = {}
        self._after: dict[str, tuple[str, str]] = {}
        self.beside: set[str] = set()
        # Later tables win: a reviewed row over an alias, an alias over a town.
        self._load_towns()
        self._load_aliases()
        self._load_regions()
        self._load_additions()
        self._load_qualifiers()
        self._postcodes = self._load_postcodes("sector") | self._load_postcodes("district")
        self.read = lru_cache(maxsize=65_536)(self._read)
        self.read_piece = lru_cache(maxsize=65_536)(self._read_piece)

    def known(self) -> dict[str, str]:
        """Every name of one or more areas, in plain form, with its usual spelling."""
        return {
            name: self._display[name]
            for name, reading in self._readings.items()
            if reading is not NOWHERE and (reading.areas or reading.candidates) and not _CODE.fullmatch(name)
        }

    @staticmethod
    def codes(reading: Reading) -> tuple[str, ...]:
        """The codes of the areas that a name means or may mean; none for a wider region or all Scotland."""
        sure = tuple(area.place_id for area in reading.areas if area.place_id.startswith("S"))
        return reading.candidates or sure

    def postcode(self, district: str, sector_digit: str | None) -> Reading | None:
        """The council of a postcode district ("G41") or, with the digit after it, of the sector ("G41 2")."""
        if sector_digit is None:
            return self._postcodes.get(district)
        return self._postcodes.get(f"{district} {sector_digit}")

    def _read(self, name: str) -> Reading | None:
        """The reading of a plain name, also with words such as "near" or "area" around it; None if unknown."""
        return self._with_qualifiers(name, _MOST_QUALIFIERS)

    def _read_piece(self, name: str) -> Reading | None:
        """The same for words without a sign between them, of which one may lie in the other ("Govan Glasgow")."""
        return self.read(name) or self._one_in_the_other(name)

    def _one_in_the_other(self, name: str) -> Reading | None:
        words = name.split(" ")
        for cut in range(1, len(words)):
            left, right = (self._readings.get(" ".join(half)) for half in (words[:cut], words[cut:]))
            if left and right and self._inside(left) and self._inside(right):
                if self._inside(left) <= self._inside(right):
                    return left
                if self._inside(right) < self._inside(left):
                    return right
        return None

    def _inside(self, reading: Reading) -> frozenset[str]:
        return frozenset[str]().union(*(self._areas.inside(area) for area in reading.areas))

    def _with_qualifiers(self, name: str, left: int) -> Reading | None:
        exact = self._readings.get(name)
        if exact is not None or left == 0:
            return exact
        words = name.split(" ")
        for size in range(min(len(words) - 1, 5), 0, -1):
            for table, words_around, rest in (
                (self._after, words[-size:], words[:-size]),
                (self._before, words[:size], words[size:]),
            ):
                rule = table.get(" ".join(words_around))
                reading = rule and self._with_qualifiers(" ".join(rest), left - 1)
                if rule and reading:
                    return self._apply(rule, reading)
        return None

    def _apply(self, rule: tuple[str, str], reading: Reading) -> Reading | None:
        kind, applies_to = rule
        if reading is NOWHERE or reading is UNSURE:
            return UNSURE
        if applies_to != "any" and reading.town != (applies_to == "town"):
            return replace(reading, areas=(), candidates=self.codes(reading))
        if kind == "part" and NATIONAL in reading.areas:
            return Reading((WIDER_REGION,))
        if kind == "hscp":
            if [area.level for area in reading.areas] != ["council"]:
                return None
            return Reading((self._areas.of(reading.areas[0].hscp_code or ""),))
        return reading

    def _put(self, name: str, reading: Reading) -> None:
        self._readings[plain(name)] = reading
        self._display[plain(name)] = name

    def _load_towns(self) -> None:
        found: dict[str, list[dict[str, str]]] = {}
        for row in reference_rows("town"):
            found.setdefault(row["normal"], []).append(row)
        for rows in found.values():
            codes = tuple(dict.fromkeys(row["council_code"] for row in rows))
            hint = all(row["kind"] == "neighbourhood" for row in rows)
            sure = len(codes) == 1 and not hint
            areas = (self._areas.of(codes[0]),) if sure else ()
            self._put(rows[0]["town"], Reading(areas, () if sure else codes, town=True, hint=hint))

    def _load_aliases(self) -> None:
        for row in reference_rows("place_alias"):
            codes = tuple(row["code"].split(";")) if row["code"] else ()
            sure = row["level"] != "ambiguous"
            areas = tuple(self._areas.of(code) for code in codes) if sure else ()
            island = row["level"] == "island_group"
            self._put(row["alias"], Reading(areas, () if sure else codes, town=island))

    def _load_regions(self) -> None:
        for row in reference_rows("wider_region"):
            inside = frozenset(row["councils"].split(";")) - {""}
            self._put(row["name"], Reading((WIDER_REGION,), region=inside))

    def _load_additions(self) -> None:
        for row in reference_rows("place_addition"):
            codes = tuple(row["codes"].split(";"))
            if row["sure"] == "yes":
                town = len(codes) == 1 and codes[0].startswith("S12")
                self._put(row["name"], Reading(tuple(self._areas.of(code) for code in codes), town=town))
            else:
                self._put(row["name"], Reading(candidates=codes, town=True))

    def _load_qualifiers(self) -> None:
        for row in reference_rows("place_qualifier"):
            words, rule = row["words"], (row["kind"], row["applies_to"])
            if row["position"] == "alone":
                self._readings[words] = NOWHERE if row["kind"] == "nowhere" else UNSURE
                self._display[words] = words
                continue
            if row["position"] == "beside":
                self.beside.add(words)
                continue
            (self._before if row["position"] == "before" else self._after)[words] = rule
            self.beside.add(words)

    def _load_postcodes(self, key: str) -> dict[str, Reading]:
        found: dict[str, list[dict[str, str]]] = {}
        for row in reference_rows(f"postcode_{key}_council"):
            found.setdefault(row[key], []).append(row)
        readings = {}
        for name, rows in found.items():
            main = max(rows, key=lambda row: float(row["share"]))
            if float(main["share"]) >= MAIN_SHARE:
                readings[name] = Reading((self._areas.of(main["council_code"]),))
            else:
                readings[name] = Reading(candidates=tuple(row["council_code"] for row in rows))
        return readings
