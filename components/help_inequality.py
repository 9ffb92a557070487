"""What the cards of the Inequality page say under Help; years and sources come from the tables in use."""

from __future__ import annotations

from components.help_words import Help
from queries.ladder import LEAST_RECORDED
from queries.measures.ratios import LEAST_EXPECTED
from queries.measures.screening import FALSE_FINDS, LEAST_OBSERVED, LEAST_SOURCES
from queries.measures.screening import LEAST_EXPECTED as LEAST_IN_SQUARE
from queries.sentences import DEPRIVATION, POPULATION, RURAL

_FROM_PLACES = f"From the places that insights name. People: {POPULATION}. Collected, not sampled."
_FROM_GROUPS = (
    "From the groups that insights are about, and from who spoke where that was written down. What each group is held "
    "against was reviewed label by label; year and source stand in the table."
)

MISSING_PLACES = Help(
    "The places that no insight names yet, and how many people and organisations would be expected from there.",
    "The bar is what would be expected if those we heard were spread over Scotland as its people are. A short bar "
    "means that the silence says little. It never means that a place had nothing to say.",
    _FROM_PLACES,
)
MISSING_GROUPS = Help(
    "The groups of people that no insight is about yet, and how many insights would be expected.",
    "A bar stands only where a share of all people is known for just this group. For the others it says why there is "
    "none: they were never named, and no number could say how often they should have been.",
    _FROM_GROUPS,
)
LISTENING = Help(
    "How many more people of each group would have to be listened to before it is heard by its share.",
    "Groups overlap: one person can close several gaps, so the numbers are never added up. A gap stands only where it "
    f"was written down who spoke, for {LEAST_RECORDED:.0%} of the insights and more.",
    _FROM_GROUPS,
)
SHARES = Help(
    "How many people and organisations each area was heard from, beside how many its number of people lets expect.",
    "The filled bar is what was heard, the outlined bar what would be expected. A mark stands only where the "
    f"difference is beyond what chance allows (99.8\u00a0%) and {LEAST_EXPECTED:.0f} or more are expected.",
    _FROM_PLACES,
)
RATIOS = Help(
    "Heard divided by expected, with the range (95\u00a0%) in which the true value may lie.",
    "The dotted line is “as expected”. A range that crosses it says: this may be chance. A filled dot lies beyond the "
    "99.8\u00a0% limit. Ranges are exact: Poisson (Garwood), or binomial where an area is over a tenth of all.",
    _FROM_PLACES,
)
FUNNEL = Help(
    "Heard divided by expected for each area, by how much is expected. The dashed lines are the 99.8\u00a0% limits.",
    "Small areas scatter more, so the limits are wide on the left. They are widened further by how much all areas "
    "scatter. Only a diamond outside them stands apart from the others.",
    _FROM_PLACES,
)
CURVE = Help(
    "Whether what was heard comes more from the most or from the least deprived councils.",
    "Across: people, those in the most deprived councils first. Up: the share of what was heard. On the dotted line "
    "everybody is heard alike; above it, more is heard from the most deprived. The index is twice the area between the "
    "two, below 0 where more is heard from the most deprived.",
    f"From the council areas that insights name; {DEPRIVATION}. The range comes from drawing the sources anew.",
)
SLOPES = Help(
    "How steeply what is heard rises or falls from the most to the least deprived councils.",
    "The slope (SII) is the difference in people and organisations heard per 100,000 people from one end to the other; "
    "the relative index (RII) divides it by the average. 0 means no slope. A range that crosses 0 may be chance.",
    CURVE.comes_from,
)
SIGNALS = Help(
    "What people said about inequality: gaps made wider or smaller, what got in the way or helped, and on which level.",
    "Bars start at the middle line; a striped part says both. Insights that do not say are counted in words beside the "
    "name. An insight with two themes, places or groups counts with both, so rows are never added up.",
    "From what readers noted about each insight. It is what people told us, not a measurement of inequality.",
)
LEVELS = Help(
    "On which level what was told happens: between people (micro), in an organisation or area (meso), in the system "
    "(macro).",
    "Each bar is as long as the number of insights. The grey part was not recorded.",
    SIGNALS.comes_from,
)
SQUARES = Help(
    "How many people and organisations spoke of a theme together with a group of people.",
    "A darker square means more. ▲ marks a pair that comes up more often than chance would have it, ▼ less often; ≈ "
    "says that the two mean nearly the same, so that they belong together by name.",
    f"Each person or organisation counts with one insight. Tested where {LEAST_IN_SQUARE:.0f} or more are expected "
    f"(Fisher, two-sided), with at most {FALSE_FINDS:.0%} false finds among the finds (Benjamini and Hochberg), told "
    f"from {LEAST_OBSERVED} on, of {LEAST_SOURCES} sources and more.",
)
WORDS_APART = Help(
    "Words that are used more in what is said about one of two groups than about the other.",
    "To the left the words of the first group, to the right those of the second. The longer the bar, the more people "
    "and organisations used the word. Insights about both groups are on neither side.",
    "Log-odds, shrunken by what is said everywhere (Monroe and others, 2008); shown beyond 1.96 standard errors and "
    f"from {LEAST_SOURCES} sources on.",
)
URBAN_RURAL = Help(
    "Whether councils where many people live in rural areas were heard as much as their share of people.",
    "Councils are grouped by how many of their people live in rural areas. A council is a mix: no person or place is "
    "called rural because of it.",
    f"From the council areas that insights name; {RURAL}. Collected, not sampled.",
)
ISLANDS = Help(
    "Whether island councils were heard as much as their share of people.",
    "Whether something was said on an island is not recorded, only its council.",
    _FROM_PLACES,
)
BESIDE = Help(
    "What insights say, beside what is known of everybody.",
    "The two are not compared: whether those who spoke belong to these groups was not written down, and the shares are "
    "not of all people. The table names year and source of each.",
    _FROM_GROUPS,
)
