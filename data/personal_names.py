"""Says whether a text seems to name a person, by the words before the name; only to warn, never to mask.

A name alone is not looked for: places and organisations carry people's names, and too many warnings would not be
read. What was found is never told, only that there is something to check.
"""

from __future__ import annotations

import re

NAME = "perhaps a person's name"
ABOUT_NAMES = "A person may be named here. Nothing was changed: check whether the name may stand there."

_LETTER = r"[^\W\d_]"
_WORD = rf"{_LETTER}(?:{_LETTER}|['’-](?={_LETTER}))*"
_NAME = rf"(?P<name>{_WORD})(?:\.?[ ]+(?P<next>{_WORD}))?(?P<after>(?:[ ]+{_WORD}){{0,2}})"
_TITLE = re.compile(rf"(?<!\w)(?:Mr|MR|Mrs|MRS|Ms|Miss|MISS|Mx|Dr|DR|Prof|Professor|Rev|Reverend)\.?[ ]+{_NAME}")
_SAYS_NAME = re.compile(
    rf"(?<!\w)(?:my|her|his|their|whose)[ ]+(?:full[ ]+|first[ ]+|last[ ]+)?name(?:['’]s|[ ]+is|[ ]+was)?[ :,]+"
    rf"(?-i:{_NAME})",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?P<before>(?:[\w'’-]+[ ]+){{0,4}})(?<!\w)named[ :,]+{_NAME}")
_SIGNED = re.compile(
    rf"(?<!\w)(?:signed(?:[ ]+by)?|yours[ ]+(?:sincerely|faithfully)|(?:kind|best|warm)[ ]+(?:regards|wishes)|regards)"
    rf"[\s,:.–-]{{1,6}}(?-i:{_NAME})[ .]*(?=\n|$)",
    re.IGNORECASE,
)
# With one of these near it, what follows the cue is a body, a place or a work, not a person.
_NO_PERSON = re.compile(
    r"(?<!\w)(?:a|an|the|of|and|for|in|by|on|as|to|association|alliance|art|award|board|caf[eé]|care|centre|charity"
    r"|church|club|co-op|college|committee|community|council|department|drive|edinburgh|family|festival|food|forum"
    r"|foundation|fund|garden|glasgow|government|group|health|home|hospital|house|hub|initiative|institute|kitchen"
    r"|larder|library|ltd|medical|minister|ministers|network|nhs|organisation|out|pantry|park|partner|partners|partnership"
    r"|patients?|plan|practice|programme|project|report|road|school|scheme|scotland|scottish|service|services|shop"
    r"|society|street|surgery|team|trust|uk|union|university|website|wing|workshop)s?(?!\w)",
    re.IGNORECASE,
)


# What every text with a name in it holds; nearly no other cell does.
CUES = (
    "Mr", "Ms", "Dr", "Miss", "Prof", "Rev", "Mx", "MR", "DR", "MISS", "name", "Name", "igned", "incerely", "aithfully",
    "egards", "ishes",
)  # fmt: skip


def names_somebody(text: str) -> bool:
    """Whether a title (Mrs …), "my name is …", "a man named …" or a signature stands before what reads like a name."""
    if not any(cue in text for cue in CUES):
        return False
    return (
        any(_is_name(match) for match in _TITLE.finditer(text))
        or any(_is_name(match) for match in _SAYS_NAME.finditer(text))
        or any((_is_name(match) and not _NO_PERSON.search(match["before"][-24:])) or _is_person(match)
               for match in _NAMED.finditer(text))
        or any(_is_name(match) for match in _SIGNED.finditer(text))
    )  # fmt: skip


_PERSON = re.compile(
    r"(?<!\w)(?:man|woman|lady|gentleman|person|boy|girl|patient|resident|carer|neighbour|friend|daughter|son|mother"
    r"|father|mum|dad|husband|wife|partner|brother|sister|nurse|doctor|worker|volunteer|client|tenant|child|baby)"
    r"[ ,]+$",
    re.IGNORECASE,
)


def _is_person(match: re.Match[str]) -> bool:
    """``a patient named …``: what stands before says that it is somebody."""
    return match["name"][0].isupper() and bool(_PERSON.search(match["before"]))


def _is_name(match: re.Match[str]) -> bool:
    """Whether the words after a cue read like a name: capital letters, and nothing that makes it a body or a place."""
    name, following = match["name"], match["next"] or ""
    if not name[0].isupper():
        return False
    if name.endswith(("'s", "’s")) and following[:1].isupper():
        return False  # Dr Bell's Family Centre
    words = " ".join([name, following if following[:1].isupper() else "", *_capitals(match["after"], following)])
    return not _NO_PERSON.search(words)


def _capitals(after: str, following: str) -> list[str]:
    """The words that still belong to the name: capitals that follow without a break."""
    kept: list[str] = []
    if following[:1].isupper():
        for word in after.split():
            if not word[0].isupper():
                break
            kept.append(word)
    return kept
