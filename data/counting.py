"""What one count is: the queries of data/counting/ that the questions build on and a rehearsal counts with."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

FOLDER = Path(__file__).parent / "counting"
EVIDENCE = "evidence"


def counted(cursor: duckdb.DuckDBPyConnection, name: str, model: str = EVIDENCE) -> list[tuple[object, ...]]:
    """The rows of one count over everything in a read model: ``evidence``, or one that was built elsewhere."""
    body = _body(name)
    front = f"WITH in_view AS (FROM {EVIDENCE}.record), heard_in_view AS (FROM {EVIDENCE}.heard)"
    front += "," if body.startswith("WITH") else " "
    query = (front + re.sub(r"^WITH\b", "", body)).replace(f"{EVIDENCE}.", f"{model}.")
    parameters = dict.fromkeys(re.findall(r"\$(\w+)", query))
    return cursor.execute(query, parameters).fetchall()


def _body(name: str) -> str:
    lines = (FOLDER / f"{name}.sql").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("--")).strip()
