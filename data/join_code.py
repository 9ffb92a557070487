"""The code that opens a workshop's door: easy to read out, impossible to guess, good for one workshop only."""

from __future__ import annotations

import base64

from data.room_key import keyed

# Crockford's base 32: no letter that can be taken for another or for a digit.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FROM_BASE32 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", _ALPHABET)
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
LENGTH = 10  # characters of 5 bits: 50 random bits


def code_of(workshop_id: str, seed: str) -> str:
    """The code of a workshop, such as ``7K2QM-X4D9T``; the same as long as seed and server key are the same."""
    digest = bytes.fromhex(keyed("join code", workshop_id, seed))
    letters = base64.b32encode(digest).decode().translate(_FROM_BASE32)[:LENGTH]
    return f"{letters[: LENGTH // 2]}-{letters[LENGTH // 2 :]}"


def normal(typed: str) -> str:
    """A code as somebody typed it, in its one form: capitals, no spaces or dashes, 0 for O, 1 for I and L."""
    letters = "".join(letter for letter in typed.upper()[:40] if letter.isascii() and letter.isalnum())
    return letters.translate(_MEANT)


def hash_of(code: str) -> str:
    """What is stored of a code: enough to find its workshop, not enough to open its door."""
    return keyed("door", normal(code))
