"""Makes small hostile and awkward files for the reader's tests: real ZIP and XML, made up words."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook as OpenWorkbook

_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SHEET_PART = "xl/worksheets/sheet1.xml"


def text_cell(place: str, text: str) -> str:
    """A cell that carries its own text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def sheet(*rows: str, before: str = "", doctype: str = "", encoding: str = "UTF-8") -> str:
    """The XML of a sheet from the XML of its rows."""
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<worksheet xmlns="{_SPREADSHEET}">{before}'
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    )


def small_sheet(words: str = "The bus comes twice a day") -> str:
    """A header row and one row."""
    return sheet(
        f'<row r="1">{text_cell("A1", "title")}{text_cell("B1", "text")}</row>',
        f'<row r="2">{text_cell("A2", "Buses")}{text_cell("B2", words)}</row>',
    )


def parts(
    sheets: Mapping[str, str] | None = None, states: Mapping[str, str] | None = None, settings: str = ""
) -> dict[str, bytes]:
    """The parts of a workbook by name, from the XML of its sheets by sheet name."""
    sheets = sheets or {"Insights": small_sheet()}
    states = states or {}
    numbered = list(enumerate(sheets, 1))
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{_SHEET_TYPE}"/>' for at, _ in numbered
    )
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at}" state="{states.get(name, "visible")}" r:id="r{at}"/>'
        for at, name in numbered
    )
    targets = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>' for at, _ in numbered
    )
    made = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_MAIN_TYPE}"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}">{settings}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{targets}</Relationships>',
    }
    made |= {f"xl/worksheets/sheet{at}.xml": sheets[name] for at, name in numbered}
    return {name: text.encode() for name, text in made.items()}


def zipped(contents: Mapping[str, bytes] | Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of the given parts; a list of pairs may hold a name twice."""
    pairs = contents.items() if isinstance(contents, Mapping) else contents
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in pairs:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def workbook(*rows: str, **options: str) -> bytes:
    """A workbook of one sheet called Insights from the XML of its rows."""
    return zipped(parts({"Insights": sheet(*rows, **options)}))


def with_sheet(xml: str | bytes) -> bytes:
    """A workbook whose one sheet is the given XML, whatever it is."""
    return zipped(parts() | {SHEET_PART: xml if isinstance(xml, bytes) else xml.encode()})


def saved_by_openpyxl(sheets: Mapping[str, Sequence[Sequence[object]]], hidden: Sequence[str] = ()) -> bytes:
    """A workbook as a usual library writes it: shared strings, styles, dates as numbers."""
    book = OpenWorkbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        one = book.create_sheet(name)
        for row in rows:
            one.append(row)
        if name in hidden:
            one.sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def lying_about_size(content: bytes, part: str, size: int) -> bytes:
    """The same ZIP, but its directory says another unpacked size for one part."""
    changed = bytearray(content)
    for signature, name_at, size_at in ((b"PK\x01\x02", 46, 24), (b"PK\x03\x04", 30, 22)):
        at = content.find(signature)
        while at >= 0:
            if content[at + name_at :].startswith(part.encode()):
                struct.pack_into("<I", changed, at + size_at, size)
            at = content.find(signature, at + 4)
    return bytes(changed)


def overlapping() -> bytes:
    """A ZIP in which two names share the same bytes."""
    content = zipped([*parts().items(), ("xl/theme.xml", b"<theme/>"), ("xl/other.xml", b"<theme/>")])
    with zipfile.ZipFile(BytesIO(content)) as archive:
        first = archive.getinfo("xl/theme.xml").header_offset
        second = archive.getinfo("xl/other.xml").header_offset
    directory_entry = content.rfind(b"PK\x01\x02")
    assert struct.unpack_from("<I", content, directory_entry + 42)[0] == second
    changed = bytearray(content)
    struct.pack_into("<I", changed, directory_entry + 42, first)
    return bytes(changed)


def encrypted_part() -> bytes:
    """A ZIP whose parts are marked as locked with a password."""
    changed = bytearray(zipped(parts()))
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def ole(*stream_names: str) -> bytes:
    """The opening of an OLE file (old Office, or a new one with a password) with the given streams."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in stream_names)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + names + b"\0" * 512
