"""Times an import against merely reading the same file: ``python -m bench.importing``.

Merely reading is python-calamine handing over the cells of an XLSX file as lists. Everything is timed inside a fresh
process whose modules are loaded, as they are in a server, in turns, so that a busy moment falls on all alike. Memory is
the most that the process and the reader it starts held together at one moment (Linux only).
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from bench.databases import data_command
from bench.make_insights import COLUMNS, write_xlsx
from data.settings import PROJECT
from data.workbook_limits import MEGABYTE

FIFTEEN = tuple(name for name in COLUMNS if name not in ("date_precision", "sector"))
GOAL = "checked, understood and saved within 4 × of merely reading; under 1 GiB; a preview within 3 s"


def _bare(file: Path, _: Path) -> dict[str, Any]:
    import python_calamine

    began = _begin()
    rows = python_calamine.load_workbook(file).get_sheet_by_index(0).to_python()
    return {"seconds": time.perf_counter() - began, "rows": len(rows)}


def _read(file: Path, _: Path) -> dict[str, Any]:
    from data import workbook

    content = file.read_bytes()
    began = _begin()
    book = workbook.read(content, file.name)
    return {"seconds": time.perf_counter() - began, "rows": len(book.sheets[0].rows)}


def _import(file: Path, database: Path) -> dict[str, Any]:
    from data import connect, ready
    from data.uploads import import_file

    ready.bring_forward(database)
    content = file.read_bytes()
    began = _begin()
    receipt = import_file(content, file.name)
    seconds = time.perf_counter() - began
    connect.release()
    assert receipt.status != "rejected", receipt.problems
    return {"seconds": seconds, "rows": receipt.rows_saved}


def _preview(file: Path, database: Path) -> dict[str, Any]:
    from data import connect, ready
    from data.preview import preview

    ready.bring_forward(database)
    content = file.read_bytes()
    began = _begin()
    seen = preview(content, file.name)
    seconds = time.perf_counter() - began
    connect.release()
    return {"seconds": seconds, "rows": len(seen.columns)}


WORK: dict[str, tuple[str, Callable[[Path, Path], dict[str, Any]]]] = {
    "bare": ("python-calamine merely reading", _bare),
    "read": ("checked and read", _read),
    "preview": ("preview", _preview),
    "import": ("checked, understood and saved", _import),
}


def one(work: str, file: Path, database: Path) -> None:
    """Do one piece of work in this process and print what it took, as JSON."""
    told = WORK[work][1](file, database)
    used = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({**told, "cpu": sum(one.ru_utime + one.ru_stime for one in used) - _begun[0]}))


_begun = [0.0]


def _begin() -> float:
    """Now, after everything that a server has loaded already; what was used so far is left out."""
    used = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    _begun[0] = sum(one.ru_utime + one.ru_stime for one in used)
    return time.perf_counter()


def _watched(command: list[str]) -> dict[str, Any]:
    """Run a process; what it printed, and the most memory that it and its children held at one moment, in MB."""
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    most = 0
    while process.poll() is None:
        most = max(most, sum(_resident(pid) for pid in _family(process.pid)))
        time.sleep(0.02)
    assert process.stdout is not None
    told: dict[str, Any] = json.loads(process.stdout.read())
    return {**told, "memory": most / MEGABYTE}


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in _family(int(child)))]


def _resident(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0
    return pages * resource.getpagesize()


def measure(rows: int, rounds: int, folder: Path, names: list[str]) -> dict[str, list[dict[str, Any]]]:
    """What each piece of work took, round by round."""
    file = write_xlsx(rows, folder, columns=FIFTEEN)
    base = folder / "base.duckdb"
    data_command("init", "--empty", "--database", str(base))
    told: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for at in range(rounds):
        for name in names:
            database = folder / f"{name}-{at}.duckdb"
            database.write_bytes(base.read_bytes())
            words = ["-m", "bench.importing", "--one", name, str(file), str(database)]
            told[name].append(_watched([sys.executable, *words]))
            database.unlink()
    return told


def main() -> None:
    """The command: measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.importing", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="sizes of the file")
    parser.add_argument("--rounds", type=int, default=5, help="how often each (default 5)")
    parser.add_argument("--work", nargs="+", choices=tuple(WORK), default=list(WORK), help="what to time")
    parser.add_argument("--one", nargs=3, metavar=("WORK", "FILE", "DATABASE"), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.one:
        one(wanted.one[0], Path(wanted.one[1]), Path(wanted.one[2]))
        return
    print(f"Python {platform.python_version()}; {len(FIFTEEN)} columns; {wanted.rounds} rounds, median.")
    print(f"The goal at 100,000 rows: {GOAL}.\n")
    print("| rows | what | seconds (fastest–slowest) | × merely reading | processor, s | memory, MB |")
    print("| ---: | --- | ---: | ---: | ---: | ---: |")
    for rows in wanted.rows:
        with tempfile.TemporaryDirectory() as folder:
            told = measure(rows, wanted.rounds, Path(folder), list(dict.fromkeys(["bare", *wanted.work])))
        bare = [each["seconds"] for each in told["bare"]]
        for name, each in told.items():
            seconds = [took["seconds"] for took in each]
            # Round by round, because the machine may have been slower in one than in another.
            ratio = median(took / alone for took, alone in zip(seconds, bare, strict=True))
            memory = max(took["memory"] for took in each)
            print(
                f"| {rows:,} | {WORK[name][0]} | {median(seconds):.2f} ({min(seconds):.2f}–{max(seconds):.2f})"
                f" | {ratio:.2f} | {median(took['cpu'] for took in each):.1f} | {memory:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
