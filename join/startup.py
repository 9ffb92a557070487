"""What has to be right before the server answers anybody."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from typing import NoReturn

import uvicorn

from data.errors import KenspeckleError, Refused
from data.ready import make_ready
from data.settings import database_path
from join import safe_log


def begin(address: str | None, *, sign_in: bool) -> None:
    """Check the address, make the database ready and keep the log and the answers discreet.

    ``address`` is what the server listens on; ``sign_in`` whether people have to sign in.
    Where something is not right the reason is printed and the process ends with exit code 2.
    """
    safe_log.begin()
    hide_server_name()
    try:
        check_address(address, sign_in=sign_in)
        print(make_ready(database_path(), say=lambda words: print(words, flush=True)), flush=True)
    except KenspeckleError as refusal:
        _end(str(refusal))
    except Exception as fault:  # the promise: no traceback ever reaches a user
        number = safe_log.log_fault(fault)
        _end(f"The database could not be made ready; the line above with the number {number} tells where.")


def _end(reason: str) -> NoReturn:
    print(f"Kenspeckle did not start. {reason}", file=sys.stderr, flush=True)
    raise SystemExit(2)


def check_address(address: str | None, *, sign_in: bool) -> None:
    """Refuse to be reachable from other machines while everybody there could see and change everything.

    An empty address means "all of this machine's addresses". Raises Refused.
    """
    if is_loopback(address) or sign_in or os.environ.get("KENSPECKLE_OPEN", "").strip() == "1":
        return
    named = f"on the address {address}" if address else "on all addresses of this machine"
    raise Refused(
        f"It was asked to listen {named}, where other people on the network can reach it, and no sign-in is "
        "set up: anybody could read and change the evidence. Either listen on 127.0.0.1, or set up sign-in "
        "([auth] in .streamlit/secrets.toml), or, if you are sure, set KENSPECKLE_OPEN=1."
    )


def is_loopback(address: str | None) -> bool:
    """Whether an address can be reached from this machine only."""
    name = (address or "").strip().strip("[]").lower()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def shown_address(address: str | None, port: int) -> str:
    """The address to type into a browser on this machine."""
    name = (address or "").strip()
    if name in {"", "0.0.0.0", "::"}:
        name = "localhost"
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def hide_server_name() -> None:
    """Take the line ``server: uvicorn`` off every answer.

    Uvicorn adds it below the application, and Streamlit does not pass on the setting that stops it. The
    configuration is loaded, and with it this module, before the server starts up.
    """
    start_up = uvicorn.Server.startup
    if getattr(start_up, "hides_server_name", False):
        return

    async def start_up_unnamed(self: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        headers = self.config.encoded_headers
        self.config.encoded_headers = [pair for pair in headers if pair[0] != b"server"]
        await start_up(self, sockets)

    start_up_unnamed.hides_server_name = True  # type: ignore[attr-defined]
    uvicorn.Server.startup = start_up_unnamed  # type: ignore[method-assign]
