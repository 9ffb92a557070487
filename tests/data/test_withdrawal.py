"""A source withdraws: its words are gone everywhere, and what it said still counts."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from data import connect, export, history, taking_back
from data.check import check
from data.choices import Choices
from data.errors import Refused
from data.receipts import Receipt
from data.uploads import import_file
from data.withdrawal import sources, withdraw
from data.write import write
from queries.disclosure import tell
from queries.filters import Filters
from queries.search import read
from tests.sheets import csv_file, xlsx_file

pytestmark = pytest.mark.process

HEADER = [
    "insight_id",
    "recorded_on",
    "title",
    "text",
    "place",
    "themes",
    "groups",
    "source_name",
    "heard_from",
    "Mood",
]
SECRET = ["A-1", "2026-02-03", "Quibbling at dawn", "Zanzibar marmalade keeps the neighbours talking", "Fife",
          "Digital exclusion", "Older people", "Wobbly Bridge Singers", "A quixotic tenor", "xylophonic"]  # fmt: skip
EARLIER = "Platypus chutney was mentioned first"
OTHER = ["A-2", "", "", "The bus stopped at six", "Angus", "", "", "Bus users", "", ""]
# Every word that only the withdrawn record has. The file of the database is looked through for each.
WORDS = ("Zanzibar", "marmalade", "Quibbling", "Wobbly", "quixotic", "xylophonic", "Platypus")


def every(question: str, *values: Any) -> list[tuple[Any, ...]]:
    with connect.database().cursor() as cursor:
        return cursor.execute(question, list(values)).fetchall()


def take(*rows: list[Any], name: str = "heard.csv", **options: Any) -> Receipt:
    receipt = import_file(csv_file([HEADER, *rows]), name, who="a test", **options)
    total = receipt.rows_saved + receipt.rows_parked + receipt.rows_unchanged + receipt.rows_blank
    assert receipt.rows_read == total
    return receipt


def counted() -> list[tuple[Any, ...]]:
    rows = tell("theme_frequency", Filters(mode="working")).rows
    return [(row["theme_id"], row["mentions"], row["sources"]) for row in rows]


def in_the_file(path: Path) -> set[str]:
    """Which of the words stand in the database file, or in a file that it keeps."""
    with connect.database().cursor() as cursor:
        cursor.execute("FORCE CHECKPOINT")
        kept = cursor.execute(
            "SELECT content FROM upload_file UNION ALL SELECT content FROM upload_original"
        ).fetchall()
        everything = "".join(
            str(cursor.execute(f"SELECT * FROM {table}").fetchall())
            for (table,) in cursor.execute("SELECT table_name FROM duckdb_tables() WHERE database_name <> 'evidence'")
            .fetchall()
            if table not in ("upload_file", "upload_original")
        )  # fmt: skip
    raw = path.read_bytes()
    files = "".join(_text_of(bytes(content)) for (content,) in kept)
    return {word for word in WORDS if word.encode() in raw or word in files or word in everything}


def _text_of(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode()
    rows = (sheet.iter_rows(values_only=True) for sheet in load_workbook(io.BytesIO(content)).worksheets)
    return str([row for sheet in rows for row in sheet])


def all_hold() -> bool:
    return [finding.name for finding in check() if not finding.holds] == []


def everywhere(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words in every place that can hold them: record, earlier version, set-aside row, files, publication."""
    monkeypatch.setenv("KENSPECKLE_KEEP_ORIGINALS", "1")
    take([*SECRET[:3], EARLIER, *SECRET[4:]], OTHER, name="first of Wobbly Bridge Singers.csv")
    take(SECRET, OTHER, choices=Choices(changed_text="replace"))
    take(
        ["A-1", "", "", "Marmalade Zanzibar, other words", "", "", "", "Wobbly Bridge Singers", "", ""], name="more.csv"
    )
    book = xlsx_file(Heard=[HEADER, SECRET, [*OTHER[:3], "Another bus", *OTHER[4:]], ["A-3", "", "", "New words"]])
    import_file(book, "book.xlsx", Choices(changed_text="replace"), who="a test")
    snapshot = {"quotes": [{"insight_id": "A-1", "text": SECRET[3], "source_name": SECRET[7], "place": "Fife"},
                           {"insight_id": "A-2", "text": OTHER[3]}], "note": f"They said: {SECRET[3]}!"}  # fmt: skip
    with write("room") as cursor:
        cursor.execute(
            "INSERT INTO publication VALUES ('P-1', NULL, 'Spring', $1, 'x', now()::TIMESTAMP, NULL, NULL)",
            [json.dumps(snapshot)],
        )
        cursor.execute(
            "INSERT INTO interpretation (interpretation_id, workshop_id, reading, dissent, state, made_by, made_at)"
            " VALUES ('I-1', NULL, $1, NULL, 'open', 'x', now()::TIMESTAMP)",
            [f"We heard “{SECRET[3]}” twice"],
        )
    assert in_the_file(path) == set(WORDS)


@pytest.mark.process
@pytest.mark.parametrize("named", [{"source": "wobbly bridge  singers"}, {"record": "A-1"}])
def test_the_words_are_gone_from_the_whole_database_and_the_record_still_counts(
    empty: Path, monkeypatch: pytest.MonkeyPatch, named: dict[str, Any]
) -> None:
    everywhere(empty, monkeypatch)
    before = counted()
    told = withdraw(**named, who="a test", dry_run=True)
    assert in_the_file(empty) == set(WORDS)
    done = withdraw(**named, why="They asked us to", who="a test")
    assert (done.insights, done.parked_rows, done.publications, done.other_texts) == (1, 1, 1, 1)
    assert done.earlier_versions >= 1
    assert done.files_rebuilt >= 4
    assert done.file_written_anew
    assert {**done.as_dict(), "file_written_anew": False} == told.as_dict()
    assert in_the_file(empty) - ({"Wobbly"} if "record" in named else set()) == set()
    assert counted() == before
    assert every("SELECT text, source_name, recorded_on IS NULL, withdrawn_at IS NULL FROM insight"
                 " WHERE insight_id = 'A-1'") == [(None, None, False, False)]  # fmt: skip
    assert every("SELECT text FROM insight WHERE insight_id = 'A-2'") == [("Another bus",)]
    (held,) = every("SELECT snapshot FROM publication")[0]
    assert json.loads(held)["quotes"][1]["text"] == OTHER[3]
    assert json.loads(held)["note"] == "They said: Withdrawn at the source’s wish!"
    assert every("SELECT did FROM audit WHERE about = 'A-1'") == [("withdraw insight: They asked us to",)]
    assert all_hold()


def test_no_question_and_no_search_finds_the_words(empty: Path) -> None:
    take(SECRET, OTHER)
    withdraw(record="A-1", who="a test")
    for word in ("Zanzibar", "Wobbly", "Quibbling"):
        assert read("insights", word, Filters(), limit=9).rows == ()
    rows = tell("insights", Filters(mode="working"), ids=None, limit=9, offset=0).rows
    assert {row["insight_id"]: row["withdrawn"] for row in rows} == {"A-1": True, "A-2": False}


@pytest.mark.process
def test_the_same_file_again_does_not_bring_the_words_back(empty: Path) -> None:
    take(SECRET, OTHER)
    withdraw(source="Wobbly Bridge Singers", who="a test")
    again = take(SECRET, OTHER)
    assert (again.rows_saved, again.rows_unchanged, again.upload_id) == (0, 2, None)
    assert "withdrawn" in {problem.code for problem in again.problems}
    more = take(SECRET, [*OTHER[:3], "The bus never came", *OTHER[4:]], ["A-4", "", "", "New words"] + [""] * 6,
                [*SECRET[:3], "", *SECRET[4:]], choices=Choices(changed_text="replace"))  # fmt: skip
    assert (more.rows_saved, more.rows_unchanged) == (2, 2)
    assert in_the_file(empty) == set()
    assert not any(word in str(more.as_dict()) for word in WORDS)


def test_a_row_without_an_id_stays_withdrawn_too(empty: Path) -> None:
    take(["", *SECRET[1:]])
    ((record_id,),) = every("SELECT insight_id FROM insight")
    withdraw(record=record_id, who="a test")
    assert take(["", *SECRET[1:]]).rows_unchanged == 1
    assert in_the_file(empty) == set()


def test_its_upload_can_still_be_taken_back_and_brought_in_again(empty: Path) -> None:
    first = take(SECRET)
    withdraw(record="A-1", who="a test")
    assert first.upload_id
    assert taking_back.undo_upload(first.upload_id, "a test")["rows_removed"] == 1
    assert every("SELECT count(*) FROM record") == [(0,)]
    assert take(SECRET).rows_saved == 1
    assert every("SELECT text, source_id IS NULL FROM insight WHERE removed_at IS NULL") == [(None, False)]
    assert counted() != []
    assert in_the_file(empty) == set()
    assert all_hold()


def test_a_change_taken_back_after_a_withdrawal_brings_no_words_back(empty: Path) -> None:
    take([*SECRET[:3], EARLIER, *SECRET[4:]])
    later = take(SECRET, choices=Choices(changed_text="replace"))
    withdraw(record="A-1", who="a test")
    assert later.upload_id
    taking_back.undo_upload(later.upload_id, "a test")
    assert every("SELECT text, withdrawn_at IS NULL FROM insight") == [(None, False)]
    assert in_the_file(empty) == set()


@pytest.mark.process
def test_an_export_says_that_it_was_withdrawn_and_another_database_takes_it_so(empty: Path, tmp_path: Path) -> None:
    take(SECRET, OTHER)
    withdraw(record="A-1", who="a test")
    export.export(tmp_path / "all.xlsx")
    content = (tmp_path / "all.xlsx").read_bytes()
    assert "Withdrawn at the source’s wish" in _text_of(content)
    assert not any(word in _text_of(content) for word in WORDS)
    assert import_file(content, "all.xlsx", dry_run=True).rows_saved == 0
    for upload in history.list_uploads():
        if upload["kind"] != "theme":
            taking_back.undo_upload(upload["upload_id"], "a test")
    with write("evidence") as cursor:
        cursor.execute("DELETE FROM insight")
    assert import_file(content, "all.xlsx").rows_saved == 2
    assert every("SELECT text, withdrawn_at IS NULL FROM insight ORDER BY insight_id")[0] == (None, False)


def test_a_case_study_is_withdrawn_with_its_organisation(own_examples: Path) -> None:
    (name, record_id), *_ = every("SELECT organisation, case_study_id FROM case_study ORDER BY case_study_id")
    done = withdraw(record=record_id, who="a test")
    assert (done.insights, done.case_studies) == (0, 1)
    told = tell("case_studies", Filters(), ids=[record_id], limit=1, offset=0).one
    assert (told["title"], told["organisation"], told["withdrawn"]) == (None, None, True)
    assert name
    assert all_hold()


def test_what_is_not_there_or_gone_already_is_refused(empty: Path) -> None:
    take(SECRET)
    wrong: list[dict[str, Any]] = [{"source": "Nobody"}, {"record": "B-1"}, {}, {"source": "a", "record": "b"}]
    for named in wrong:
        with pytest.raises(Refused):
            withdraw(**named, who="a test")
    assert "Wobbly Bridge Singers" in sources()
    withdraw(record="A-1", who="a test")
    with pytest.raises(Refused, match="already"):
        withdraw(record="A-1", who="a test")
    with pytest.raises(Refused):
        withdraw(source="Wobbly Bridge Singers", who="a test")
    assert "Wobbly Bridge Singers" not in sources()


def test_other_rows_of_other_sources_are_left_alone_in_the_kept_files(empty: Path) -> None:
    take(SECRET, OTHER, ["A-5", "", "", "Some words", "Fife", "", "", "Fife", "", ""])
    withdraw(source="Fife", who="a test")
    upload_id = next(one["upload_id"] for one in history.list_uploads() if one["kind"] == "insight")
    text = history.kept_file(upload_id)[1].decode()
    assert "Zanzibar" in text
    assert "Some words" not in text


def test_the_file_written_anew_is_the_same_database(own_examples: Path) -> None:
    tables = "SELECT table_name, constraint_type, constraint_text FROM duckdb_constraints() ORDER BY ALL"
    views = "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal AND database_name <> 'evidence' ORDER BY ALL"
    counts = "SELECT (SELECT count(*) FROM insight), (SELECT count(*) FROM theme), (SELECT count(*) FROM record_place)"
    before = [every(question) for question in (tables, views, counts)]
    withdraw(record="INS-0001", who="a test")
    assert [every(question) for question in (tables, views, counts)] == before
    assert every("SELECT max(version) FROM schema_version") != [(None,)]
    assert own_examples.stat().st_mode & 0o777 == 0o600
    assert not list(own_examples.parent.glob("*.making*"))
    connect.release()
