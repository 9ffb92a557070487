"""Starts the contestants as real servers on free ports, and tells how much memory each one holds."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SECONDS_TO_START = 120
MEGABYTE = 1024 * 1024


@dataclass
class Server:
    """One running contestant; ``began`` is the moment its process was started, in seconds since 1970."""

    address: str
    process: subprocess.Popen[bytes]
    began: float
    log: Path

    def wait(self, path: str) -> None:
        """Return when the server answers ``path``. Raises RuntimeError if it ends or stays silent."""
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.address}{path}", timeout=5):
                    return
            except OSError:
                time.sleep(0.02)
        self.stop()
        raise RuntimeError(f"The server did not answer. It said: {self.log.read_text(errors='replace')[-2000:]}")

    def stop(self) -> None:
        """End the server as Ctrl+C does, and if that is not enough, by force."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @contextmanager
    def alone(self, others: Iterable[Server]) -> Iterator[None]:
        """Have the others stand still meanwhile: what one does when nobody clicks must not be another's time."""
        still = [pid for other in others if other is not self for pid in _tree(other.process.pid)]
        try:
            for pid in still:
                os.kill(pid, signal.SIGSTOP)
            yield
        finally:
            for pid in still:
                os.kill(pid, signal.SIGCONT)

    def megabytes(self) -> float | None:
        """Memory held by the server's process and its children (RSS), None where /proc does not tell."""
        if not Path("/proc/self/statm").exists():
            return None
        return sum(_held(process) for process in _tree(self.process.pid)) / MEGABYTE


def start(command: Sequence[str], settings: Mapping[str, str], folder: Path, log: Path) -> Server:
    """Start one contestant in ``folder``; ``{port}`` in the command and in a setting becomes a free port."""
    port = str(_free_port())
    with log.open("wb") as written:
        began = time.time()
        process = subprocess.Popen(
            [part.replace("{port}", port) for part in command],
            cwd=folder,
            env={**os.environ, **{name: value.replace("{port}", port) for name, value in settings.items()}},
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    return Server(f"http://127.0.0.1:{port}", process, began, log)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def _tree(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += _tree(int(child))
    return found


def _held(pid: int) -> int:
    """Bytes of memory that one process holds; 0 for a process that has just ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
