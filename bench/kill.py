"""Kills an import at random moments and looks what is left: ``python -m bench.kill --rounds 100``.

Each round starts ``python -m data import`` on a fresh copy of a database, ends it with SIGKILL at a moment drawn from
its whole length (every other round: from the part in which it writes), opens the database again, has it checked by
``python -m data check``, and counts the rows of every table. All of the file is there, or nothing of it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random

import duckdb

from bench.databases import data_command
from bench.make_insights import WRITERS
from data.settings import PROJECT

NONE, ALL, HALF, BROKEN = "nothing was saved", "everything was saved", "SAVED BY HALVES", "FAILS ITS CHECKS"
_LONGEST_WAIT = 120.0


def rounds(number: int, rows: int, kind: str, folder: Path, seed: int) -> tuple[Counter[str], Counter[str], float]:
    """What was left after each round, when it was killed, and how long an import takes that nobody kills."""
    chance = Random(seed)
    file = WRITERS[kind](rows, folder)
    base, whole = folder / "base.duckdb", folder / "whole.duckdb"
    data_command("init", "--empty", "--database", str(base))
    shutil.copy2(base, whole)
    before, began = _counts(base), time.monotonic()
    data_command("import", str(file), "--database", str(whole))
    length = time.monotonic() - began
    after = _counts(whole)
    left: Counter[str] = Counter()
    moments: Counter[str] = Counter()
    for at in range(number):
        database = folder / f"round-{at}.duckdb"
        shutil.copy2(base, database)
        moment = _killed(file, database, chance, length, while_writing=at % 2 == 1)
        ended = _what_is_left(database, before, after)
        left[ended] += 1
        moments[moment] += 1
        print(f"round {at + 1:>4}: killed {moment}; {ended}", flush=True)
        for path in folder.glob(f"{database.name}*"):
            path.unlink()
    return left, moments, length


def _killed(file: Path, database: Path, chance: Random, length: float, *, while_writing: bool) -> str:
    """Start an import and kill it; says when that was."""
    process = subprocess.Popen(
        [sys.executable, "-m", "data", "import", str(file), "--database", str(database)],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    began = time.monotonic()
    log = database.with_name(database.name + ".wal")
    if while_writing:
        size = database.stat().st_size
        while process.poll() is None and _size(log) == 0 and _size(database) == size:
            if time.monotonic() - began > _LONGEST_WAIT:
                break
            time.sleep(0.0005)
        time.sleep(chance.random() ** 2 * 0.1 * length)
    else:
        time.sleep(chance.random() * length)
    ended = process.poll() is not None
    with suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGKILL)
    process.wait()
    _wait_for_group(process.pid)
    if ended:
        return "after its end"
    return "while it wrote" if while_writing else "at any moment"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _wait_for_group(group: int) -> None:
    """The process that reads the file ends by itself when nobody listens any more."""
    until = time.monotonic() + _LONGEST_WAIT
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except (ProcessLookupError, PermissionError):
            return
        time.sleep(0.01)
    raise RuntimeError("A process that reads files outlived the import that started it.")


def _what_is_left(database: Path, before: dict[str, int], after: dict[str, int]) -> str:
    checked = subprocess.run(
        [sys.executable, "-m", "data", "check", "--database", str(database), "--json"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    if checked.returncode or not json.loads(checked.stdout)["holds"]:
        return BROKEN
    found = _counts(database)
    return NONE if found == before else ALL if found == after else HALF


def _counts(database: Path) -> dict[str, int]:
    """The rows of every table."""
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY ALL").fetchall()
        counted = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone() for (name,) in tables}
    return {name: found[0] for name, found in counted.items() if found}


def main() -> int:
    """The command: kill, print, and end with 1 if anything was left by halves."""
    parser = argparse.ArgumentParser(prog="python -m bench.kill", description=__doc__)
    parser.add_argument("--rounds", type=int, default=100, help="how often to kill (default 100)")
    parser.add_argument("--rows", type=int, default=5_000, help="rows of the file (default 5000)")
    parser.add_argument("--kind", choices=tuple(WRITERS), default="xlsx", help="of the file (default xlsx)")
    parser.add_argument("--seed", type=int, default=7, help="another number kills at other moments")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        left, moments, length = rounds(wanted.rounds, wanted.rows, wanted.kind, Path(folder), wanted.seed)
    told = [f"{count} times {words}" for words, count in (left + Counter()).most_common()]
    when = [f"{count} {words}" for words, count in moments.most_common()]
    print(
        f"{wanted.rounds} imports of {wanted.rows:,} rows ({wanted.kind}, {length:.1f} s each) were killed: "
        f"{', '.join(when)}. Afterwards: {'; '.join(told)}."
    )
    return 1 if left[HALF] or left[BROKEN] else 0


if __name__ == "__main__":
    sys.exit(main())
