"""Tells what a file is from its content, never from its name."""

from __future__ import annotations

from typing import Literal, NoReturn

from data.errors import Problem, WorkbookError

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "Open it in your spreadsheet program, save it as .xlsx (or as .csv) and bring that file in."
_TABLE_ONLY = "Bring in the spreadsheet itself, as an .xlsx or .csv file."

# First bytes, what that kind is called, and what to do about it.
_OPENINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", _TABLE_ONLY),
    (b"\xff\xd8\xff", "a JPEG picture", _TABLE_ONLY),
    (b"\x89PNG", "a PNG picture", _TABLE_ONLY),
    (b"GIF8", "a GIF picture", _TABLE_ONLY),
    (b"{\\rtf", "an RTF text document", _TABLE_ONLY),
    (b"\x09\x08", "an old Excel file (XLS)", _SAVE_AS),
    (b"\x09\x04", "an old Excel file (XLS)", _SAVE_AS),
    (b"\x09\x02", "an old Excel file (XLS)", _SAVE_AS),
    (b"\x1f\x8b", "a packed file (GZIP)", _TABLE_ONLY),
    (b"7z\xbc\xaf", "a packed file (7-Zip)", _TABLE_ONLY),
    (b"Rar!", "a packed file (RAR)", _TABLE_ONLY),
    (b"SQLite format 3", "a database", _TABLE_ONLY),
    (b"<?xml", "an XML file", _SAVE_AS),
    (b"<!doctype", "a web page (HTML)", _SAVE_AS),
    (b"<html", "a web page (HTML)", _SAVE_AS),
    (b"<table", "a web page (HTML)", _SAVE_AS),
)
_PASSWORD = "Open it in your spreadsheet program, take the password off, save it as .xlsx and bring it in again."


def kind_of(content: bytes) -> Literal["zip", "text"]:
    """Whether the bytes are a ZIP (an XLSX file is one) or text (a CSV file is).

    Raises WorkbookError that names any other kind and says what to do.
    """
    if content.startswith(b"PK\x03\x04"):
        return "zip"
    if content.startswith(_OLE):
        _refuse_ole(content)
    opening = _as_utf8(content[:256]).removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for first, what, what_to_do in _OPENINGS:
        if content.startswith(first) or (first.startswith((b"<", b"{")) and opening.startswith(first)):
            refuse_kind(what, what_to_do)
    if content.startswith(_UTF16):
        return "text"
    if b"\0" in content:
        refuse_kind("not a spreadsheet that can be read (it holds bytes that are not text)", _SAVE_AS)
    return "text"


def _as_utf8(opening: bytes) -> bytes:
    """The first bytes of a file, from UTF-16 (with its mark) to UTF-8."""
    if not opening.startswith(_UTF16):
        return opening
    return opening.decode("utf-16", "ignore").encode("utf-8", "ignore")


def kind_inside_zip(names: set[str]) -> None:
    """Refuse a ZIP that is not an XLSX or XLSM workbook, by the names of its parts (in lower case)."""
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        refuse_kind("a binary Excel file (XLSB)", _SAVE_AS)
    if "content.xml" in names and "mimetype" in names:
        refuse_kind("an OpenDocument file (such as ODS)", _SAVE_AS)
    if any(name.startswith("word/") for name in names):
        refuse_kind("a Word document", _TABLE_ONLY)
    if any(name.startswith("ppt/") for name in names):
        refuse_kind("a PowerPoint file", _TABLE_ONLY)
    if any(name.endswith(".iwa") for name in names):
        refuse_kind("an Apple Numbers file", _SAVE_AS)
    refuse_kind("a ZIP that holds no spreadsheet", _TABLE_ONLY)


def refuse_password() -> NoReturn:
    """Refuse a file that is locked with a password."""
    raise WorkbookError(Problem("error", "file_password", _PASSWORD, found="a file protected by a password"))


def refuse_kind(what: str, what_to_do: str) -> NoReturn:
    """Refuse a file that is neither XLSX nor CSV, by the name of its kind."""
    raise WorkbookError(
        Problem(
            "error",
            "file_kind",
            f"Only .xlsx and .csv files can be read. {what_to_do}",
            found=f"the file is {what}",
        )
    )


def _refuse_ole(content: bytes) -> NoReturn:
    if "EncryptionInfo".encode("utf-16-le") in content:
        refuse_password()
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        refuse_kind("an old Excel file (XLS)", _SAVE_AS)
    refuse_kind("an old Office document", _SAVE_AS)
