"""Help: the words of the screen and what they mean."""

from __future__ import annotations

from markupsafe import Markup

from components.help_guide import section, terms

WORDS = (
    ("Barrier", "Something that got in people’s way."),
    ("Case study", "A story of what one place did, told by four questions."),
    ("Council area", "One of Scotland’s 32 local authorities."),
    ("Data zone", "A small area of about 800 people, used for deprivation figures. Scotland has 6,976."),
    ("Enabler", "Something that helped."),
    ("Evidence", "All insights and case studies together."),
    ("Focus area", "One of four areas of interest that records are sorted by."),
    ("Group", "People whom a record is about, such as carers or disabled people."),
    ("Health board", "One of 14 regional boards of the NHS in Scotland."),
    ("HSCP", "Health and social care partnership: a council and the NHS planning care together. There are 31."),
    ("In view", "What is left after the filters at the top of the page."),
    ("Insight", "One thing that was heard or read."),
    ("Level", "Micro: people. Meso: organisations. Macro: the whole system."),
    ("Making gaps wider, smaller", "What a record says about inequality: that it grows or shrinks."),
    ("Needs your attention", "A row of a spreadsheet that waits until somebody has mended it."),
    ("Not recorded", "Nobody wrote it down, or the word was not understood."),
    ("People and organisations heard", "Different sources: each counts once, however often it spoke."),
    ("Sector", "What kind of organisation a source is: community group, council, NHS and so on."),
    ("SIMD", "Scottish Index of Multiple Deprivation: ranks small areas from most to least deprived."),
    ("Source", "The person, organisation or publication that something was heard from."),
    ("Tagging with themes", "Saying which themes a record is about."),
    ("Take back", "To undo a whole upload, so that all counts are as they were before."),
    ("As it stood on", "Looking back: what was here on a day, under the themes as they were then."),
    ("Draft", "Changes of themes that only those see who work in them, until they are committed."),
    ("Re-shape", "To merge, split, rename, move or retire themes. What was tagged is never rewritten."),
    ("Theme", "A topic that comes up again and again. Themes can have sub-themes."),
    ("Times raised", "How many records are tagged with a theme."),
)


def guide() -> Markup:
    """The whole page, from A to Z."""
    return section("Words", terms(sorted(WORDS, key=lambda word: word[0].casefold())))
