"""Starts the real dashboard, on a free port and with a database of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from data.settings import PROJECT

SECONDS_TO_START = 120


@dataclass
class RunningServer:
    """A dashboard in a process of its own; ``log`` is everything it printed."""

    address: str
    database: Path
    log: Path
    process: "subprocess.Popen[bytes]"

    def said(self) -> str:
        """What the server has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> int:
        """End the server as Ctrl+C does and return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def environment(database: Path, **more: str) -> dict[str, str]:
    """The settings of a test's own dashboard."""
    return {**os.environ, "KENSPECKLE_DATABASE": str(database), "KENSPECKLE_NO_BROWSER": "1", **more}


def make_database(path: Path) -> Path:
    """A database with the shipped examples."""
    command = [sys.executable, "-m", "data", "init", "--database", str(path)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, timeout=120)
    return path


def start_server(
    folder: Path, *, source: Path | None = None, project: Path = PROJECT, **settings: str
) -> RunningServer:
    """Start a dashboard whose database and log stand in ``folder``; returns when it answers.

    ``source`` is a database to start from; without it the server makes its own. ``settings`` are named as in README.
    """
    database = folder / "dashboard.duckdb"
    if source is not None:
        shutil.copy(source, database)
    port = free_port()
    log = folder / "server.log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "join", "--port", str(port)],
            cwd=project,
            env=environment(database, **settings),
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    started = RunningServer(f"http://127.0.0.1:{port}", database, log, process)
    _wait_until_it_answers(started)
    return started


def _wait_until_it_answers(server: RunningServer) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        if server.process.poll() is not None:
            raise RuntimeError(f"the server ended: {server.said()}")
        try:
            with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    server.process.kill()
    raise RuntimeError(f"the server did not answer: {server.said()}")
