"""What the server and the process that reads a workbook say to each other: a letter, a length, bytes."""

from __future__ import annotations

import struct
from typing import IO

CHECKED = b"C"
"""JSON: how many bytes of the unpacked file are looked through, and how many there are."""
SHEET = b"S"
"""JSON: the name of the next sheet, whether it is hidden, and what was seen in its cells."""
ROWS = b"R"
"""Arrow: the next rows of that sheet."""
LONG_CELLS = b"L"
"""JSON: row and column of cells that are too long."""
REFUSED = b"X"
"""JSON: the problem for which the file is refused."""
END = b"E"
"""Nothing more comes; without it the process died."""

_HEAD = struct.Struct(">cQ")


def send(to: IO[bytes], kind: bytes, payload: bytes | memoryview = b"") -> None:
    """Write one frame."""
    to.write(_HEAD.pack(kind, len(payload)))
    to.write(payload)


def receive(source: IO[bytes]) -> tuple[bytes, bytes]:
    """Read one frame: its kind and its content. EOFError if the sender stopped in the middle."""
    head = source.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    kind, length = _HEAD.unpack(head)
    payload = source.read(length)
    if len(payload) < length:
        raise EOFError
    return kind, payload
