"""How many records match, in which order they stand, and what was looked for instead of a word that stands nowhere."""

from __future__ import annotations

from markupsafe import Markup

from components.markup import join, tag
from queries.search import Listed


def count_markup(found: Listed, start: int, one: str, many: str, *, new: str = "") -> Markup:
    """``12 insights match``, and under it what has to be known about them; ``new`` says since when they are new."""
    noun = f"{one} matches" if found.matching == 1 else f"{many} match"
    line = tag("strong", f"{found.matching:,} {noun}")
    order = "best match first" if found.ranked else "newest first"
    shown = len(found.rows)
    if found.matching > shown:
        line += tag("span", f"reading {start + 1:,} to {start + shown:,}, {order}")
    elif found.matching > 1:
        line += tag("span", order)
    if new:
        line += tag("span", f", {new}")
    notes = [
        tag("p", f"Nothing here says “{word}”. Words like it were looked for; they are marked.", class_="ks-note")
        for word, _ in found.instead
    ]
    notes += [tag("p", note, class_="ks-note") for note in found.notes]
    # role=status: a screen reader is told how many match after each search
    return tag("p", line, class_="ks-listtop", role="status") + join(notes)
