"""Who a record came from: the normalised name, else the address's site, else not recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

import duckdb
import pyarrow as pa

from data.fields import OF_SOURCE
from data.plain import plain
from data.vocabulary import vocabulary

# Many people who did not give their names are not one source.
_NAMELESS = frozenset({"anonymous", "anon", "anonymised", "anonymous user", "name withheld", "withheld", "not given"})
_TABLE = pa.schema([(name, pa.string()) for name in ("source_id", "name", "kind", *OF_SOURCE)])


@dataclass(frozen=True)
class Source:
    """One organisation, person or publication; ``kind`` says what it is known by: name or site."""

    source_id: str
    name: str
    kind: str


@lru_cache(maxsize=65_536)
def source_of(name: str | None, url: str | None) -> Source | None:
    """The source that a name, or failing that an address, stands for; None if neither tells."""
    if name and name.strip() and not _hides(name):
        key = plain(name) or name.casefold().strip()
        return Source(_id(f"name:{key}"), " ".join(name.split()), "name")
    site = _site(url or "")
    return Source(_id(f"site:{site}"), site, "site") if site else None


def save_sources(cursor: duckdb.DuckDBPyConnection, told: Mapping[Source, Mapping[str, str]], upload_id: str) -> None:
    """Add sources that are new, and what is ``told`` of each (sector, organisation_size) where nothing was recorded.

    What is recorded already is never replaced.
    """
    rows = [
        {"source_id": source.source_id, "name": source.name, "kind": source.kind, **facts}
        for source, facts in told.items()
    ]
    cursor.register("incoming_source", pa.Table.from_pylist(rows, schema=_TABLE))
    cursor.execute(
        "INSERT INTO source (source_id, name, kind) SELECT source_id, any_value(name), any_value(kind)"
        " FROM incoming_source WHERE source_id NOT IN (SELECT source_id FROM source) GROUP BY source_id"
    )
    for field, column in OF_SOURCE.items():
        cursor.execute(
            f"UPDATE source SET {column} = told.value, {column}_upload_id = $upload_id FROM"
            f" (SELECT source_id, min({field}) AS value FROM incoming_source WHERE {field} IS NOT NULL"
            f" GROUP BY source_id) AS told WHERE told.source_id = source.source_id AND source.{column} IS NULL",
            {"upload_id": upload_id},
        )
    cursor.unregister("incoming_source")


def drop_unused_sources(cursor: duckdb.DuckDBPyConnection, upload_id: str) -> None:
    """After a take-back: forget the sectors and sizes that the upload told, and sources that no record has."""
    for column in OF_SOURCE.values():
        cursor.execute(
            f"UPDATE source SET {column} = NULL, {column}_upload_id = NULL WHERE {column}_upload_id = $1", [upload_id]
        )
    cursor.execute(
        "DELETE FROM source WHERE source_id NOT IN (SELECT source_id FROM insight WHERE source_id IS NOT NULL"
        " AND removed_at IS NULL UNION ALL SELECT source_id FROM case_study WHERE source_id IS NOT NULL"
        " AND removed_at IS NULL)"
    )


def _hides(name: str) -> bool:
    """Whether a name only says that none is told ("Anonymous", "n/a")."""
    return plain(name) in _NAMELESS or (vocabulary().says_nothing(name) and bool(plain(name)))


def _site(url: str) -> str:
    """The host of a web address without www; "" for anything that is not http or https."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    return host.removeprefix("www.")


def _id(key: str) -> str:
    return f"src-{hashlib.sha256(key.encode()).hexdigest()[:16]}"
