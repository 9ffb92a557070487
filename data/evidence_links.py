"""Ties from a reading or an action to the evidence it rests on: insights, case studies, themes, answers of the room."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from data.errors import Refused
from data.step_kinds import said_in
from data.write import note_in_audit, write

KINDS = ("insight", "case_study", "theme", "response")


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence: what it is, its id, and its words if they may be shown to anybody."""

    kind: str
    record_id: str
    words: str | None


def tie(cursor: duckdb.DuckDBPyConnection, from_kind: str, from_id: str, links: Sequence[tuple[str, str]]) -> None:
    """Put exactly these (kind, id) ties in the place of those that were, inside the caller's transaction."""
    cursor.execute("DELETE FROM evidence_link WHERE from_kind = $1 AND from_id = $2", [from_kind, from_id])
    for kind, record_id in dict.fromkeys(links):
        cursor.execute("INSERT INTO evidence_link VALUES ($1, $2, $3, $4)", [from_kind, from_id, kind, record_id])


def ties(cursor: duckdb.DuckDBPyConnection, from_kind: str) -> dict[str, list[Evidence]]:
    """The evidence of every reading or every action, by its id. Words only where they may be quoted in public."""
    rows = cursor.execute(
        """
        SELECT from_id, link.record_kind, link.record_id,
               CASE link.record_kind
                   WHEN 'insight' THEN CASE WHEN insight.quote_permission = 'public' AND insight.removed_at IS NULL
                                            THEN coalesce(insight.title, insight.text) END
                   WHEN 'case_study' THEN case_study.title
                   WHEN 'theme' THEN theme.theme
                   ELSE response.answer END,
               step.revealed_at IS NOT NULL AND NOT response.hidden AND response.held_for IS NULL
        FROM evidence_link AS link
        LEFT JOIN insight ON link.record_kind = 'insight' AND insight_id = link.record_id
        LEFT JOIN case_study ON link.record_kind = 'case_study' AND case_study_id = link.record_id
        LEFT JOIN theme ON link.record_kind = 'theme' AND theme_id = link.record_id
        LEFT JOIN response ON link.record_kind = 'response' AND response_id = link.record_id
        LEFT JOIN step ON step.step_id = response.step_id
        WHERE from_kind = $1
        ORDER BY from_id, link.record_kind, link.record_id
        """,
        [from_kind],
    ).fetchall()
    found: dict[str, list[Evidence]] = {}
    for from_id, kind, record_id, words, shown in rows:
        told = words
        if kind == "response":
            told = (said_in(words) if json.loads(words) else None) if words and shown else None
        found.setdefault(from_id, []).append(Evidence(kind, record_id, told or None))
    return found


def attach(from_kind: str, from_id: str, kind: str, record_id: str, who: str) -> None:
    """Tie one more piece of evidence to a reading or an action; tying it twice changes nothing."""
    _known(from_kind, kind)
    with write("room") as cursor:
        cursor.execute(
            "INSERT INTO evidence_link SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT 1 FROM evidence_link WHERE"
            " from_kind = $1 AND from_id = $2 AND record_kind = $3 AND record_id = $4)",
            [from_kind, from_id, kind, record_id],
        )
        note_in_audit(cursor, who, "attach evidence", from_id)


def detach(from_kind: str, from_id: str, kind: str, record_id: str, who: str) -> None:
    """Take one piece of evidence off a reading or an action."""
    _known(from_kind, kind)
    with write("room") as cursor:
        cursor.execute(
            "DELETE FROM evidence_link WHERE from_kind = $1 AND from_id = $2 AND record_kind = $3 AND record_id = $4",
            [from_kind, from_id, kind, record_id],
        )
        note_in_audit(cursor, who, "take evidence off", from_id)


def _known(from_kind: str, kind: str) -> None:
    if from_kind not in ("interpretation", "action") or kind not in KINDS:
        raise Refused("Only insights, case studies, themes and answers can be evidence, of a reading or an action.")
