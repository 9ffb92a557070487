"""``python -m bench.door``: a room of people opens the door and answers; counts in the database what arrived.

Then a real Chromium makes the facilitator's clicks while crowd after crowd answers, and times how soon the stage
follows the host's window. With ``--kill`` the server is killed (kill -9) again and again while they answer.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from bench.contestants import kenspeckle
from bench.facilitator import Felt, felt
from bench.people import Seen, crowd
from bench.servers import Server, start
from data import connect, ready, steps, workshops
from data.check import check
from data.run_of_show import StepPlan


def main() -> int:
    """Run it and print one line a figure; exit code 1 where an answer was lost or doubled."""
    parser = argparse.ArgumentParser(prog="python -m bench.door", description=__doc__)
    parser.add_argument("--people", type=int, default=150)
    parser.add_argument("--within", type=float, default=5, help="seconds in which all of them come (default 5)")
    parser.add_argument("--tries", type=int, default=6, help="timed clicks of each kind in a browser (default 6)")
    parser.add_argument("--no-browser", action="store_true", help="only the crowd, no clicks and no stage")
    parser.add_argument("--kill", type=int, default=0, metavar="TIMES", help="kill the server so often meanwhile")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kenspeckle-door-") as name:
        folder = Path(name)
        database, workshop_id, code, step_id = _prepared(folder)
        clicked = None
        if wanted.kill:
            seen = _killed(database, folder, code, wanted.people, wanted.within, wanted.kill)
        else:
            ours, server = kenspeckle(0, database), _started(database, folder)
            try:
                seen = asyncio.run(_came(server, code, wanted.people, wanted.within))
                if not wanted.no_browser:
                    clicked = felt(server, ours, workshop_id, code, wanted.people, wanted.within, wanted.tries)
            finally:
                server.stop()
        ended = _told(seen, clicked, database, step_id, wanted.people, wanted.within, wanted.kill)
        for line in clicked.lines() if clicked else ():
            print(line)
        return ended


def _prepared(folder: Path) -> tuple[Path, str, str, str]:
    """A database with one open workshop that asks for short answers, then shows a picture and re-shapes."""
    database = folder / "room.duckdb"
    ready.create(database)
    workshop_id = workshops.create("Made up for the bench", "To time the door", "blank", "bench")
    step_id = steps.add_step(workshop_id, StepPlan("answers", "What do you see?"), "bench")
    for plan in (StepPlan("evidence", "What are we hearing?", page="themes"), StepPlan("reshape", "Do they fit?")):
        steps.add_step(workshop_id, plan, "bench")
    code = workshops.open_door(workshop_id, "bench")
    steps.go_to(step_id, "bench")
    connect.release()
    return database, workshop_id, code, step_id


def _started(database: Path, folder: Path) -> Server:
    one = kenspeckle(0, database)
    server = start(one.command, one.settings, one.folder, folder / "server.log")
    server.wait(one.healthy)
    return server


async def _came(server: Server, code: str, people: int, within: float) -> list[Seen]:
    at = urlsplit(server.address)
    return await crowd(at.hostname or "127.0.0.1", at.port or 80, code, people, within, again=False)


def _killed(database: Path, folder: Path, code: str, people: int, within: float, times: int) -> list[Seen]:
    seen: list[Seen] = []
    for number in range(times):
        server = _started(database, folder)

        async def under_fire(server: Server = server) -> list[Seen]:
            coming = asyncio.create_task(_came(server, code, people, within))
            await asyncio.sleep(random.uniform(0.2, within))
            server.process.send_signal(signal.SIGKILL)
            return await coming

        seen += asyncio.run(under_fire())
        server.process.wait()
        print(f"killed {number + 1} of {times}", file=sys.stderr, flush=True)
    return seen


def _told(
    first: list[Seen], clicked: Felt | None, database: Path, step_id: str, people: int, within: float, kills: int
) -> int:
    seen = [*first, *(clicked.seen if clicked else ())]
    copy = database.with_name("counted.duckdb")
    for ending in ("", ".wal"):
        if (part := database.with_name(database.name + ending)).exists():
            shutil.copy2(part, copy.with_name(copy.name + ending))
    began = time.perf_counter()
    ready.bring_forward(copy)
    with connect.database().cursor() as cursor:
        stored = [
            row[0]
            for row in cursor.execute(
                "SELECT json_extract_string(answer, '$.text') FROM response WHERE step_id = $1", [step_id]
            ).fetchall()
        ]
    wrong = [finding.name for finding in check() if not finding.holds]
    connect.release()
    thanked = [one for one in seen if one.thanked]
    lost = [one for one in thanked if one.words not in set(stored)]
    doubled = len(stored) - len(set(stored))
    print(f"{people} people within {within:g} s" + (f", the server killed {kills} times" if kills else ""))
    print(f"thank-yous seen {len(thanked):,}, answers stored {len(stored):,}, lost {len(lost)}, doubled {doubled}")
    if not kills and thanked:
        took = sorted(one.answer for one in first if one.thanked)
        pages = sorted(one.page for one in first if one.thanked)
        print(f"answer: median {median(took):.3f} s, p95 {quantiles(took, n=20)[-1]:.3f} s, slowest {took[-1]:.3f} s")
        print(f"page: median {median(pages):.3f} s, p95 {quantiles(pages, n=20)[-1]:.3f} s, slowest {pages[-1]:.3f} s")
    faults = sorted({one.fault for one in seen if one.fault})
    print(f"faults seen: {', '.join(faults) or 'none'}; opened again in {time.perf_counter() - began:.1f} s")
    print(f"checks that fail: {', '.join(wrong) or 'none'}")
    return 1 if lost or doubled or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
