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

MASKS_KEPT = 8
TRIES = 3
SNIPPET = 240  # characters
_masks: LRUCache[Any, npt.NDArray[np.bool_]] = LRUCache(maxsize=MASKS_KEPT)
_lock = threading.Lock()
Mark = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """A page of what was found: (record_kind, record_id) in the order of rank, and how many match in all.

    ``stems`` are the words to mark (see ``marks``); ``instead`` tells, for a word that stands nowhere, what was looked
    for instead; ``ready`` is False while the index is being built and plain words were looked for, newest first.
    """

    records: tuple[tuple[str, str], ...]
    matching: int
    stems: frozenset[str] = frozenset()
    instead: tuple[tuple[str, str], ...] = ()
    ready: bool = True


def search(
    text: str,
    filters: Filters,
    *,
    limit: int = 20,
    offset: int = 0,
    added_after: datetime | None = None,
    wait: bool = False,
) -> Found:
    """Words, "phrases", -left out; every word must be there, endings and small slips of spelling are forgiven.

    In sharing mode only what may be quoted publicly is found. ``added_after`` narrows to what came in since. It always
    looks at the words as they stand now, also where the filters look back to a day.
    """
    parts = parts_of(text)
    if not parts:
        return Found((), 0)
    for _ in range(TRIES):
        index = index_now(wait=wait)
        if index is None:
            return _plainly(parts, filters, limit, offset)
        found = _search(index, parts, replace(filters, as_at=None), limit, offset, added_after)
        if index_now(wait=wait) is index:  # else the evidence changed meanwhile, and its numbers with it
            return found
    return _plainly(parts, filters, limit, offset)


def _search(
    index: SearchIndex, parts: Sequence[Part], filters: Filters, limit: int, offset: int, added_after: datetime | None
) -> Found:
    quotable = filters.mode == "sharing"
    if not filters.narrows and added_after is None:
        hits = index.search(parts, limit=offset + limit, quotable=quotable)
        kept, matching = hits.numbers[offset:], hits.matching
    else:
        hits = index.search(parts, quotable=quotable)
        every = hits.numbers[_mask(index, filters, added_after)[hits.numbers]]
        kept, matching = every[offset : offset + limit], len(every)
    # A word that stands only in what may not be told is not offered for another either.
    return _found(kept, matching, hits if matching else replace(hits, instead=()))


def marks(text: str, stems: frozenset[str]) -> list[Mark]:
    """Where in a text the words stand that were looked for: pairs of begin and end."""
    return [(begin, end) for begin, end in words_in(text) if stems & set(stems_of(text[begin:end].casefold()))]


def snippet(text: str, stems: frozenset[str], longest: int = SNIPPET) -> tuple[str, list[Mark]]:
    """The part of a text around its first marks, with the marks in it; the whole text where it is short."""
    found = marks(text, stems)
    if len(text) <= longest:
        return text, found
    begin = max(0, found[0][0] - longest // 3) if found else 0
    begin = text.rfind(" ", 0, begin) + 1 if begin else 0
    end = text.rfind(" ", begin, begin + longest) if begin + longest < len(text) else len(text)
    end = end if end > begin else min(len(text), begin + longest)
    front, back = "… " if begin else "", " …" if end < len(text) else ""
    shift = len(front) - begin
    inside = [(first + shift, last + shift) for first, last in found if first >= begin and last <= end]
    return f"{front}{text[begin:end]}{back}", inside


def _mask(index: SearchIndex, filters: Filters, added_after: datetime | None) -> npt.NDArray[np.bool_]:
    """Which record numbers may be found, as a row of yes and no."""
    key = (index.stand, filters, filters.standing, version("themes"), version("drafts"), added_after)
    with _lock:
        if key in _masks:
            return _masks[key]
    told = ask("numbers_in_view", filters, shared=filters.mode == "sharing", added_after=added_after).one
    mask = np.zeros(told["highest"] + 1, np.bool_)
    mask[np.array(told["numbers"] or [], np.int64)] = True
    with _lock:
        _masks[key] = mask
    return mask


def _found(numbers: npt.NDArray[np.int64], matching: int, hits: Hits) -> Found:
    rows = ask("records_of_numbers", numbers=[int(n) for n in numbers]).rows if len(numbers) else ()
    by_number = {row["n"]: (row["record_kind"], row["record_id"]) for row in rows}
    records = tuple(by_number[int(n)] for n in numbers if int(n) in by_number)
    return Found(records, matching, hits.matched, hits.instead)


def _plainly(parts: Sequence[Part], filters: Filters, limit: int, offset: int) -> Found:
    """While there is no index: insights that hold all the words as they are written."""
    words = [" ".join(part.words) for part in parts if not part.without]
    told = tell("insights", filters, words=words, limit=limit, offset=offset).rows
    stems = frozenset(stem for part in parts if not part.without for word in part.words for stem in stems_of(word))
    matching = told[0]["matching"] if told else 0
    return Found(tuple(("insight", row["insight_id"]) for row in told), matching, stems, ready=False)
