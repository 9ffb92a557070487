"""Reads the words of a theme's records: which are typical of it, which are not, which are alike among themselves.

Likeness is the cosine between the words of two records, each word weighted by how rare it is in the theme
(TF-IDF). It says how alike the words are, not the meanings; a person decides what follows from it. The same evidence
gives the same answer. Of a theme with many records so many are drawn at random as a page has time for, and told so.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from cachetools import LRUCache

from data.write import version
from queries.disclosure import tell
from queries.filters import Filters

MOST = 2_000  # records of one theme that are compared: all, or so many of them drawn at random
ALL = 2**31 - 1
LEAST = 8  # under so many nothing is typical
LEAST_ALIKE = 3
_kept: LRUCache[Any, Any] = LRUCache(maxsize=64)
_lock = threading.Lock()
Found = TypeVar("Found")
Record = tuple[str, str]  # insight or case_study, and its id


@dataclass(frozen=True)
class Carried:
    """One record that names a theme itself: its kind and id, its first words, all of them, and whether it may be
    quoted publicly."""

    record_kind: str
    record_id: str
    words: str
    text: str
    quotable: bool


@dataclass(frozen=True)
class Drawn:
    """Records of a theme: all of them, or where there are more than ``MOST`` so many drawn at random."""

    records: tuple[Carried, ...]
    of: int

    @property
    def note(self) -> str:
        """``From 2,000 of 43,823 records, drawn at random.``; nothing where all were read."""
        read = len(self.records)
        return f"From {read:,} of {self.of:,} records, drawn at random." if read < self.of else ""


@dataclass(frozen=True)
class Alike:
    """Records of one theme that are alike, and the words that they share most."""

    records: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Telling:
    """The insights whose words are most like the theme's as a whole, quotable ones first, and those least like it.

    ``note`` says of how many records they are, where not all were read.
    """

    typical: tuple[str, ...] = ()
    untypical: tuple[str, ...] = ()
    note: str = ""


def drawn(theme_id: str, filters: Filters) -> Drawn:
    """The records in view that name this theme itself, the newest first; of many some, drawn at random."""
    rows = _asked([theme_id], filters, first="drawn", limit=MOST)
    return Drawn(tuple(_carried(row) for row in rows), rows[0]["matching"] if rows else 0)


def first_of(theme_ids: Sequence[str], filters: Filters, limit: int) -> list[str]:
    """The ids of some insights that name all of these themes: what may be quoted publicly first, then the newest."""
    seen = replace(filters, record_kind="insight")
    if filters.record_kind not in (None, "insight"):
        return []
    return [row["record_id"] for row in _asked(theme_ids, seen, first="quotable", limit=limit)]


def with_words(theme_id: str, words: str, filters: Filters) -> tuple[Record, ...]:
    """All records that name this theme itself and hold all of these words; none where no word is given."""
    wanted = words.lower().split()
    if not wanted:
        return ()

    def found() -> tuple[Record, ...]:
        rows = _asked([theme_id], filters, first="newest", limit=ALL, words=wanted)
        return tuple((row["record_kind"], row["record_id"]) for row in rows)

    return _once(("with_words", theme_id, filters, tuple(wanted)), found)


def these(theme_id: str, ids: Sequence[str], filters: Filters) -> list[Carried]:
    """Those of these records that name this theme itself."""
    if not ids:
        return []
    return [_carried(row) for row in _asked([theme_id], filters, first="newest", limit=ALL, ids=ids)]


def telling(theme_id: str, filters: Filters, *, most: int = 3) -> Telling:
    """Typical and untypical insights of a theme; none where too few have words to be compared."""
    return _once(("telling", theme_id, filters, most), lambda: typical_of(drawn(theme_id, filters), most))


def alike(theme_id: str, filters: Filters) -> Alike | None:
    """The smaller of two groups that the theme's records fall into by their words, if they do."""
    return _once(("alike", theme_id, filters), lambda: _alike(drawn(theme_id, filters).records))


def typical_of(found: Drawn, most: int) -> Telling:
    """What ``telling`` tells, from the records themselves."""
    spoken = [one for one in found.records if one.record_kind == "insight" and one.text.strip()]
    weighed = _weighed(spoken)
    if weighed is None:
        return Telling()
    weights, _ = weighed
    middle = weights.mean(axis=0)
    likeness = (weights @ middle.T).A1 if hasattr(weights @ middle.T, "A1") else (weights @ middle.T).ravel()
    order = [int(at) for at in likeness.argsort(kind="stable")[::-1]]
    # Of the quarter that is most typical those come first that a room may hear; untypical ones likewise.
    quarter = max(most, len(order) // 4)
    first, last = order[:quarter], order[::-1][:quarter]

    def chosen(places: list[int]) -> tuple[str, ...]:
        return tuple(spoken[at].record_id for at in sorted(places, key=lambda at: not spoken[at].quotable)[:most])

    typical = chosen(first)
    return Telling(typical, tuple(one for one in chosen(last) if one not in typical), found.note)


def _alike(records: Sequence[Carried]) -> Alike | None:
    from sklearn.cluster import KMeans
    from sklearn.decomposition import TruncatedSVD
    from threadpoolctl import threadpool_limits

    spoken = [one for one in records if one.text.strip()]
    found = _weighed(spoken)
    if found is None:
        return None
    weights, words = found
    size = min(20, weights.shape[1] - 1, weights.shape[0] - 1)
    # In several threads that wait for each other it took ten times as long on a machine that has others to serve.
    with threadpool_limits(1):
        reduced = TruncatedSVD(size, random_state=0).fit_transform(weights)
        groups = KMeans(2, n_init=5, random_state=0).fit_predict(reduced)
    smaller = min((0, 1), key=lambda group: int((groups == group).sum()))
    inside = groups == smaller
    if not LEAST_ALIKE <= int(inside.sum()) <= len(spoken) - LEAST_ALIKE:
        return None
    more = (weights[inside].mean(axis=0) - weights[~inside].mean(axis=0)).A1
    top = [str(words[at]) for at in more.argsort()[::-1][:3]]
    return Alike(tuple(one.record_id for one, is_in in zip(spoken, inside, strict=True) if is_in), tuple(top))


def _weighed(records: Sequence[Carried]) -> tuple[Any, Any] | None:
    """The weighted words of the records, a row a record, and the words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    if len(records) < LEAST:
        return None
    reader = TfidfVectorizer(stop_words="english", min_df=2, sublinear_tf=True, token_pattern=r"(?u)\b[^\W\d]{3,}\b")
    try:
        weights = reader.fit_transform([one.text for one in records])
    except ValueError:  # no word stands in two of them
        return None
    return weights, reader.get_feature_names_out()


def _asked(
    theme_ids: Sequence[str],
    filters: Filters,
    *,
    first: str,
    limit: int,
    words: Sequence[str] = (),
    ids: Sequence[str] | None = None,
) -> tuple[dict[str, Any], ...]:
    wanted = None if ids is None else list(ids)
    return tell(
        "theme_records", filters, theme_ids=list(theme_ids), words=list(words), ids=wanted, first=first, limit=limit
    ).rows


def _carried(row: dict[str, Any]) -> Carried:
    title, text = str(row["title"] or ""), str(row["text"] or "")
    words = title or text or "(its words were taken back)"
    return Carried(row["record_kind"], row["record_id"], words, f"{title} {text}", bool(row["quotable"]))


def _once(asked: Any, work: Callable[[], Found]) -> Found:
    key = (asked, version("evidence"), version("themes"), version("drafts"))
    with _lock:
        if key in _kept:
            held: Found = _kept[key]
            return held
    found = work()
    with _lock:
        _kept[key] = found
    return found
