"""What saving a file would do, worked out in the transaction of its rehearsal before that is rolled back.

The counts are those of the pages: the same read model, built from the rows as they would be, and the same queries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

import duckdb

from data.counting import counted
from data.fields import DATE_FIELD, FIELDS
from data.personal import mask
from data.read_model import reading, rehearse
from data.record import Record
from data.record_labels import area_label, label
from data.remembered import decision_field, decision_key
from data.themes import ThemeNames
from data.word_choices import suggestions

CHANGES_SHOWN, WORDS_SHOWN, SUGGESTED, TOP = 100, 200, 50, 10
_LONGEST_CELL = 1_000
_REHEARSED = "rehearsed"


@dataclass(frozen=True)
class Change:
    """One stored row that the file tells otherwise: each field that differs, as it is and as it would be.

    ``waits``: its words differ, so that it needs attention and the stored row stays until a person confirms.
    """

    record_kind: str
    record_id: str
    sheet: str
    row: int
    waits: bool
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Count:
    """How often a theme or council counts before and after: mentions of a theme, insights of a council."""

    code: str
    name: str
    before: int
    after: int


@dataclass(frozen=True)
class Word:
    """One word that nobody has placed, in any way of writing it, and in how many rows of the file it stands."""

    field: str
    raw: str
    rows: int
    suggested: tuple[str, ...] = ()


@dataclass
class Consequences:
    """What would become of the data if the file were saved. ``…_in_all`` count what is shown only in part."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    parked: int = 0
    changes: list[Change] = field(default_factory=list)
    changes_in_all: int = 0
    new_themes: list[str] = field(default_factory=list)
    new_places: list[str] = field(default_factory=list)
    themes: list[Count] = field(default_factory=list)
    councils: list[Count] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    words_in_all: int = 0

    def as_dict(self) -> dict[str, Any]:
        """The consequences as a JSON object; personal data in words is masked."""
        told = asdict(self)
        for word in told["words"]:
            word["raw"] = mask(word["raw"])[0]
        return told


class Watch:
    """Notes what the rows of a file bring, while they are taken into the rehearsal."""

    def __init__(self) -> None:
        self.changed = 0
        self.changes: list[tuple[Record, Record, bool]] = []
        self.changes_in_all = 0
        self._words: Counter[tuple[str, str]] = Counter()

    def change(self, before: Record, after: Record, *, waits: bool) -> None:
        """A row that is stored already differs from what is stored."""
        self.changes_in_all += 1
        if len(self.changes) < CHANGES_SHOWN:
            self.changes.append((before, after, waits))

    def open_words(self, words: Iterable[tuple[str, str]]) -> None:
        """The open words of one row, as field and word."""
        self._words.update(words)

    def words(self) -> list[Word]:
        """The open words of all rows, those of one plain form together, the commonest first."""
        found: dict[tuple[str, str], Word] = {}
        for (name, raw), rows in self._words.items():
            named = decision_field(name)
            key = (named, decision_key(named, raw))
            first = found.get(key, Word(named, raw, 0))
            found[key] = Word(named, first.raw, first.rows + rows)
        shown = (word for word in found.values() if may_be_shown(word.field, word.raw))
        return sorted(shown, key=lambda word: (-word.rows, word.field, word.raw))


def weigh(cursor: duckdb.DuckDBPyConnection, watch: Watch, *, saved: int, unchanged: int, parked: int) -> Consequences:
    """What saving would do, inside the transaction of the rehearsal and after its rows are in."""
    rehearse(cursor, _REHEARSED)
    names = ThemeNames(cursor)
    with reading() as held:
        stored = held.cursor
        themes = _themes(stored, cursor, names)
        councils = _councils(stored, cursor)
        new_places = _areas(cursor, _REHEARSED) - _areas(stored, "evidence")
    words = watch.words()
    return Consequences(
        new=saved - watch.changed,
        changed=watch.changed,
        unchanged=unchanged,
        parked=parked,
        changes=[_change(before, after, waits, names) for before, after, waits in watch.changes],
        changes_in_all=watch.changes_in_all,
        new_themes=[one.name for one in themes if one.after and not one.before],
        new_places=sorted(area_label(code) for code in new_places),
        themes=themes[:TOP],
        councils=councils,
        words=[
            Word(word.field, word.raw, word.rows, _suggested(word) if at < SUGGESTED else ())
            for at, word in enumerate(words[:WORDS_SHOWN])
        ],
        words_in_all=len(words),
    )


def may_be_shown(field: str, raw: str) -> bool:
    """Whether an open word may be repeated; a whole date may be somebody's birthday and is not."""
    return field != "date" or sum(letter.isdigit() for letter in raw) < 7


def _suggested(word: Word) -> tuple[str, ...]:
    return tuple(choice.label for choice in suggestions(word.field, word.raw))


def _themes(stored: duckdb.DuckDBPyConnection, cursor: duckdb.DuckDBPyConnection, names: ThemeNames) -> list[Count]:
    before = {str(row[0]): int(str(row[1])) for row in counted(stored, "theme_counts")}
    after = {str(row[0]): int(str(row[1])) for row in counted(cursor, "theme_counts", _REHEARSED)}
    counts = [
        Count(theme_id, theme.theme, before.get(theme_id, 0), after.get(theme_id, 0))
        for theme_id, theme in names.themes.items()
    ]
    return sorted(counts, key=lambda one: (-one.after, one.name))


def _councils(stored: duckdb.DuckDBPyConnection, cursor: duckdb.DuckDBPyConnection) -> list[Count]:
    def insights(where: duckdb.DuckDBPyConnection, model: str) -> dict[str, tuple[str, int]]:
        rows = counted(where, "area_counts", model)
        return {str(row[1]): (str(row[2]), int(str(row[3]))) for row in rows if row[0] == "council"}

    before, after = insights(stored, "evidence"), insights(cursor, _REHEARSED)
    return [Count(code, name, before[code][1], count) for code, (name, count) in after.items()]


def _areas(cursor: duckdb.DuckDBPyConnection, model: str) -> set[str]:
    """Every area that some record names, by the code of its own level."""
    rows = cursor.execute(
        f"SELECT DISTINCT CASE place_level WHEN 'council' THEN council_code WHEN 'hscp' THEN hscp_code"
        f" WHEN 'health_board' THEN health_board_code ELSE place_level END FROM {model}.place"
        " WHERE place_level <> 'not_known'"
    ).fetchall()
    return {row[0] for row in rows}


def _change(before: Record, after: Record, waits: bool, names: ThemeNames) -> Change:
    told = ((name, _cell(before, name, names), _cell(after, name, names)) for name in _fields(before.kind))
    differing = tuple((name, old, new) for name, old, new in told if old != new)
    return Change(before.kind, before.record_id, after.sheet or "", after.sheet_row or 0, waits, differing)


def _fields(kind: str) -> tuple[str, ...]:
    return (*(name for name in FIELDS[kind] if name != "source_id"), "places", "groups", "themes")


def _cell(record: Record, name: str, names: ThemeNames) -> str:
    """One field of a record in words, personal data masked: text that was kept once is not told again."""
    if name == "places":
        parts = [area_label(area.place_id) for area in record.places if area.level != "not_known"]
    elif name == "groups":
        parts = [label("groups", group) for group in record.groups]
    elif name == "themes":
        parts = [label("themes", theme_id, names) for theme_id in record.themes]
    else:
        value = record.values[name]
        known = name not in (DATE_FIELD[record.kind], "title", "text")
        parts = [label(name, str(value)) if known else str(value)] if value is not None else []
    shown = mask("; ".join(sorted(parts)))[0]
    return shown if len(shown) <= _LONGEST_CELL else shown[:_LONGEST_CELL] + "…"
