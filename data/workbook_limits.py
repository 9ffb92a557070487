"""How big a file may be: every limit with its default, and the setting that changes it."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields, replace

from data.errors import Refused

MEGABYTE = 1024 * 1024


def size_words(size: int) -> str:
    """A size in megabytes, or in bytes where it is less than one."""
    return f"{size / MEGABYTE:,.0f} MB" if size >= MEGABYTE else f"{size:,} bytes"


@dataclass(frozen=True)
class Limits:
    """The limits of one upload. Each can be set as KENSPECKLE_MAX_ and its name in capitals,
    such as ``KENSPECKLE_MAX_ROWS=50000``; every value is a whole number above 0."""

    file_bytes: int = 50 * MEGABYTE
    """Size of an XLSX file in bytes."""
    csv_bytes: int = 50 * MEGABYTE
    """Size of a CSV file in bytes."""
    rows: int = 200_000
    """Last row of a sheet that may hold something."""
    csv_rows: int = 200_000
    """Rows of a CSV file, blank ones and header included."""
    columns: int = 200
    """Last column that may hold something."""
    cell_characters: int = 32_767
    """Characters in one cell (also what a spreadsheet program can hold)."""
    zip_entries: int = 2_000
    """Parts inside an XLSX file, which is a ZIP of many parts."""
    unpacked_bytes: int = 400 * MEGABYTE
    """All parts of an XLSX file together once unpacked, in bytes; also the text that is read from it."""
    unpacked_ratio: int = 100
    """How many times bigger a part over 1 MB may become when unpacked."""
    xml_depth: int = 50
    """How deep XML elements may stand inside each other."""
    memory_bytes: int = 1024 * MEGABYTE
    """Memory of the process that reads an XLSX file, in bytes (not enforced on Windows)."""
    seconds: int = 20
    """Time for reading an XLSX file, in seconds."""
    seconds_per_megabyte: int = 3
    """Time added for every megabyte of the file, in seconds."""

    @classmethod
    def from_settings(cls, *, command_line: bool = False) -> Limits:
        """The limits in force: the defaults, changed by the environment variables ``KENSPECKLE_MAX_…``.

        On the command line a CSV file may be bigger (2,000,000 rows, 2 GB) because nobody waits at a page.
        Raises Refused if a setting is not a whole number above 0.
        """
        limits = cls(csv_rows=2_000_000, csv_bytes=2048 * MEGABYTE) if command_line else cls()
        named = {f"KENSPECKLE_MAX_{field.name.upper()}": field.name for field in fields(cls)}
        set_here = {field: _whole_number(name) for name, field in named.items() if os.environ.get(name, "").strip()}
        return replace(limits, **set_here)


def _whole_number(name: str) -> int:
    written = os.environ[name].strip().replace("_", "")
    if not written.isascii() or not written.isdigit() or int(written[:18]) < 1:
        raise Refused(f"The setting {name} must be a whole number above 0.")
    return int(written[:18])
