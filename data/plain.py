"""One plain form of a word, so that two spellings of the same thing meet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_DROPPED = re.compile(r"['’‘`´ʼ.]")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """The text in lower-case a-z and 0-9 with single spaces.

    Accents go, ``&`` becomes ``and``, apostrophes, full stops and invisible characters vanish, every other run
    of signs (dashes, slashes, brackets, spaces) becomes one space. A text without such letters gives "".
    """
    letters = (text.lower() if text.isascii() else _unaccented(text)).replace("&", " and ")
    return _NOT_A_WORD.sub(" ", _DROPPED.sub("", letters)).strip()


def _unaccented(text: str) -> str:
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    letters = unicodedata.normalize("NFKD", visible.casefold())
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


def key(name: str) -> str:
    """What a name is matched by: its plain form, or itself in lower case where it has no Latin letters."""
    return plain(name) or " ".join(name.casefold().split())
