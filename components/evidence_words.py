"""What a reading or an action rests on, in words: quotes that may be shown, and counts of the rest."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from components.markup import join, shortened, tag
from components.words import listed
from data.evidence_links import Evidence

KINDS = {
    "insight": ("insight", "insights"),
    "case_study": ("case study", "case studies"),
    "theme": ("theme", "themes"),
    "response": ("answer of the room", "answers of the room"),
}
IN_CONFIDENCE = "told in confidence"


def quotes(evidence: Sequence[Evidence]) -> list[str]:
    """What was said, word for word, where it may be quoted in public."""
    return [one.words for one in evidence if one.words and one.kind in ("insight", "response")]


def rests_on(evidence: Sequence[Evidence]) -> str:
    """``2 insights (1 told in confidence), the case study “Warm rooms” and the theme “Food”``; "" for nothing."""
    parts = []
    for kind, (one, many) in KINDS.items():
        mine = [held for held in evidence if held.kind == kind]
        if not mine:
            continue
        if kind in ("case_study", "theme"):
            parts += [f"the {one} “{held.words or 'no longer here'}”" for held in mine]
            continue
        kept = sum(not held.words for held in mine)
        beside = f" ({kept} {IN_CONFIDENCE if kind == 'insight' else 'not shown'})" if kept else ""
        parts.append(f"{len(mine)} {one if len(mine) == 1 else many}{beside}")
    return listed(parts) if parts else ""


def label(one: Evidence) -> str:
    """One piece of evidence in a line: ``Insight: The last bus leaves at six``."""
    name = KINDS[one.kind][0]
    told = shortened(one.words, 140) if one.words else f"{IN_CONFIDENCE if one.kind == 'insight' else 'not shown'}"
    return f"{name[:1].upper()}{name[1:]}: {told}"


def markup(evidence: Sequence[Evidence]) -> Markup:
    """The evidence as a list; a line that says so where there is none."""
    if not evidence:
        return tag("p", "No evidence is attached.", class_="ks-small")
    return tag("ul", join(tag("li", label(one)) for one in evidence), class_="ks-list ks-small")
