"""People decide once what a word stands for; every stored row, and every file to come, follows.

A field is one of ``themes``, ``groups``, ``place``, ``date``, ``sector`` or a column with a list of words
(``source_kind``, ``focus_area`` …). Values are theme ids, groups, area codes, a date as text, or values of the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

import duckdb

from data import record_labels
from data.connect import database
from data.dates import read_date
from data.errors import Refused
from data.places import gazetteer
from data.remembered import Decision, Remembered, decision_field, decision_key, stored
from data.settling import held_words, reopen, settle
from data.themes import ThemeNames, record_event
from data.vocabulary import vocabulary
from data.write import new_id, note_in_audit, now, write

FIELDS = (
    *(
        "themes",
        "groups",
        "place",
        "date",
        "sector",
        "organisation_size",
        "source_kind",
        "focus_area",
        "barrier_or_enabler",
    ),
    *("inequality_effect", "level", "quote_permission", "date_precision"),
)
ONE_VALUE = tuple(field for field in FIELDS if field not in ("themes", "groups", "place"))
LONGEST_WORD, LONGEST_NAME = 500, 120


@dataclass(frozen=True)
class Decided:
    """What came of a decision: the values that are remembered, in words, and how many stored records it changed."""

    field: str
    values: tuple[str, ...]
    labels: tuple[str, ...]
    records: int


@dataclass(frozen=True)
class OpenWord:
    """One word that nobody has placed yet, as it was written first, and how many records hold it."""

    field: str
    raw: str
    records: int


def decide(field: str, raw: str, values: str | Sequence[str] | None, who: str) -> Decided:
    """Remember what a word stands for (None: nothing, and it is not asked about again) and settle it everywhere.

    Deciding a word again takes the earlier decision back first. Raises Refused for a field, word or value that
    does not exist.
    """
    field, raw = _field(field), _word(raw)
    with write("evidence", "themes") as cursor:
        names = ThemeNames(cursor)
        wanted = () if values is None else (values,) if isinstance(values, str) else tuple(values)
        meant = tuple(dict.fromkeys(value for one in wanted for value in _meant(field, one, names)))
        if field in ONE_VALUE and len(meant) > 1:
            raise Refused("In this column a word stands for one value. Choose one.")
        return _decide(cursor, field, raw, meant, who, names)


def make_theme(raw: str, who: str, name: str = "") -> Decided:
    """Make an unknown word a theme of its own (called ``name``, or as it was written) and settle it everywhere."""
    raw = _word(raw)
    called = " ".join((name or raw).split())
    if not called or ";" in called or len(called) > LONGEST_NAME:
        raise Refused(f"A theme's name has at most {LONGEST_NAME} letters and no semicolon. Choose another name.")
    with write("evidence", "themes") as cursor:
        names = ThemeNames(cursor)
        theme_id = names.named(called)
        if theme_id is None:
            theme_id = f"TH-{uuid5(NAMESPACE_URL, called.casefold()).hex[:8]}"
            taken = cursor.execute("SELECT 1 FROM theme WHERE theme_id = $1", [theme_id]).fetchone()
            theme_id = f"TH-{new_id()[:13]}" if taken else theme_id
            payload = {"theme": called, "parent_theme_id": None, "definition": None}
            record_event(cursor, "create", who=who, into_id=theme_id, payload=payload)
            names = ThemeNames(cursor)
        return _decide(cursor, "themes", raw, (theme_id,), who, names)


def forget(field: str, raw: str, who: str) -> int:
    """Take a decision back: the word is open again in every record that holds it. Returns how many there are.

    Raises Refused if nobody has decided the word.
    """
    field, raw = _field(field), _word(raw)
    with write("evidence", "themes") as cursor:
        if Remembered(cursor).of(field, raw) is None:
            raise Refused("Nobody has decided this word. See: python -m data decisions")
        count = _take_back(cursor, field, raw)
        note_in_audit(cursor, who, "forget decision", field)
    return count


def remembered() -> list[Decision]:
    """Every decision, the latest first; ``word`` is the plain form that it is remembered by."""
    with database().cursor() as cursor:
        return Remembered(cursor).all()


def labels(field: str, values: Sequence[str]) -> tuple[str, ...]:
    """What the screen calls values of a field."""
    with database().cursor() as cursor:
        names = ThemeNames(cursor) if field == "themes" else None
    return tuple(record_labels.label(field, value, names) for value in values)


def open_words() -> list[OpenWord]:
    """The words of stored records that nobody has placed yet, the commonest first."""
    with database().cursor() as cursor:
        rows = cursor.execute(
            "SELECT field, raw, count(DISTINCT (record_kind, record_id)) FROM unresolved WHERE state = 'open'"
            " GROUP BY field, raw ORDER BY count(*) DESC, raw"
        ).fetchall()
    found: dict[tuple[str, str], OpenWord] = {}
    for name, raw, count in rows:
        field = decision_field(name)
        key = (field, decision_key(field, raw))
        first = found.get(key, OpenWord(field, raw, 0))
        found[key] = OpenWord(field, first.raw, first.records + count)
    return sorted(found.values(), key=lambda one: (-one.records, one.field, one.raw))


def _decide(
    cursor: duckdb.DuckDBPyConnection, field: str, raw: str, values: tuple[str, ...], who: str, names: ThemeNames
) -> Decided:
    """Inside the transaction: an earlier decision goes, this one is kept, open words are settled."""
    if Remembered(cursor).of(field, raw) is not None:
        _take_back(cursor, field, raw)
    cursor.execute(
        "INSERT INTO remembered_decision VALUES ($1, $2, $3, $4, $5)",
        [field, decision_key(field, raw), stored(values), who, now()],
    )
    count = settle(cursor, held_words(cursor, field, raw, are_open=True), values, who)
    note_in_audit(cursor, who, "decide word", f"{field}: {count} records")
    return Decided(field, values, tuple(record_labels.label(field, value, names) for value in values), count)


def _take_back(cursor: duckdb.DuckDBPyConnection, field: str, raw: str) -> int:
    values = Remembered(cursor).of(field, raw) or ()
    cursor.execute(
        "DELETE FROM remembered_decision WHERE field = $1 AND raw_normal = $2", [field, decision_key(field, raw)]
    )
    held = held_words(cursor, field, raw, are_open=False)
    return reopen(cursor, held, values, Remembered(cursor))


def _field(name: str) -> str:
    field = {"theme": "themes", "group": "groups", "places": "place"}.get(name, decision_field(name))
    if field not in FIELDS:
        raise Refused(f"There is no column {name[:40]} whose words can be decided. These are: {', '.join(FIELDS)}.")
    return field


def _word(raw: str) -> str:
    word = raw.strip()
    if not word or len(word) > LONGEST_WORD:
        raise Refused(f"A word to decide has between 1 and {LONGEST_WORD} letters.")
    return word


def _meant(field: str, value: str, names: ThemeNames) -> tuple[str, ...]:
    """The values that a person means by an id, a code or a name. Refused if there is none."""
    found: tuple[str, ...]
    if field == "themes":
        theme_id = names.look_up(value)
        found = (theme_id,) if theme_id else ()
    elif field == "groups":
        found = vocabulary().look_up_all("group", value)
    elif field == "place":
        found = _places(value)
    elif field == "date":
        read = read_date(value)
        found = (value,) if read.on is not None else ()
    else:
        one = vocabulary().look_up(field, value)
        found = (one,) if one else ()
    if not found:
        raise Refused("What the word should stand for is not known. Choose it from the list, or write its name or id.")
    return found


def _places(value: str) -> tuple[str, ...]:
    if value == "wider_region":
        return (value,)
    match = gazetteer().match(value)
    if match.unplaced or any(area.level == "not_known" for area in match.areas):
        return ()
    return tuple("S92000003" if area.level == "national" else area.place_id for area in match.areas)
