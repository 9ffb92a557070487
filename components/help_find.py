"""Help: find what was said, and tag it with themes."""

from __future__ import annotations

from markupsafe import Markup

from components.help_guide import paragraph, picture, points, section, steps, terms
from components.markup import join


def guide() -> Markup:
    """The whole page."""
    return join([_search(), _kept(), _tag(), _many(), _alike()])


def _search() -> Markup:
    return section(
        "Find the words",
        paragraph("Insights and Case studies have a box to search in. What you find is always within the filters."),
        terms(
            [
                ("`digital older`", "Both words have to be there. Endings and small slips of spelling are forgiven."),
                ('`"night bus"`', "These words beside each other, in this order."),
                ("`bus -night`", "What says bus and does not say night."),
            ]
        ),
        picture("search", "Insights: what was found, the best match first, the words marked"),
        points(
            [
                "Where a word stands nowhere, words like it are looked for, and the page says so.",
                "The search stands in the address: copy it, and somebody else finds the same. “Download these as CSV” "
                "holds all that match.",
                "In the sharing view only what may be quoted in public is found.",
            ]
        ),
    )


def _kept() -> Markup:
    return section(
        "Keep a search, and see what is new in it",
        paragraph(
            "Under “Kept searches” give a search a name. It then tells how much came in since it was last opened; "
            "“Show what is new” opens only that. “Show all, not only what is new” brings everything back."
        ),
    )


def _tag() -> Markup:
    return section(
        "Tag with themes",
        steps(
            [
                (
                    "Switch on “Tag these with themes”.",
                    "It stands above the list on Insights and on Case studies, in the working view. An open case study "
                    "has its themes at its foot.",
                ),
                ("Choose in the card.", "Add a theme to the box or take one out. Every page counts again at once."),
                (
                    "Take it back where it was wrong.",
                    "What was done last stands under the switch, each with “Take back”. A day in the past is still "
                    "told as it was.",
                ),
            ]
        ),
        picture("tagging", "Tagging: a theme for all that match, and for each card by itself"),
    )


def _many() -> Markup:
    return section(
        "Many at once, and suggestions",
        points(
            [
                "Search first. Then choose a theme and press “Give it to all …” or “Take it from all …”. One press is "
                "one step: it is taken back as a whole.",
                "Insights have suggestions, worked out from what people tagged before. The page says how often they "
                "were right for sources that were held back. Nothing is tagged until somebody presses one.",
                "Insights without a theme stand in a fold at the foot of the page, each with what is suggested for it.",
                "Insights that say nearly the same stand in another fold. Joined, they count once, and both sources "
                "count as heard. They can be parted again.",
            ]
        ),
    )


def _alike() -> Markup:
    return section(
        "Typical, untypical, and splitting a theme",
        paragraph(
            "On Themes, “One theme” shows insights whose words are most like the whole theme, and some that are least "
            "like it. Words are compared, not meanings. In “Re-shape”, Split finds records by words, by likeness or by "
            "hand. A theme with more than 2,000 records is too long to compare whole: so many are drawn at random from "
            "all of them, always the same, and the page says so. Words are looked for in all."
        ),
    )
