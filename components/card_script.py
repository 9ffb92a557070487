"""The script that draws a card in the browser: its files, and the few letters that fetch them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "static" / "js" / "card"


@cache
def files() -> dict[str, Path]:
    """The files by their places under ``/assets/``. These name the version, so a browser may keep them for good."""
    found = sorted(_FOLDER.glob("*.js"))
    version = hashlib.sha256(b"".join(path.read_bytes() for path in found)).hexdigest()[:12]
    return {f"js/card-{version}/{path.name}": path for path in found}


@cache
def addresses() -> tuple[str, ...]:
    """Where a browser finds them."""
    return tuple(f"/assets/{name}" for name in files())


@cache
def loader() -> str:
    """What travels with every card: Streamlit sends a component's script anew with each of its elements."""
    [card] = [address for address in addresses() if address.endswith("/card.js")]
    return f'const card = await import(location.origin + "{card}");\nexport default (given) => card.default(given);\n'
