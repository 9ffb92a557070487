"""Pictures saved from a card: made in the browser, on white, with heading, numbers and typeface inside."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Download, Page

from components.palette import look
from tests.browser.waiting import opened
from tests.browser.windows import Window
from tests.running import RunningServer

pytestmark = pytest.mark.browser
CARD = ".st-key-card-theme-bars"
WHITE = (255, 255, 255)


def saved(page: Page, kind: str) -> Download:
    """Press the button for this kind of picture by keyboard and return the file."""
    page.locator(f"{CARD} .main-svg").first.wait_for()
    page.wait_for_timeout(500)
    page.locator(f"{CARD} button.ks-picture[data-kind={kind}]").focus()
    with page.expect_download() as handed:
        page.keyboard.press("Enter")
    return handed.value


def bytes_of(file: Download) -> bytes:
    return Path(file.path()).read_bytes()


def test_a_chart_is_saved_as_a_picture_that_stands_alone(page: Page, server: RunningServer) -> None:
    opened(page, server.address)
    file = saved(page, "svg")
    assert re.fullmatch(r"kenspeckle_themes-by-mentions_\d{4}-\d\d-\d\d\.svg", file.suggested_filename)
    drawn = bytes_of(file).decode("utf-8")
    assert page.locator(f"{CARD} .ks-heading").inner_text().split()[0] in drawn
    assert "Food and essentials" in drawn
    assert "Collected, not sampled" in drawn
    assert drawn.count("@font-face") == 2
    assert not re.search(r'(?:href|src)="(?!#)|url\((?!"?#|data:|&quot;#)', drawn)


def test_a_saved_picture_is_twice_as_sharp_as_the_screen(page: Page, server: RunningServer) -> None:
    opened(page, server.address)
    picture = Image.open(BytesIO(bytes_of(saved(page, "png")))).convert("RGB")
    shown = page.locator(f"{CARD} .svg-container").bounding_box()
    assert shown is not None
    assert picture.width == pytest.approx(2 * (shown["width"] + 56), abs=4)
    assert picture.getpixel((2, 2)) == WHITE


def test_a_picture_from_the_dark_page_lies_on_white_in_the_light_colours(window: Window, server: RunningServer) -> None:
    page = opened(window(color_scheme="dark"), server.address)
    picture = Image.open(BytesIO(bytes_of(saved(page, "png")))).convert("RGB")
    found = {colour for _, colour in picture.getcolors(1 << 24) or []}
    light, dark = look(dark=False), look(dark=True)
    assert picture.getpixel((2, 2)) == WHITE
    assert tuple(bytes.fromhex(light.scale[3][1:])) in found
    assert tuple(bytes.fromhex(dark.scale[3][1:])) not in found
    assert tuple(bytes.fromhex(dark.card[1:])) not in found
