"""How a page of Help is set: headings, steps, terms, pictures of the real app. Our own words, escaped all the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from components.markup import join, tag

_PICTURES = Path(__file__).parent / "static" / "pictures"
_CODE = re.compile(r"`([^`]+)`")


def words(text: str) -> Markup:
    """A line of text in which `what stands between backticks` is set as code."""
    return join(tag("code", part) if at % 2 else part for at, part in enumerate(_CODE.split(text)))


def paragraph(text: str) -> Markup:
    """One paragraph."""
    return tag("p", words(text), class_="ks-words")


def section(heading: str, *body: Markup) -> Markup:
    """A heading of second rank and what stands under it."""
    return tag("section", tag("h2", heading, class_="ks-step"), join(body))


def points(lines: Iterable[str]) -> Markup:
    """A list with dots."""
    return tag("ul", join(tag("li", words(line)) for line in lines), class_="ks-list")


def steps(lines: Iterable[tuple[str, str]]) -> Markup:
    """Numbered steps: what to do in bold, how in a sentence."""
    return tag(
        "ol", join(tag("li", tag("strong", what), tag("span", words(how))) for what, how in lines), class_="ks-steps"
    )


def terms(pairs: Iterable[tuple[str, str]]) -> Markup:
    """Words and what they mean."""
    return tag(
        "dl", join(tag("dt", words(term)) + tag("dd", words(meaning)) for term, meaning in pairs), class_="ks-help"
    )


def fold(heading: str, *body: Markup) -> Markup:
    """Something long behind one line."""
    return tag("details", tag("summary", heading), tag("div", join(body), class_="ks-foldbody"), class_="ks-fold")


def picture(name: str, alt: str, *, tall: bool = False) -> Markup:
    """A picture of the app with its caption; nothing where the pictures have not been made. ``tall``: of a phone."""
    if not (_PICTURES / f"{name}.png").is_file():
        return Markup("")
    width, height = ("390", "700") if tall else ("1280", "720")
    image = tag("img", src=f"/assets/pictures/{name}.png", alt=alt, loading="lazy", width=width, height=height)
    shape = "ks-shot ks-shot-tall" if tall else "ks-shot"
    return tag("figure", image.removesuffix(Markup("</img>")), tag("figcaption", alt), class_=shape)
