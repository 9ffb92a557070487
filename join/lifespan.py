"""What runs beside the pages for as long as the server does: the private socket, and asking ahead."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from data import commands as data_commands
from data import private_socket
from data.answer_queue import answer_queue
from data.errors import Refused
from data.settings import asks_ahead, database_path
from queries import ahead
from queries import commands as query_commands

logger = logging.getLogger("kenspeckle")


def lifespan(address: str) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """The server's life: says where it is found, answers the command line, and tidies up at the end."""

    @contextlib.asynccontextmanager
    async def living(_app: object) -> AsyncIterator[None]:
        door = _open_door(address)
        if asks_ahead():
            ahead.begin()
        print(f"\nKenspeckle is ready: {address}\nPress Ctrl+C here to stop it.\n", flush=True)
        try:
            yield
        finally:
            ahead.end()
            answer_queue().close()
            if door is not None:
                door.close()

    return living


def answer(program: str, argv: list[str], address: str) -> dict[str, Any]:
    """Run one command that came over the private socket, in this process, and return what it printed."""
    if program == "server":
        return {"exit_code": 0, "out": address, "err": ""}
    run = {"data": data_commands.run, "queries": query_commands.run}.get(program)
    if run is None:
        raise Refused(f"There is no program called {program}.")
    outcome = run(argv)
    return {"exit_code": outcome.exit_code, "out": outcome.out, "err": outcome.err}


def _open_door(address: str) -> private_socket.Server | None:
    """The private socket, or None with a line in the log: the dashboard works without it."""
    try:
        return private_socket.serve(database_path(), lambda program, argv: answer(program, argv, address))
    except (Refused, OSError) as problem:
        logger.warning("The command line cannot be used while the dashboard runs. %s", str(problem))
        return None
