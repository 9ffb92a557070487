"""What the cells of a column are: how many of those looked at read as dates, places, themes, links, long text …"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from data.areas import NOT_KNOWN
from data.cells import as_text, is_blank
from data.columns import fields_of
from data.dates import read_date
from data.fields import DATE_FIELD, ID_FIELD, OF_SOURCE, WORDS
from data.places import gazetteer
from data.plain import plain
from data.vocabulary import vocabulary
from data.workbook import Cell

ROWS_LOOKED_AT = 200
_DIFFERENT = 60  # cells of a column that are looked up in lists of names
_WORD_LONGEST, _PLACE_LONGEST = 90, 80  # letters; what is longer is prose
_PROSE_LETTERS, _PROSE_WORDS = 25, 5
_DATE_TEXT = re.compile(r"\d")
_LINK = re.compile(r"^\s*(?:https?://|www\.)\S+\s*$", re.I)
_DATA_ZONE = re.compile(r"^\s*S010\d{5}\s*$", re.I)
_NUMBERED = re.compile(r"^\s*[A-Za-z]{0,8}[-_/ #]?\d{1,12}[A-Za-z]?\s*$")
_LISTED = re.compile(r"[;,\n\r|•]+")
# An organisation often has a place in its name, so its name says little about where something was heard.
_ORGANISATION = re.compile(
    r"\b(?:council|nhs|hscp|partnership|trust|board|group|association|society|network|university|college|housing)\b",
    re.I,
)
# Words that answer any question.
_ANYTHING = frozenset(
    {"yes", "no", "y", "n", "true", "false", "none", "both", "mixed", "other", "high", "low", "open", "na", "policy"}
)

Themes = Callable[[str], str | None]


@dataclass(frozen=True)
class Fit:
    """How many of the cells looked at fit a field, and how many do so by a word that says nothing else."""

    field: str
    hits: int
    telling: int
    looked_at: int

    @property
    def share(self) -> float:
        """The share of the cells that fit, 0 to 1."""
        return self.hits / self.looked_at if self.looked_at else 0.0

    @property
    def confidence(self) -> float:
        """How sure the cells alone are, 0 to 1: the share that is telling, less where there are few cells."""
        return 0.9 * self.telling / (self.looked_at + 1)


def sample(rows: Sequence[Sequence[Cell]], at: int) -> list[Cell]:
    """The cells of one column in the first rows that are not blank."""
    return [row[at] for row in rows[:ROWS_LOOKED_AT] if at < len(row) and not is_blank(row[at])]


def fits(cells: Sequence[Cell], kind: str, themes: Themes) -> dict[str, Fit]:
    """Every field that some of the cells fit, with how many do."""
    texts = [as_text(cell) for cell in cells]
    often = Counter(texts)
    found = {
        DATE_FIELD.get(kind, "recorded_on"): _count(cells, _is_date),
        "source_url": _all(texts, lambda text: bool(_LINK.match(text))),
        "data_zone": _all(texts, lambda text: bool(_DATA_ZONE.match(text))),
        "text" if kind == "insight" else "what_changed": _prose(texts, often),
        ID_FIELD.get(kind, ""): _ids(texts, often),
        "place": _looked_up(often, _place),
        "themes": _looked_up(often, lambda text: _listed(text, lambda part: bool(themes(part)))),
        "groups": _looked_up(often, lambda text: _listed(text, _is_group)),
        **{name: _looked_up(often, _in_words(name)) for name in (*WORDS.get(kind, ()), *OF_SOURCE)},
    }
    known = fields_of(kind)
    return {
        name: Fit(name, hits, telling, looked_at)
        for name, (hits, telling, looked_at) in found.items()
        if name in known and hits
    }


def are_labels(cells: Sequence[Cell]) -> bool:
    """Whether cells are short words as lists of choices have them: no numbers, dates or sentences."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    words = [part.strip() for text in texts for part in _LISTED.split(text) if part.strip()]
    short = sum(1 for part in words if len(part.split()) <= 5 and len(part) <= 45 and not _DATE_TEXT.search(part))
    return len(texts) > 0.8 * len(cells) and short > 0.9 * len(words) > 0


Counted = tuple[int, int, int]


def _count(cells: Sequence[Cell], fits: Callable[[Cell], bool]) -> Counted:
    hits = sum(1 for cell in cells if fits(cell))
    return hits, hits, len(cells)


def _all(texts: Sequence[str], fits: Callable[[str], bool]) -> Counted:
    hits = sum(1 for text in texts if fits(text))
    return hits, hits, len(texts)


def _looked_up(often: Counter[str], read: Callable[[str], float]) -> Counted:
    """Cells that name something known; 1 is a cell that says it plainly, less one that may mean something else."""
    hits = telling = looked_at = 0.0
    for text, times in often.most_common(_DIFFERENT):
        fit = read(text) if len(text) <= _WORD_LONGEST else 0.0
        looked_at += times
        hits += times * (fit > 0)
        telling += times * fit
    return int(hits), int(telling), int(looked_at)


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, date):
        return True
    # A number may be a day's serial number, but far more often it is a count or an id.
    return (
        isinstance(cell, str) and len(cell) <= 40 and bool(_DATE_TEXT.search(cell)) and read_date(cell).on is not None
    )


def _prose(texts: Sequence[str], often: Counter[str]) -> Counted:
    hits = sum(1 for text in texts if len(text) >= _PROSE_LETTERS and len(text.split()) >= _PROSE_WORDS)
    if texts and len(often) < 0.6 * len(texts):  # the same words again and again are a choice from a list
        return 0, 0, len(texts)
    return hits, hits, len(texts)


def _ids(texts: Sequence[str], often: Counter[str]) -> Counted:
    """Short numbers or codes of which none stands twice. Never telling: a row number is no id of an insight."""
    if len(often) < len(texts):
        return 0, 0, len(texts)
    return sum(1 for text in texts if _NUMBERED.match(text)), 0, len(texts)


@lru_cache(maxsize=16_384)
def _place(text: str) -> float:
    if len(text) > _PLACE_LONGEST or not any(sign.isalpha() for sign in text):
        return 0.0
    match = gazetteer().match(text)
    if match.unplaced or NOT_KNOWN in match.areas:
        return 0.0
    return 0.4 if _ORGANISATION.search(text) else 1.0


def _listed(text: str, is_known: Callable[[str], bool]) -> float:
    if is_known(text):
        return 1.0
    parts = [part.strip() for part in _LISTED.split(text) if part.strip()]
    return float(bool(parts) and sum(1 for part in parts if is_known(part)) * 2 > len(parts))


def _is_group(part: str) -> bool:
    return bool(vocabulary().look_up_all("group", part))


def _in_words(field: str) -> Callable[[str], float]:
    others = [name for name in vocabulary().fields() if name not in (field, "date_precision")]

    def read(text: str) -> float:
        if not vocabulary().look_up_all(field, text):
            return 0.0
        elsewhere = any(vocabulary().look_up_all(name, text) for name in others)
        return 0.4 if elsewhere or plain(text) in _ANYTHING else 1.0

    return read
