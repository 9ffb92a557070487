"""Help: about the data. Read from the notes that stand beside the data, so that both say the same."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from components.help_guide import fold, paragraph, points, section
from components.markup import join
from components.table import Column, table_markup
from data.areas import reference_rows
from data.source_notes import attribution_lines, example_notes, reference_sources
from queries.sentences import COUNCILS, DEPRIVATION, POPULATION, RURAL

_AREAS = (
    f"{COUNCILS} councils, {len(reference_rows('health_board'))} health boards and {len(reference_rows('hscp'))} "
    "health and social care partnerships"
)
_SOURCES = (Column("title", "Publisher, title, year"), Column("name", "Called here"), Column("licence", "Licence"))


@cache
def guide() -> Markup:
    """The whole page."""
    told = example_notes()
    return join(
        [
            section(
                "The examples that a first start shows",
                paragraph(
                    "25 themes, 228 insights and 60 case studies about communities and public services in "
                    "Scotland, mostly "
                    "of 2020 and 2021. Each tells of a real published item and links to it. They were written for this "
                    "project and are there to be replaced: take their uploads back on Upload whenever you like."
                ),
                fold("How they were written", points(told["How they were written"])),
                fold("Facts about them", points(told["Facts about the data"])),
                fold("Doubts and limits", points(told["Doubts"])),
            ),
            section(
                "Scotland: places, people, deprivation",
                paragraph(
                    f"{_AREAS}, with their people, deprivation, urban and rural classes ({RURAL}, and "
                    f"{DEPRIVATION.removeprefix(f'{POPULATION}, and ')}) and equality groups. “OGL v3.0” is the Open "
                    "Government Licence."
                ),
                table_markup(_SOURCES, reference_sources(), "Official sources"),
            ),
            section("Lines that go with the figures and maps", points(attribution_lines())),
        ]
    )
