"""The one connection of this process to the DuckDB file: one cursor a call, never a shared handle.

A handle shared between threads mixes up their answers; a cursor for each call does not.
Nothing outside ``data/`` opens a connection.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from data.errors import Refused
from data.settings import database_path

LOG_BYTES = 16 * 1024 * 1024  # a longer log of changes is moved into the file
# Of each query. Half of the processors are left to the question beside it (queries/at_once.py): threads of one query
# that wait for each other cost more than they save on few.
THREADS = max(1, (os.cpu_count() or 2) // 2)
_LOOK_AGAIN = 0.5  # seconds until it is tried again while the room writes


class Database:
    """One open DuckDB file. Readers share it; ``closed_for`` keeps them out while the file is replaced."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write_lock = threading.RLock()
        self.room_lock = threading.RLock()  # for what only the room writes; taken after write_lock, never before
        self._gate = threading.Condition()
        self._readers = 0
        self._shut = False
        self._connection = _open(path)
        self.opened = 1  # how often the file was opened; what was in memory is gone each time
        self._tidying: threading.Thread | None = None

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of one's own for the length of the block."""
        with self._gate:
            self._gate.wait_for(lambda: not self._shut)
            self._readers += 1
            cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()
            with self._gate:
                self._readers -= 1
                self._gate.notify_all()

    @contextmanager
    def closed_for(self) -> Iterator[None]:
        """Close the file while the block replaces it, with no reader or writer inside; then open it again."""
        with self.write_lock, self.room_lock:
            with self._gate:
                self._shut = True
                self._gate.wait_for(lambda: self._readers == 0)
            try:
                self._connection.close()
                yield
            finally:
                self._connection = _open(self.path)
                self.opened += 1
                with self._gate:
                    self._shut = False
                    self._gate.notify_all()

    def tidy(self) -> None:
        """Move a long log of changes into the file, beside what goes on.

        A commit is safe once it stands in the log; DuckDB would make whoever commits wait for the move as well.
        """
        log = self.path.with_name(self.path.name + ".wal")
        at_work = self._tidying is not None and self._tidying.is_alive()
        if not at_work and log.exists() and log.stat().st_size > LOG_BYTES:
            self._tidying = threading.Thread(target=self._tidy, name="tidy-log")  # waited for at the end
            self._tidying.start()

    def _tidy(self) -> None:
        for _ in range(20):
            with self.write_lock, self.cursor() as cursor:
                try:
                    cursor.execute("CHECKPOINT")
                    break
                except duckdb.TransactionException:  # somebody in the room is just writing
                    pass
            time.sleep(_LOOK_AGAIN)

    def close(self) -> None:
        """Close the file; the object is of no use afterwards."""
        if self._tidying is not None:
            self._tidying.join()
        self._connection.close()


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    """Open the file with everything shut that reaches outside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = not path.exists()
    try:
        connection = duckdb.connect(
            str(path),
            config={
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "threads": THREADS,
                "checkpoint_threshold": "1GB",  # long before it ``tidy`` does it, when nobody waits
            },
        )
    except duckdb.IOException as error:
        raise _held(path, str(error)) from None
    except duckdb.Error:
        raise _unreadable(path) from None
    if fresh and os.name == "posix":
        path.chmod(0o600)
    connection.execute("ATTACH ':memory:' AS evidence")  # the read model: see read_model.sql
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")
    return connection


def _held(path: Path, message: str) -> Refused:
    """Say who holds the file; DuckDB's message names the program and its process number."""
    holder = re.search(r"lock is held in (.+?) \(PID (\d+)\)", message)
    if holder:
        program = Path(holder.group(1)).name
        return Refused(
            f"{path.name} is in use by process {holder.group(2)} ({program}), which does not answer on the "
            "private socket. Stop that process, or wait for it, and try again."
        )
    if "not a valid DuckDB" in message:
        return _unreadable(path)
    if "lock" in message.lower():
        return Refused(f"{path.name} is in use by another process. Stop it, or wait for it, and try again.")
    return Refused(
        f"{path.name} cannot be opened. Check that the folder exists, that it may be written to, "
        "and that the file is a Kenspeckle database."
    )


def _unreadable(path: Path) -> Refused:
    return Refused(
        f"{path.name} is not a database that this version can read. "
        "Move it away, or restore a backup with: python -m data restore FILE"
    )


_database: Database | None = None
_opening = threading.Lock()


def database() -> Database:
    """The process's database, opened at the first call at ``settings.database_path()``."""
    global _database
    with _opening:
        if _database is None:
            _database = Database(database_path())
        return _database


def use(path: Path) -> Database:
    """Make ``path`` the process's database, closing the one before if it is another file."""
    global _database
    with _opening:
        if _database is not None and _database.path == path:
            return _database
        if _database is not None:
            _database.close()
            _database = None
        _database = Database(path)
        return _database


def is_open(path: Path) -> bool:
    """Whether this process holds that database."""
    return _database is not None and _database.path == path


def release() -> None:
    """Close the process's database, so that another process can open the file."""
    global _database
    with _opening:
        if _database is not None:
            _database.close()
            _database = None
