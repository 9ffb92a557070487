"""What a person can choose from for a word that nobody has placed: the likeliest first, then everything."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from data.areas import NATIONAL_CODE, reference_rows
from data.connect import database
from data.dates import dates_like
from data.nearest import LONGEST
from data.places import gazetteer
from data.plain import plain
from data.record_labels import WIDER, area_label
from data.themes import known_themes
from data.vocabulary import vocabulary
from data.write import stand_of

MOST = 4
_CLOSE = 80  # of 100


@dataclass(frozen=True)
class Choice:
    """One thing that a word may stand for: the values to decide on and what the screen calls them."""

    values: tuple[str, ...]
    label: str


def suggestions(field: str, raw: str) -> tuple[Choice, ...]:
    """What a word most likely stands for, best first; only suggested, a person decides."""
    if field == "place":
        return _places(raw)
    if field == "date":
        return tuple(Choice((text,), text) for text in dates_like(raw))
    written = plain(raw)
    if not written or len(raw) > LONGEST:
        return ()
    offered = {_written(name): choice for choice, names in _everything(field) for name in names}
    found = process.extract(written, offered.keys(), scorer=fuzz.WRatio, score_cutoff=_CLOSE, limit=25)
    fits = [offered[name] for name, _, _ in found if abs(len(name) - len(written)) <= max(len(written) // 2, 3)]
    return tuple(dict.fromkeys(fits))[:MOST]


def choices(field: str) -> tuple[Choice, ...]:
    """Everything that a word of a field can stand for, in the order of a list; none for dates."""
    return tuple(choice for choice, _ in _everything(field))


def _places(raw: str) -> tuple[Choice, ...]:
    match = gazetteer().match(raw)
    candidates = [code for unplaced in match.unplaced for code in unplaced.candidates]
    near = [one.codes for one in gazetteer().suggest(raw) if one.codes]
    found = [(code,) for code in candidates] + [codes for codes in near if not set(codes) <= set(candidates)]
    return tuple(Choice(codes, " and ".join(map(area_label, codes))) for codes in dict.fromkeys(found))[:MOST]


def _everything(field: str) -> tuple[tuple[Choice, tuple[str, ...]], ...]:
    """Every choice of a field with the names it goes by."""
    if field == "themes":
        return _themes(stand_of(database(), "themes"))
    return _areas() if field == "place" else _words(field)


@lru_cache(maxsize=4)
def _themes(_: Hashable) -> tuple[tuple[Choice, tuple[str, ...]], ...]:
    themes = known_themes().themes.values()
    also = vocabulary().synonyms("theme")
    return tuple(
        (Choice((one.theme_id,), one.theme), (one.theme, *also.get(one.theme, ())))
        for one in sorted(themes, key=lambda one: one.theme.casefold())
    )


@lru_cache(maxsize=1)
def _areas() -> tuple[tuple[Choice, tuple[str, ...]], ...]:
    codes = [row["council_code"] for row in reference_rows("council")]
    codes += [row["code"] for name in ("hscp", "health_board") for row in reference_rows(name)]
    named = [(code, area_label(code)) for code in codes]
    everything = [*named, (NATIONAL_CODE, "All Scotland"), ("wider_region", WIDER)]
    return tuple((Choice((code,), name), (name,)) for code, name in everything)


@lru_cache(maxsize=32)
def _words(field: str) -> tuple[tuple[Choice, tuple[str, ...]], ...]:
    name = "group" if field == "groups" else field
    if name not in vocabulary().fields():
        return ()
    synonyms = vocabulary().synonyms(name)
    return tuple((Choice((value,), vocabulary().label(name, value)), synonyms[value]) for value in synonyms)


@lru_cache(maxsize=16_384)
def _written(name: str) -> str:
    return plain(name)
