"""Times and tries the re-shaping of themes and the search: ``python -m bench.theme_events``.

replay   themes and codings worked out from 10,000 events (--events)
recount  from a merge to the counts of a page, with --rows insights
search   the questions of a search box, with --rows insights
kill     kill -9 in the middle of commits, --kills times: what was acknowledged is there, nothing by half
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from bench import databases
from data import connect, ready, theme_changes
from data.check import check
from data.errors import Refused
from data.moments import EVER
from data.read_model import reading
from data.search_index import index_now
from data.settings import PROJECT
from data.theme_undo import undo
from data.themes import record_event
from data.write import new_id, write
from queries.disclosure import tell
from queries.filters import Filters
from queries.search import search

WHO = "A benchmark"
ROUNDS = 9
_CHANGES = """
import random, sys
from pathlib import Path
from data import ready, theme_changes
from data.errors import Refused
from data.theme_undo import undo
ready.bring_forward(Path(sys.argv[1]))
chance = random.Random(int(sys.argv[2]))
names = [f"Theme {number}" for number in range(40)]
while True:
    one, other = chance.sample(names, 2)
    try:
        done = chance.choice([
            lambda: theme_changes.create(one, who="A"),
            lambda: theme_changes.merge([one, other], chance.choice(names), who="A"),
            lambda: theme_changes.rename(one, other, who="A"),
            lambda: theme_changes.split("Role of communities and community groups", one, sys.argv[3:], who="A"),
            lambda: undo(who="A"),
        ])()
    except Refused:
        continue
    print(done.event_id, done.kind, flush=True)
"""


def replay(folder: Path, events: int) -> list[str]:
    """Append events of every kind at random, then work out what they give."""
    path = folder / "replay.duckdb"
    ready.create(path)
    _append(events)
    told = [f"{events:,} events:"]
    for words, question in (
        ("the themes", "SELECT count(*) FROM theme_at($1, NULL)"),
        ("what every coding counts under", "SELECT count(*) FROM coding_at($1, NULL)"),
    ):
        told.append(f"  {words}: {_timed(partial(_one, question, EVER))}")
    return told


def recount(folder: Path, rows: int) -> list[str]:
    """Merge and take back, and ask what the Themes page asks."""
    ready.bring_forward(databases.make(rows, folder)[0])
    page = ("headline", "theme_frequency", "theme_barriers", "theme_effects", "theme_pairs")
    _ask(page)
    merges, counts = [], []
    for number in range(ROUNDS):
        began = time.perf_counter()
        theme_changes.merge(["TH-05", "TH-06"], f"Merged {number}", who=WHO)
        merged = time.perf_counter()
        _ask(page)
        merges.append((merged - began) * 1000)
        counts.append((time.perf_counter() - merged) * 1000)
        undo(who=WHO)
        _ask(page)
    return [
        f"{rows:,} insights: a merge is kept in {_spread(merges)}; the {len(page)} questions of a page are answered "
        f"anew in {_spread(counts)}"
    ]


def searching(folder: Path, rows: int) -> list[str]:
    """Build the index and search it."""
    ready.bring_forward(databases.make(rows, folder)[0])
    began = time.perf_counter()
    index_now(wait=True)
    told = [f"{rows:,} insights: the index is built in {time.perf_counter() - began:.1f} s"]
    edinburgh = Filters(place=("S12000036",))
    for text, filters in (
        ("kettle", Filters()), ("kettle ferry", Filters()), ('"the ferry"', Filters()), ("ketle", Filters()),
        ("kettle -ferry", edinburgh), ("kettle", Filters(mode="sharing")), ("the", edinburgh),
    ):  # fmt: skip
        search(text, filters)
        where = " in one council" if filters.narrows else " in sharing mode" if filters.mode == "sharing" else ""
        found = search(text, filters).matching
        told.append(f"  {text}{where} ({found:,} found): {_timed(partial(search, text, filters))}")
    return told


def kill(folder: Path, kills: int) -> list[str]:
    """Let another process change themes, kill it, and look at what is in the file."""
    path = folder / "kill.duckdb"
    ready.create(path)
    records = [row[0] for row in _rows("SELECT record_id FROM coding_now WHERE theme_id = 'TH-02' LIMIT 5")]
    connect.release()
    chance, acknowledged = random.Random(7), 0
    for number in range(kills):
        done = subprocess.Popen(
            [sys.executable, "-c", _CHANGES, str(path), str(number), *records], cwd=PROJECT, stdout=subprocess.PIPE,
            text=True, env={**os.environ, "KENSPECKLE_DATABASE": str(path)},
        )  # fmt: skip
        assert done.stdout is not None
        first = done.stdout.readline()
        time.sleep(chance.random() * 1.5)
        done.kill()
        lines = [line.split() for line in (first + done.stdout.read()).splitlines() if line.count(" ") == 1]
        done.wait()
        ready.bring_forward(path)
        held = {row[0] for row in _rows("SELECT event_id FROM theme_event")}
        missing = [event_id for event_id, _ in lines if event_id not in held]
        halves = _one(
            "SELECT (SELECT count(*) FROM theme_event WHERE kind = 'split' AND event_id NOT IN"
            " (SELECT event_id FROM theme_event_record))"
            " + (SELECT count(*) FROM theme_event_record WHERE event_id NOT IN (SELECT event_id FROM theme_event))"
        )
        wrong = [finding.name for finding in check() if not finding.holds]
        connect.release()
        if missing or halves or wrong:
            raise SystemExit(f"Kill {number}: {len(missing)} acknowledged events missing, {halves} by half, {wrong}")
        acknowledged += len(lines)
    return [f"{kills:,} kills: all {acknowledged:,} acknowledged events are there, none by half, all checks hold"]


def _append(events: int) -> None:
    """Events of every kind straight into the history, without the checks, which take most of the time."""
    chance = random.Random(7)
    with write("themes") as cursor:
        live = [row[0] for row in cursor.execute("SELECT theme_id FROM theme").fetchall()]
        records = cursor.execute("SELECT DISTINCT record_kind, record_id FROM coding ORDER BY ALL").fetchall()
        newest: list[str] = []
        for number in range(events):
            kind = chance.choice(["create", "rename", "define", "move", "merge", "split", "undo"])
            if kind == "merge" and len(live) < 10:
                kind = "create"
            made, one = f"TH-{number:08d}", chance.choice(live)
            told: dict[str, Any] = {"theme": f"Theme {number}"}
            if kind == "undo":
                if newest:
                    record_event(cursor, "undo", who=WHO, undoes_event_id=newest.pop())
            elif kind == "create":
                record_event(cursor, kind, who=WHO, into_id=made, payload={**told, "parent_theme_id": None})
                live.append(made)
            elif kind == "merge":
                gone = chance.sample(live, 2)
                record_event(cursor, kind, who=WHO, theme_ids=gone, into_id=made, payload=told)
                live = [theme for theme in live if theme not in gone] + [made]
            elif kind == "split":
                event_id = record_event(cursor, kind, who=WHO, theme_ids=[one], into_id=made, payload=told)
                cursor.executemany(
                    "INSERT INTO theme_event_record VALUES ($1, $2, $3)",
                    [[event_id, *record] for record in chance.sample(records, 3)],
                )
                live.append(made)
            else:
                into = chance.choice(live) if kind == "move" else None
                newest.append(record_event(cursor, kind, who=WHO, theme_ids=[one], into_id=into, payload=told))


def _ask(page: Sequence[str]) -> None:
    for name in page:
        tell(name, Filters())


def _timed(work: Callable[[], Any]) -> str:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return _spread(times)


def _spread(times: Sequence[float]) -> str:
    return f"{median(times):.0f} ms ({min(times):.0f}–{max(times):.0f})"


def _rows(question: str, *values: Any) -> list[tuple[Any, ...]]:
    with reading() as held:
        return held.cursor.execute(question, list(values)).fetchall()


def _one(question: str, *values: Any) -> Any:
    return _rows(question, *values)[0][0]


def main() -> None:
    """The command: try what was named (all of it without a name) and print what was seen."""
    parser = argparse.ArgumentParser(prog="python -m bench.theme_events", description="Times re-shaping and search.")
    parser.add_argument("what", nargs="*", help="replay, recount, search, kill (default: all)")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=20)
    wanted = parser.parse_args()
    trials: dict[str, Callable[[Path], list[str]]] = {
        "replay": lambda folder: replay(folder, wanted.events),
        "recount": lambda folder: recount(folder, wanted.rows),
        "search": lambda folder: searching(folder, wanted.rows),
        "kill": lambda folder: kill(folder, wanted.kills),
    }
    for name in wanted.what or trials:
        with tempfile.TemporaryDirectory(prefix=f"kenspeckle-bench-{new_id()[:8]}-") as folder:
            try:
                print("\n".join(trials[name](Path(folder))), flush=True)
            except Refused as refused:
                raise SystemExit(str(refused)) from None
            finally:
                connect.release()


if __name__ == "__main__":
    main()
