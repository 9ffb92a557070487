"""The words of the insights that count, for what compares them with one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.read_model import reading


@dataclass(frozen=True)
class InsightText:
    """One insight's words, whom it was heard from, and the themes that it counts under."""

    insight_id: str
    words: str
    source_id: str | None
    themes: tuple[str, ...]


def insight_texts(ids: Sequence[str] | None = None) -> list[InsightText]:
    """The insights that count (or those of ``ids``), in the order of their ids; withdrawn ones have no words."""
    with reading() as held:
        rows = held.cursor.execute(
            "SELECT insight_id, concat_ws('. ', title, text), source_id,"
            " (SELECT list(theme_id ORDER BY theme_id) FROM evidence.mention AS mention"
            "  JOIN evidence.theme USING (theme_id) WHERE mention.n = number.n)"
            " FROM evidence.number AS number JOIN insight ON insight_id = record_id"
            " WHERE record_kind = 'insight' AND withdrawn_at IS NULL"
            " AND ($ids::VARCHAR[] IS NULL OR insight_id IN (SELECT unnest($ids::VARCHAR[])))"
            " ORDER BY insight_id",
            {"ids": list(ids) if ids is not None else None},
        ).fetchall()
    return [InsightText(row[0], row[1] or "", row[2], tuple(row[3] or ())) for row in rows]
