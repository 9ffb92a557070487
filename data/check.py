"""Looks whether everything in the database agrees with itself."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from data.connect import database


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, and how many rows it is wrong for (0: it holds)."""

    name: str
    wrong: int
    what_to_do: str

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return self.wrong == 0


_RESTORE = "Restore the last good backup, or report this with the name of the check."
_LIVE = (
    "(SELECT 'insight' AS record_kind, insight_id AS record_id FROM insight WHERE removed_at IS NULL"
    " UNION ALL SELECT 'case_study', case_study_id FROM case_study WHERE removed_at IS NULL)"
)
_CHECKS = {
    "every upload adds up: read = saved + parked + unchanged + blank": (
        "SELECT count(*) FROM upload WHERE rows_read <> rows_saved + rows_parked + rows_unchanged + rows_blank"
    ),
    "every coding in force points to a record that counts": (
        f"SELECT count(*) FROM coding ANTI JOIN {_LIVE} AS live USING (record_kind, record_id)"
        " WHERE coding.removed_at IS NULL"
    ),
    "every coding points to a theme that was made": (
        "SELECT count(*) FROM coding WHERE removed_at IS NULL AND theme_id NOT IN"
        " (SELECT into_id FROM theme_event WHERE kind IN ('create', 'merge', 'split') AND into_id IS NOT NULL)"
    ),
    "every insight has a place row": (
        "SELECT count(*) FROM insight ANTI JOIN insight_place USING (insight_id) WHERE removed_at IS NULL"
    ),
    "every case study has a place row": (
        "SELECT count(*) FROM case_study ANTI JOIN case_study_place USING (case_study_id) WHERE removed_at IS NULL"
    ),
    "no place row belongs to a record that does not count": (
        f"SELECT count(*) FROM record_place ANTI JOIN {_LIVE} AS live USING (record_kind, record_id)"
    ),
    "every place code is in the reference": (
        "SELECT count(*) FROM record_place WHERE council_code NOT IN (SELECT council_code FROM council)"
        " OR hscp_code NOT IN (SELECT hscp_code FROM hscp)"
        " OR health_board_code NOT IN (SELECT health_board_code FROM health_board)"
    ),
    "every record's source is known": (
        "SELECT count(*) FROM record WHERE source_id IS NOT NULL AND source_id NOT IN (SELECT source_id FROM source)"
    ),
    "every dated record has a precision, and no undated one": (
        "SELECT count(*) FROM record WHERE (recorded_on IS NULL) <> (date_precision IS NULL)"
    ),
    "no record that counts belongs to an upload that was taken back": (
        "SELECT (SELECT count(*) FROM insight JOIN upload USING (upload_id)"
        " WHERE removed_at IS NULL AND undone_at IS NOT NULL)"
        " + (SELECT count(*) FROM case_study JOIN upload USING (upload_id)"
        " WHERE removed_at IS NULL AND undone_at IS NOT NULL)"
    ),
    "every record belongs to an upload": (
        "SELECT (SELECT count(*) FROM insight WHERE upload_id NOT IN (SELECT upload_id FROM upload))"
        " + (SELECT count(*) FROM case_study WHERE upload_id NOT IN (SELECT upload_id FROM upload))"
    ),
    "every insight that is joined to another is joined to one that is there": (
        "SELECT count(*) FROM insight WHERE duplicate_of IS NOT NULL"
        " AND duplicate_of NOT IN (SELECT insight_id FROM insight)"
    ),
    "theme events are in one order": "SELECT count(*) - count(DISTINCT seq) FROM theme_event",
    "no two themes have one name": ("SELECT count(*) - count(DISTINCT lower(theme)) FROM theme WHERE NOT retired"),
    "the populations of councils, partnerships and boards agree": (
        "SELECT CASE WHEN (SELECT sum(population) FROM council) = (SELECT sum(population) FROM hscp)"
        " AND (SELECT sum(population) FROM council) = (SELECT sum(population) FROM health_board) THEN 0 ELSE 1 END"
    ),
}


def check() -> list[Finding]:
    """Every check with what it found. Changes nothing."""
    with database().cursor() as cursor:
        return [Finding(name, _one(cursor, question), _RESTORE) for name, question in _CHECKS.items()]


def _one(cursor: duckdb.DuckDBPyConnection, question: str) -> int:
    found = cursor.execute(question).fetchone()
    return int(found[0]) if found and found[0] is not None else 0
