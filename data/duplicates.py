"""Finds insights that say nearly the same, and joins two into one of which both sources stay known.

Joined insights count once, under every theme, place and group that either has; both sources count as heard. The one
that is kept shows its words; the other stays as it was sent, and parting them brings it back.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

import duckdb
from rapidfuzz import fuzz

from data.background import OncePerVersion
from data.connect import database
from data.errors import Refused
from data.insight_texts import InsightText, insight_texts
from data.plain import plain
from data.write import new_id, note_in_audit, now, write

SHINGLE = 4  # words
SKETCH = 8  # shingles kept of each text: the lowest hashes, the same for the same words (Broder 1997)
CROWD = 40  # a shingle that more texts share says nothing about any two of them
LEAST_WORDS = 5
ALIKE = 90.0  # RapidFuzz's ratio from 0 to 100
MOST_PAIRS = 1_000


@dataclass(frozen=True)
class Pair:
    """Two insights that say nearly the same; ``likeness`` goes from 0 to 100."""

    insight_id: str
    other_id: str
    likeness: float


def near_duplicates(*, wait: bool = False) -> tuple[Pair, ...] | None:
    """The pairs of insights that are most alike; None while they are still being looked for."""
    return _pairs.now(wait=wait)


def join(insight_id: str, keep: str, *, who: str) -> None:
    """Let an insight count as one with ``keep``. What was joined to it before goes with it."""
    with write("evidence") as cursor:
        for one in (insight_id, keep):
            _refuse_unless_counted(cursor, one)
        if insight_id == keep:
            raise Refused("An insight cannot be joined to itself. Choose two.")
        going = [insight_id, *_joined_to(cursor, insight_id)]
        for one in going:
            _part(cursor, one, who)
            cursor.execute(
                "INSERT INTO insight_join VALUES ($1, $2, $3, $4, $5, NULL, NULL)", [new_id(), one, keep, who, now()]
            )
            cursor.execute("UPDATE insight SET duplicate_of = $1 WHERE insight_id = $2", [keep, one])
        note_in_audit(cursor, who, "join insight", insight_id)


def part(insight_id: str, *, who: str) -> None:
    """Let a joined insight count by itself again."""
    with write("evidence") as cursor:
        if not _part(cursor, insight_id, who):
            raise Refused("This insight is not joined to another.")
        note_in_audit(cursor, who, "part insight", insight_id)


def joins(limit: int = 10) -> list[tuple[str, str, datetime]]:
    """The newest joins that stand: the insight, the one it was joined to, and when (UTC)."""
    with database().cursor() as cursor:
        return cursor.execute(
            "SELECT insight_id, duplicate_of, joined_at FROM insight_join WHERE parted_at IS NULL"
            " ORDER BY joined_at DESC, join_id LIMIT $1",
            [limit],
        ).fetchall()


def _joined_to(cursor: duckdb.DuckDBPyConnection, insight_id: str) -> list[str]:
    rows = cursor.execute(
        "SELECT insight_id FROM insight WHERE duplicate_of = $1 AND removed_at IS NULL ORDER BY insight_id",
        [insight_id],
    ).fetchall()
    return [one for (one,) in rows]


def _part(cursor: duckdb.DuckDBPyConnection, insight_id: str, who: str) -> bool:
    found = cursor.execute(
        "SELECT 1 FROM insight WHERE insight_id = $1 AND duplicate_of IS NOT NULL", [insight_id]
    ).fetchone()
    cursor.execute(
        "UPDATE insight_join SET parted_by = $1, parted_at = $2 WHERE insight_id = $3 AND parted_at IS NULL",
        [who, now(), insight_id],
    )
    cursor.execute("UPDATE insight SET duplicate_of = NULL WHERE insight_id = $1", [insight_id])
    return found is not None


def _refuse_unless_counted(cursor: duckdb.DuckDBPyConnection, insight_id: str) -> None:
    counts = cursor.execute(
        "SELECT 1 FROM record WHERE record_kind = 'insight' AND record_id = $1", [insight_id]
    ).fetchone()
    if not counts:
        raise Refused("One of the two is no insight that counts by itself. Choose two that do.")


def _find() -> tuple[Pair, ...]:
    texts = [one for one in insight_texts() if one.words]
    best: dict[tuple[int, int], float] = {}
    spoken = [plain(one.words) for one in texts]
    for one, other in _candidates(spoken):
        if (one, other) not in best and len(best) < MOST_PAIRS * 50:
            best[one, other] = fuzz.ratio(spoken[one], spoken[other], score_cutoff=ALIKE)
    alike = heapq.nlargest(MOST_PAIRS, ((like, one, other) for (one, other), like in best.items() if like))
    alike.sort(key=lambda found: (-found[0], texts[found[1]].insight_id, texts[found[2]].insight_id))
    return tuple(_pair(texts, one, other, like) for like, one, other in alike)


_pairs: OncePerVersion[tuple[Pair, ...]] = OncePerVersion("looking for near-duplicates", _find)


def _pair(texts: list[InsightText], one: int, other: int, likeness: float) -> Pair:
    return Pair(texts[one].insight_id, texts[other].insight_id, round(likeness, 1))


def _candidates(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that share a shingle of their sketches."""
    sharing: dict[int, list[int]] = {}
    for at, text in enumerate(texts):
        for shingle in _sketch(text):
            sharing.setdefault(shingle, []).append(at)
    for together in sharing.values():
        if len(together) <= CROWD:
            for place, one in enumerate(together):
                for other in together[place + 1 :]:
                    yield one, other


def _sketch(text: str) -> list[int]:
    words = text.split()
    if len(words) < LEAST_WORDS:
        return []
    encoded = [word.encode() for word in words]
    shingles = {crc32(b" ".join(encoded[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1)}
    return [*heapq.nsmallest(SKETCH, shingles), crc32(text.encode())]
