"""The three answers behind every chart's Help, in plain English and in one place."""

from __future__ import annotations

from dataclasses import dataclass

from queries.sentences import COUNCILS, DEPRIVATION, POPULATION

_RECORDS = (
    "From the insights and case studies that were brought in, as tagged by readers. They were collected, "
    "not sampled: more means heard more often, not that it matters more."
)


@dataclass(frozen=True)
class Help:
    """What does the chart show? How do I read it? Where do the numbers come from?"""

    shows: str
    reads: str
    comes_from: str = _RECORDS


THEMES = Help(
    "How often each theme was heard in the records now in view. The longest bar is the theme heard most.",
    "Choose what to count. Times raised counts every record tagged with the theme. People and organisations "
    f"counts each one once, however often it spoke. Council areas counts how many of the {COUNCILS} the theme was "
    "heard in. One record can carry several themes, so the bars do not add up to a total.",
)
TOGETHER = Help(
    "Which themes come up in the same records. The number in a square is how many records name both themes.",
    "Find one theme at the left and the number of the other one below. The darker a square, the more records name "
    "both. Themes that come up often also come up together often: the table tells the share of the records that "
    "name either.",
)
BARRIERS = Help(
    "For each theme, how many records speak of something that got in the way (a barrier, to the left) and "
    "how many of something that helped (an enabler, to the right).",
    "Each bar starts at the middle line. A striped part is records that say both. The themes with the most "
    "records come first. Records that do not say are counted in the words beside the name, not in the bars.",
)
EFFECTS = Help(
    "What people said about inequality: how many records describe something that made gaps wider (to the "
    "left) and how many something that made gaps smaller (to the right).",
    "Each bar starts at the middle line. A striped part is records that say both ways. Records that state no "
    "effect, or where it was not recorded, are counted in the words beside the name.",
    "From what readers noted about each record. It is what people told us, not a measurement of inequality.",
)
PLACES = Help(
    "How many records name each area. A darker colour means more. Stripes mark areas that nobody has named yet.",
    "Look for the stripes first: that is where we have not listened yet. Widely spaced stripes mean "
    "that only a wider area was named. An empty outline means so few records were expected that nothing "
    "can be said. Areas with many people are named more often; the table gives the number of people.",
    f"From the places named in the records. Expected numbers share out what was heard by population ({POPULATION}). "
    "Boundaries: Office for National Statistics, Open Government Licence v3.0. Contains OS data © Crown copyright and "
    "database right 2019.",
)
MONTHS = Help(
    "How many records there are for each month, for the themes chosen, and how many different people and "
    "organisations they came from.",
    "Read the upper lines together with the lower ones: more records from the same few people is not a "
    "change in Scotland. Records known only to the quarter or the year stand at the right, because putting "
    "them in a month would invent a date.",
)
TWO_PERIODS = Help(
    "For each theme, how many people and organisations raised it in the earlier period (ring) and in the later (dot).",
    "More people may have been listened to in one period than in the other, so more is not yet a change. The table "
    "compares shares only once 1,000 people and organisations were heard in both periods: of these, how many raised "
    "the theme then and later, with a 95% interval of the difference. An interval that holds 0 shows no change.",
    "Only records whose whole date lies in a period. Interval: Newcombe 1998, for the same people asked twice.",
)
BANDS = Help(
    "Whether places with many of Scotland's most deprived areas were heard as much as their share of people.",
    "Each pair of bars compares the share of the times a council was heard from with the share of people who "
    "live there. Councils are grouped into three bands; a council is never given one deprivation level.",
    f"From the council areas named in the records. Held against {DEPRIVATION}. Collected, not sampled.",
)
RECORDED = Help(
    "How complete the records are: for each question, in how many records the answer was written down.",
    "A full bar means that every record has it. The grey part was not recorded. Where much is grey, "
    "comparisons on that question say little.",
)
SOURCE_KINDS = Help(
    "Where the records came from: conversations, workshops, reports, blogs and so on.",
    "The bar counts records; the words beside it say from how many different people and organisations.",
)
POINTS = Help(
    "Where in Scotland the records come from: a larger circle means more records.",
    "A circle stands in the middle of its council area, not at anybody's address.",
    PLACES.comes_from,
)
GROUPS = Help(
    "Whom the records are about: how many different people and organisations spoke of each group.",
    "This is who was spoken of, not who spoke. A record can name several groups, so the bars do not add up. "
    "The grey bar is records that name no group.",
)
FOCUS_AREAS = Help(
    "How many records belong to each focus area of the programme.",
    "The longest bar is the focus area with most records. A record has one focus area or none; the grey bar is "
    "records where it was not recorded.",
)
