"""Cuts an XLSX file down to the first rows of each sheet, so that a look at it costs no more than at a small one.

What stands after the rows (merged cells, links) stays. The result is checked and read like any file.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from data.workbook_checks import parts_of
from data.workbook_limits import MEGABYTE, Limits

_END_OF_ROW, _END_OF_ROWS = b"</row>", b"</sheetData>"
_TAIL = 4 * MEGABYTE  # of what stands after the rows
_SMALL = 2 * MEGABYTE


def head_of(content: bytes, limits: Limits, rows: int) -> bytes:
    """The same workbook with at most ``rows`` rows of each big sheet, and without pictures and the like.

    Raises WorkbookError for a file whose ZIP is refused.
    """
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, size, pieces in parts_of(content, limits):
            if name.lower().endswith((".xml", ".rels")):
                cut = name.lower().startswith("xl/worksheets/") and size > _SMALL
                archive.writestr(zipfile.ZipInfo(name), _cut(pieces, rows) if cut else b"".join(pieces))
            else:
                for _ in pieces:  # they are checked as they come
                    pass
    return out.getvalue()


def _cut(pieces: Iterator[bytes], rows: int) -> bytes:
    head = bytearray()
    left = rows
    for piece in pieces:
        start = len(head)
        head += piece
        # An end that lies across two pieces is counted with the second.
        at = max(0, start - len(_END_OF_ROW) + 1)
        while left and (found := head.find(_END_OF_ROW, at)) >= 0:
            at = found + len(_END_OF_ROW)
            left -= 1
        if not left:
            rest = bytes(head[at:])
            del head[at:]
            return bytes(head) + _after_rows(rest, pieces)
    return bytes(head)


def _after_rows(rest: bytes, pieces: Iterator[bytes]) -> bytes:
    """What stands from the end of the rows on."""
    tail = rest
    found = tail.rfind(_END_OF_ROWS)
    for piece in pieces:
        tail = (tail[found:] if found >= 0 else tail[-len(_END_OF_ROWS) :]) + piece
        found = tail.rfind(_END_OF_ROWS)
        if found >= 0 and len(tail) - found > _TAIL:
            break
    if found < 0 or len(tail) - found > _TAIL:
        for _ in pieces:
            pass
        return _END_OF_ROWS + b"</worksheet>"
    return tail[found:]
