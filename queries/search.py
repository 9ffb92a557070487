"""Finds insights and case studies by their words, within what the filters leave, the best match first."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from cachetools import LRUCache

from data.search_index import Hits, SearchIndex, index_now, stems_of
from data.search_words import Part, parts_of, words_in
from data.write import version
from queries.ask import ask
from queries.disclosure import tell
from queries.filters import Filters

VIEWS_KEPT = 8
TRIES = 3
NO_LIMIT = 2**31 - 1
LISTS_OF_RECORDS = {"insights": "insight", "case_studies": "case_study"}  # question: what one row of it is
_kept: LRUCache[Any, npt.NDArray[np.int64]] = LRUCache(maxsize=VIEWS_KEPT)
_lock = threading.Lock()
Mark = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """A page of what was found: (record_kind, record_id) in the order of rank, and how many match in all.

    ``stems`` are the words to mark (see ``marks``); ``instead`` tells, for a word that stands nowhere, what was looked
    for instead; ``ready`` is False, and nothing found, while the index is being built and nobody waits for it.
    """

    records: tuple[tuple[str, str], ...]
    matching: int
    stems: frozenset[str] = frozenset()
    instead: tuple[tuple[str, str], ...] = ()
    ready: bool = True


@dataclass(frozen=True)
class Listed:
    """A page of insights or of case studies to read: the rows of that question, and how many there are in all.

    ``ranked``: the best match comes first, else the newest.
    """

    rows: tuple[dict[str, Any], ...]
    matching: int
    notes: tuple[str, ...] = ()
    stems: frozenset[str] = frozenset()
    instead: tuple[tuple[str, str], ...] = ()
    ranked: bool = False


def read(
    question: str, text: str, filters: Filters, *, limit: int, offset: int = 0, added_after: datetime | None = None
) -> Listed:
    """The insights or case studies (``question``) in view that match, with all that is known about each.

    One way for the page, its download and the command line. A text without a word in it leaves all in view.
    """
    kind = LISTS_OF_RECORDS[question]
    if not parts_of(text) and added_after is None:
        told = tell(question, filters, ids=None, limit=limit, offset=offset)
        return Listed(told.rows, told.rows[0]["matching"] if told.rows else 0, told.notes)
    found = search(text, filters, limit=limit, offset=offset, added_after=added_after, kind=kind)
    ids = [record_id for _, record_id in found.records]
    told = tell(question, filters, ids=ids, limit=max(1, len(ids)), offset=0)
    place = {record_id: at for at, record_id in enumerate(ids)}
    rows = sorted(told.rows, key=lambda row: place[row[f"{kind}_id"]])
    return Listed(
        tuple({**row, "matching": found.matching} for row in rows), found.matching, told.notes, found.stems,
        found.instead, ranked=bool(parts_of(text)),
    )  # fmt: skip


def every_id(kind: str, text: str, filters: Filters, added_after: datetime | None = None) -> list[str]:
    """The ids of all insights or case studies (``kind``) in view that match, for what is done to all of them."""
    found = search(text, filters, limit=NO_LIMIT, added_after=added_after or datetime.min, kind=kind)
    return [record_id for _, record_id in found.records]


def search(
    text: str,
    filters: Filters,
    *,
    limit: int = 20,
    offset: int = 0,
    added_after: datetime | None = None,
    kind: str | None = None,
    wait: bool = True,
) -> Found:
    """Words, "phrases", -left out; every word must be there, endings and small slips of spelling are forgiven.

    In sharing mode only what may be quoted publicly is found. ``added_after`` narrows to what came in since, with or
    without words; ``kind`` to insights or case studies. It looks at the words as they stand now, also where the
    filters look back to a day: then within what counted on that day.
    """
    parts = parts_of(text)
    kind = kind or filters.record_kind
    if (not parts and added_after is None) or (filters.record_kind or kind) != kind:
        return Found((), 0)
    for left in reversed(range(TRIES)):
        index = index_now(wait=wait)
        if index is None:
            break
        found = _search(index, parts, replace(filters, record_kind=kind), limit, offset, added_after)
        if not left or index_now(wait=wait) is index:  # else the evidence changed meanwhile, and its numbers with it
            return found
    return Found((), 0, ready=False)


def _search(
    index: SearchIndex, parts: Sequence[Part], filters: Filters, limit: int, offset: int, added_after: datetime | None
) -> Found:
    quotable, kind = filters.mode == "sharing", filters.record_kind
    if not replace(filters, record_kind=None).narrows and added_after is None and filters.as_at is None:
        hits = index.search(parts, limit=offset + limit, quotable=quotable, kind=kind)
        kept, matching = hits.numbers[offset:], hits.matching
    else:
        numbers = _numbers(index, filters, added_after)
        if parts:
            hits = index.search(parts, quotable=quotable, kind=kind)
            allowed = np.zeros(1 + max(hits.numbers.max(initial=0), numbers.max(initial=0)), np.bool_)
            allowed[numbers] = True
            every = hits.numbers[allowed[hits.numbers]]
        else:
            hits, every = Hits(numbers, len(numbers)), numbers
        kept, matching = every[offset : offset + limit], len(every)
    # A word that stands only in what may not be told is not offered for another either.
    return _found(kept, matching, hits if matching else replace(hits, instead=()))


def marks(text: str, stems: frozenset[str]) -> list[Mark]:
    """Where in a text the words stand that were looked for: pairs of begin and end."""
    return [(begin, end) for begin, end in words_in(text) if stems & set(stems_of(text[begin:end].casefold()))]


def _numbers(index: SearchIndex, filters: Filters, added_after: datetime | None) -> npt.NDArray[np.int64]:
    """The numbers of the records that may be found, the newest first."""
    key = (index.stand, filters, version("themes"), version("drafts"), added_after)
    with _lock:
        if key in _kept:
            return _kept[key]
    shared = filters.mode == "sharing"
    told = ask("numbers_in_view", filters, shared=shared, added_after=added_after).one["numbers"] or []
    if filters.as_at is not None:  # that day has numbers of its own
        then = {row["n"]: row for row in ask("records_of_numbers", numbers=told, standing=filters.standing).rows}
        rows = [then[n] for n in told]
        kinds, ids = [row["record_kind"] for row in rows], [row["record_id"] for row in rows]
        told = ask("numbers_of_records", kinds=kinds, ids=ids).one["numbers"] or []
    numbers = np.array(told, np.int64)
    with _lock:
        _kept[key] = numbers
    return numbers


def _found(numbers: npt.NDArray[np.int64], matching: int, hits: Hits) -> Found:
    rows = ask("records_of_numbers", numbers=[int(n) for n in numbers]).rows if len(numbers) else ()
    by_number = {row["n"]: (row["record_kind"], row["record_id"]) for row in rows}
    records = tuple(by_number[int(n)] for n in numbers if int(n) in by_number)
    return Found(records, matching, hits.matched, hits.instead)
