"""Makes the pictures of Help and README from the running app: ``python -m tests.browser.pictures [NAME …]``.

Starts a real dashboard on a database of its own with the shipped examples, and photographs it in Chromium. Without
names it makes all of them; "room" stands for the three of a workshop.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from data.settings import PROJECT
from tests.browser.conftest import CHROMIUM_NAMES, FLAGS
from tests.browser.waiting import opened, settled
from tests.running import make_database, start_server
from tests.sheets import xlsx_file

FOLDER = PROJECT / "components" / "static" / "pictures"
LARGEST = 150_000  # bytes of one picture
PAGES = {
    "overview": "",
    "themes": "themes",
    "places": "places",
    "inequality": "inequality",
    "trends": "trends",
    "search": "insights?search=digital+older",
    "tagging": "insights?search=community+food",
    "month": "month",
    "upload": "upload",
}
ROOM = "room"
# What the picture of Upload shows: a small workbook with the slips that people make.
HEARD = (
    ("date", "title", "text", "source name", "place", "themes", "barrier or enabler"),
    ("3 March 2024", "Last bus", "The last bus leaves before the clinic ends.", "Bus users", "Angus", "", "barrier"),
    ("May 2024", "Lunch club", "Forty people came each week.", "Lunch club", "Fife", "Food and essentials", "helped"),
    ("31/02/2024", "Warm room", "The hall was open all day.", "The hall", "Nowhereshire", "", "enabler"),
    ("2024", "", "", "The hall", "Stirling", "", ""),
)


def main(names: Sequence[str] = (), folder: Path = FOLDER) -> list[Path]:
    """Make these pictures anew, or all of them, and return where they stand."""
    wanted = names or (*PAGES, ROOM)
    if unknown := set(wanted) - {*PAGES, ROOM}:
        sys.exit(f"There is no picture {', '.join(sorted(unknown))}. There are: {', '.join((*PAGES, ROOM))}.")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as held:
        server = start_server(Path(held), source=make_database(Path(held) / "examples.duckdb"))
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=_chromium(), args=FLAGS)
                try:
                    pages = [_picture(browser, server.address, name, folder) for name in PAGES if name in wanted]
                    return [*pages, *(_room(browser, server.address, folder) if ROOM in wanted else ())]
                finally:
                    browser.close()
        finally:
            server.stop()


def _picture(browser: Browser, address: str, name: str, folder: Path) -> Path:
    page = browser.new_page(viewport={"width": 1280, "height": 720}, locale="en-GB", color_scheme="light")
    opened(page, f"{address}/{PAGES[name]}")
    if name == "upload":
        _drop(page)
    if name == "tagging":
        _tag(page)
    page.wait_for_timeout(2_000)  # charts and maps are drawn after the page has come to rest
    settled(page)
    path = folder / f"{name}.png"
    path.write_bytes(_small(page.screenshot()))
    page.close()
    return path


def _room(browser: Browser, address: str, folder: Path) -> list[Path]:
    """A workshop with pretend answers: the host's window, the stage, and the door on a phone."""
    look: Any = {"locale": "en-GB", "color_scheme": "light"}
    host = browser.new_page(viewport={"width": 1280, "height": 720}, **look)
    opened(host, f"{address}/workshop")
    host.get_by_label("Title").fill("What we heard this spring")
    for name in ("Make it", "Open the workshop", "Next", "Rehearse with pretend answers", "Show the answers"):
        host.get_by_role("button", name=name, exact=True).first.click()
        settled(host)
    code = host.locator(".ks-code").inner_text()
    stage = browser.new_page(viewport={"width": 1280, "height": 720}, **look)
    stage.goto(f"{address}/stage?{host.url.split('?')[1]}")
    door = browser.new_page(viewport={"width": 390, "height": 700}, **look)
    door.goto(f"{address}/join/{code}")
    host.get_by_role("button", name="Next", exact=True).scroll_into_view_if_needed()
    kept = []
    for name, page in (("room-host", host), ("room-stage", stage), ("room-door", door)):
        page.wait_for_timeout(1_500)
        kept.append(folder / f"{name}.png")
        kept[-1].write_bytes(_small(page.screenshot()))
        page.close()
    return kept


def _drop(page: Page) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "heard in spring.xlsx", "mimeType": "application/octet-stream", "buffer": xlsx_file(heard=HEARD)}
    )
    page.get_by_role("button", name="Save 3 rows").wait_for()
    settled(page)
    page.locator("h2").filter(has_text="See what would happen").scroll_into_view_if_needed()
    page.locator("h2").filter(has_text="See what would happen").evaluate(
        "step => step.scrollIntoView({block: 'start'})"
    )


def _tag(page: Page) -> None:
    """Switch tagging on, and again once suggestions have been worked out."""
    switch = page.get_by_text("Tag these with themes")
    switch.click()
    for _ in range(30):
        settled(page)
        if not page.get_by_text("Suggestions are being worked out").count():
            break
        page.wait_for_timeout(2_000)
        switch.click()
        settled(page)
        switch.click()
    page.locator("[class*=st-key-tag-page-]").first.evaluate("card => card.scrollIntoView({block: 'end'})")


def _small(png: bytes) -> bytes:
    """The picture with as many colours as fit into the largest size that a page should have to load."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32):
        made = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
        if made.tell() <= LARGEST:
            break
    return made.getvalue()


def _chromium() -> str:
    found = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if found is None:
        sys.exit("The pictures need Chromium or Chrome: run make browser, which installs it.")
    return found


if __name__ == "__main__":
    for made_at in main(sys.argv[1:]):
        print(f"{made_at.relative_to(PROJECT)}  {made_at.stat().st_size:,} bytes")
