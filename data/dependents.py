"""What depends on an upload, told before it is taken back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

import duckdb

from data.connect import database
from data.errors import Refused

_FOREVER = "TIMESTAMP '9999-12-31 00:00:00'"


@dataclass(frozen=True)
class Dependents:
    """What taking an upload back would do. Counts; ``why_not`` is a reason why it is refused, or ""."""

    file_name: str
    insights_going: int = 0
    case_studies_going: int = 0
    rows_restored: int = 0
    rows_stayed: int = 0
    themes_going: int = 0
    theme_changes_going: int = 0
    codings_by_people: int = 0
    words_settled: int = 0
    placements: int = 0
    evidence_links: int = 0
    responses: int = 0
    publications: int = 0
    rows_waiting: int = 0
    rows_mended_elsewhere: int = 0
    rows_waiting_again: int = 0
    sectors: int = 0
    sizes: int = 0
    why_not: str = ""
    mended_in: tuple[str, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """The counts for JSON."""
        return asdict(self)

    def told(self) -> list[str]:
        """What would go, come back and stay, each as a sentence; what is not there is not told."""
        if self.why_not:
            return [f"It cannot be taken back just now. {self.why_not}"]
        going = [
            _many(self.insights_going, "insight"),
            _many(self.case_studies_going, "case study", "case studies"),
            _many(self.themes_going, "theme"),
            _many(self.theme_changes_going, "change to themes", "changes to themes"),
        ]
        went = ", ".join(part for part in going if part)
        mended = ", ".join(f"“{name}”" for name in self.mended_in)
        sentences = (
            (1, f"{went or 'No insight, case study or theme'} that it brought in would no longer count."),
            (self.rows_restored, f"{_rows(self.rows_restored)} that it changed would be as before."),
            (self.rows_stayed, f"{_rows(self.rows_stayed)} that a later upload changed would stay as that left them."),
            (
                self.codings_by_people,
                f"{_many(self.codings_by_people, 'theme')} that people gave to what goes would go too.",
            ),
            (self.words_settled, f"{_many(self.words_settled, 'decision')} about words in it would no longer be seen."),
            (
                self.placements + self.responses,
                f"{_many(self.placements + self.responses, 'answer')} in workshops would point to what is gone.",
            ),
            (
                self.evidence_links,
                f"{_many(self.evidence_links, 'link')} from readings and actions would point to what is gone.",
            ),
            (self.publications, f"{_many(self.publications, 'publication')} would keep the copy that was frozen."),
            (self.rows_waiting, f"{_rows(self.rows_waiting)} would no longer be listed as needing attention."),
            (
                self.rows_mended_elsewhere,
                f"{_rows(self.rows_mended_elsewhere)} of it that came back mended would stay: they are an upload of "
                f"their own ({mended}).",
            ),
            (self.rows_waiting_again, f"{_rows(self.rows_waiting_again)} that it mended would need attention again."),
            (1, "To undo this, bring the file in again."),
        )
        return [words for number, words in sentences if number]


def _many(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}" if number else ""


def _rows(number: int) -> str:
    return _many(number, "row")


def dependents(upload_id: str) -> Dependents:
    """What depends on an upload. Changes nothing. Raises Refused if there is no such upload, or it is taken back."""
    with database().cursor() as cursor:
        found = cursor.execute("SELECT file_name, undone_at FROM upload WHERE upload_id = $1", [upload_id]).fetchone()
        if found is None:
            raise Refused("There is no upload with this id. See: python -m data uploads")
        if found[1] is not None:
            raise Refused("This upload was taken back already.")
        cursor.begin()
        try:
            return _told(cursor, upload_id, str(found[0]))
        finally:
            cursor.rollback()


def _told(cursor: duckdb.DuckDBPyConnection, upload_id: str, file_name: str) -> Dependents:
    _gather(cursor, upload_id)

    def count(question: str, *values: Any) -> int:
        answer = cursor.execute(question, list(values)).fetchone()
        return int(answer[0]) if answer and answer[0] is not None else 0

    events = f"FROM theme_event_at({_FOREVER}, NULL) WHERE upload_id = $1"
    mended = (
        "FROM parked_row JOIN upload ON upload.upload_id = settled_upload_id WHERE parked_row.upload_id = $1"
        " AND state = 'settled' AND undone_at IS NULL AND settled_upload_id <> $1"
    )
    names = cursor.execute(f"SELECT DISTINCT file_name {mended} ORDER BY ALL", [upload_id]).fetchall()
    of_mine = "JOIN mine USING (record_kind, record_id)"
    return Dependents(
        file_name,
        insights_going=count("SELECT count(*) FROM mine WHERE record_kind = 'insight' AND NOT restored"),
        case_studies_going=count("SELECT count(*) FROM mine WHERE record_kind = 'case_study' AND NOT restored"),
        rows_restored=count("SELECT count(*) FROM mine WHERE restored"),
        rows_stayed=count(
            "SELECT count(DISTINCT (record_kind, record_id)) FROM record_version"
            " WHERE json_extract_string(snapshot, '$.upload_id') = $1",
            upload_id,
        ),
        themes_going=count(f"SELECT count(*) {events} AND kind = 'create'", upload_id),
        theme_changes_going=count(f"SELECT count(*) {events} AND kind <> 'create'", upload_id),
        codings_by_people=count(
            f"SELECT count(*) FROM coding {of_mine} WHERE removed_at IS NULL AND origin = 'person' AND NOT restored"
        ),
        words_settled=count(f"SELECT count(*) FROM unresolved {of_mine} WHERE state = 'settled'"),
        placements=count("SELECT count(*) FROM placement JOIN mine ON item_kind = record_kind AND item_id = record_id"),
        evidence_links=count(f"SELECT count(*) FROM evidence_link {of_mine}"),
        responses=count("SELECT count(*) FROM response WHERE response_id IN (SELECT id FROM naming)"),
        publications=count("SELECT count(*) FROM publication WHERE publication_id IN (SELECT id FROM naming)"),
        rows_waiting=count("SELECT count(*) FROM parked_row WHERE upload_id = $1 AND state = 'waiting'", upload_id),
        rows_mended_elsewhere=count(f"SELECT count(*) {mended}", upload_id),
        rows_waiting_again=count(
            "SELECT count(*) FROM parked_row JOIN upload USING (upload_id) WHERE settled_upload_id = $1"
            " AND state = 'settled' AND undone_at IS NULL",
            upload_id,
        ),
        sectors=count("SELECT count(*) FROM source WHERE sector_upload_id = $1", upload_id),
        sizes=count("SELECT count(*) FROM source WHERE size_upload_id = $1", upload_id),
        why_not=why_not(cursor, upload_id) or "",
        mended_in=tuple(name for (name,) in names),
    )


def _gather(cursor: duckdb.DuckDBPyConnection, upload_id: str) -> None:
    """Temporary tables of this transaction: the records that stand as the upload left them, and what names them."""
    cursor.execute(
        "CREATE TEMP TABLE mine AS SELECT record_kind, record_id, (record_kind, record_id) IN"
        " (SELECT (record_kind, record_id) FROM record_version WHERE replaced_by_upload_id = $1) AS restored FROM"
        " (SELECT 'insight' AS record_kind, insight_id AS record_id FROM insight"
        " WHERE upload_id = $1 AND removed_at IS NULL UNION ALL"
        " SELECT 'case_study', case_study_id FROM case_study WHERE upload_id = $1 AND removed_at IS NULL)",
        [upload_id],
    )
    cursor.execute("CREATE TEMP TABLE naming (id VARCHAR)")
    texts = cursor.execute(
        "SELECT publication_id, snapshot FROM publication UNION ALL SELECT response_id, answer FROM response"
    ).fetchall()
    if texts:
        ids = {row[0] for row in cursor.execute("SELECT record_id FROM mine").fetchall()}
        named = [(text_id,) for text_id, text in texts if not ids.isdisjoint(_strings(text))]
        if named:
            cursor.executemany("INSERT INTO naming VALUES ($1)", named)


def _strings(text: str) -> set[str]:
    """Every string of a JSON text; of any other text itself."""
    try:
        waiting: list[Any] = [json.loads(text)]
    except ValueError:
        return {text}
    found: set[str] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.add(one)
        elif isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found


def why_not(cursor: duckdb.DuckDBPyConnection, upload_id: str) -> str | None:
    """Why an upload cannot be taken back just now: other work stands on the themes that it made. None if it can."""
    made = [
        row[0]
        for row in cursor.execute(
            f"SELECT into_id FROM theme_event_at({_FOREVER}, NULL) WHERE upload_id = $1 AND kind = 'create'",
            [upload_id],
        ).fetchall()
    ]
    if not made:
        return None
    used = cursor.execute(
        "SELECT count(DISTINCT record_id) FROM coding WHERE removed_at IS NULL AND upload_id IS DISTINCT FROM $1"
        " AND list_contains($2, theme_id)",
        [upload_id, made],
    ).fetchone()
    if used and used[0]:
        return (
            f"The themes of this upload are given to {used[0]:,} insights or case studies of other uploads. "
            "Take those uploads back first."
        )
    later = cursor.execute(
        f"SELECT count(*) FROM theme_event_at({_FOREVER}, NULL) AS event"
        " WHERE event.upload_id IS DISTINCT FROM $1 AND (list_has_any(theme_ids, $2) OR list_contains($2,"
        " CASE WHEN kind = 'move' THEN into_id ELSE json_extract_string(payload, '$.parent_theme_id') END))",
        [upload_id, made],
    ).fetchone()
    if later and later[0]:
        return "Themes of this upload were changed or given sub-themes since. Take those changes back first."
    return None
