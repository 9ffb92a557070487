"""Insights and case studies as Arrow columns, the shape in which they go into the database a thousand at a time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import Any

import pyarrow as pa

from data.cell_words import OPEN
from data.fields import DATE_FIELD, FIELDS
from data.record import Record

_PLACES = ("place_level", "council", "hscp", "board")


def whole(kind: str, records: Sequence[Record]) -> pa.Table:
    """One row a record: its fields and where it came from."""
    names = FIELDS[kind]
    parts = list(zip(*map(itemgetter(*names), map(attrgetter("values"), records)), strict=True))
    columns = {
        name: pa.array(cells, pa.date32() if name == DATE_FIELD[kind] else pa.string())
        for name, cells in zip(names, parts or [()] * len(names), strict=True)
    }
    columns["withdrawn"] = pa.array(map(attrgetter("withdrawn"), records), pa.bool_())
    columns["upload_id"] = pa.array(map(attrgetter("upload_id"), records), pa.string())
    columns["sheet"] = pa.array(map(attrgetter("sheet"), records), pa.string())
    columns["sheet_row"] = pa.array(map(attrgetter("sheet_row"), records), pa.int32())
    return pa.table(columns)


def places(records: Sequence[Record], ids: pa.Array) -> pa.Table:
    """One row for each area of each record."""
    return _parts(records, ids, attrgetter("places"), attrgetter("codes"), _PLACES)


def listed(records: Sequence[Record], ids: pa.Array, part: str) -> pa.Table:
    """One row for each of a record's groups or themes (``first``), each once, with its upload (``second``)."""
    of = attrgetter(part)
    table, rows = _parts_and_rows(records, ids, lambda one: dict.fromkeys(of(one)), _alone, ("first",))
    uploads = pa.array(map(attrgetter("upload_id"), records), pa.string())
    return table.append_column("second", uploads.take(rows))


def words(records: Sequence[Record], ids: pa.Array) -> pa.Table:
    """One row for each word of each record that is open or was decided: its field, the word, its state."""
    having = [at for at, record in enumerate(records) if record.unresolved or record.settled]
    mine = ids.take(pa.array(having, pa.int32()))
    return _parts([records[at] for at in having], mine, _words_of, tuple, ("field", "raw", "state"))


def _words_of(record: Record) -> Iterable[tuple[str, str, str]]:
    yield from ((field, raw, OPEN) for field, raw in record.unresolved)
    yield from record.settled


def _parts(
    records: Sequence[Record],
    ids: pa.Array,
    of: Callable[[Record], Iterable[Hashable]],
    texts: Callable[[Any], tuple[str | None, ...]],
    names: Sequence[str],
) -> pa.Table:
    return _parts_and_rows(records, ids, of, texts, names)[0]


def _parts_and_rows(
    records: Sequence[Record],
    ids: pa.Array,
    of: Callable[[Record], Iterable[Hashable]],
    texts: Callable[[Any], tuple[str | None, ...]],
    names: Sequence[str],
) -> tuple[pa.Table, pa.Array]:
    """A table of ``id`` and ``names``, and the record that each of its rows belongs to.

    The same few areas, groups and themes come again and again: each is turned into texts once.
    """
    met: dict[Hashable, int] = {}
    which: list[int] = []
    rows: list[int] = []
    for at, record in enumerate(records):
        for part in of(record):
            which.append(met.setdefault(part, len(met)))
            rows.append(at)
    columns = zip(*map(texts, met), strict=True) if met else [()] * len(names)
    chosen, owners = pa.array(which, pa.int32()), pa.array(rows, pa.int32())
    told = {name: pa.array(cells, pa.string()).take(chosen) for name, cells in zip(names, columns, strict=True)}
    return pa.table({"id": ids.take(owners), **told}), owners


def _alone(text: str) -> tuple[str]:
    return (text,)
