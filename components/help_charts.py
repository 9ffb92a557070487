"""Help: read the charts."""

from __future__ import annotations

from markupsafe import Markup

from components.help_guide import paragraph, picture, points, section, terms
from components.markup import join
from queries.disclosure import THRESHOLD
from queries.ladder import ANY_PERCENTAGE, PLAIN_PERCENTAGE
from queries.sentences import COUNCILS


def guide() -> Markup:
    """The whole page."""
    return join([_cards(), _units(), _places(), _careful(), _views()])


def _cards() -> Markup:
    return section(
        "Every chart is a card",
        points(
            [
                "`Chart` is the picture, `Data` the same numbers as a table, `Help` says what it shows, how to read it "
                "and where the numbers come from.",
                "The heading says what you chose. Bars start at nothing and are sorted.",
                "Save the picture as PNG or SVG, or the numbers as CSV, with the buttons at the foot.",
                "Click a bar or a place to go on; the list under the chart does the same for the keyboard: "
                "arrow keys to look through it, Enter to choose.",
            ]
        ),
        picture("places", "Places: where something was heard, and where not"),
    )


def _units() -> Markup:
    return section(
        "What is counted",
        paragraph("The same answers can be counted in three ways. The switch is in the bar at the top of the page."),
        terms(
            [
                (
                    "Times raised",
                    "Every record that was tagged with the theme counts once. One report that is split into "
                    "ten records can raise a theme ten times.",
                ),
                (
                    "People and organisations heard",
                    "Each person, organisation or publication counts once, however often it spoke. Read this one when "
                    "you want to know how widely something is felt.",
                ),
                ("Council areas", f"In how many of Scotland’s {COUNCILS} council areas it was heard."),
                (
                    "Not recorded",
                    "Nobody wrote it down, or the word was not understood. It has a grey bar of its own and is never "
                    "mixed with “none”.",
                ),
            ]
        ),
    )


def _places() -> Markup:
    return section(
        "Four classes of places",
        terms(
            [
                ("Named", "At least one insight names this place."),
                (
                    "Only within a wider area",
                    "Only a larger area that holds it was named, such as a health board or a region.",
                ),
                (
                    "Not named yet",
                    "Nobody named it, though from its number of people three or more voices could have been "
                    "expected. We haven’t heard from there yet; that says nothing about what people there think.",
                ),
                (
                    "Named; too few expected to compare",
                    "Only where colours show the share: it was named, but so few voices were to be expected that more "
                    "or fewer may be chance.",
                ),
                (
                    "Too few expected to judge",
                    "Nobody named it, but so few voices were to be expected that it may be chance.",
                ),
            ]
        ),
    )


def _careful() -> Markup:
    return section(
        "Small numbers, honest words",
        points(
            [
                f"No percentage is shown of fewer than {ANY_PERCENTAGE}; of fewer than {PLAIN_PERCENTAGE} only "
                "with the "
                "range it may lie in.",
                "Two things are compared only where enough different people and organisations were heard. "
                "Otherwise the "
                "page says why not, and what would allow it. Ranges and tests are one fold further, under “For "
                "analysts”.",
                "Themes that come up together, or places with more voices, are no proof of a cause.",
            ]
        ),
        picture("inequality", "Inequality: whose voices, and what people said about gaps"),
    )


def _views() -> Markup:
    return section(
        "Working view and sharing view",
        terms(
            [
                (
                    "Working view",
                    "For the team. Everything is shown. Do not share your screen or its pictures outside the team.",
                ),
                (
                    "Sharing view",
                    "For others. What may not be quoted in public is left out, and a number that rests on fewer than "
                    f"{THRESHOLD} people or organisations is hidden where something was told in confidence. Downloads "
                    "and pictures hide the same.",
                ),
            ]
        ),
        picture("trends", "Trends: months, with people and organisations beside times raised"),
    )
