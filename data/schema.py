"""The schema's version: a new file is made, an older one brought forward, a newer one refused."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb

from data.errors import Refused
from data.write import now

SCHEMA = Path(__file__).parent / "schema.sql"
MIGRATIONS = Path(__file__).parent / "migrations"


def latest_version(migrations: Path = MIGRATIONS) -> int:
    """The version this program works with: 1 is schema.sql as first released, each migration adds 1."""
    return 1 + len(_steps(migrations))


def create(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make every table in an empty file. schema.sql always describes the latest version."""
    cursor.execute(SCHEMA.read_text(encoding="utf-8"))
    cursor.execute("INSERT INTO schema_version VALUES ($1, $2, 'made new')", [latest_version(), now()])


def version_of(cursor: duckdb.DuckDBPyConnection) -> int:
    """The version of the open file; 0 when it holds no tables of ours.

    Raises Refused when the file is some other DuckDB database.
    """
    names = {row[0] for row in cursor.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not names:
        return 0
    if "schema_version" not in names:
        raise Refused("This file is a DuckDB database, but not one that Kenspeckle made. Choose another file.")
    found = cursor.execute("SELECT max(version) FROM schema_version").fetchone()
    return int(found[0]) if found and found[0] is not None else 0


def check_not_newer(version: int, path: Path, migrations: Path = MIGRATIONS) -> None:
    """Refuse a file that a later Kenspeckle made: this one could damage what it does not know."""
    newest = latest_version(migrations)
    if version > newest:
        raise Refused(
            f"{path.name} was made by a newer Kenspeckle (its tables are version {version}, this program "
            f"knows up to {newest}). Nothing was changed. Install the newer version, or restore an older backup."
        )


def copy_before_upgrade(path: Path, version: int) -> Path:
    """Keep the file as it is beside itself; returns where. An earlier copy is never overwritten."""
    kept = path.with_name(f"{path.name}.before-v{version + 1}")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.name}.before-v{version + 1}.{number}")
    shutil.copy2(path, kept)
    return kept


def upgrade(cursor: duckdb.DuckDBPyConnection, version: int, migrations: Path = MIGRATIONS) -> int:
    """Apply every later migration, each in a transaction of its own; returns the version reached."""
    for number, step in _steps(migrations):
        if number <= version:
            continue
        cursor.begin()
        try:
            cursor.execute(step.read_text(encoding="utf-8"))
            cursor.execute("INSERT INTO schema_version VALUES ($1, $2, $3)", [number, now(), step.stem])
        except duckdb.Error:
            cursor.rollback()
            raise Refused(
                f"The step to version {number} ({step.stem}) did not work on this file. It stands as it was "
                f"at version {number - 1}; a copy was kept beside it. Please report the step's name."
            ) from None
        cursor.commit()
        version = number
    return version


def _steps(migrations: Path) -> list[tuple[int, Path]]:
    """Migration files, named 0002_words.sql and so on without a gap, in order."""
    steps = sorted(
        (int(named.group(1)), path) for path in migrations.glob("*.sql") if (named := re.match(r"(\d{4})_", path.name))
    )
    if [number for number, _ in steps] != list(range(2, 2 + len(steps))):
        raise Refused("The folder data/migrations is incomplete: its files must count 0002, 0003, … without a gap.")
    return steps
