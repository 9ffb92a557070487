"""Copies the whole database, byte for byte, and puts such a copy back."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from data import schema
from data.connect import database
from data.errors import Refused
from data.write import NOUNS, now, step_versions


def backup(target: Path) -> str:
    """Write everything to ``target`` under the writer's lock; the name appears only when the copy is whole."""
    if target.exists():
        raise Refused(f"{target} exists already and was left as it is. Choose another name.")
    refuse_own_names(target)
    held = database()
    making = target.with_name(f".{target.name}.making")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with held.write_lock, held.room_lock:
            with held.cursor() as cursor:
                cursor.execute("FORCE CHECKPOINT")
            shutil.copy2(held.path, making)
        making.rename(target)
    except OSError:
        making.unlink(missing_ok=True)
        raise Refused(f"{target.name} cannot be written. Check the folder and the space left on the disk.") from None
    return f"Backed up {held.path.name} to {target.name} ({target.stat().st_size:,} bytes)."


def restore(source: Path) -> str:
    """Put a backup in the place of the database in use; the database as it was is kept beside it.

    Raises Refused if the file is not a Kenspeckle database, or one of a newer version.
    """
    version = check_backup(source)
    held = database()
    kept = held.path.with_name(f"{held.path.name}.before-restore-{now():%Y%m%d-%H%M%S-%f}")
    arriving = held.path.with_name(f".{held.path.name}.arriving")
    shutil.copy2(source, arriving)
    with held.closed_for():
        held.path.rename(kept)
        try:
            arriving.rename(held.path)
        except OSError:
            kept.rename(held.path)
            raise Refused(f"{source.name} could not be put in place; the database stands as it was.") from None
        held.path.with_name(held.path.name + ".wal").unlink(missing_ok=True)
    if version < schema.latest_version():
        with held.write_lock, held.cursor() as cursor:
            schema.upgrade(cursor, version)
    step_versions(*NOUNS)
    return f"Restored {source.name}. The database as it was is kept as {kept.name}."


def refuse_own_names(target: Path) -> None:
    """Refuse a name that DuckDB keeps for itself: a file there would be taken for its own and deleted."""
    if target.suffix.casefold() in (".wal", ".tmp"):
        raise Refused(f"A name that ends in {target.suffix} is DuckDB's own. Choose another name.")


def check_backup(source: Path) -> int:
    """The schema version of a backup, read without changing it; raises Refused if it cannot be restored."""
    if not source.is_file():
        raise Refused(f"There is no file {source.name}. Give the path of a backup.")
    try:
        with duckdb.connect(str(source), read_only=True) as connection:
            version = schema.version_of(connection)
    except duckdb.Error:
        raise Refused(f"{source.name} is not a Kenspeckle database, or another process holds it.") from None
    if version == 0:
        raise Refused(f"{source.name} is an empty database. Give the path of a backup.")
    schema.check_not_newer(version, source)
    return version
