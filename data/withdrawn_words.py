"""Finds the words of withdrawn records wherever they stand: in kept files, rows set aside, snapshots, other texts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from data import workbook
from data.cells import as_text
from data.errors import WorkbookError
from data.fields import ID_FIELD, NAME_FIELD, SOURCES_WORDS, TEXT_FIELDS, WITHDRAWN, one_form
from data.sources import source_of
from data.workbook import Sheet
from data.written_file import file_as_saved

SHORTEST_FOUND_INSIDE = 12  # characters; shorter words are only found where they stand alone
_HEADER_ROWS_LOOKED_AT = 50
_SOURCE_FIELDS = {*NAME_FIELD.values(), "source_url"}
_BLANKED_KEYS = {name for names in SOURCES_WORDS.values() for name in names} | {"quote", "words", "source"}


@dataclass
class Withdrawn:
    """What is withdrawn: records by kind, their words (titles, texts, answers, earlier ones too), perhaps a source."""

    ids: dict[str, set[str]] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    source_id: str | None = None
    _folded: set[str] = field(default_factory=set)

    def add(self, kind: str, values: Mapping[str, Any]) -> None:
        """Learn a record's words. A title is telling only where the record says nothing else."""
        told = [str(values[name]) for name in TEXT_FIELDS[kind] if values.get(name)]
        longer = [str(values[name]) for name in TEXT_FIELDS[kind] if name != "title" and values.get(name)]
        self.texts.update(told if self.source_id else longer or told)
        self._folded.update(_fold(text) for text in (longer or told))
        if self.source_id and values.get(NAME_FIELD[kind]):
            self.names.add(str(values[NAME_FIELD[kind]]))

    def says(self, text: str) -> bool:
        """Whether a whole cell or string is one of the withdrawn texts."""
        return bool(text) and _fold(text) in self._folded

    def is_source(self, text: str) -> bool:
        """Whether a cell of a source's column names the source that withdrew."""
        if self.source_id is None or not text:
            return False
        found = source_of(text, None), source_of(None, text)
        return any(source is not None and source.source_id == self.source_id for source in found)

    def in_parked(self, kind: str, cells: Mapping[str, str], mapping: Mapping[str, str]) -> bool:
        """Whether a row that was set aside is one of them: by its id, its words, or its source."""
        by_field = {mapping.get(header, header): cell for header, cell in cells.items()}
        if kind not in ID_FIELD:
            return False
        return (
            by_field.get(ID_FIELD[kind], "") in self.ids.get(kind, ())
            or any(self.says(cell) for cell in cells.values())
            or any(self.is_source(by_field.get(name, "")) for name in _SOURCE_FIELDS)
        )

    def without_them(self, content: bytes, name: str, mapping: Mapping[str, str]) -> bytes | None:
        """A kept file whose withdrawn rows only say that; None if it holds none, b"" if it cannot be read any more."""
        try:
            book = workbook.read(content, name)
        except WorkbookError:
            return b""
        rows = {(sheet.name, at) for sheet in book.sheets for at in self._rows(sheet, mapping)}
        return file_as_saved(book, content, None, rows).content if rows else None

    def _rows(self, sheet: Sheet, mapping: Mapping[str, str]) -> list[int]:
        """The rows that hold one of the texts, one of the ids in the column of ids, or the source in its column."""
        columns = _columns(sheet, mapping)
        return [
            at
            for at, row in enumerate(sheet.rows, start=sheet.first_row)
            if any(isinstance(cell, str) and self.says(as_text(cell)) for cell in row)
            or any(column < len(row) and self._tells(field, as_text(row[column])) for column, field in columns.items())
        ]

    def _tells(self, field: str, text: str) -> bool:
        kind = next((kind for kind, name in ID_FIELD.items() if name == field), None)
        return text in self.ids.get(kind, ()) if kind else self.is_source(text)

    def blanked(self, text: str) -> str:
        """A stored text or JSON text without the words: what stands with a withdrawn record's id, and its words."""
        try:
            held = json.loads(text)
        except ValueError:
            return self._text(text)
        if not isinstance(held, dict | list):
            return self._text(text)
        after = self._value(held)
        return text if after == held else json.dumps(after, ensure_ascii=False)

    def _value(self, held: Any) -> Any:
        if isinstance(held, str):
            return self._text(held)
        if isinstance(held, list):
            return [self._value(one) for one in held]
        if not isinstance(held, dict):
            return held
        every_id = {record_id for ids in self.ids.values() for record_id in ids}
        mine = any(isinstance(value, str) and value in every_id for key, value in held.items() if key.endswith("id"))
        return {
            key: WITHDRAWN if mine and key in _BLANKED_KEYS and isinstance(value, str) else self._value(value)
            for key, value in held.items()
        }

    def _text(self, text: str) -> str:
        if self.says(text) or text in self.names:
            return WITHDRAWN
        for words in self.texts:
            if len(words) >= SHORTEST_FOUND_INSIDE and words in text:
                text = text.replace(words, WITHDRAWN)
        return text

    def in_file_name(self, name: str) -> str:
        """A file's name without the name of the source."""
        for words in self.names:
            at = name.casefold().find(words.casefold())
            if len(words) > 3 and at >= 0:
                name = f"{name[:at]}[withdrawn]{name[at + len(words) :]}"
        return name


def _columns(sheet: Sheet, mapping: Mapping[str, str]) -> dict[int, str]:
    """Where the columns of ids and sources stand, by the first row that holds one of their headers."""
    wanted = {header: name for header, name in mapping.items() if name in {*_SOURCE_FIELDS, *ID_FIELD.values()}}
    for row in sheet.rows[:_HEADER_ROWS_LOOKED_AT]:
        headers = {at: " ".join(cell.split()) for at, cell in enumerate(row) if isinstance(cell, str)}
        found = {at: wanted[header] for at, header in headers.items() if header in wanted}
        if found:
            return found
    return {}


def _fold(text: str) -> str:
    return str(one_form(text) or "").casefold()
