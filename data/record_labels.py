"""What values of records are called in words: themes, areas, groups and the words of lists."""

from __future__ import annotations

from data.areas import NATIONAL_CODE
from data.places import gazetteer
from data.themes import ThemeNames
from data.vocabulary import vocabulary

WIDER = "A wider area, not one council"


def label(field: str, value: str, names: ThemeNames | None = None) -> str:
    """What the screen calls one value of a field; the value itself where it has no other name."""
    if field == "themes":
        stands = names.stands_as(value) if names else None
        return names.themes[stands].theme if names and stands else value
    if field == "place":
        return area_label(value)
    return vocabulary().label("group" if field == "groups" else field, value)


def area_label(code: str) -> str:
    """The name of an area; a partnership says that it is one."""
    if code in (NATIONAL_CODE, "national"):
        return "All Scotland"
    if code == "wider_region":
        return WIDER
    name = gazetteer().name(code)
    return f"{name} (partnership)" if code.startswith("S37") else name
