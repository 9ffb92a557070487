"""Files that a person, a program or an ill wisher might bring in, each with what has to become of it.

Everything is made here from made-up words. ``CASES`` has one entry a file: how it is made, how it may end, what has
to be said, and what must or must not be found in the database afterwards.
"""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook as OpenWorkbook
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table as SheetTable

from tests.data import hostile_files as make

HEADER = (
    "insight_id", "recorded_on", "title", "text", "source_kind", "source_name", "source_url", "place", "focus_area",
    "themes", "barrier_or_enabler", "groups", "inequality_effect", "level", "quote_permission",
)  # fmt: skip
WORDS = (
    "The lift at the test surgery was out for a month.",
    "A made-up neighbour started a made-up tool shed.",
    "The test helpline rang out every morning.",
)
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
USUAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

FINE, WARNED, REFUSED = "accepted", "accepted_with_warnings", "rejected"


@dataclass(frozen=True)
class Case:
    """One file and what has to become of it; ``says``, ``holds`` and ``lacks`` are regular expressions."""

    make: Callable[[], bytes]
    name: str
    ends: tuple[str, ...] = (FINE, WARNED)
    saved: Sequence[int] = (4,)
    parked: Sequence[int] = (0,)
    says: str = ""
    never: str = "Traceback"
    holds: str = ""
    lacks: str = ""
    first: str = ""


CASES: dict[str, Case] = {}


def rows(number: Any = 4, **changed: Any) -> list[list[Any]]:
    """A header and some good rows; a keyword changes a column in each row (a list: row by row)."""
    made: list[list[Any]] = [list(HEADER)]
    for at in range(number):
        values: dict[str, Any] = {
            "insight_id": f"HF-{at + 1:03d}",
            "recorded_on": date(2026, 3, 1 + at % 27),
            "title": f"Test note {at + 1}",
            "text": f"{WORDS[at % 3]} (note {at + 1})",
            "source_kind": ("workshop", "structured conversation")[at % 2],
            "source_name": "Made-up morning",
            "source_url": f"https://example.org/made-up/{at + 1}",
            "place": ("Fife", "Moray", "Angus")[at % 3],
            "focus_area": "Strategic planning",
            "themes": "Inequality",
            "barrier_or_enabler": ("barrier", "enabler")[at % 2],
            "groups": "older people",
            "inequality_effect": "widening",
            "level": "micro",
            "quote_permission": "public",
        }
        for name, value in changed.items():
            values[name] = value[at % len(value)] if isinstance(value, list) else value
        made.append([values[name] for name in HEADER])
    return made


def as_csv(table: list[list[Any]], encoding: str = "utf-8", separator: str = ",", end: str = "\r\n") -> bytes:
    """The rows as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(table)
    return out.getvalue().encode(encoding)


def cell(place: str, value: Any) -> str:
    """A cell of XML; a str that begins with <c is taken as it is."""
    if value is None or value == "":
        return ""
    if isinstance(value, str) and value.startswith("<c"):
        return value.replace("{place}", place)
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return make.text_cell(place, str(value))


def letter(at: int) -> str:
    """A column's letters, counted from 0."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def row_xml(number: int, cells: Sequence[Any]) -> str:
    """A row of XML."""
    inside = "".join(cell(f"{letter(at)}{number}", value) for at, value in enumerate(cells))
    return f'<row r="{number}">{inside}</row>'


def sheet_xml(table: list[list[Any]], first: int = 1, **options: str) -> str:
    """The XML of a sheet."""
    return make.sheet(*(row_xml(first + at, cells) for at, cells in enumerate(table)), **options)


def book(table: Any = None, **more: bytes | str) -> bytes:
    """A workbook of one sheet; keywords add or replace parts (``__`` stands for /, ``_dot_`` for a dot)."""
    contents = make.parts({"Insights": sheet_xml(table or rows())})
    for name, part in more.items():
        contents[name.replace("__", "/").replace("_dot_", ".")] = part if isinstance(part, bytes) else part.encode()
    return make.zipped(contents)


def of_xml(xml: str | bytes) -> bytes:
    """A workbook whose sheet is this XML."""
    return make.with_sheet(xml)


def several(states: dict[str, str] | None = None, **sheets: list[list[Any]]) -> bytes:
    """A workbook of several sheets."""
    return make.zipped(make.parts({name: sheet_xml(table) for name, table in sheets.items()}, states))


def put(value: Any, column: str, row: int = 2, number: int = 4) -> list[list[Any]]:
    """Good rows with one cell changed; row 1 is the first under the header."""
    table = rows(number)
    table[row][HEADER.index(column)] = value
    return table


def saved(change: Callable[[Any], object] | None = None, table: list[list[Any]] | None = None) -> bytes:
    """A workbook as openpyxl writes it, changed by a function first."""
    made = OpenWorkbook()
    page = made.worksheets[0]
    for cells in table or rows():
        page.append(cells)
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def shared_strings(table: list[list[Any]], first: int = 0) -> bytes:
    """A workbook with its text in a table of shared strings; ``first`` shifts every index."""
    texts = list(dict.fromkeys(str(value) for cells in table for value in cells))
    numbered = {text: at + first for at, text in enumerate(texts)}
    xml = make.sheet(
        *(
            f'<row r="{down}">'
            + "".join(
                f'<c r="{letter(at)}{down}" t="s"><v>{numbered[str(value)]}</v></c>' for at, value in enumerate(cells)
            )
            + "</row>"
            for down, cells in enumerate(table, 1)
        )
    )
    contents = make.parts({"Insights": xml})
    contents["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{USUAL}">' + "".join(f"<si><t>{escape(text)}</t></si>" for text in texts) + "</sst>"
    ).encode()
    links = contents["xl/_rels/workbook.xml.rels"].decode()
    link = f'<Relationship Id="r99" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    contents["xl/_rels/workbook.xml.rels"] = links.replace("</Relationships>", f"{link}</Relationships>").encode()
    return make.zipped(contents)


def styled(cells: dict[str, str], settings: str = "", formats: Sequence[str] = ()) -> bytes:
    """A workbook of good rows with single cells replaced by XML, and number formats as styles 1, 2 …"""
    table = rows()
    xml = sheet_xml(table)
    for place, replacement in cells.items():
        start = xml.index(f'<c r="{place}"')
        xml = xml[:start] + replacement + xml[xml.index("</c>", start) + 4 :]
    contents = make.parts({"Insights": xml}, settings=settings)
    listed = "".join(f'<numFmt numFmtId="{200 + at}" formatCode="{escape(one)}"/>' for at, one in enumerate(formats))
    used = "".join(f'<xf numFmtId="{200 + at}" applyNumberFormat="1"/>' for at in range(len(formats)))
    contents["xl/styles.xml"] = (
        f'<styleSheet xmlns="{USUAL}"><numFmts count="{len(formats)}">{listed}</numFmts>'
        f'<cellXfs count="{len(formats) + 1}"><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
    ).encode()
    links = contents["xl/_rels/workbook.xml.rels"].decode()
    link = f'<Relationship Id="r98" Type="{OFFICE}/styles" Target="styles.xml"/>'
    contents["xl/_rels/workbook.xml.rels"] = links.replace("</Relationships>", f"{link}</Relationships>").encode()
    return make.zipped(contents)


def shifted(content: bytes, part: str, offset: int) -> bytes:
    """The same ZIP, but one part is said to begin somewhere else."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        if changed[at + 46 :].startswith(part.encode()):
            struct.pack_into("<I", changed, at + 42, offset)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def zip64() -> bytes:
    """A ZIP whose sheet carries its sizes in the long form, as some programs always write them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in make.parts({"Insights": sheet_xml(rows())}).items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=name == make.SHEET_PART) as part:
                part.write(content)
    return out.getvalue()


def add(name: str, made: Callable[[], bytes], *args: Any, key: str = "", **expected: Any) -> None:
    CASES[key or name] = Case(made, name, *args, **expected)


def _usual() -> None:
    add("good.xlsx", lambda: book(), (FINE,))
    add("good.csv", lambda: as_csv(rows()), (FINE,))
    add("saved by a library.xlsx", saved, (FINE,))
    add("shared strings.xlsx", lambda: shared_strings(rows()), (FINE,))
    add("no ids and no dates.csv", lambda: as_csv([["text"], ["One thing"], ["Another thing"]]), saved=(2,))


def _other_kinds() -> None:
    other: dict[str, Any] = {"ends": (REFUSED,), "saved": (0,), "says": r"\.xlsx"}
    add("picture.xlsx", lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 300, **other)
    add("letter.xlsx", lambda: b"{\\rtf1 a letter}", **other)
    add("old.xls", lambda: make.ole("Workbook"), **other)
    add("old named new.xlsx", lambda: make.ole("Book"), **other)
    add("binary.xlsb", lambda: make.zipped({"xl/workbook.bin": b"\0"}), **other)
    opendocument = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}
    add("open document.ods", lambda: make.zipped(opendocument), **other)
    add("numbers.xlsx", lambda: make.zipped({"Index/Document.iwa": b"\0"}), **other)
    add("word named workbook.xlsx", lambda: make.zipped({"word/document.xml": b"<a/>"}), **other)
    add("print.pdf", lambda: b"%PDF-1.7\n%\xe2\xe3\n", **other)
    add("web page named workbook.xls", lambda: b"<html><table><tr><td>text</td></tr></table></html>", **other)
    add("page with a space first.xlsx", lambda: b"\r\n\r\n  <!DOCTYPE html><html></html>", **other)
    xml = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    add("xml of 2003.xlsx", xml.encode, **other)
    add("xml of 2003 in utf-16.xls", lambda: xml.encode("utf-16"), **other)
    add("empty zip.xlsx", lambda: b"PK\x05\x06" + b"\0" * 18, **other)
    add("zip of notes.xlsx", lambda: make.zipped({"notes.txt": b"hello"}), **other)
    add("program.csv", lambda: b"\x7fELF\2\1\1" + b"\0" * 200, **other)
    add("json.csv", lambda: b'[{"text": "One thing"}]', ends=(REFUSED,), saved=(0,), says="header")
    locked: dict[str, Any] = {"ends": (REFUSED,), "saved": (0,), "says": "password"}
    add("locked.xlsx", lambda: make.ole("EncryptionInfo", "EncryptedPackage"), **locked)
    add("locked parts.xlsx", make.encrypted_part, **locked)
    nothing: dict[str, Any] = {"ends": (REFUSED,), "saved": (0,), "says": "empty|no rows|no data|no header|No header"}
    add("nothing.csv", lambda: b"", **nothing)
    add("blanks only.csv", lambda: b" , ,\r\n\t\r\n,,,\r\n\xc2\xa0\r\n", **nothing)
    add("mark only.csv", lambda: b"\xef\xbb\xbf", **nothing)
    add("header only.csv", lambda: as_csv(rows(0)), **nothing)
    add("header only.xlsx", lambda: book(rows(0)), **nothing)
    add("header and blank rows.xlsx", lambda: saved(table=[*rows(0), *[[" "] * 15] * 5]), **nothing)
    add("no sheets.xlsx", lambda: make.zipped(make.parts({"A": make.sheet()})), **nothing)


def _broken() -> None:
    broken: dict[str, Any] = {"ends": (REFUSED,), "saved": (0,), "says": "damaged|cannot be"}
    add("cut short.xlsx", lambda: book()[:-300], **broken)
    add("sheet cut.xlsx", lambda: of_xml(sheet_xml(rows())[:-200]), **broken)
    add(
        "sheet cut in a plain row.xlsx",
        lambda: of_xml(sheet_xml(rows(3000))[: -len("</sheetData></worksheet>") - 40]),
        **broken,
    )
    add("flipped byte.xlsx", _flipped, **broken)
    add("text out of the table.xlsx", lambda: shared_strings(rows(), first=10_000), **broken)
    add("text before the table.xlsx", lambda: shared_strings(rows(), first=-1), **broken)
    add("parts over each other.xlsx", make.overlapping, **broken)
    add("part that begins elsewhere.xlsx", lambda: shifted(book(), make.SHEET_PART, 7), **broken)
    add("part beyond the end.xlsx", lambda: shifted(book(), make.SHEET_PART, 2**31), **broken)
    add("name twice.xlsx", lambda: _twice(make.SHEET_PART), **broken)
    add("name twice in capitals.xlsx", lambda: _twice(make.SHEET_PART.upper()), **broken)
    add("absolute path.xlsx", lambda: book(**{"/etc/evil_dot_xml": b"<a/>"}), **broken)
    add("path upwards.xlsx", lambda: book(**{"../../evil_dot_xml": b"<a/>"}), **broken)
    add("something after the end.xlsx", lambda: book() + b"PK", **broken)
    add(
        "letters that are none.xlsx",
        lambda: of_xml(sheet_xml(rows()).encode().replace(b"surgery", b"sur\xffery")),
        **broken,
    )
    add(
        "letters that are none far down.xlsx",
        lambda: of_xml(sheet_xml(rows(3000)).encode().replace(b"(note 2900)", b"\xc3(note 2900)")),
        **broken,
    )
    add("unknown entity.xlsx", lambda: of_xml(sheet_xml(rows()).replace("note 2)", "&b8;)")), **broken)
    add("part in utf-16.xlsx", lambda: of_xml(sheet_xml(rows(), encoding="UTF-16").encode("utf-16")), **broken)
    add("zip in zip.xlsx", lambda: make.zipped({**make.parts(), make.SHEET_PART: book()}), **broken)
    unsafe: dict[str, Any] = {"ends": (REFUSED,), "saved": (0,), "says": "not allowed|damaged"}
    growth = "".join(f'<!ENTITY b{at} "{f"&b{at - 1};" * 12}">' for at in range(1, 9))
    growth = f'<!DOCTYPE worksheet [<!ENTITY b0 "zzzzzzzzzz">{growth}]>'
    add(
        "growing entities.xlsx", lambda: of_xml(sheet_xml(rows(), doctype=growth).replace("note 2)", "&b8;)")), **unsafe
    )
    reads = '<!DOCTYPE worksheet [<!ENTITY f SYSTEM "file:///etc/group">]>'
    add(
        "entity that reads a file.xlsx",
        lambda: of_xml(sheet_xml(rows(), doctype=reads).replace("note 2)", "&f;)")),
        **unsafe,
        never=r"Traceback|root:.?:0",
    )
    calls = '<!DOCTYPE worksheet SYSTEM "http://127.0.0.1:9/x.dtd">'
    add("document type elsewhere.xlsx", lambda: of_xml(sheet_xml(rows(), doctype=calls)), **unsafe)
    add(
        "entities in the shared strings.xlsx",
        lambda: _replaced(
            shared_strings(rows()),
            "xl/sharedStrings.xml",
            lambda xml: growth.replace("worksheet", "sst", 1).encode() + xml,
        ),
        **unsafe,
    )
    deep = "<a>" * 5_000 + "</a>" * 5_000
    add("deep nesting.xlsx", lambda: of_xml(sheet_xml(rows()).replace("</sheetData>", f"</sheetData>{deep}")), **unsafe)
    add("deep nesting in a row.xlsx", lambda: of_xml(sheet_xml(rows()).replace("</row>", f"{deep}</row>", 1)), **unsafe)


def _flipped() -> bytes:
    content = bytearray(book(rows(40)))
    content[len(content) // 2] ^= 0x55
    return bytes(content)


def _twice(name: str) -> bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return make.zipped([*make.parts({"Insights": sheet_xml(rows())}).items(), (name, make.small_sheet().encode())])


def _replaced(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents[part] = change(contents[part])
    return make.zipped(contents)


def _too_big() -> None:
    big: dict[str, Any] = {"ends": (REFUSED,), "saved": (0,), "says": "too large|too many|more than|limit"}
    add("a lot of line ends.xlsx", lambda: of_xml(b"\n" * 120_000_000), **big)
    add("a lot of cells.xlsx", lambda: of_xml(_many_cells(2_000_000)), **big)
    add("lie about a size.xlsx", lambda: make.lying_about_size(of_xml(b" " * 8_000_000), make.SHEET_PART, 1000), **big)
    add(
        "cell far away.xlsx",
        lambda: of_xml(
            sheet_xml(rows()).replace(
                "</sheetData>", '<row r="1000000"><c r="XEZ1000000"><v>9</v></c></row></sheetData>'
            )
        ),
        **big,
    )
    add("cell far away in a big file.xlsx", _far_and_big, **big)
    add(
        "two thousand columns.xlsx",
        lambda: of_xml(sheet_xml([[f"column {at}" for at in range(2000)], ["v"] * 2000])),
        **big,
    )
    add("three thousand columns.csv", lambda: as_csv([one + [f"k{at}" for at in range(3000)] for one in rows()]), **big)
    add("too many rows.csv", lambda: b"text\n" + b"x\n" * 200_001, **big)
    add("many parts.xlsx", lambda: book(**{f"xl/media/{at}_dot_png": b"" for at in range(2_100)}), **big)
    add(
        "cell without an end.csv",
        lambda: b'title,text\na,"' + b"x" * 2_000_000,
        (REFUSED,),
        saved=(0,),
        says="quote|end",
    )
    add("a million coloured cells.xlsx", _coloured, says="")
    add("written size too large.xlsx", lambda: of_xml(sheet_xml(rows(), before='<dimension ref="A1:XFD900000"/>')))
    add(
        "long cell.csv",
        lambda: as_csv(put("x" * 1_000_000, "text")),
        saved=(3,),
        parked=(1,),
        says="cell|characters|quote|end",
        ends=(WARNED, REFUSED),
        key="long cell",
    )
    add(
        "long cell.xlsx",
        lambda: book(put("word " * 200_000, "text")),
        (WARNED,),
        saved=(3,),
        parked=(1,),
        says="32,767",
    )
    add("five hundred headers of one name.csv", lambda: as_csv([["text"] * 500, ["x"] * 500]), **big)
    add(
        "hundred headers of one name.csv",
        lambda: as_csv([["text"] * 100, ["x"] * 100]),
        (WARNED,),
        saved=(1,),
        says="kept with each row",
    )


def _many_cells(number: int) -> str:
    return make.sheet('<row><c t="b"><v>1</v></c></row>' * number)


def _far_and_big() -> bytes:
    from random import Random

    chance = Random(5)
    table = [[f"{chance.getrandbits(200):x}" for _ in range(8)] for _ in range(8_000)]
    far = '<row r="1000000"><c r="XEZ1000000"><v>9</v></c></row></sheetData>'
    return of_xml(sheet_xml([["text", *"abcdefg"], *table]).replace("</sheetData>", far))


def _coloured() -> bytes:
    blank = "".join(
        f'<row r="{at}">' + "".join(f'<c r="{letter(x)}{at}" s="0"/>' for x in range(20)) + "</row>"
        for at in range(6, 50_006)
    )
    return of_xml(sheet_xml(rows()).replace("</sheetData>", f"{blank}</sheetData>"))


def _sheets() -> None:
    add(
        "hidden sheet only.xlsx",
        lambda: several({"Data": "hidden"}, Data=rows()),
        (WARNED, REFUSED),
        saved=(0, 4),
        says="hidden",
    )
    add(
        "very hidden sheet.xlsx",
        lambda: several({"B": "veryHidden"}, A=rows(), B=[["text"], ["a thing that is hidden"]]),
        (WARNED,),
        saved=(4, 5),
        says="hidden",
    )
    add("chart sheet.xlsx", lambda: saved(lambda made: made.create_chartsheet("Chart")))
    add("protected sheet.xlsx", lambda: saved(lambda made: made.worksheets[0].protection.enable()))
    add("table with a filter.xlsx", lambda: saved(_as_table))
    add("drop-down lists.xlsx", lambda: saved(_with_lists))
    add(
        "comments.xlsx",
        lambda: saved(
            lambda made: setattr(made.worksheets[0]["D2"], "comment", Comment("call jo@example.org", "a test"))
        ),
        never="Traceback|jo@",
    )
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    add(
        "macros.xlsm",
        lambda: _replaced(
            book(xl__vbaProject_dot_bin=b"\0\1\2"), "[Content_Types].xml", lambda xml: xml.replace(main, macro)
        ),
    )
    add("external link.xlsx", _linked)
    cache = f'<pivotCacheRecords xmlns="{USUAL}" count="1"><r><s v="x"/></r></pivotCacheRecords>'
    add("pivot cache.xlsx", lambda: book(xl__pivotCache__pivotCacheRecords1_dot_xml=cache))
    add(
        "picture in it.xlsx", lambda: book(**{"xl/media/image1_dot_png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40})
    )
    add("prefixed names.xlsx", _prefixed)
    add("strict.xlsx", lambda: _strict())
    add(
        "heading on row 4.xlsx",
        lambda: book([["Notes of the made-up round"], [], [], *rows()]),
        says="header",
        ends=(WARNED,),
        lacks="^insight_id$",
    )
    add("no header.csv", lambda: as_csv(rows()[1:]), (REFUSED,), saved=(0,), says="header")
    add(
        "header twice.csv",
        lambda: as_csv([[name if name != "place" else "title" for name in HEADER], *rows()[1:]]),
        (WARNED,),
        says="twice|[Tt]wo|duplicate",
    )
    runs = '<r><t xml:space="preserve">Two </t></r><r><rPr><b/></rPr><t>kinds</t></r>'
    rich = f'<c r="{{place}}" t="inlineStr"><is>{runs}</is></c>'
    add("rich text.xlsx", lambda: book(put(rich, "text")), holds="^Two kinds$")
    add("error cells.xlsx", lambda: book(put('<c r="{place}" t="e"><v>#N/A</v></c>', "place")), (WARNED,), says="#N/A")
    add(
        "error cell as text.xlsx",
        lambda: book(put('<c r="{place}" t="e"><f>#REF!</f><v>#REF!</v></c>', "title")),
        (WARNED,),
        says="#REF!",
    )
    add(
        "formula without a value.xlsx",
        lambda: book(put('<c r="{place}"><f>UPPER("x")</f></c>', "text")),
        (WARNED,),
        saved=(3, 4),
        parked=(0, 1),
        says="formula",
    )
    add(
        "formula that fetches.xlsx",
        lambda: book(
            put('<c r="{place}" t="str"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>kept value</v></c>', "text")
        ),
        holds="^kept value$",
    )
    add(
        "totals.xlsx",
        lambda: book([*rows(), ["Total", "", "", "", "", "", "", "", "", "", "", 4]]),
        saved=(4, 5),
        parked=(0, 1),
    )


def _linked() -> bytes:
    link = '<externalBook r:id="r1"/></externalLink>'
    target = f'Type="{OFFICE}/externalLinkPath" Target="http://127.0.0.1:9/a.xlsx" TargetMode="External"'
    return book(
        xl__externalLinks__externalLink1_dot_xml=f'<externalLink xmlns="{USUAL}" xmlns:r="{OFFICE}">{link}',
        xl__externalLinks___rels__externalLink1_dot_xml_dot_rels=(
            f'<Relationships><Relationship Id="r1" {target}/></Relationships>'
        ),
    )


def _as_table(made: Any) -> None:
    page = made.worksheets[0]
    page.add_table(SheetTable(displayName="Notes", ref="A1:O5"))
    page.auto_filter.ref = "A1:O5"


def _with_lists(made: Any) -> None:
    check = DataValidation(type="list", formula1='"barrier,enabler"')
    made.worksheets[0].add_data_validation(check)
    check.add("K2:K100")


def _prefixed() -> bytes:
    xml = sheet_xml(rows())
    for name in ("worksheet", "sheetData", "row", "c", "is", "t", "v"):
        xml = xml.replace(f"<{name} ", f"<x:{name} ").replace(f"<{name}>", f"<x:{name}>")
        xml = xml.replace(f"</{name}>", f"</x:{name}>")
    return of_xml(xml.replace("xmlns=", "xmlns:x="))


def _strict() -> bytes:
    content = book()
    for part in ("xl/workbook.xml", make.SHEET_PART, "xl/_rels/workbook.xml.rels"):
        content = _replaced(
            content,
            part,
            lambda xml: xml.replace(USUAL.encode(), STRICT.encode()).replace(
                OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
            ),
        )
    return content


def _text_files() -> None:
    quoted = [f"“It costs £4” – said {at}" for at in range(4)]
    add(
        "windows letters.csv",
        lambda: as_csv(rows(text=quoted), "cp1252"),
        (WARNED,),
        says="encod",
        holds="“It costs £4",
        lacks="\ufffd|â€",
    )
    add("utf-16.csv", lambda: as_csv(rows(text=quoted), "utf-16"), holds="“It costs £4")
    add(
        "utf-16 without a mark.csv", lambda: as_csv(rows(), "utf-16-le"), (FINE, WARNED, REFUSED), saved=(0, 4), says=""
    )
    add("utf-16 big end.csv", lambda: b"\xfe\xff" + as_csv(rows(text=quoted), "utf-16-be"), holds="“It costs £4")
    add("mark first.csv", lambda: b"\xef\xbb\xbf" + as_csv(rows()), (FINE,), lacks="^\ufeff")
    add(
        "mark in the middle.csv",
        lambda: as_csv(rows()) + b"\xef\xbb\xbf" + as_csv(rows()[1:]).replace(b"HF-", b"HG-"),
        saved=(8,),
        holds="^HG-001$",
    )
    add(
        "bytes of nothing.csv",
        lambda: as_csv(rows()).replace(b"surgery", b"sur\0gery"),
        (REFUSED,),
        saved=(0,),
        says="bytes|text",
    )
    add("semicolons.csv", lambda: as_csv(rows(), separator=";"), (FINE,))
    add("tabs.tsv", lambda: as_csv(rows(), separator="\t"), (FINE,))
    add("lone carriage returns.csv", lambda: as_csv(rows(), end="\r"), (FINE,))
    add(
        "mixed line ends.csv",
        lambda: (
            b"\r".join(as_csv([one], end="") for one in rows()[:2])
            + b"\n"
            + b"\r\n".join(as_csv([one], end="") for one in rows()[2:])
        ),
        (FINE,),
    )
    add("next-line characters.csv", lambda: as_csv(rows(text="a\u0085b\u2028c")))
    add(
        "separators mixed.csv",
        lambda: as_csv(rows()[:3]) + as_csv([[*one] for one in rows()[3:]], separator=";"),
        (FINE, WARNED, REFUSED),
        saved=range(5),
        parked=range(5),
    )
    add(
        "open quote.csv",
        lambda: as_csv(rows()).replace(b"A made-up", b'"A made-up', 1),
        (WARNED, REFUSED),
        saved=range(5),
        parked=range(5),
        says="quot|row|column",
    )
    add(
        "quote open to the end.csv",
        lambda: as_csv(rows()) + b'"never closed',
        (WARNED, REFUSED),
        saved=range(5),
        parked=range(5),
        says="quot|row|column",
    )
    add(
        "quotes and semicolons.csv",
        lambda: as_csv(rows(text='it\'s "so"; DELETE FROM insight; --')),
        holds="DELETE FROM insight",
    )
    add(
        "more cells than headers.csv",
        lambda: as_csv([rows()[0], *[[*one, "extra"] for one in rows()[1:]]]),
        (WARNED,),
        says="no header",
    )
    add("fewer cells than headers.csv", lambda: as_csv([rows()[0], *[one[:4] for one in rows()[1:]]]))
    add(
        "chinese letters in their own encoding.csv",
        lambda: as_csv(rows(text="\u4f60\u597d\u4e16\u754c"), "gb18030"),
        (WARNED, REFUSED),
        saved=(0, 4),
        says="encod",
    )


def _dates_and_numbers() -> None:
    add(
        "30 february.csv",
        lambda: as_csv(put("30/02/2026", "recorded_on")),
        (WARNED,),
        says="date|day",
        lacks="^2026-03-02",
    )
    add("day first.csv", lambda: as_csv(put("05/01/2026", "recorded_on")), lacks="^2026-05-01")
    add(
        "negative day.xlsx", lambda: styled({"B3": '<c r="B3" s="1"><v>-5</v></c>'}, formats=["dd/mm/yyyy"]), saved=(4,)
    )
    add(
        "29 february 1900.xlsx",
        lambda: styled({"B3": '<c r="B3" s="1"><v>60</v></c>'}, formats=["dd/mm/yyyy"]),
        saved=(4,),
        says="date|day|",
    )
    add(
        "days from 1904.xlsx",
        lambda: styled({"B3": '<c r="B3" s="1"><v>44621</v></c>'}, '<workbookPr date1904="1"/>', ["dd/mm/yyyy"]),
        holds="^2026-03-02",
        lacks="^2022-03-01",
    )
    add(
        "a day far ahead.xlsx",
        lambda: styled({"B3": '<c r="B3" s="1"><v>2958465</v></c>'}, formats=["dd/mm/yyyy"]),
        (WARNED,),
        says="day|date",
    )
    add(
        "a day that is no number.xlsx",
        lambda: styled({"B3": '<c r="B3" s="1"><v>1E+300</v></c>'}, formats=["dd/mm/yyyy"]),
        (FINE, WARNED, REFUSED),
        saved=(0, 4),
    )
    add(
        "percent and currency.xlsx",
        lambda: styled(
            {"C3": '<c r="C3" s="1"><v>0.25</v></c>', "D3": '<c r="D3" s="2"><v>12.5</v></c>'}, formats=["0%", "£0.00"]
        ),
    )
    add("truth values.xlsx", lambda: book(put(True, "text")), holds="^yes$")
    add("ids with zeros.xlsx", lambda: book(rows(insight_id=["0012", "12", "012", "00012"])), holds="^0012$")
    add("ids as numbers.xlsx", lambda: book(rows(insight_id=[12, 13, 14.0, 15])), holds="^14$")
    add(
        "ids that differ by case.csv",
        lambda: as_csv(rows(insight_id=["hf-a", "HF-A", "hf-b", "HF-B"])),
        saved=(2, 4),
        parked=(0, 2),
    )
    add(
        "ids that differ by spaces.csv",
        lambda: as_csv(rows(insight_id=["HF-1", " HF-1 ", "HF-2", "HF-2\u00a0"])),
        (WARNED,),
        saved=(2, 3),
        parked=(1, 2),
        says="same id",
    )
    add(
        "ids twice.csv",
        lambda: as_csv(rows(insight_id=["T-1", "T-2", "T-1", "T-2"])),
        (WARNED,),
        saved=(2,),
        parked=(2,),
        says="same|twice",
    )
    add(
        "one bad row of twenty.csv",
        lambda: as_csv(
            [*rows(7), ["HF-X", *[""] * 14], *[[f"HG-{at}", *one[1:]] for at, one in enumerate(rows(12)[1:])]]
        ),
        (WARNED,),
        saved=(19,),
        parked=(1,),
        says=r'"row": 9\b',
    )
    add("the same again.csv", lambda: as_csv(rows()), (FINE, WARNED), saved=(0,), first="good.xlsx")
    add(
        "the same with other words.csv",
        lambda: as_csv(rows(text="Quite another thing")),
        (WARNED,),
        saved=(0,),
        parked=(4,),
        says="stored already|other words",
        first="good.xlsx",
    )


def _words() -> None:
    add(
        "formula-like text.csv",
        lambda: as_csv(rows(text=["=IMPORTXML(A1)", "+1 for this", "-5 degrees", "@home we cope"])),
        holds="^=IMPORTXML",
    )
    add(
        "formula-like header.csv",
        lambda: as_csv([[*HEADER, '=HYPERLINK("http://127.0.0.1:9/","x")'], *[[*one, "v"] for one in rows()[1:]]]),
        (WARNED,),
    )
    add(
        "commands of a shell.csv",
        lambda: as_csv(rows(title="=cmd|' /C calc'!A0", source_name="$(touch x)`id`")),
        holds="cmd",
    )
    markup = [
        "<iframe src=//127.0.0.1></iframe> said",
        "**loud** :blue[x] $a$",
        "[go](javascript:1) <b>",
        "![x](http://127.0.0.1:9/x.png)",
    ]
    add("markup.csv", lambda: as_csv(rows(text=markup)), holds="<iframe")
    add(
        "markup in every column.csv",
        lambda: as_csv(rows(**{name: f"<script>alert('{name}')</script>" for name in HEADER if name != "insight_id"})),
        (WARNED,),
        holds="<script>",
    )
    add(
        "commands of a database in every column.csv",
        lambda: as_csv(rows(**{name: "'); DROP TABLE insight; --" for name in HEADER if name != "insight_id"})),
        (WARNED,),
        holds="DROP TABLE",
    )
    patterns = "{} {0} {x!r} %s %(a)s $1 ${x} \\1 {{7*7}}"
    add(
        "patterns in every column.csv",
        lambda: as_csv(rows(**{name: patterns for name in HEADER if name != "insight_id"})),
        (WARNED,),
    )
    add(
        "patterns in the header.csv",
        lambda: as_csv([[*HEADER, patterns, "%n%n"], *[[*one, "a", "b"] for one in rows()[1:]]]),
        (WARNED,),
    )
    add("soft hyphens.csv", lambda: as_csv(rows(title="Hous\u00ading \u200bneeds")))
    add("right to left.csv", lambda: as_csv(rows(text="abc \u202egpj.exe\u202c \u05d0\u05d1")))
    family, flag = "\U0001f469\u200d\U0001f469\u200d\U0001f467", "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e007f"
    add("emoji.csv", lambda: as_csv(rows(text=f"{family} met {flag}")), holds="\U0001f469\u200d")
    add(
        "letters in two forms.csv",
        lambda: as_csv(rows(place=["Na h-Eileanan Siar", "Na h‑Eileanan Siar", "Inverclyde", "INVERCLYDE"])),
    )
    add("control characters.csv", lambda: as_csv(rows(text="a\x07b\x1b[31mc\x7f")))
    add("escaped control characters.xlsx", lambda: book(rows(text="a_x0007_b_x000D_")))
    add("ten thousand unknown themes.csv", lambda: as_csv(_many_themes()), (WARNED,), saved=(1000,), says="9,9|theme")
    add(
        "five thousand problems.csv",
        lambda: as_csv(
            rows(
                5000,
                insight_id=[f"HF-{at}" for at in range(5000)],
                recorded_on="31/02/2026",
                place="Brigadoon",
                level="sideways",
            )
        ),
        (WARNED,),
        saved=(5000,),
        says="more rows",
    )


def _many_themes() -> list[list[Any]]:
    themes = ["; ".join(f"Unheard theme {at * 10 + one}" for one in range(10)) for at in range(1000)]
    return rows(1000, insight_id=[f"HF-{at}" for at in range(1000)], themes=themes)


def _names() -> None:
    anyhow: dict[str, Any] = {"ends": (FINE, WARNED, REFUSED), "saved": (0, 4)}
    named: dict[str, Any] = {"ends": (WARNED, REFUSED), "saved": (0, 4), "says": "name"}
    add("star*name?[1].csv", lambda: as_csv(rows()), **named)
    add("..%2fup.csv", lambda: as_csv(rows()), **named)
    add("../../../etc/cron.d/evil.csv", lambda: as_csv(rows()), **named, lacks=r"\.\./")
    add("C:\\Windows\\evil.csv", lambda: as_csv(rows()), **named)
    add("evil\u202evsc.exe", lambda: as_csv(rows()), **named, lacks="\u202e")
    add("a\x00b\x1b[31m.csv", lambda: as_csv(rows()), **named)
    add("=HYPERLINK(1).csv", lambda: as_csv(rows()), **anyhow)
    add("<img src=x onerror=alert(1)>.csv", lambda: as_csv(rows()), **named, lacks="<img")
    add("'; DROP TABLE upload; --.csv", lambda: as_csv(rows()), **anyhow)
    add("{0}%s$1.csv", lambda: as_csv(rows()), **anyhow)
    add("x" * 400 + ".csv", lambda: as_csv(rows()), **named)
    add("", lambda: as_csv(rows()), key="no name at all", **anyhow)
    add("CON.csv", lambda: as_csv(rows()), **anyhow)
    add(
        "jo.sample@example.org.csv",
        lambda: as_csv(rows()),
        ends=(WARNED,),
        says="email",
        never=r"Traceback|jo\.sample@",
        lacks=r"jo\.sample@",
    )


def _personal() -> None:
    def found(name: str, table: list[list[Any]], says: str, secret: str, *, xlsx: bool = False) -> None:
        add(
            name,
            (lambda: book(table)) if xlsx else (lambda: as_csv(table)),
            (WARNED,),
            saved=(3, 4),
            parked=(0, 1),
            says=says,
            never=f"Traceback|{secret}",
            lacks=secret,
        )

    chi = _chi("120357")
    found("email.csv", put("Mail to k.sample@example.com then.", "text"), "email", r"k\.sample")
    found(
        "email in wide letters.csv", put("Mail ｋ.ｓａｍｐｌｅ＠ｅｘａｍｐｌｅ.ｃｏｍ", "text"), "email", "ｓａｍｐｌｅ"
    )
    found("phone.csv", put("Text 07700 900456 only.", "text"), "phone", "900456")
    found("phone as a number.xlsx", put(7700900456, "title"), "phone", "7700900456", xlsx=True)
    found("phone under no header.csv", [[*rows()[0]], [*rows()[1], "07700 900456"], *rows()[2:]], "phone", "900456")
    found("health number.csv", put(f"card says {chi}", "text"), "CHI", chi)
    found("health number as a number.xlsx", put(int(chi), "title"), "CHI", chi, xlsx=True)
    found(
        "health number in powers of ten.xlsx",
        put(f'<c r="{{place}}"><v>{int(chi) / 1e9!r}E9</v></c>', "title"),
        "CHI",
        chi,
        xlsx=True,
    )
    found(
        "insurance number.csv",
        put("number QQ 12 34 56 C".replace("QQ", "AB"), "text"),
        "National Insurance",
        "AB 12 34 56",
    )
    found("postcode.csv", put("lives at EH99 1SP", "text"), "postcode", "EH99 1SP")
    found("birth date.csv", put("date of birth 9 May 1961", "text"), "birth", "9 May 1961")
    found("personal id.csv", put("jo@example.org", "insight_id"), "email", "jo@")
    found("personal theme.csv", put("ask jo@example.org", "themes"), "email", "jo@")
    found("personal address.csv", put("https://example.org/?mail=jo@example.org", "source_url"), "email", "jo@")
    header = [[*HEADER, "call 07700 900456"], *[[*one, "x"] for one in rows()[1:]]]
    add(
        "phone in the header.csv",
        lambda: as_csv(header),
        (WARNED,),
        says="phone",
        never="Traceback|900456",
        lacks="900456",
    )
    title = [["Kept by k.sample@example.com"], [], *rows()]
    add(
        "email above the header.xlsx",
        lambda: book(title),
        (WARNED,),
        says="email",
        never=r"Traceback|k\.sample",
        lacks=r"k\.sample",
    )
    add(
        "email as a sheet.xlsx",
        lambda: several(None, **{"k.sample@example.com": rows()}),
        (WARNED,),
        says="email",
        never=r"Traceback|k\.sample",
        lacks=r"k\.sample",
    )


def _chi(day: str) -> str:
    """A made-up health number that passes its check digit."""
    for middle in range(100, 1000):
        digits = f"{day}{middle}"
        check = 11 - sum(int(one) * weight for one, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return f"{digits}{0 if check == 11 else check}"
    raise AssertionError


for _group in (
    _usual,
    _other_kinds,
    _broken,
    _too_big,
    _sheets,
    _text_files,
    _dates_and_numbers,
    _words,
    _names,
    _personal,
):
    _group()
