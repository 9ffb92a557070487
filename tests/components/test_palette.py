"""Colours: readable in light and dark, and told apart by every reader."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from components.palette import Look, contrast, look, on_white, words_on

BOTH = pytest.mark.parametrize("colours", [look(dark=False), look(dark=True)], ids=["light", "dark"])
ROOT = Path(__file__).resolve().parents[2]
# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
SEEN_BY = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def seen(colour: str, eyes: str) -> tuple[float, float, float]:
    """A colour in CIE Lab as somebody with these eyes sees it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    red, green, blue = (
        min(max(sum(weight * part for weight, part in zip(row, linear, strict=True)), 0), 1) for row in SEEN_BY[eyes]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def apart(one: str, other: str, eyes: str) -> float:
    """Colour difference (CIE 1976); about 2 is the smallest that can be seen."""
    pairs = zip(seen(one, eyes), seen(other, eyes), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def test_the_formula_of_contrast_agrees_with_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#808495", "#ffffff") == pytest.approx(3.72, abs=0.01)


@BOTH
def test_words_can_be_read_on_page_and_card(colours: Look) -> None:
    for ground in (colours.paper, colours.card):
        for words in (colours.ink, colours.soft, colours.accent, colours.against, colours.towards, *colours.lines):
            assert contrast(words, ground) >= 4.5, (words, ground)


@BOTH
def test_shapes_stand_out_from_page_and_card(colours: Look) -> None:
    shapes = (
        colours.edge, colours.chosen, colours.against, colours.towards, colours.both,
        colours.not_recorded, colours.not_heard, *colours.scale[3:],
    )  # fmt: skip
    for ground in (colours.paper, colours.card):
        for shape in shapes:
            assert contrast(shape, ground) >= 3, (shape, ground)
    assert contrast(colours.scale[2], colours.card) >= 3  # the bars of sub-themes, always on a card


@BOTH
def test_words_can_be_read_on_every_step_of_the_scale(colours: Look) -> None:
    for fill in colours.scale:
        assert contrast(words_on(fill, colours), fill) >= 4.5, fill


@BOTH
def test_the_scale_goes_steadily_away_from_the_card(colours: Look) -> None:
    steps = [contrast(step, colours.card) for step in colours.scale]
    assert steps == sorted(steps)


@BOTH
@pytest.mark.parametrize("eyes", SEEN_BY)
def test_every_reader_can_tell_the_pairs_apart(colours: Look, eyes: str) -> None:
    meanings = (colours.against, colours.towards, colours.both, colours.not_recorded)
    for one, other in combinations(meanings, 2):
        assert apart(one, other, eyes) >= 10, (one, other)
    for one, other in combinations(colours.scale, 2):
        assert apart(one, other, eyes) >= 10, (one, other)
    assert apart(colours.accent, colours.chosen, eyes) >= 10


def test_every_dark_colour_has_one_light_partner_for_pictures() -> None:
    light = look(dark=False)
    for dark, partner in on_white().items():
        assert dark.startswith("#"), dark
        assert partner.startswith("#"), partner
    assert on_white()[look(dark=True).ink] == light.ink
    assert on_white()[look(dark=True).against] == light.against


def test_words_in_a_saved_picture_keep_their_contrast() -> None:
    dark, light = look(dark=True), look(dark=False)
    for fill, white_fill in zip(dark.scale, light.scale, strict=True):
        assert contrast(on_white()[words_on(fill, dark)], white_fill) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_streamlit_wears_the_same_colours(mode: str) -> None:
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"][mode]
    colours = look(dark=mode == "dark")
    assert theme["primaryColor"] == theme["linkColor"] == colours.accent
    assert theme["backgroundColor"] == colours.paper
    assert theme["textColor"] == theme["sidebar"]["textColor"] == colours.ink
    assert contrast(theme["sidebar"]["textColor"], theme["sidebar"]["backgroundColor"]) >= 4.5
    assert contrast(theme["sidebar"]["linkColor"], theme["sidebar"]["backgroundColor"]) >= 4.5


def test_the_typefaces_are_ours_with_their_licences() -> None:
    fonts = ROOT / "components/static/fonts"
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    for face in theme["fontFaces"]:
        name = face["url"].removeprefix("/assets/fonts/")
        assert (fonts / name).read_bytes()[:4] == b"wOF2", name
        licence = (fonts / f"{name.split('-')[0]}-LICENSE.txt").read_text(encoding="utf-8")
        assert "SIL Open Font License" in licence.replace("SIL OPEN FONT LICENSE", "SIL Open Font License")


def test_the_style_sheets_name_no_colour_of_their_own() -> None:
    for sheet in (ROOT / "components/static").glob("*.css"):
        assert "#" not in sheet.read_text(encoding="utf-8"), sheet.name
