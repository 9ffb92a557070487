"""Looks through the ZIP that an XLSX file is, before any reader of workbooks sees it.

Sizes written in a ZIP can lie, so every part is unpacked here piece by piece, counted, and thrown away.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import NoReturn

from data.errors import Problem, WorkbookError
from data.workbook_cells import SheetFacts
from data.workbook_kind import kind_inside_zip, refuse_password
from data.workbook_limits import MEGABYTE, Limits, size_words
from data.workbook_xml import FIRST_PARTS, WorkbookParts, check_part

_SAVE_AGAIN = (
    "The file is damaged or incomplete and cannot be read. Open it in your spreadsheet program, "
    "save it again as .xlsx and bring that file in."
)
_PIECE = 256 * 1024
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_END_OF_ZIP = b"PK\x05\x06"
_END_OF_ZIP_BYTES = 22
_UNSAFE_NAME = re.compile(r"^/|^[A-Za-z]:|\\|(?:^|/)\.\.(?:/|$)|[\0-\x1f]")
_ENCRYPTED = 0x1
_BYTES_BETWEEN_WORDS = 2 * MEGABYTE

Tell = Callable[[int, int], None]


def check(
    content: bytes, limits: Limits, tell: Tell | None = None, zip_is_good: Callable[[], object] | None = None
) -> dict[str, SheetFacts]:
    """Check an XLSX file whole: its ZIP, then every XML part; gives for each sheet what was seen in it.

    ``tell`` is called now and then with the bytes looked through and all bytes, ``zip_is_good`` before the first part
    is. Raises WorkbookError at the first thing that makes the file unsafe, too big or unreadable.
    """
    entries = _entries(content, limits)
    if zip_is_good:
        zip_is_good()
    # The names of the sheets come first, so that whatever is found later can be told with its sheet.
    entries.sort(key=lambda at: at[0].filename.lower() not in FIRST_PARTS)
    parts = WorkbookParts()
    budget = limits.unpacked_bytes
    said = _Said(tell, sum(entry.file_size for entry, _ in entries))
    for entry, start in entries:
        name = entry.filename.lower()
        pieces = said.follow(_unpacked(content, entry, start, limits, budget))
        if name.endswith((".xml", ".rels")):
            try:
                check_part(parts, name, pieces, limits)
            except WorkbookError as error:
                raise WorkbookError(replace(error.problem, sheet=parts.sheet_in(name))) from None
        else:
            for _ in pieces:
                pass
        budget -= entry.file_size
    try:
        return parts.sheets()
    except LookupError:
        refuse_damaged("a sheet that is named in the file is not in it")


class _Said:
    """Counts the bytes that go by and tells of them."""

    def __init__(self, tell: Tell | None, of: int) -> None:
        self._tell, self._of = tell, of
        self._done = self._told = 0

    def follow(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self._done += len(piece)
            if self._tell and self._done - self._told >= _BYTES_BETWEEN_WORDS:
                self._told = self._done
                self._tell(self._done, self._of)
            yield piece


def parts_of(content: bytes, limits: Limits) -> Iterator[tuple[str, int, Iterator[bytes]]]:
    """The parts of an XLSX file as they stand: name, size as it is told, and the bytes in pieces, counted as they come.

    Take each part's pieces to their end before the next part. Raises WorkbookError for a ZIP that is refused.
    """
    budget = limits.unpacked_bytes
    for entry, start in _entries(content, limits):
        yield entry.filename, entry.file_size, _unpacked(content, entry, start, limits, budget)
        budget -= entry.file_size


def refuse_damaged(found: str) -> NoReturn:
    """Refuse a file that cannot be read because something in it is broken."""
    raise WorkbookError(Problem("error", "file_damaged", _SAVE_AGAIN, found=found))


def _refuse_size(found: str) -> NoReturn:
    raise WorkbookError(
        Problem(
            "error",
            "file_unpacks_too_large",
            "The file is too large once it is unpacked. Copy the rows into a new workbook, save it as .xlsx "
            "and bring that file in.",
            found=found,
        )
    )


def _entries(content: bytes, limits: Limits) -> list[tuple[zipfile.ZipInfo, int]]:
    """The parts of the ZIP in the order they stand, each with the place where its bytes begin."""
    # Two ends, or something after the end, would let two readers see two different files.
    if content.find(_END_OF_ZIP, max(0, len(content) - 65_557)) != len(content) - _END_OF_ZIP_BYTES:
        refuse_damaged("the end of the file is missing or is not where it should be")
    count = struct.unpack_from("<H", content, len(content) - 12)[0]
    if count > limits.zip_entries:
        _refuse_size(f"more than {limits.zip_entries:,} parts")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            listed = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    except Exception:  # zipfile raises many kinds for a broken directory; which one tells a user nothing
        refuse_damaged("its list of parts cannot be read")
    if len(listed) > limits.zip_entries:
        _refuse_size(f"more than {limits.zip_entries:,} parts")
    names = [entry.filename.lower() for entry in listed]
    if any(entry.flag_bits & _ENCRYPTED for entry in listed):
        refuse_password()
    if len(set(names)) < len(names):
        refuse_damaged("two parts with the same name")
    if any(_UNSAFE_NAME.search(entry.orig_filename) for entry in listed):
        refuse_damaged("a part whose name is not allowed")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in listed):
        refuse_damaged("a part packed in a way that XLSX files do not use")
    kind_inside_zip(set(names))
    if sum(entry.file_size for entry in listed) > limits.unpacked_bytes:
        _refuse_size(f"more than {size_words(limits.unpacked_bytes)} unpacked")
    for entry in listed:
        _check_ratio(entry, entry.file_size, limits)
    return list(zip(listed, _starts(content, listed), strict=True))


def _starts(content: bytes, listed: list[zipfile.ZipInfo]) -> list[int]:
    starts = []
    free_from = 0
    for entry in listed:
        at = entry.header_offset
        if at < free_from or at + _LOCAL_HEADER.size > len(content):
            refuse_damaged("parts that lie over each other")
        signature, *_, name_length, extra_length = _LOCAL_HEADER.unpack_from(content, at)
        name = content[at + _LOCAL_HEADER.size : at + _LOCAL_HEADER.size + name_length]
        if signature != b"PK\x03\x04" or name != _name_bytes(entry):
            refuse_damaged("a part that is not what the list of parts says")
        start = at + _LOCAL_HEADER.size + name_length + extra_length
        free_from = start + entry.compress_size
        if free_from > len(content):
            refuse_damaged("a part that is cut off")
        starts.append(start)
    return starts


def _name_bytes(entry: zipfile.ZipInfo) -> bytes:
    utf8 = 0x800
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & utf8 else "cp437", "replace")


def _unpacked(content: bytes, entry: zipfile.ZipInfo, start: int, limits: Limits, budget: int) -> Iterator[bytes]:
    """The bytes of one part in pieces, counted as they come; refuses lies about size or content."""
    packed = memoryview(content)[start : start + entry.compress_size]
    size = checksum = 0
    for piece in _inflated(packed) if entry.compress_type == zipfile.ZIP_DEFLATED else _stored(packed):
        size += len(piece)
        checksum = zlib.crc32(piece, checksum)
        if size > budget:
            _refuse_size(f"more than {size_words(limits.unpacked_bytes)} unpacked")
        _check_ratio(entry, size, limits)
        yield piece
    if size != entry.file_size or checksum != entry.CRC:
        refuse_damaged("a part whose size or content is not what the file says")


def _check_ratio(entry: zipfile.ZipInfo, size: int, limits: Limits) -> None:
    if size > MEGABYTE and size > limits.unpacked_ratio * entry.compress_size:
        _refuse_size(f"a part that is more than {limits.unpacked_ratio} times larger once unpacked")


def _stored(packed: memoryview) -> Iterator[bytes]:
    for at in range(0, len(packed), _PIECE):
        yield bytes(packed[at : at + _PIECE])


def _inflated(packed: memoryview) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), _PIECE):
            waiting: bytes | memoryview = packed[at : at + _PIECE]
            while waiting:
                yield inflater.decompress(waiting, _PIECE)
                waiting = inflater.unconsumed_tail
                if inflater.eof:
                    break
        while not inflater.eof:
            piece = inflater.decompress(b"", _PIECE)
            if not piece:
                break
            yield piece
    except zlib.error:
        refuse_damaged("a part that cannot be unpacked")
    if not inflater.eof or inflater.unused_data:
        refuse_damaged("a part that is cut off")
