"""``python -m bench``: from a click on a filter to the painted charts, beside other ways of making the page."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench import contestants, databases, report
from bench.browser import chromium
from bench.measure import measure


def main() -> None:
    """The command: make data, time everybody, print the table, write it where that was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Times Kenspeckle in a real browser.")
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="sizes of Kenspeckle")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (default 3)")
    parser.add_argument("--picks", type=int, default=5, help="timed clicks in a round and series (default 5)")
    parser.add_argument("--starts", type=int, default=3, help="starts of each server (default 3)")
    parser.add_argument("--no-peers", action="store_true", help="only Kenspeckle and the two bare pages")
    parser.add_argument("--write", action="store_true", help="put the table into bench/README.md")
    wanted = parser.parse_args()

    def say(words: str) -> None:
        print(words, file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory(prefix="kenspeckle-bench-") as name:
        folder = Path(name)
        everybody, imports = contestants.bare(folder), {}
        for rows in sorted(wanted.rows):
            say(f"Making a database with {rows:,} insights")
            database, imports[rows] = databases.make(rows, folder)
            everybody.append(contestants.kenspeckle(rows, database))
        if not wanted.no_peers:
            peers, missing = contestants.peers(max(wanted.rows), folder)
            everybody += peers
            for words in missing:
                say(words)
        timings = measure(everybody, folder, rounds=wanted.rounds, picks=wanted.picks, starts=wanted.starts, say=say)
        with chromium() as browser:
            words = report.report(timings, imports, browser.version, wanted.rounds, wanted.picks)
    print(words)
    if wanted.write:
        report.write(words)


if __name__ == "__main__":
    main()
