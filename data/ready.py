"""Makes a database ready for use: made new with the real examples, or opened, checked and brought forward."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from data import connect, schema
from data.errors import Refused
from data.reference_tables import load_if_changed
from data.settings import EXAMPLES
from data.uploads import import_file
from data.write import NOUNS, step_versions, write

SHIPPED_THEMES = ("themes.csv",)
SHIPPED_EVIDENCE = ("insights.csv", "case_studies.csv")
Progress = Callable[[str], None]


def make_ready(path: Path, say: Progress | None = None) -> str:
    """Open ``path`` as this process's database and return one sentence on what was done.

    A file that is not there is made from the shipped examples. An older file is copied and brought
    forward. Raises Refused in words when it is newer, held by another process or not ours.
    """
    if not path.exists():
        return create(path, say=say)
    return bring_forward(path)


def create(path: Path, *, themes: bool = True, examples: bool = True, say: Progress | None = None) -> str:
    """Make a new database; it appears under its name only when it is whole.

    Raises Refused if something stands at ``path`` already.
    """
    if path.exists():
        raise Refused(f"{path.name} exists already and was left as it is. Choose another name, or move it away.")
    making = path.with_name(f".{path.name}.making")
    making.unlink(missing_ok=True)
    making.with_name(making.name + ".wal").unlink(missing_ok=True)
    try:
        held = connect.use(making)
        with held.cursor() as cursor:
            schema.create(cursor)
        with write() as cursor:
            load_if_changed(cursor)
        names = (SHIPPED_THEMES if themes else ()) + (SHIPPED_EVIDENCE if examples else ())
        for name in names:
            if say:
                say(f"Loading {name} …")
            import_file((EXAMPLES / name).read_bytes(), name, who="shipped examples")
        with held.write_lock, held.cursor() as cursor:
            cursor.execute("CHECKPOINT")
    except BaseException:
        connect.release()
        making.unlink(missing_ok=True)
        raise
    connect.release()
    making.rename(path)
    connect.use(path)
    step_versions(*NOUNS)
    held_words = "with the shipped examples" if examples else "without any insights"
    return f"Made a new database, {path.name}, {held_words}."


def bring_forward(path: Path, migrations: Path = schema.MIGRATIONS) -> str:
    """Open an existing database, upgrade it if it is older (a copy is kept), refresh its reference tables."""
    held = connect.use(path)
    done = f"Opened {path.name}."
    try:
        with held.cursor() as cursor:
            found = schema.version_of(cursor)
        schema.check_not_newer(found, path, migrations)
        if found == 0:
            raise Refused(f"{path.name} is an empty database. Move it away and start again.")
        if found < schema.latest_version(migrations):
            with held.write_lock, held.cursor() as cursor:
                cursor.execute("CHECKPOINT")
                kept = schema.copy_before_upgrade(path, found)
                reached = schema.upgrade(cursor, found, migrations)
            done = f"Brought {path.name} from version {found} to {reached}; the file as it was is kept as {kept.name}."
        with write("evidence", "themes") as cursor:
            load_if_changed(cursor)
    except BaseException:
        connect.release()
        raise
    return done
