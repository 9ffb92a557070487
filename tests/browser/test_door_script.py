"""The script at the door goes on with the room by itself, and takes nothing away from whoever is writing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from starlette.applications import Starlette

from components.frame import both_looks
from data import steps, workshops
from data.answer_queue import answer_queue
from data.run_of_show import StepPlan
from data.settings import PROJECT
from join.door import Door
from tests.browser.windows import Window
from tests.join import room_client

pytestmark = pytest.mark.browser
# The real script, which looks four times a second instead of every four seconds.
SCRIPT = (PROJECT / "components" / "static" / "js" / "door.js").read_text(encoding="utf-8")
QUICK = SCRIPT.replace("EVERY = 4000", "EVERY = 250").replace("Math.random() * 1000", "0")
AT = "http://127.0.0.1:9/join/CODE"  # nobody listens there: every page is given out here
GONE_ON = "The room has gone on"


@dataclass
class Line:
    """The line to the door, with its own pages; what ``holds`` names stays on its way until it is let through."""

    pages: dict[str, str]
    first: str
    gone_on: bool = False
    holds: str = ""
    held: list[Route] = field(default_factory=list)
    looked: int = 0  # times since the room went on

    def __call__(self, route: Route) -> None:
        asked = route.request
        if asked.url.endswith("door.js"):
            route.fulfill(body=QUICK, content_type="text/javascript")
        elif asked.url.endswith("/now"):
            self.looked += self.gone_on
            route.fulfill(json={"now": "elsewhere" if self.gone_on else self.place})
        elif asked.method == self.holds:
            self.held.append(route)
        else:
            self.answer(route)

    def answer(self, route: Route) -> None:
        name = "thanks" if route.request.method == "POST" else "next" if self.gone_on else self.first
        route.fulfill(body=self.pages[name], content_type="text/html")

    @property
    def place(self) -> str:
        return self.pages[self.first].split('data-now="')[1].split('"')[0]


@pytest.fixture
def pages(empty: Path) -> dict[str, str]:
    """The door's own pages: a question, one that came back with its words, a raised hand, the thanks, the next step."""

    def made() -> dict[str, str]:
        """In a thread of its own, because Playwright keeps this one's event loop."""
        app = Starlette(routes=Door(both_looks()).routes())
        workshop_id = workshops.create("Spring", "", "blank", "a test")
        code = workshops.open_door(workshop_id, "a test")
        person = room_client.Browser(app)

        def go(kind: str, title: str) -> str:
            steps.go_to(steps.add_step(workshop_id, StepPlan(kind, title), "a test"), "a test")
            return person.get(f"/join/{code}").text

        found = {"question": go("answers", "What do you see?")}
        found["back"] = person.answer(code, text="far too long " * 60).text
        found["thanks"] = person.answer(code, text="Words").text
        found["hand"] = go("hand", "Raise a hand")
        found["next"] = go("text", "The next step")
        answer_queue().close()
        return {name: text.replace(code, "CODE") for name, text in found.items()}

    with ThreadPoolExecutor(1) as other:
        return other.submit(made).result()


@pytest.fixture
def phone(window: Window) -> Page:
    return window(viewport={"width": 360, "height": 640})


def at(phone: Page, line: Line) -> None:
    phone.unroute_all()
    phone.route("**/*", line)
    phone.goto(AT)


def until(phone: Page, reached: Callable[[], object]) -> None:
    """Wait without asking the page, which Playwright would not do while another page is on its way."""
    for _ in range(400):
        if reached():
            return
        phone.wait_for_timeout(25)
    pytest.fail("It never came.")


def later(phone: Page, line: Line) -> None:
    """The room goes on, and the phone has looked."""
    line.gone_on = True
    until(phone, lambda: line.looked)


def test_a_page_that_nobody_writes_on_goes_on_with_the_room(phone: Page, pages: dict[str, str]) -> None:
    line = Line(pages, "question")
    at(phone, line)
    expect(phone.get_by_label("Your answer")).to_be_visible()
    later(phone, line)
    expect(phone.get_by_role("heading", name="The next step")).to_be_visible()


def test_what_somebody_has_written_stays_and_they_are_told(phone: Page, pages: dict[str, str]) -> None:
    line = Line(pages, "question")
    at(phone, line)
    phone.get_by_label("Your answer").fill("Half a sent")
    later(phone, line)
    expect(phone.get_by_text(GONE_ON)).to_be_visible()
    expect(phone.get_by_label("Your answer")).to_have_value("Half a sent")


def test_words_that_came_back_with_a_refusal_stay_before_a_key_is_pressed(phone: Page, pages: dict[str, str]) -> None:
    line = Line(pages, "back")
    at(phone, line)
    later(phone, line)
    expect(phone.get_by_text(GONE_ON)).to_be_visible()
    assert phone.get_by_label("Your answer").input_value().startswith("far too long")


def test_who_begins_to_write_while_the_next_page_is_on_its_way_stays(phone: Page, pages: dict[str, str]) -> None:
    line = Line(pages, "question")
    at(phone, line)
    line.holds = "GET"
    phone.get_by_label("Your answer").focus()
    later(phone, line)
    until(phone, lambda: line.held)
    phone.keyboard.type("I was just about to")
    expect(phone.get_by_text(GONE_ON)).to_be_visible()
    line.answer(line.held[0])
    phone.wait_for_timeout(300)
    expect(phone.get_by_label("Your answer")).to_have_value("I was just about to")


def test_an_answer_on_its_way_is_thanked_for_though_the_room_goes_on(phone: Page, pages: dict[str, str]) -> None:
    line = Line(pages, "hand", holds="POST")
    at(phone, line)
    phone.get_by_role("button", name="Raise my hand").focus()
    phone.keyboard.press("Enter")
    until(phone, lambda: line.held)
    later(phone, line)
    until(phone, lambda: line.looked > 1)
    line.answer(line.held[0])
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
