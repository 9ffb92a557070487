"""Help: what changes over time, and the manager's month."""

from __future__ import annotations

from markupsafe import Markup

from components.help_guide import paragraph, picture, points, section, steps, terms
from components.markup import join


def guide() -> Markup:
    """The whole page."""
    return join([_trends(), _gaps(), _two_periods(), _month(), _links()])


def _trends() -> Markup:
    return section(
        "Read the trends",
        points(
            [
                "“Show by” sets the steps: week, month, quarter or year. “Themes to follow” sets the lines, at most "
                "five; those raised most are shown until you choose.",
                "Only records whose date is known well enough stand on the axis. The others are counted beside it: a "
                "year is never put into its January.",
                "More in one month may only mean that more people were listened to. The heading counts people and "
                "organisations beside times raised.",
                "Letters on the axis mark the day on which a theme was defined anew, merged, split or renamed. Numbers "
                "mark days of your own, such as a policy or a lockdown; add them under the lines.",
            ]
        ),
        picture("trends", "Trends: the themes raised most, month by month, and what stands beside the months"),
    )


def _gaps() -> Markup:
    return section(
        "A zero is a zero, a gap is a gap",
        paragraph(
            "In the scan log note which source you looked at in which week, and whether anything was there. A look "
            "that found nothing is then a zero. Where nobody looked, the lines have a gap."
        ),
    )


def _two_periods() -> Markup:
    return section(
        "Hold two periods beside each other",
        paragraph(
            "Choose 3, 6 or 12 months, or days of your own. The ring is then, the dot is later. Shares are compared "
            "only when 1,000 people and organisations were heard in both; until then the page says why not."
        ),
    )


def _month() -> Markup:
    return section(
        "Look through what is new",
        steps(
            [
                (
                    "Open What is new.",
                    "It tells what came in since the team last looked, what grew and what faded, who is missing, what "
                    "was agreed, and the core indicators. Each number leads to what stands behind it.",
                ),
                ("Send it.", "As an e-mail or a workbook. Both hold only what the sharing view may tell."),
                (
                    "Press “Reviewed today”.",
                    "What comes in from then on is new the next time. A mark set by mistake can be taken back.",
                ),
            ]
        ),
        picture("month", "What is new: what came in, what grew and faded, who is missing"),
        terms(
            [
                ("New", "It came in since the last look. When it was heard is told beside it, and may be years ago."),
                ("Faded", "Nothing that is new raised the theme. Fewer people may have been asked about it."),
                (
                    "Small organisations",
                    "Those that a spreadsheet or form says employ fewer than 50 people. Where no size was told it is "
                    "not recorded, and never guessed.",
                ),
            ]
        ),
    )


def _links() -> Markup:
    return section(
        "Send somebody the same view",
        paragraph(
            "The period, the themes you follow, the two periods and the day from which “What is new” counts stand in "
            "the address, as the filters do: copy it from there. What is not known in it is left out, and told."
        ),
    )
