"""A source withdraws: its words are blanked everywhere, and a tombstone keeps the counts.

What stays of a record is its id, its date, its areas, themes and groups, and the signs that were recorded of it. What
goes are its title, text and answers, the source's name and address, who spoke, the place as it was written, and cells
that were not understood: in the record and its earlier versions, in rows set aside, in the kept files, in frozen
publications and in what people wrote about it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

import duckdb

from data.connect import database
from data.errors import Refused
from data.fields import ID_FIELD, NAME_FIELD, SOURCES_WORDS, WITHDRAWN
from data.fresh_file import copies_beside, write_file_anew
from data.personal import mask
from data.record import from_json
from data.sources import source_of
from data.withdrawn_words import Withdrawn
from data.write import note_in_audit, now, write

KINDS = ("insight", "case_study")
# Texts that people wrote or froze and that may quote a record: table, its key, the column.
_TEXTS = (
    ("publication", "publication_id", "snapshot"),
    ("interpretation", "interpretation_id", "reading"),
    ("interpretation", "interpretation_id", "dissent"),
    ("action", "action_id", "words"),
    ("response", "response_id", "answer"),
    ("step", "step_id", "words"),
    ("step", "step_id", "host_notes"),
    ("annotation", "annotation_id", "words"),
    ("listening_task", "listening_task_id", "words"),
)


@dataclass
class Withdrawal:
    """What a withdrawal blanks, or would blank. Counts of records, earlier versions, rows, files and texts.

    ``file_written_anew`` is False where old blocks of the database file may still hold the words; ``copies`` names
    earlier copies of the database beside it, which do.
    """

    insights: int = 0
    case_studies: int = 0
    earlier_versions: int = 0
    parked_rows: int = 0
    files_rebuilt: int = 0
    files_dropped: int = 0
    publications: int = 0
    other_texts: int = 0
    file_written_anew: bool = False
    copies: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The counts for JSON."""
        return asdict(self)

    def told(self, *, dry_run: bool) -> list[str]:
        """What goes, each as a sentence, and what may still hold the words."""
        counted = (
            (self.insights, "insight", "insights"),
            (self.case_studies, "case study", "case studies"),
            (self.earlier_versions, "earlier version", "earlier versions"),
            (self.parked_rows, "row that needed attention", "rows that needed attention"),
            (self.files_rebuilt, "kept file, written again without these rows", "kept files, without these rows"),
            (
                self.files_dropped,
                "kept file that could not be read and goes",
                "kept files that could not be read and go",
            ),
            (self.publications, "publication", "publications"),
            (self.other_texts, "note or answer that quotes them", "notes and answers that quote them"),
        )
        lines = [f"{number:,} {one if number == 1 else many}" for number, one, many in counted if number]
        lines.append("Dates, places, themes and groups stay, so every count stays as it is.")
        if not dry_run and not self.file_written_anew:
            lines.append(
                "The database file could not be written anew, so old blocks of it may still hold the words. "
                "Make room on the disk, then make a backup and restore it."
            )
        lines.append("Backups, downloads and files that were sent to others are not reached.")
        if self.copies:
            lines.append(f"Copies beside the database still hold the words: {', '.join(self.copies)}. Delete them.")
        return lines


def sources() -> list[str]:
    """The names of the sources that have words here, in order."""
    with database().cursor() as cursor:
        rows = cursor.execute(
            "SELECT DISTINCT name FROM source WHERE name <> $1 AND source_id IN (SELECT source_id FROM insight"
            " WHERE withdrawn_at IS NULL UNION ALL SELECT source_id FROM case_study WHERE withdrawn_at IS NULL)"
            " ORDER BY lower(name)",
            [WITHDRAWN],
        ).fetchall()
    return [name for (name,) in rows]


def withdraw(
    *, source: str | None = None, record: str | None = None, why: str = "", who: str, dry_run: bool = False
) -> Withdrawal:
    """Withdraw everything of one source, by its name, or one insight or case study, by its id.

    ``dry_run`` tells what would go and changes nothing. Raises Refused if there is nothing to withdraw.
    """
    if bool(source) == bool(record):
        raise Refused("Name either a source or one insight or case study by its id.")
    done = Withdrawal(copies=tuple(copies_beside()))
    with write("evidence", "themes", "room", keep=not dry_run) as cursor:
        found = _of_source(cursor, source) if source else _of_record(cursor, record or "")
        _learn(cursor, found)
        _records(cursor, found, done)
        _sources(cursor, found)
        _parked(cursor, found, done)
        _files(cursor, found, done)
        _texts(cursor, found, done)
        said = mask(" ".join(why.split()))[0][:300] or "no reason given"
        for kind, ids in found.ids.items():
            for record_id in sorted(ids):
                note_in_audit(cursor, who, f"withdraw {kind}: {said}", record_id)
    if not dry_run:
        done.file_written_anew = write_file_anew()
    return done


def _of_source(cursor: duckdb.DuckDBPyConnection, name: str) -> Withdrawn:
    sites = source_of(None, name) or source_of(None, f"https://{name}")
    tried = [name, *(one.source_id for one in (source_of(name, None), sites) if one is not None)]
    known = cursor.execute("SELECT source_id FROM source WHERE list_contains($1, source_id)", [tried]).fetchone()
    if known is None:
        raise Refused("No source of this name is known. Write it as it stands in the list of insights.")
    found = Withdrawn(source_id=str(known[0]))
    for kind in KINDS:
        rows = cursor.execute(
            f"SELECT {ID_FIELD[kind]} FROM {kind} WHERE source_id = $1 AND withdrawn_at IS NULL", [found.source_id]
        ).fetchall()
        found.ids[kind] = {row[0] for row in rows}
    if not any(found.ids.values()):
        raise Refused("Everything of this source was withdrawn already.")
    return found


def _of_record(cursor: duckdb.DuckDBPyConnection, named: str) -> Withdrawn:
    kind, colon, rest = named.partition(":")
    wanted, record_id = ((kind,), rest) if colon and kind in KINDS else (KINDS, named)
    found = Withdrawn()
    for kind in wanted:
        rows = cursor.execute(
            f"SELECT {ID_FIELD[kind]}, withdrawn_at FROM {kind} WHERE {ID_FIELD[kind]} = $1", [record_id]
        ).fetchall()
        if rows and rows[0][1] is not None:
            raise Refused("This was withdrawn already.")
        if rows:
            found.ids[kind] = {record_id}
    if not found.ids:
        raise Refused("There is no insight or case study with this id.")
    if len(found.ids) > 1:
        raise Refused(f"An insight and a case study have this id. Write insight:{record_id} or case_study:{record_id}.")
    return found


def _learn(cursor: duckdb.DuckDBPyConnection, found: Withdrawn) -> None:
    """The words of the records and of their earlier versions."""
    for kind, ids in found.ids.items():
        fields = [*dict.fromkeys((*SOURCES_WORDS[kind], NAME_FIELD[kind]))]
        rows = cursor.execute(
            f"SELECT {', '.join(fields)} FROM {kind} WHERE list_contains($1, {ID_FIELD[kind]})", [sorted(ids)]
        ).fetchall()
        for row in rows:
            found.add(kind, dict(zip(fields, row, strict=True)))
        for (snapshot,) in _versions(cursor, kind, ids, "snapshot"):
            found.add(kind, from_json(kind, snapshot).values)


def _versions(cursor: duckdb.DuckDBPyConnection, kind: str, ids: set[str], columns: str) -> list[tuple[Any, ...]]:
    return cursor.execute(
        f"SELECT {columns} FROM record_version WHERE record_kind = $1 AND list_contains($2, record_id)",
        [kind, sorted(ids)],
    ).fetchall()


def _records(cursor: duckdb.DuckDBPyConnection, found: Withdrawn, done: Withdrawal) -> None:
    """The records themselves, their earlier versions, and words of theirs that nobody had placed."""
    for kind, ids in found.ids.items():
        blank = ", ".join(f"{name} = NULL" for name in SOURCES_WORDS[kind])
        cursor.execute(
            f"UPDATE {kind} SET {blank}, withdrawn_at = $1 WHERE list_contains($2, {ID_FIELD[kind]})",
            [now(), sorted(ids)],
        )
        cursor.execute(
            "DELETE FROM unresolved WHERE record_kind = $1 AND list_contains($2, record_id)", [kind, sorted(ids)]
        )
        versions = _versions(cursor, kind, ids, "version_id, snapshot")
        for version_id, snapshot in versions:
            cursor.execute(
                "UPDATE record_version SET snapshot = $1 WHERE version_id = $2",
                [from_json(kind, snapshot).without_words().as_json(), version_id],
            )
        done.earlier_versions += len(versions)
    done.insights, done.case_studies = (len(found.ids.get(kind, ())) for kind in KINDS)


def _sources(cursor: duckdb.DuckDBPyConnection, found: Withdrawn) -> None:
    """A source without a record that still says something loses its name; it keeps its id, so that it still counts."""
    cursor.execute(
        "UPDATE source SET name = $1 WHERE source_id IN (SELECT source_id FROM insight WHERE withdrawn_at IS NOT NULL"
        " UNION ALL SELECT source_id FROM case_study WHERE withdrawn_at IS NOT NULL) AND source_id NOT IN"
        " (SELECT source_id FROM insight WHERE withdrawn_at IS NULL AND source_id IS NOT NULL"
        " UNION ALL SELECT source_id FROM case_study WHERE withdrawn_at IS NULL AND source_id IS NOT NULL)",
        [WITHDRAWN],
    )
    if found.source_id:
        cursor.execute("UPDATE scan_check SET source_name = NULL WHERE source_id = $1", [found.source_id])


def _parked(cursor: duckdb.DuckDBPyConnection, found: Withdrawn, done: Withdrawal) -> None:
    rows = cursor.execute(
        "SELECT parked_row_id, parked_row.kind, cells, mapping FROM parked_row JOIN upload USING (upload_id)"
    ).fetchall()
    for row_id, kind, cells, mapping in rows:
        if found.in_parked(kind, json.loads(cells), json.loads(mapping or "{}")):
            cursor.execute(
                "UPDATE parked_row SET cells = '{}', state = 'withdrawn', settled_why = NULL WHERE parked_row_id = $1",
                [row_id],
            )
            done.parked_rows += 1


def _files(cursor: duckdb.DuckDBPyConnection, found: Withdrawn, done: Withdrawal) -> None:
    """The files of all uploads, one at a time: also one that brought a row when it was here already holds its words."""
    for table in ("upload_file", "upload_original"):
        ids = cursor.execute(f"SELECT upload_id FROM {table} JOIN upload USING (upload_id) WHERE kind <> 'theme'")
        for (upload_id,) in ids.fetchall():
            row = cursor.execute(
                f"SELECT content, file_name, mapping FROM {table} JOIN upload USING (upload_id) WHERE upload_id = $1",
                [upload_id],
            ).fetchone()
            if row is None or not row[0]:
                continue
            after = found.without_them(bytes(row[0]), row[1], json.loads(row[2] or "{}"))
            if after is None:
                continue
            cursor.execute(f"UPDATE {table} SET content = $1 WHERE upload_id = $2", [after, upload_id])
            done.files_rebuilt += bool(after)
            done.files_dropped += not after
            if table == "upload_file":
                cursor.execute("UPDATE upload_file SET masked = true WHERE upload_id = $1", [upload_id])
    for upload_id, name in cursor.execute("SELECT upload_id, file_name FROM upload").fetchall():
        if found.in_file_name(name) != name:
            cursor.execute(
                "UPDATE upload SET file_name = $1 WHERE upload_id = $2", [found.in_file_name(name), upload_id]
            )


def _texts(cursor: duckdb.DuckDBPyConnection, found: Withdrawn, done: Withdrawal) -> None:
    for table, key, column in _TEXTS:
        for row_id, text in cursor.execute(f"SELECT {key}, {column} FROM {table}").fetchall():
            after = found.blanked(text) if text else text
            if after == text:
                continue
            cursor.execute(f"UPDATE {table} SET {column} = $1 WHERE {key} = $2", [after, row_id])
            if table == "publication":
                done.publications += 1
            else:
                done.other_texts += 1
