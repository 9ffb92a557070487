"""Help: get started in three steps."""

from __future__ import annotations

from markupsafe import Markup

from components.help_guide import paragraph, picture, points, section, steps
from components.markup import join


def guide() -> Markup:
    """The first page of Help."""
    return join(
        [
            section(
                "Get started in three steps",
                steps(
                    [
                        (
                            "Look at Overview.",
                            "One sentence says how much was heard, from whom and where. The numbers under it say what "
                            "the sentence rests on. A first start shows real published examples from Scotland.",
                        ),
                        (
                            "Ask your own question.",
                            "Choose themes, places, dates and more in the bar at the top of a page. Every number on "
                            "every page follows, and the choice goes with you from page to page. The address of the "
                            "page holds it too: copy the address, and somebody else sees the same view.",
                        ),
                        (
                            "Bring in what you have heard.",
                            "On Upload, drop a spreadsheet. You see what would happen before anything is saved, and "
                            "you can take it back at any time.",
                        ),
                    ]
                ),
                picture("overview", "Overview: one sentence, the counts it rests on, the top themes and a small map"),
            ),
            section(
                "From a number to the people behind it",
                paragraph(
                    "Click a bar or a place, or choose it in the box under the chart, and read what was said about it. "
                    "Insights holds every single thing that was heard; Case studies tells what places did about it."
                ),
                picture("themes", "Themes: which themes come up most, and what got in the way or helped"),
            ),
            section(
                "When the themes do not fit",
                paragraph(
                    "On Themes, Re-shape merges, splits, renames, describes, moves and retires themes. Every change is "
                    "made in a draft: your own, or that of a workshop. You see the counts before and after, others in "
                    "the same draft see it at once, and nobody else's numbers change until you commit. Every change "
                    "can be taken back, and what was tagged is never rewritten. To see a day in the past, choose it "
                    "under More filters: As it stood at the end of."
                ),
            ),
            section(
                "Good to know",
                points(
                    [
                        "What is shown was collected, not sampled. More means heard more often, not that it "
                        "matters more or is worse there.",
                        "“Not recorded” means that nobody wrote it down. It is never filled in by guessing.",
                        "Everything works with the keyboard: Tab moves on, Enter chooses, Esc closes.",
                        "Nothing is fetched from the internet and nothing is sent there.",
                    ]
                ),
            ),
        ]
    )
