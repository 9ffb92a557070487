"""The private way between the command line and a running server on the same machine.

While the dashboard runs it holds the database file, and no second process can open it. A command then goes
over a local socket (a named pipe on Windows) to the server, which runs it and sends back what to print.
Only the same user can reach the socket, both sides prove that they know a key that only that user can read,
and what travels is JSON in bytes: never pickled objects. Files are named by path, not sent.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener, answer_challenge, deliver_challenge
from pathlib import Path
from typing import Any, Literal, TypeAlias

from data.errors import Refused
from data.onlooker import Onlooker, looked_on_by, onlooker
from data.private_door import Door, door, new_key, only_ours

Program: TypeAlias = Literal["data", "queries", "server"]
Outcome: TypeAlias = dict[str, Any]  # exit_code (int), out (str), err (str)
Run: TypeAlias = Callable[[str, list[str]], Outcome]
Line: TypeAlias = "Connection[Any, Any]"  # the class cannot be subscripted at run time

LARGEST_COMMAND = 64 * 1024  # bytes; a command is words and paths
LARGEST_ANSWER = 512 * 1024 * 1024  # bytes; the text of a whole query
SECONDS_TO_GREET = 10
_LOOK_AGAIN = 0.2  # seconds
_STOP = b"stop"

logger = logging.getLogger("kenspeckle.private_socket")


def ask_server(database: Path, program: Program, argv: list[str]) -> Outcome | None:
    """Have the running server carry out one command.

    Returns its exit code, standard output and standard error, or None when no server answers.
    Paths in ``argv`` must be absolute: the server may stand in another folder. Whoever looks on (data/onlooker.py)
    is told how far the work is and can have it stopped from here.
    Raises Refused when a server is there but the command could not be brought to an end.
    """
    place = door(database)
    if not only_ours(place.folder):
        return None
    try:
        key = place.key_file.read_bytes()
        line = Client(place.address)
    except OSError:
        return None  # no key, no socket, or the socket of a server that has died
    with line:
        try:
            _answer_then_challenge(line, key)
        except (EOFError, OSError, AuthenticationError) as problem:
            raise Refused(
                "The dashboard is running but did not take this command. Stop the dashboard and try again."
            ) from problem
        command = json.dumps({"program": program, "argv": argv, "shows": onlooker().shows}).encode()
        if len(command) > LARGEST_COMMAND:
            raise Refused("This command is too long to send to the running dashboard.")
        try:
            line.send_bytes(command)
            answer = _await_answer(line)
        except (EOFError, OSError) as problem:
            raise Refused(
                "The dashboard stopped before it answered. Look whether the command was carried out "
                "before you repeat it."
            ) from problem
    return answer


def _await_answer(line: Line) -> Outcome:
    looking, stopping = onlooker(), False
    with looking.heeded():
        while True:
            while not line.poll(_LOOK_AGAIN):
                if looking.wants_stop() and not stopping:
                    line.send_bytes(_STOP)
                    stopping = True
            said: dict[str, Any] = json.loads(line.recv_bytes(LARGEST_ANSWER))
            if "words" not in said:
                return said
            looking.tell(str(said["words"]))


class _AtOtherEnd(Onlooker):
    """Whoever waits at the other end of the line. Leaving, in whatever way, means stop."""

    def __init__(self, line: Line, *, shows: bool) -> None:
        self.shows = shows
        self._line, self._gone = line, False
        self._told_at = 0.0

    def tell(self, words: str) -> None:
        now = time.monotonic()
        if self.shows and not self._gone and now - self._told_at >= _LOOK_AGAIN:
            self._told_at = now
            try:
                self._line.send_bytes(json.dumps({"words": words}).encode())
            except OSError:
                self._gone = True

    def wants_stop(self) -> bool:
        try:
            # Nothing is sent after the command but the wish to stop; the end of the line can be read, too.
            self._gone = self._gone or self._line.poll(0)
        except OSError:
            self._gone = True
        return self._gone


class Server:
    """The server's side; opened by ``serve``, ended by ``close``."""

    def __init__(self, place: Door, listener: Listener, key: bytes, run: Run) -> None:
        self._place = place
        self._listener = listener
        self._key = key
        self._run = run
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._accept, name="private-socket", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening and take the socket and its key away. A second call does nothing."""
        if self._closing.is_set():
            return
        self._closing.set()
        with contextlib.suppress(OSError):
            Client(self._place.address).close()  # wakes the accepting thread
        self._thread.join(timeout=5)
        self._listener.close()
        with contextlib.suppress(OSError):
            self._place.key_file.unlink()
        with contextlib.suppress(OSError):
            self._place.folder.rmdir()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                line = self._listener.accept()
            except (
                OSError,
                EOFError,
            ):  # a client left between knocking and entering, or no file handle is free
                self._closing.wait(0.1)
                continue
            threading.Thread(target=self._talk, args=(line,), name="private-command", daemon=True).start()

    def _talk(self, line: Line) -> None:
        with line, contextlib.suppress(EOFError, OSError, AuthenticationError):
            _challenge_then_answer(line, self._key)
            request = line.recv_bytes(LARGEST_COMMAND)
            line.send_bytes(json.dumps(self._outcome(request, line)).encode())

    def _outcome(self, request: bytes, line: Line) -> Outcome:
        try:
            command = json.loads(request)
            program, argv = str(command["program"]), [str(word) for word in command["argv"]]
            shows = bool(command.get("shows"))
        except (ValueError, KeyError, TypeError, AttributeError):
            return _failed("The dashboard did not understand this command.")
        try:
            with looked_on_by(_AtOtherEnd(line, shows=shows)):
                return self._run(program, argv)
        except Exception as problem:  # whatever went wrong, the person at the command line gets an answer
            logger.error("a command over the private socket failed", exc_info=problem)
            return _failed("The dashboard could not carry out this command. Its log says where it failed.")


def serve(database: Path, run: Run) -> Server:
    """Let ``run(program, argv)`` answer the commands for this database, each client in its own thread.

    The socket file that a dead server left behind is replaced. Raises Refused when another server already
    answers for this database, or when the socket's folder is not this user's alone.
    """
    place = door(database)
    place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not only_ours(place.folder):
        raise Refused(
            f"The folder {place.folder} belongs to somebody else or is open to others. Remove it and start again."
        )
    if _somebody_answers(place):
        raise Refused("Another dashboard already runs with this database. Stop that one first.")
    key = new_key(place.key_file)
    if sys.platform == "win32":
        listener = Listener(place.address, family="AF_PIPE")
    else:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(place.address)
        listener = Listener(place.address, family="AF_UNIX", backlog=16)
        os.chmod(place.address, 0o600)  # the folder already keeps others out
    return Server(place, listener, key, run)


def _failed(words: str) -> Outcome:
    return {"exit_code": 2, "out": "", "err": words + "\n"}


def _challenge_then_answer(line: Line, key: bytes) -> None:
    deliver_challenge(line, key)
    answer_challenge(line, key)


def _answer_then_challenge(line: Line, key: bytes) -> None:
    if not line.poll(SECONDS_TO_GREET):
        raise EOFError
    answer_challenge(line, key)
    deliver_challenge(line, key)


def _somebody_answers(place: Door) -> bool:
    try:
        Client(place.address).close()
    except OSError:
        return False
    return True
