"""This server's own secret: join codes and receipts follow from it, and nobody can work them out from the database.

It stands beside the database in a file that only its owner may read. Without it a new one is made: codes that were
given out then open nothing any more, and a new code has to be made for a workshop that is going on.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
import threading
from pathlib import Path

from data.connect import database

LENGTH = 32  # bytes
_held: dict[Path, bytes] = {}
_lock = threading.Lock()


def room_key() -> bytes:
    """The secret of the database in use."""
    path = database().path
    file = path.with_name(f"{path.name}.key")
    with _lock:
        if file not in _held:
            _held[file] = _read(file) or _make(file)
        return _held[file]


def keyed(purpose: str, *parts: str) -> str:
    """A keyed digest (HMAC-SHA256, hex) of the parts; another purpose gives another digest."""
    message = "\x1f".join((purpose, *parts)).encode()
    return hmac.new(room_key(), message, hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two digests are the same, compared in a time that does not depend on where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def _read(file: Path) -> bytes | None:
    try:
        key = file.read_bytes()
    except OSError:
        return None
    return key if len(key) == LENGTH else None


def _make(file: Path) -> bytes:
    key = secrets.token_bytes(LENGTH)
    fresh = file.with_name(f"{file.name}.new")
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as held:
        held.write(key)
        held.flush()
        os.fsync(held.fileno())
    fresh.replace(file)
    return key
