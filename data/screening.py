"""Looks at an answer before anybody sees it: what must not be stored, and what waits for the host's look."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from data.personal import mask
from data.plain import plain

_LINK = re.compile(
    r"(?:https?|ftp|javascript|data):|\bwww\.|\b[\w-]+\.(?:com|org|net|uk|scot|io|co|info|ru|cn)\b", re.I
)
_MARKUP = re.compile(r"<[!/a-z?][^>]*>?|!?\[[^\]]*\]\([^)]*\)|&#?\w+;", re.I)


def screened(text: str, held_words: Sequence[str] = ()) -> tuple[str, str | None]:
    """The text as it may be stored, and why it waits for the host: personal data, link, markup, word; None if not.

    Personal data is masked at once and never stored. Signs that cannot be seen or turn the direction of reading go.
    """
    shown = "".join(
        letter
        for letter in unicodedata.normalize("NFC", text)
        if letter in "\n\t\u200d" or unicodedata.category(letter)[0] != "C"
    )
    clean, kinds = mask(shown)
    if kinds:
        return clean, "personal data"
    if _LINK.search(clean):
        return clean, "link"
    if _MARKUP.search(clean):
        return clean, "markup"
    said = f" {plain(clean)} "
    if any(f" {plain(word)} " in said for word in held_words if plain(word)):
        return clean, "word"
    return clean, None
