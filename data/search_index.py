"""A disposable full-text index of the insights and case studies that count, one for each version of the evidence.

Tantivy keeps it in a temporary folder that only this user can read. It is built in the background and is never the
only copy of anything; words that were withdrawn are not in it. A hit is the record's number in the read model. A
change that leaves all words as they are, such as a theme given, needs no new one.
"""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import tantivy
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from data.read_model import reading
from data.search_words import Part

AT_ONCE = 3_000  # so few records are indexed while the asker waits
_FIELDS = {"title": 2.0, "text": 1.0, "source": 0.7}  # what is indexed, and how much a word there weighs
_HEAP = 64_000_000  # bytes that a build may use
_ALIKE = 4  # words that a misspelt one may stand for
_DOCUMENTS = """
    SELECT number.n, true AS heard, NOT confidential AS quotable, insight.title, insight.text,
           concat_ws(' ', insight.source_name, (SELECT string_agg(also.source_name, ' ')
               FROM evidence.member AS member JOIN insight AS also ON also.insight_id = member.record_id
               WHERE member.n = number.n AND member.record_id <> number.record_id)) AS source
    FROM evidence.number AS number JOIN insight ON insight_id = record_id JOIN evidence.record USING (n)
    WHERE number.record_kind = 'insight' AND withdrawn_at IS NULL
    UNION ALL
    SELECT n, false, true, title, concat_ws(chr(10), what_changed, behaviours_that_enabled, what_was_gained,
                               unintended_consequences), organisation
    FROM evidence.number JOIN case_study ON case_study_id = record_id
    WHERE record_kind = 'case_study' AND withdrawn_at IS NULL
"""
_WORDS = f"SELECT count(*), bit_xor(hash(n, heard, quotable, title, text, source)) FROM ({_DOCUMENTS})"


@dataclass(frozen=True)
class Hits:
    """What a search found: numbers of records, the best first, and how many; which words stand for which.

    ``matched`` holds the word stems to mark, ``instead`` what was looked for where a word stands nowhere.
    """

    numbers: npt.NDArray[np.int64]
    matching: int
    matched: frozenset[str] = frozenset()
    instead: tuple[tuple[str, str], ...] = ()


@dataclass
class SearchIndex:
    """One built index, for one stand of the evidence."""

    stand: tuple[Any, ...]
    words: Hashable
    folder: tempfile.TemporaryDirectory[str]
    index: tantivy.Index
    searcher: tantivy.Searcher
    vocabulary: list[str] = field(default_factory=list)

    def search(
        self, parts: Sequence[Part], limit: int | None = None, *, quotable: bool = False, kind: str | None = None
    ) -> Hits:
        """The records that hold every part and none of those to be left out; ``limit`` None gives all of them.

        ``quotable`` leaves only what may be quoted publicly, ``kind`` only insights or case studies.
        """
        clauses: list[tuple[tantivy.Occur, tantivy.Query]] = []
        wanted = {"quotable": 1 if quotable else None, "heard": None if kind is None else int(kind == "insight")}
        for name, value in wanted.items():
            if value is not None:
                only = tantivy.Query.term_query(self.index.schema, name, value)
                clauses.append((tantivy.Occur.Must, tantivy.Query.const_score_query(only, 0.0)))
        told = len(clauses)
        matched: set[str] = set()
        instead: list[tuple[str, str]] = []
        for part in parts:
            stems = [stem for word in part.words for stem in stems_of(word)]
            if not stems:
                continue
            if part.without:
                clauses.append((tantivy.Occur.MustNot, self._anywhere([stems])))
                continue
            choices = [stems]
            if len(stems) == 1 and not self._known(stems[0]):
                alike = self._alike(stems[0])
                if alike:
                    instead.append((part.words[0], alike[0]))
                    choices = [[one] for one in alike]
            matched.update(stem for choice in choices for stem in choice)
            clauses.append((tantivy.Occur.Must, self._anywhere(choices)))
        if all(occur == tantivy.Occur.MustNot for occur, _ in clauses[told:]):
            clauses.append((tantivy.Occur.Must, tantivy.Query.all_query()))
        most = self.searcher.num_docs if limit is None else min(limit, self.searcher.num_docs)
        if not most:
            return Hits(np.empty(0, np.int64), 0)
        found = self.searcher.search(tantivy.Query.boolean_query(clauses), limit=most, count=True)
        numbers = self.searcher.fast_field_values("n", [address for _, address in found.hits])
        return Hits(
            np.array(numbers, np.int64),
            len(numbers) if limit is None else int(found.count or 0),  # type: ignore[attr-defined]  # its stubs leave it out
            frozenset(matched),
            tuple(instead),
        )

    def _known(self, stem: str) -> bool:
        return any(self.searcher.doc_freq(name, stem) for name in _FIELDS)

    def _alike(self, stem: str) -> list[str]:
        """Words that a misspelt one may stand for: one slip in a short word, two in a long one."""
        slips = 0 if len(stem) < 4 else 1 if len(stem) < 8 else 2
        if not slips:
            return []
        if not self.vocabulary:
            self.vocabulary = sorted(
                {word for name in _FIELDS for word, _ in self.searcher.terms_with_prefix(name, "")}
            )
        near = process.extract(
            stem, self.vocabulary, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=_ALIKE
        )
        return [word for word, _, _ in sorted(near, key=lambda one: (one[1], -self._often(one[0]), one[0]))]

    def _often(self, stem: str) -> int:
        return sum(self.searcher.doc_freq(name, stem) for name in _FIELDS)

    def _anywhere(self, choices: Sequence[Sequence[str]]) -> tantivy.Query:
        """Any of the words or phrases, in any field; in a title it weighs more."""
        schema = self.index.schema
        found = []
        for stems in choices:
            for name, weight in _FIELDS.items():
                one = (
                    tantivy.Query.term_query(schema, name, stems[0])
                    if len(stems) == 1
                    else tantivy.Query.phrase_query(schema, name, list(stems))
                )
                found.append((tantivy.Occur.Should, tantivy.Query.boost_query(one, weight)))
        return tantivy.Query.boolean_query(found)


_current: SearchIndex | None = None
_building = False
_lock = threading.Lock()  # held for a moment
_one_at_a_time = threading.Lock()  # held while an index is built


def index_now(*, wait: bool = True) -> SearchIndex | None:
    """The index of the evidence as it stands now; without ``wait`` None while it is being built."""
    with reading() as held:
        stand = held.stand[:3]
        if _current is not None and _current.stand == stand:
            return _current
        found = held.cursor.execute("SELECT count(*) FROM evidence.number").fetchone()
    if wait or not found or found[0] <= AT_ONCE:
        return _build()
    _build_in_background()
    return None


def _build_in_background() -> None:
    global _building
    with _lock:
        if _building:
            return
        _building = True

    def work() -> None:
        global _building
        try:
            with contextlib.suppress(duckdb.Error):  # the file was closed meanwhile: nobody asks any more
                _build()
        finally:
            with _lock:
                _building = False

    threading.Thread(target=work, name="search index", daemon=True).start()


def _build() -> SearchIndex:
    """The index of what stands now: the current one where its words are still the same, else a new one."""
    global _current
    with _one_at_a_time:
        with reading() as held:
            stand, before = held.stand[:3], _current
            if before is not None and before.stand == stand:
                return before
            words = held.cursor.execute(_WORDS).fetchone()
            if before is not None and (before.words, before.stand[:2]) == (words, stand[:2]):
                built = replace(before, stand=stand)
            else:
                built = _built(stand, words, held.cursor.execute(_DOCUMENTS).to_arrow_table())
        _current = built
        return built


def _built(stand: tuple[Any, ...], words: Hashable, rows: pa.Table) -> SearchIndex:
    folder = tempfile.TemporaryDirectory(prefix="kenspeckle-search-")
    index = tantivy.Index(_schema(), path=folder.name)
    index.register_tokenizer("words", _analyzer())
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    for batch in rows.to_batches(max_chunksize=5_000):
        columns = (column.to_pylist() for column in batch.columns)
        for n, heard, quotable, title, text, source in zip(*columns, strict=True):
            told = {"title": title or "", "text": text or "", "source": source or ""}
            writer.add_document(tantivy.Document(n=n, heard=int(heard), quotable=int(quotable), **told))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return SearchIndex(stand, words, folder, index, index.searcher())


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("n", fast=True)
    builder.add_integer_field("heard", indexed=True)
    builder.add_integer_field("quotable", indexed=True)
    for name in _FIELDS:
        builder.add_text_field(name, stored=False, tokenizer_name="words", index_option="position")
    return builder.build()


@lru_cache(maxsize=1)
def _analyzer() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("English"))
        .build()
    )


@lru_cache(maxsize=65_536)
def stems_of(word: str) -> tuple[str, ...]:
    """A word as the index knows it: without accents and endings; one with an apostrophe is several."""
    return tuple(_analyzer().analyze(word))
