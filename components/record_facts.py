"""What is written around a record – when, where, who, which themes – in words and signs, escaped.

Whatever nobody wrote down says "not recorded"; no colour carries a meaning that the words beside it do not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from components.markup import join, tag
from components.words import EFFECT_WORDS, day
from data.vocabulary import vocabulary
from queries.search import marks

NOT_RECORDED = "not recorded"
NO_STEMS: frozenset[str] = frozenset()
LONG = 900  # letters of one answer that are read without opening the rest
Fact = tuple[str, Markup | str]
# Field of the record: value -> (sign, name of the colour, words).
_SIGNS = {
    "barrier_or_enabler": {
        "barrier": ("−", "against", "Barrier: got in the way"),
        "enabler": ("+", "towards", "Enabler: helped"),
        "both": ("±", "both", "Both a barrier and an enabler"),
    },
    "inequality_effect": {
        "widening": ("◂▸", "against", EFFECT_WORDS["widening"]),
        "narrowing": ("▸◂", "towards", EFFECT_WORDS["narrowing"]),
        "mixed": ("◂▸◂", "both", EFFECT_WORDS["mixed"]),
        "none stated": ("○", "none", EFFECT_WORDS["none stated"]),
    },
}


def quiet() -> Markup:
    """``not recorded``, as it stands wherever nothing was written down."""
    return tag("span", NOT_RECORDED, class_="ks-quiet")


def said(value: object) -> Markup | str:
    """The value itself, or "not recorded"."""
    return str(value) if value else quiet()


def when(on: date | None, precision: str | None) -> str:
    """``3 March 2021``, ``March 2021``, ``2021`` or ``date not recorded``."""
    return day(on, precision) if on else "date not recorded"


def where(row: Mapping[str, Any]) -> str:
    """The areas that were understood, else the words as written, else "Place not recorded"."""
    places = [str(place) for place in row.get("places") or []]
    written = str(row.get("place_text") or "").strip()
    if not places:
        return written or "Place not recorded"
    if written and places in (["A wider area"], ["Not known"]):
        return written
    return ", ".join(places)


def address_of(url: object) -> str | None:
    """The address to link to: only http and https with a host; anything else is no link."""
    text = str(url or "").strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    fits = parts.scheme.lower() in ("http", "https") and parts.hostname and not re.search(r"\s", text)
    return text if fits else None


def source(name: object, url: object) -> Markup | str:
    """The source's name, linked where its address may be followed; opens in a new tab."""
    address = address_of(url)
    if address is None:
        return said(name)
    words = str(name or "") or str(urlsplit(address).hostname)
    return tag(
        "a",
        words,
        tag("span", " (opens in a new tab)", class_="ks-hidden"),
        href=address,
        target="_blank",
        rel="noopener noreferrer",
    )


def chips(themes: Iterable[Mapping[str, Any]]) -> Markup:
    """The themes as a row of chips."""
    names = [str(theme["theme"]) for theme in themes]
    if not names:
        return tag("p", "No theme yet", class_="ks-quiet ks-nochip")
    return tag("ul", join(tag("li", name) for name in names), class_="ks-chips", aria_label="Themes")


def sign(field: str, value: str | None) -> Markup:
    """A barrier or an enabler, wider or smaller gaps: a sign and its words."""
    known = _SIGNS[field].get(value or "")
    if known is None:
        return quiet()
    mark, colour, words = known
    return tag("span", tag("b", mark, aria_hidden="true"), words, class_=f"ks-sign ks-sign-{colour}")


def label(field: str, value: str | None) -> Markup | str:
    """What the screen calls a value of the vocabulary."""
    return vocabulary().label(field, value) if value else quiet()


def listed(field: str, values: Sequence[str]) -> Markup | str:
    """Several values of the vocabulary, one after another."""
    return "; ".join(vocabulary().label(field, value) for value in values) if values else quiet()


def facts(pairs: Iterable[Fact], style: str = "ks-facts") -> Markup:
    """Names and what was recorded under them: a column, or with ``ks-facts-line`` one quiet line."""
    return tag("dl", join(tag("div", tag("dt", name), tag("dd", value)) for name, value in pairs), class_=style)


def other_cells(original_cells: object) -> Markup:
    """A fold with the cells of a record's row that stand in no field; nothing where there are none."""
    try:
        held = json.loads(str(original_cells)) if original_cells else {}
    except ValueError:
        held = {}
    cells = [(str(name), str(cell)) for name, cell in held.items()] if isinstance(held, dict) else []
    if not cells:
        return Markup("")
    return tag("details", tag("summary", "Other cells of its row"), facts(cells), class_="ks-rest")


def found_in(text: object, stems: frozenset[str] = NO_STEMS) -> Markup:
    """The text with every word marked that was looked for; ``stems`` are those of ``queries.search``."""
    words, parts, at = str(text or ""), [], 0
    for begin, end in marks(words, stems) if stems else ():
        parts += [words[at:begin], tag("mark", words[begin:end])]
        at = end
    return join([*parts, words[at:]])


def reading(text: object, stems: frozenset[str] = NO_STEMS) -> Markup:
    """A text to read: its paragraphs, and behind a fold what is longer than a reader expects of a card.

    The fold is open where only what is behind it holds a word that was looked for.
    """
    whole = str(text or "").strip()
    if len(whole) <= LONG:
        return _paragraphs(whole, stems)
    cut = whole.rfind(" ", LONG // 2, LONG)
    cut = cut if cut > 0 else LONG
    behind = bool(stems) and not marks(whole[:cut], stems) and bool(marks(whole[cut:], stems))
    inside = tag("summary", "Read the rest"), _paragraphs(whole[cut:], stems)
    return _paragraphs(whole[:cut].rstrip() + " …", stems) + tag("details", *inside, class_="ks-rest", open=behind)


def _paragraphs(text: str, stems: frozenset[str]) -> Markup:
    parts = [part.strip() for part in re.split(r"\n+", text) if part.strip()]
    return join(tag("p", found_in(part, stems), class_="ks-words") for part in parts)
