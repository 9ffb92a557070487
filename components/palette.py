"""Every colour of the app, light and dark, with the reason each one exists.

Text colours reach 4.5:1 and shapes 3:1 on both the page and the card; a test computes it, and another
checks that a reader with a red, green or blue colour deficiency can still tell the pairs apart.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """One set of colours. Every value is ``#rrggbb``."""

    dark: bool
    ink: str  # text
    soft: str  # second-rank text: sub-lines, axis words
    paper: str  # the page
    card: str  # what a chart lies on
    line: str  # quiet rules and axis lines; carries no meaning
    edge: str  # outlines that do carry meaning (3:1)
    accent: str  # pine: counts, links, the pressed button
    chosen: str  # heather: what the reader picked
    scale: tuple[str, str, str, str, str]  # counts, few to many
    against: str  # rust: barrier, making gaps wider
    towards: str  # blue: enabler, making gaps smaller
    both: str  # heather grey: a barrier and an enabler, or mixed effects
    not_recorded: str  # always this grey
    not_heard: str  # hatch and outline of places nobody has named yet
    lines: tuple[str, str, str, str, str]  # up to five named lines in one picture


_LIGHT = Look(
    dark=False,
    ink="#16252d",
    soft="#4b5a62",
    paper="#f6f7f3",
    card="#fffffe",
    line="#dbe0dd",
    edge="#6c7c82",
    accent="#14665a",
    chosen="#8c2f74",
    scale=("#d3e8df", "#9bcab9", "#529a86", "#2a7a68", "#0a4f43"),
    against="#b4500e",
    towards="#2b5fad",
    both="#6f6481",
    not_recorded="#7f888d",
    not_heard="#5d6a70",
    lines=("#136659", "#b3500d", "#2b5eac", "#8b2f73", "#7f6406"),
)
_DARK = Look(
    dark=True,
    ink="#eef3f1",
    soft="#b4c1c4",
    paper="#10191d",
    card="#182429",
    line="#33434a",
    edge="#83949b",
    accent="#6cc5ae",
    chosen="#f08ccb",
    scale=("#1f3f38", "#2a5a4e", "#377868", "#68b7a3", "#b2e7d8"),
    against="#f2995a",
    towards="#87b4f5",
    both="#b1a7c6",
    not_recorded="#87959b",
    not_heard="#a3b1b6",
    lines=("#6bc5ad", "#f29959", "#87b3f4", "#f08bca", "#d9bd55"),
)

BODY_FONT = "Atkinson Hyperlegible Next, Atkinson, system-ui, sans-serif"


def look(dark: bool) -> Look:
    """The colours of the dark or of the light page."""
    return _DARK if dark else _LIGHT


def on_white() -> dict[str, str]:
    """Each dark colour with its light partner: a saved picture always lies on white."""
    pairs: dict[str, str] = {}
    for name in Look.__dataclass_fields__:
        dark, light = getattr(_DARK, name), getattr(_LIGHT, name)
        if isinstance(dark, tuple):
            pairs.update(zip(dark, light, strict=True))
        elif isinstance(dark, str):
            pairs[dark] = light
    return pairs


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, 1 to 21, by the formula of WCAG 2.2 (relative luminance)."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def words_on(fill: str, look: Look) -> str:
    """Whichever of ink and card can be read better on this fill."""
    return max((look.ink, look.card), key=lambda colour: contrast(colour, fill))


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
