"""Opens the dashboard in the reader's browser, where there is one."""

from __future__ import annotations

import os
import sys
import threading
import time
import urllib.request
import webbrowser
from collections.abc import Mapping

SECONDS_TO_WAIT = 120


def open_when_ready(address: str, *, in_background: bool = False) -> None:
    """Open ``address`` as soon as it answers; do nothing where nobody could see it."""
    if not can_open(os.environ, sys.platform):
        return
    if in_background:
        threading.Thread(target=_wait_and_open, args=(address,), daemon=True).start()
    else:
        _wait_and_open(address)


def can_open(environment: Mapping[str, str], platform: str) -> bool:
    """Whether this process runs where a person looks at a screen."""
    if environment.get("CI") or environment.get("KENSPECKLE_NO_BROWSER"):
        return False
    if platform in {"darwin", "win32"}:
        return not environment.get("SSH_CONNECTION")
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def _wait_and_open(address: str) -> None:
    end = time.monotonic() + SECONDS_TO_WAIT
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
                webbrowser.open(address)
                return
        except OSError:
            time.sleep(0.3)
