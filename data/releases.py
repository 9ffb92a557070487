"""What was told in confidence is counted in sharing mode only in batches: one newcomer alone never changes a number."""

from __future__ import annotations

from datetime import datetime

import duckdb

from data.settings import mask_under


def hold_back(cursor: duckdb.DuckDBPyConnection) -> None:
    """Mark the confidential records that are not yet part of a whole batch, inside the caller's transaction.

    Uploads are taken in the order in which they came, and a batch is whole when as many different sources told it
    as a mask asks for. Whoever compares what was shared at two moments so always sees several people's words come
    in together. Records whose source is not known fill no batch of their own.
    """
    last = _last_whole_batch(cursor)
    cursor.execute(
        """
        UPDATE evidence.heard SET released = false
        WHERE confidential AND n IN (
            SELECT member.n FROM evidence.member AS member
            JOIN insight ON member.record_kind = 'insight' AND insight_id = member.record_id
            WHERE $last::TIMESTAMP IS NULL OR insight.added_at > $last)
        """,
        {"last": last},
    )


def _last_whole_batch(cursor: duckdb.DuckDBPyConnection) -> datetime | None:
    """The moment up to which everything may be counted; None if nothing may."""
    least, last = mask_under(), None
    waiting: set[int] = set()
    moments = cursor.execute(
        "SELECT added_at, list(source_no) FROM evidence.confided WHERE source_no IS NOT NULL "
        "GROUP BY added_at ORDER BY added_at"
    )
    for moment, sources in moments.fetchall():
        waiting |= set(sources)
        if len(waiting) >= least:
            last, waiting = moment, set()
    return last
