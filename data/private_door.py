"""Where the private socket of one database stands, and who may come near it."""

from __future__ import annotations

import contextlib
import getpass
import hashlib
import os
import secrets
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

LONGEST_SOCKET_PATH = 100  # bytes; Linux allows 108, macOS 104


@dataclass(frozen=True)
class Door:
    """The folder of one database's socket (mode 0700) and the socket's address in it."""

    folder: Path
    address: str

    @property
    def key_file(self) -> Path:
        """The file (mode 0600) with the key that both sides must know."""
        return self.folder / "key"


def door(database: Path) -> Door:
    """The door that belongs to one database file and one user."""
    digest = hashlib.sha256(str(database.expanduser().resolve()).encode()).hexdigest()[:16]
    name = f"kenspeckle-{_user()}-{digest}"
    folder = Path(tempfile.gettempdir()) / name
    if sys.platform == "win32":
        return Door(folder, rf"\\.\pipe\{name}")
    if len(str(folder / "socket").encode()) > LONGEST_SOCKET_PATH:
        folder = Path("/tmp") / name
    return Door(folder, str(folder / "socket"))


def only_ours(folder: Path) -> bool:
    """Whether this is a real folder that no other user owns or can enter."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(found.st_mode):
        return False
    if sys.platform == "win32":  # the temporary folder already belongs to one user there
        return True
    return found.st_uid == os.getuid() and stat.S_IMODE(found.st_mode) == 0o700


def new_key(path: Path) -> bytes:
    """Write a fresh random key that only this user can read."""
    key = secrets.token_bytes(32)
    fresh = path.with_name("key.new")
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
    fresh.replace(path)
    return key


def _user() -> str:
    """Who runs this, in characters that a file name can hold."""
    if sys.platform == "win32":
        return "".join(letter if letter.isalnum() else "-" for letter in getpass.getuser())
    return str(os.getuid())
