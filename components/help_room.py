"""Help: run your first workshop, on one page."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from components import room_card
from components.help_guide import paragraph, picture, points, section, steps
from components.markup import join

BEFORE = (
    (
        "Make a workshop.",
        "On Workshop, choose a template, give it a title and press “Make it”. Under “Run of show” change the steps: "
        "what the room reads and answers, how long it takes, and your own notes, which the room never sees. Leave the "
        "break in: people who need one will not ask for it.",
    ),
    (
        "Choose what the room looks at.",
        "“A picture of the evidence” shows any card of Overview, Themes, Places, Inequality, Trends or What is new. "
        "Choose it under “Which picture?”, and paste the address of a page to take its filters along; or look for the "
        "picture on its page and open “Show in a workshop” at its foot. Under the step stands what the stage will "
        "show: always the sharing view. Of many rows the stage draws the first few, in large type; the pack has all.",
    ),
    (
        "Send the joining pack.",
        "Under “Joining pack” write the purpose, the ground rules and what would help people take part. Download it "
        "for your e-mail, and the card to print or attach.",
    ),
    (
        "Rehearse.",
        "Open the workshop and press “Rehearse with pretend answers” at a step that asks. Pretend answers are marked, "
        "and “Remove” takes all of them away.",
    ),
)
DURING = (
    (
        "Open the workshop, then the stage.",
        "The stage is a window of its own. Share that window in the call, and only that one: yours has your notes and "
        "answers that nobody has seen yet.",
    ),
    (
        "Let people in.",
        "Press “Show the code”. People open the address and type the code. Where nobody can reach your computer, paste "
        "the call's chat under “Bring in answers”, or type in what is said: everything else works the same.",
    ),
    (
        "Go on with “Next”.",
        "The stage follows within a second. It can also be driven from its own window: arrow keys go on and back, "
        "B blanks it, C shows the code, R shows the answers.",
    ),
    (
        "Look before you show.",
        "Answers come to your window first. Hide one, pin one, let the first stand for others that say the same. What "
        "holds a link, markup, personal data or one of your own words waits until you let it through.",
    ),
    (
        "Re-shape the themes together.",
        "At that step merge, split, rename and move themes in your window. The stage recounts at once and says what "
        "changed. It is a draft, so nobody else's numbers change.",
    ),
    (
        "Write down what it means and what will be done.",
        "Under “Meaning and actions” keep two readings side by side, with their evidence and with the dissent. One "
        "press lets the room vote on them. Actions name a role, a level and a day. An answer to “Whom should we ask "
        "next?” becomes a listening task with one button.",
    ),
)
AFTER = (
    (
        "Close the workshop.",
        "The code opens nothing from then on, and nothing is kept that ties an answer to a person.",
    ),
    (
        "Decide about the themes.",
        "Under “Recap” let the room's changes count for everybody, or keep them as a draft.",
    ),
    (
        "Publish and send.",
        "Say who was in the room by role and place, then publish: the numbers are frozen as they are. Download the "
        "page, the slides and the workbook, and send people what they said and what will be done.",
    ),
    (
        "Tell them what became of it.",
        "Actions shows what is overdue, and “You said, we did” from what was said to what was done.",
    ),
)
IF_SOMETHING_HAPPENS = (
    "Something hurtful comes in: it shows nowhere until you show the answers. Hide it. If it is on the stage already, "
    "press B to blank the stage, hide the answer, press B again.",
    "Somebody tells a hard story: they can mark it, and it stays closed on the stage until you open it.",
    "Your computer restarts: open the same pages again. The room goes on where it was, and no answer is lost.",
    "You need help: a second facilitator opens the same workshop in their own window. Both can do everything. Where "
    "both change the same words of a step, the second is told before anything is written over.",
    "The code has run out, or was posted in public: press “New code”. The old one opens nothing any more.",
)


@cache
def guide() -> Markup:
    """The whole page."""
    return join(
        [
            section(
                "Run your first workshop",
                paragraph(
                    "Ninety minutes with up to 150 people, from one laptop. You need two windows: yours, and the stage "
                    "that everybody sees."
                ),
            ),
            section("The day before", steps(BEFORE)),
            section(
                "In the room",
                steps(DURING),
                picture("room-host", "Your window: where the room is, what comes next, and the answers as they come"),
                picture("room-stage", "The stage: what everybody sees, in large type and with nothing private"),
                picture("room-door", "The door on a phone: one question, one button, no account", tall=True),
            ),
            section("The day after", steps(AFTER)),
            section("If something happens", points(IF_SOMETHING_HAPPENS)),
            section(
                "The card for participants",
                paragraph("Download it below. The one in a joining pack has the workshop's address and code in it."),
                steps(room_card.STEPS),
                points(room_card.GOOD_TO_KNOW),
            ),
        ]
    )
