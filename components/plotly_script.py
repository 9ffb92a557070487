"""Plotly's script for the browser: the file inside the installed package and the address it is served at."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path


@cache
def name() -> str:
    """The file's place under ``/assets/``. It names the version, so a browser may keep the file for good."""
    return f"js/plotly-{version('plotly')}.min.js"


@cache
def address() -> str:
    """Where a browser finds it, for example ``/assets/js/plotly-7.1.0.min.js``."""
    return f"/assets/{name()}"


def file() -> Path:
    """The file itself; found without importing Plotly, which takes long. Raises FileNotFoundError."""
    found = find_spec("plotly")
    path = Path(found.origin).parent / "package_data" / "plotly.min.js" if found and found.origin else None
    if path is None or not path.is_file():
        raise FileNotFoundError("The installed package plotly holds no script for the browser.")
    return path
