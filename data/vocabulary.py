"""The words that coded columns may hold, with the ways people write them.

Everything stands in data/reference/vocabulary.csv. A word that is not in it is never guessed: it comes back as
None and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from data.areas import reference_rows
from data.plain import plain

_NOTHING = "not_recorded"  # the field in the file that lists the ways of writing "nothing"


class Vocabulary:
    """Looks words up by field: source_kind, focus_area, level, group and the other coded columns."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self._labels: dict[str, dict[str, str]] = {}
        self._synonyms: dict[str, dict[str, list[str]]] = {}
        self._found: dict[tuple[str, str], tuple[str, ...]] = {}
        for row in rows:
            field, value, synonym = row["field"], row["value"], row["synonym"]
            self._labels.setdefault(field, {}).setdefault(value, row["label"])
            self._synonyms.setdefault(field, {}).setdefault(value, []).append(synonym)
            key = (field, word_key(synonym))
            if value not in self._found.get(key, ()):
                self._found[key] = (*self._found.get(key, ()), value)
        self._slugs = {field: {_slug(value): value for value in labels} for field, labels in self._labels.items()}

    def look_up(self, field: str, raw: str) -> str | None:
        """The one value a word stands for; None if it is unknown or names several (see look_up_all)."""
        values = self.look_up_all(field, raw)
        return values[0] if len(values) == 1 else None

    def look_up_all(self, field: str, raw: str) -> tuple[str, ...]:
        """Every value a word stands for: "children and young people" names two groups. Empty if unknown."""
        key = word_key(raw)
        return self._found.get((field, key), ()) if key else ()

    def says_nothing(self, raw: str) -> bool:
        """Whether a cell is blank or only says so ("n/a", "unknown", "-")."""
        return not any(sign.isalnum() for sign in raw) or bool(self.look_up_all(_NOTHING, raw))

    def fields(self) -> tuple[str, ...]:
        """The coded columns, in the order of the file."""
        return tuple(field for field in self._labels if field != _NOTHING)

    def values(self, field: str) -> tuple[str, ...]:
        """Every value of a field, in the order of the file. KeyError for a field that does not exist."""
        return tuple(self._labels[field])

    def label(self, field: str, value: str) -> str:
        """What the screen calls a value; the value itself if the file does not list it."""
        return self._labels.get(field, {}).get(value, value)

    def synonyms(self, field: str) -> dict[str, tuple[str, ...]]:
        """The ways of writing each value of a field, the value itself first."""
        return {value: tuple(words) for value, words in self._synonyms[field].items()}

    def slug(self, field: str, value: str) -> str:
        """The id of a value in an address: "Community Led Approaches" is community-led-approaches."""
        del field  # ids are made the same way everywhere; the field only matters on the way back
        return _slug(value)

    def from_slug(self, field: str, slug: str) -> str | None:
        """The value with this id; None if the field has none."""
        return self._slugs.get(field, {}).get(slug)


def _slug(value: str) -> str:
    return plain(value).replace(" ", "-")


def word_key(text: str) -> str:
    """What a word is matched by: its plain form, each of its words in the singular; "" without Latin letters."""
    return " ".join(_singular(word) for word in plain(text).split())


def _singular(word: str) -> str:
    """A plain English plural without its ending; the same rule for both sides, so it need not be perfect."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss") and word != "news":
        return word[:-1]
    return word


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The one vocabulary of this process, read from data/reference/vocabulary.csv."""
    return Vocabulary(reference_rows("vocabulary"))
