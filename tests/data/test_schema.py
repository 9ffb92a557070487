"""Files of other versions, and the whole that a new file is."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb
import pytest

from data import connect, ready, schema
from data.backup import backup, restore
from data.check import check
from data.errors import Refused
from data.uploads import import_file
from data.write import write
from tests.sheets import csv_file


def tables(path: Path) -> set[str]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}


def columns(path: Path) -> set[tuple[str, ...]]:
    """Every column of every table and view, with its type and whether it may be empty."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return set(
            connection.execute(
                "SELECT table_name, column_name, column_index, data_type, is_nullable FROM duckdb_columns()"
                " WHERE NOT internal"
            ).fetchall()
        )


NEWEST = schema.latest_version()


def steps(folder: Path, sql: str) -> Path:
    """The migrations that there are, and one more."""
    shutil.copytree(schema.MIGRATIONS, folder)
    (folder / f"{NEWEST + 1:04d}_next.sql").write_text(sql)
    return folder


def test_every_table_says_what_one_row_is() -> None:
    text = schema.SCHEMA.read_text(encoding="utf-8")
    made = re.findall(r"((?:^--.*\n)*)^CREATE (?:TABLE|VIEW|MACRO) (\w+)", text, flags=re.MULTILINE)
    assert len(made) > 40
    assert [name for words, name in made if "-- One row is " not in words] == []


def test_a_new_file_has_the_reference_and_agrees_with_itself(own_examples: Path) -> None:
    assert [finding.name for finding in check() if not finding.holds] == []
    with connect.database().cursor() as cursor:
        held = cursor.execute("SELECT count(*), sum(population), sum(simd_zones) FROM council").fetchone()
    assert held == (32, 5_447_700, 6_976)


def test_a_check_finds_what_is_wrong(own_examples: Path) -> None:
    with write() as cursor:
        cursor.execute("DELETE FROM insight_place WHERE insight_id = 'INS-0001'")
        cursor.execute("UPDATE coding SET theme_id = 'TH-none' WHERE record_id = 'INS-0002'")
        cursor.execute("UPDATE upload SET rows_saved = rows_saved + 1 WHERE kind = 'insight'")
    wrong = {finding.name for finding in check() if not finding.holds}
    assert wrong == {
        "every insight has a place row",
        "every coding points to a theme that was made",
        "every upload adds up: read = saved + parked + unchanged + blank",
    }


def test_an_older_file_is_copied_and_brought_forward(own_examples: Path, tmp_path: Path) -> None:
    connect.release()
    migrations = steps(tmp_path / "steps", "CREATE TABLE novelty (word VARCHAR);")
    said = ready.bring_forward(own_examples, migrations)
    connect.release()
    kept = own_examples.with_name(f"kenspeckle.duckdb.before-v{NEWEST + 1}")
    assert said == (
        f"Brought kenspeckle.duckdb from version {NEWEST} to {NEWEST + 1}; the file as it was is kept as {kept.name}."
    )
    assert "novelty" in tables(own_examples)
    assert "novelty" not in tables(kept)
    assert ready.bring_forward(own_examples, migrations) == "Opened kenspeckle.duckdb."


def test_the_first_version_comes_to_be_what_a_new_file_is(tmp_path: Path, own_examples: Path) -> None:
    """schema_version_1.sql is the schema of the first version, word for word."""
    old = tmp_path / "old.duckdb"
    with duckdb.connect(str(old)) as connection:
        connection.execute((Path(__file__).parent / "schema_version_1.sql").read_text(encoding="utf-8"))
        connection.execute("INSERT INTO schema_version VALUES (1, now()::TIMESTAMP, 'made new')")
    connect.release()
    ready.bring_forward(old)
    connect.release()
    assert columns(old) == columns(own_examples)


def test_a_step_that_fails_leaves_the_file_as_it_was(own_examples: Path, tmp_path: Path) -> None:
    connect.release()
    migrations = steps(tmp_path / "steps", "CREATE TABLE novelty (word VARCHAR); DROP TABLE nowhere;")
    with pytest.raises(Refused, match="did not work"):
        ready.bring_forward(own_examples, migrations)
    assert "novelty" not in tables(own_examples)
    assert ready.bring_forward(own_examples) == "Opened kenspeckle.duckdb."


def test_a_newer_file_is_refused_and_not_touched(own_examples: Path) -> None:
    with write() as cursor:
        cursor.execute("INSERT INTO schema_version VALUES (99, now()::TIMESTAMP, 'from the future')")
    connect.release()
    before = own_examples.read_bytes()
    with pytest.raises(Refused, match="newer Kenspeckle"):
        ready.bring_forward(own_examples)
    assert own_examples.read_bytes() == before


def test_another_programs_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE mine (word VARCHAR)")
    with pytest.raises(Refused, match="not one that Kenspeckle made"):
        ready.bring_forward(other)
    (tmp_path / "words.duckdb").write_text("this is no database, only some words in a file")
    with pytest.raises(Refused, match="not a database"):
        ready.bring_forward(tmp_path / "words.duckdb")


def test_a_database_is_never_made_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "mine.duckdb").write_text("mine")
    with pytest.raises(Refused, match="exists already"):
        ready.create(tmp_path / "mine.duckdb")
    assert (tmp_path / "mine.duckdb").read_text() == "mine"


def test_a_backup_restores_everything_byte_for_byte(own_examples: Path, tmp_path: Path) -> None:
    backup(tmp_path / "kept.duckdb")
    import_file(csv_file([["insight_id", "text"], ["A-1", "Words"]]), "heard.csv")
    with pytest.raises(Refused, match="exists already"):
        backup(tmp_path / "kept.duckdb")
    said = restore(tmp_path / "kept.duckdb")
    assert said.startswith("Restored kept.duckdb.")
    with connect.database().cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM insight").fetchone() == (228,)
    connect.release()
    assert own_examples.read_bytes() == (tmp_path / "kept.duckdb").read_bytes()
    assert len(list(own_examples.parent.glob("*.before-restore-*"))) == 1


def test_a_file_that_is_no_backup_is_not_restored(own_examples: Path, tmp_path: Path) -> None:
    (tmp_path / "words.duckdb").write_text("this is no database, only some words in a file")
    with pytest.raises(Refused, match="not a Kenspeckle database"):
        restore(tmp_path / "words.duckdb")
    with connect.database().cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM insight").fetchone() == (228,)


def test_the_open_file_reaches_nothing_outside(own_examples: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("word\nsecret\n")
    with connect.database().cursor() as cursor:
        for statement in (
            f"SELECT * FROM '{tmp_path}/secret.csv'",
            f"ATTACH '{tmp_path}/other.duckdb' AS other",
            f"COPY insight TO '{tmp_path}/out.csv'",
            "SET enable_external_access = true",
        ):
            with pytest.raises(duckdb.Error):
                cursor.execute(statement)
