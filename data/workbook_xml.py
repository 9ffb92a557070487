"""Reads through every XML part of an XLSX file once, keeps no tree, and refuses what could do harm.

Also notes what the reader of workbooks does not say: error cells and formulas without a saved result.
"""

from __future__ import annotations

import codecs
import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from data.errors import Problem, WorkbookError
from data.workbook_cells import CellWatch, SheetFacts
from data.workbook_limits import Limits
from data.workbook_plain import PlainPassing, for_part

_SAVE_AGAIN = "Open the file in your spreadsheet program, save it again as .xlsx and bring that file in."
_UTF8 = {"utf-8", "utf8", "us-ascii", "ascii"}
# Parts that hold no cells whatever they are used as; all others are watched as if they were a sheet.
_NO_CELLS = {
    "sst",
    "styleSheet",
    "Relationships",
    "Types",
    "workbook",
    "Properties",
    "coreProperties",
    "theme",
}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
FIRST_PARTS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_READ_BY_READER = ("/worksheet", "/sharedStrings", "/styles")


@dataclass
class WorkbookParts:
    """What the XML parts say about each other: the sheets by name and the part that each is in."""

    seen: set[str] = field(default_factory=set)
    facts: dict[str, SheetFacts] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    targets: dict[str, tuple[str, str]] = field(default_factory=dict)
    since_1904: bool = False

    def sheet_in(self, part: str) -> str:
        """The name of the sheet that is in a part; "" if the part holds none."""
        named = {path: identity for identity, (_, path) in self.targets.items()}
        return next((name for name, identity in self.names.items() if identity == named.get(part)), "")

    def sheets(self) -> dict[str, SheetFacts]:
        """Sheet name to what was seen in it. LookupError if a part was named that was not looked at."""
        for kind, part in self.targets.values():
            if kind.endswith(_READ_BY_READER) and part not in self.seen:
                raise LookupError
        found: dict[str, SheetFacts] = {}
        used: set[str] = set()
        for name, identity in self.names.items():
            kind, part = self.targets[identity]
            if kind.endswith("/worksheet"):
                if part in used or part not in self.facts:
                    raise LookupError
                used.add(part)
                found[name] = self.facts[part]
                found[name].since_1904 = self.since_1904
        return found


def check_part(parts: WorkbookParts, name: str, pieces: Iterable[bytes], limits: Limits) -> None:
    """Read one XML part (``name`` in lower case) from its pieces; raises WorkbookError for what is unsafe."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.ordered_attributes = True  # a flat list of names and values costs less than a dict
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _only_utf8
    # Each open element takes a token and gives it back when it ends; none left means too deep.
    tokens = [""] * limits.xml_depth
    parser.EndElementHandler = tokens.append
    watch: CellWatch | None = None
    fed = b""
    plain: PlainPassing | None = None

    def parse(piece: bytes) -> None:
        nonlocal fed
        fed = piece
        if watch is not None:
            watch.piece(piece)
        parser.Parse(piece, False)

    def passed(row: bytes) -> None:
        if watch is not None:
            watch.passed(int(row))

    def root(element: str, attributes: list[str]) -> None:
        nonlocal watch
        tokens.pop()
        local = element.rpartition(":")[2]
        if name == FIRST_PARTS[0]:
            parser.StartElementHandler = _sheet_names(parts, tokens.pop)
        elif name == FIRST_PARTS[1]:
            parser.StartElementHandler = _sheet_targets(parts, tokens.pop)
        elif local in _NO_CELLS:
            parser.StartElementHandler = lambda _element, _attributes: tokens.pop()
        else:
            watch = CellWatch(parser, tokens.pop, limits)
            watch.piece(fed)
            parser.StartElementHandler = watch.start

    parser.StartElementHandler = root
    try:
        for number, piece in enumerate(pieces):
            if number == 0:
                if piece.startswith(_UTF16):
                    _only_utf8("", "utf-16", 0)
                plain = for_part(piece, parse, lambda: len(tokens), limits, passed)
            if plain is not None:
                plain.piece(piece)
            else:
                parse(piece)
        if plain is not None:
            plain.finish()
        parser.Parse(b"", True)
    except expat.ExpatError:
        _refuse(
            "file_damaged",
            "a part of it is not complete or not valid XML, so the file is damaged",
            _SAVE_AGAIN,
        )
    except IndexError:
        _refuse("xml_unsafe", f"elements more than {limits.xml_depth} deep, which is not allowed", _SAVE_AGAIN)
    parts.seen.add(name)
    if watch is not None:
        watch.finish()
        parts.facts[name] = watch.facts


def _refuse(code: str, found: str, what_to_do: str) -> NoReturn:
    raise WorkbookError(Problem("error", code, what_to_do, found=found))


def _refuse_doctype(*_: object) -> None:
    _refuse("xml_unsafe", "a document type (DTD) or entities, which are not allowed in a workbook", _SAVE_AGAIN)


def _only_utf8(_version: str, encoding: str | None, _standalone: int) -> None:
    # The reader takes everything as UTF-8: a part in another encoding would come out empty.
    if encoding and encoding.lower() not in _UTF8:
        _refuse("file_damaged", "a part in an encoding that cannot be read", _SAVE_AGAIN)


Start = Callable[[str, list[str]], None]


def _pairs(attributes: list[str]) -> dict[str, str]:
    return {key.rpartition(":")[2]: value for key, value in zip(attributes[::2], attributes[1::2], strict=True)}


def _sheet_names(parts: WorkbookParts, take: Callable[[], str]) -> Start:
    def start(element: str, attributes: list[str]) -> None:
        take()
        local = element.rpartition(":")[2]
        given = _pairs(attributes) if local in ("sheet", "workbookPr") else {}
        if local == "sheet":
            parts.names[given.get("name", "")] = given.get("id", "")
        elif local == "workbookPr":
            parts.since_1904 = given.get("date1904") in ("1", "true")

    return start


def _sheet_targets(parts: WorkbookParts, take: Callable[[], str]) -> Start:
    def start(element: str, attributes: list[str]) -> None:
        take()
        given = _pairs(attributes)
        if element.rpartition(":")[2] == "Relationship" and given.get("TargetMode") != "External":
            target = given.get("Target", "")
            path = target.lstrip("/") if target.startswith(("/", "xl/")) else f"xl/{target}"
            parts.targets[given.get("Id", "")] = (given.get("Type", ""), posixpath.normpath(path).lower())

    return start
