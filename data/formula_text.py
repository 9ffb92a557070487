"""Text that a spreadsheet could take for a formula is guarded with a leading ' on the way out."""

from __future__ import annotations

import re

_LIKE_FORMULA = re.compile(r"^\s*'*[\s]*[=+\-@＝\t\r]")
_GUARDED = re.compile(r"^'\s*'*\s*[=+\-@＝\t\r]")


def guarded(text: str) -> str:
    """The text for a cell of a file that people open: formula-like text gets one ' in front."""
    return f"'{text}" if _LIKE_FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before ``guarded``."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text
