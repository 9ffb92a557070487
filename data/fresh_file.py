"""Writes the database file anew, so that nothing of what was blanked is left in its old blocks."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from data.connect import database
from data.write import step_versions


def write_file_anew() -> bool:
    """Copy everything that is stored now into a new file and put it in the place of the old one.

    A database keeps the blocks of changed rows until it needs them again; a copy has none of them. Returns whether
    it was done: without room on the disk the old file stays. Other readers and writers wait for it.
    """
    held = database()
    making = held.path.with_name(f".{held.path.name}.making")
    done = False
    with held.closed_for():
        making.unlink(missing_ok=True)
        try:
            _copy(held.path, making)
            making.replace(held.path)
            held.path.with_name(held.path.name + ".wal").unlink(missing_ok=True)
            done = True
        except (duckdb.Error, OSError):
            making.unlink(missing_ok=True)
            making.with_name(making.name + ".wal").unlink(missing_ok=True)
    step_versions("evidence", "themes", "room")
    return done


def copies_beside() -> list[str]:
    """The names of earlier copies of the database that stand in its folder and still hold what was blanked."""
    path = database().path
    return sorted(found.name for found in path.parent.glob(f"{path.name}.before-*"))


def _copy(source: Path, target: Path) -> None:
    quoted = str(source).replace("'", "''")  # ATTACH takes no parameters
    with duckdb.connect(str(target)) as connection:
        if os.name == "posix":
            target.chmod(0o600)
        (name,) = connection.execute("SELECT current_database()").fetchone() or ("",)
        connection.execute(f"ATTACH '{quoted}' AS stands (READ_ONLY)")
        catalog = str(name).replace('"', '""')
        connection.execute(f'COPY FROM DATABASE stands TO "{catalog}"')
        connection.execute("CHECKPOINT")
