"""Understands the words of a cell: the values they stand for, what somebody has decided, and what is left open.

A column says the same few things over and over, so each distinct cell is understood once a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from data.areas import NOT_KNOWN, Area
from data.cells import quoted
from data.fields import LIST_FIELDS
from data.list_words import names_in
from data.nearest import did_you_mean
from data.places import gazetteer
from data.remembered import Remembered
from data.themes import ThemeNames
from data.vocabulary import vocabulary

Settled = tuple[str, str, str]


@dataclass(frozen=True)
class Open:
    """A word that nobody has placed yet: the code of its problem, how it may be quoted, and what to do."""

    field: str
    raw: str
    code: str
    found: str
    what_to_do: str


@dataclass(frozen=True)
class Understood:
    """What a cell says: values (ids or words), areas, words left open, and words that somebody has decided.

    ``settled`` holds each decided word as field, word and state as the table ``unresolved`` keeps them.
    """

    values: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    left: tuple[Open, ...] = ()
    settled: tuple[Settled, ...] = ()

    @property
    def value(self) -> str | None:
        """The value of a cell that holds at most one."""
        return self.values[0] if self.values else None


NOTHING = Understood()
_ONCE = "The row is saved and the word kept beside it: say once on the Upload page what it means, for all its rows."
_NO_ONE_PLACE = "This says that there is a place, but not which. Name the council, board or partnership if it is known."
OPEN, SETTLED, REPEATED = "open", "settled", "repeated"  # the states of a word in the table ``unresolved``


class _Once(dict[str, Any]):
    """What a function says of each text, asked once."""

    def __init__(self, ask: Callable[[str], Any]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, text: str) -> Any:
        held = self[text] = self._ask(text)
        return held


class CellWords:
    """Understands the cells of one file, with the themes and the decisions as they stand."""

    def __init__(self, themes: ThemeNames, remembered: Remembered) -> None:
        self._themes = themes
        self._remembered = remembered
        self._understood: dict[str, _Once] = {}
        self._meanings = {field: _Once(partial(self._meant, field)) for field in LIST_FIELDS}
        self._single = {field: _Once(partial(self._is_single, field)) for field in LIST_FIELDS}

    def cells(self, field: str) -> dict[str, Understood]:
        """What the cells of a field say, by their text; each is read when it is first asked for."""
        held = self._understood.get(field)
        if held is None:
            held = self._understood[field] = _Once(partial(self._read, field))
        return held

    def understand(self, field: str, text: str | None) -> Understood:
        """What a cell of this field says. A blank cell says nothing."""
        return NOTHING if text is None else self.cells(field)[text]

    def decided(self, field: str, raw: str) -> tuple[str, ...] | None:
        """What somebody has decided that a word stands for (empty: nothing), or None."""
        return self._remembered.of(field, raw)

    def _read(self, field: str, text: str) -> Understood:
        if field == "place":
            return self._places(text)
        return self._listed(field, text) if field in ("themes", "groups") else self._word(field, text)

    def _word(self, field: str, raw: str) -> Understood:
        value = vocabulary().look_up(field, raw)
        if value is not None:
            return Understood((value,))
        if vocabulary().says_nothing(raw):
            return NOTHING
        decided = self.decided(field, raw)
        if decided is not None:
            return Understood(decided[:1], settled=((field, raw, SETTLED),))
        advice = f"“Not recorded” is counted until somebody places the word. Help lists the words for {field}."
        return Understood(left=(Open(field, raw, "word_not_understood", quoted(raw), advice),))

    def _places(self, text: str) -> Understood:
        match = gazetteer().match(text)
        areas, left, settled = list(match.areas), [], []
        for unplaced in match.unplaced:
            decided = self.decided("place", unplaced.raw)
            if decided is not None:
                areas += [gazetteer().area(code) for code in decided]
                settled.append(("place", unplaced.raw, SETTLED))
            elif unplaced.reason == "ambiguous":
                several = "More than one place has this name. Add the council, as in “…, Fife”."
                advice = several if unplaced.candidates else _NO_ONE_PLACE
                left.append(Open("place", unplaced.raw, "place_ambiguous", quoted(unplaced.raw), advice))
            else:
                near = next((f" Did you mean “{one.name}”?" for one in gazetteer().suggest(unplaced.raw, 1)), "")
                advice = f"No place of this name is known.{near} Name the council, board or partnership."
                left.append(Open("place", unplaced.raw, "place_not_found", quoted(unplaced.raw), advice))
        return Understood(areas=together(areas), left=tuple(dict.fromkeys(left)), settled=tuple(dict.fromkeys(settled)))

    def _listed(self, field: str, text: str) -> Understood:
        found: set[str] = set()
        left: list[Open] = []
        settled: list[tuple[str, tuple[str, ...]]] = []
        for raw in self._names(field, text):
            values = self._meanings[field][raw]
            if values:
                found.update(values)
            elif not vocabulary().says_nothing(raw):
                decided = self.decided(field, raw)
                stands = self._in_force(field, decided or ())
                if decided is None or (decided and not stands):  # nobody has, or the theme is no more
                    left.append(self._unknown(field, raw))
                else:
                    settled.append((raw, stands))
        states = ((field, raw, REPEATED if values and found.issuperset(values) else SETTLED) for raw, values in settled)
        everything = found.union(*(values for _, values in settled))
        return Understood(
            tuple(sorted(everything)), left=tuple(dict.fromkeys(left)), settled=tuple(dict.fromkeys(states))
        )

    def _names(self, field: str, text: str) -> Iterable[str]:
        """The names in a cell. Known names with semicolons between them, the usual way, are seen at a glance."""
        if ";" in text:
            pieces = [piece.strip() for piece in text.split(";")]
            single = self._single[field]
            if all(single[piece] for piece in pieces):
                return dict.fromkeys(pieces)
        return names_in(text, lambda name: self._is_known(field, name))

    def _is_single(self, field: str, piece: str) -> bool:
        """Whether a piece of a list is one known name, written without anything around it."""
        return bool(self._meanings[field][piece]) and names_in(piece, lambda name: self._is_known(field, name)) == (
            piece,
        )

    def _unknown(self, field: str, raw: str) -> Open:
        noun = "theme" if field == "themes" else "group"
        near = did_you_mean(raw, noun, self._themes.names() if field == "themes" else None)
        advice = f"No {noun} of this name is known.{near} {_ONCE}"
        return Open(field, raw, f"{noun}_unknown", quoted(raw), advice)

    def _is_known(self, field: str, name: str) -> bool:
        known = self._meanings[field][name] or vocabulary().says_nothing(name)
        return bool(known) or self.decided(field, name) is not None

    def _meant(self, field: str, raw: str) -> tuple[str, ...]:
        """The themes or groups that one name stands for; "children and young people" is two groups."""
        if field == "groups":
            return vocabulary().look_up_all("group", raw)
        theme_id = self._themes.look_up(raw)
        return (theme_id,) if theme_id else ()

    def _in_force(self, field: str, values: tuple[str, ...]) -> tuple[str, ...]:
        """The decided values that still stand; a theme that was merged stands as the one it became."""
        if field == "groups":
            return values
        return tuple(theme_id for value in values if (theme_id := self._themes.stands_as(value)))


def together(areas: list[Area]) -> tuple[Area, ...]:
    """Areas named in one cell, each once and in one order; none is one that is not known."""
    known = gazetteer().distinct(tuple(area for area in areas if area != NOT_KNOWN))
    return tuple(sorted(known, key=lambda area: tuple(part or "" for part in area.codes))) or (NOT_KNOWN,)
