"""``python -m join``: start the dashboard on this machine. This is what ``make run`` calls."""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
import sys
from importlib.metadata import entry_points

from data.errors import Refused
from data.private_socket import ask_server
from data.settings import PROJECT, database_path
from join import safe_log
from join.browser import open_when_ready

DEFAULT_PORT = 8501


def main(argv: list[str]) -> int:
    """Start the dashboard and stay until Ctrl+C. Returns the exit code; a refusal is printed."""
    parser = argparse.ArgumentParser(prog="python -m join", description="Start the Kenspeckle dashboard.")
    parser.add_argument("--port", type=_port, default=DEFAULT_PORT, help=f"default {DEFAULT_PORT}")
    port = parser.parse_args(argv).port
    try:
        running = running_address()
        if running:
            print(f"Kenspeckle is running already: {running}", flush=True)
            open_when_ready(running)
            return 0
        refuse_busy_port(port)
    except Refused as refusal:
        print(f"Kenspeckle did not start. {refusal}", file=sys.stderr)
        return 2
    print("Starting Kenspeckle …", flush=True)
    open_when_ready(f"http://127.0.0.1:{port}", in_background=True)
    return _serve(port)


def running_address() -> str | None:
    """The address of the dashboard that already runs with this database, if one does."""
    outcome = ask_server(database_path(), "server", ["address"])
    return str(outcome["out"]) if outcome else None


def refuse_busy_port(port: int) -> None:
    """Raise Refused, with what to do, when another program listens on this port."""
    with contextlib.closing(socket.socket()) as trial:
        if os.name != "nt":  # so that a server stopped a moment ago does not count; Windows means another thing
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            raise Refused(
                f"Port {port} is used by another program. Stop that program, or choose another port: "
                f"make run PORT={port + 1}"
            ) from None


def _serve(port: int) -> int:
    """Hand over to the installed ``streamlit`` command in this process until it ends."""
    (command,) = entry_points(group="console_scripts", name="streamlit")
    started = command.load()
    try:
        started.main(["run", str(PROJECT / "app.py"), "--server.port", str(port)], standalone_mode=False)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    except RuntimeError as ended:  # how the command tells Ctrl+C
        if not isinstance(ended.__cause__, KeyboardInterrupt):
            return _fault(ended)
    except ImportError as missing:
        return _fault(missing, f"The package {missing.name} is missing: pip install -r requirements.txt")
    except Exception as fault:  # the promise: no traceback ever reaches a user
        return _fault(fault)
    return 0


def _fault(fault: Exception, what_to_do: str = "The line above tells where it failed.") -> int:
    safe_log.begin()
    safe_log.log_fault(fault)
    print(f"Kenspeckle did not start. {what_to_do}", file=sys.stderr)
    return 2


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError("a port is a whole number from 1 to 65535")
    return int(text)


if __name__ == "__main__":
    try:
        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        code = 0
    sys.exit(code)
