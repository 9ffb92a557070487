"""A short whole workshop: a host, a stage and five people at the door, one of them without scripts."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Error, Page, ViewportSize, expect
from pptx import Presentation
from starlette.applications import Starlette

from components.frame import both_looks
from data import steps, workshops
from data.answer_queue import answer_queue
from data.moments import EVER
from data.run_of_show import StepPlan
from data.step_kinds import KINDS
from join.door import Door
from tests.browser.test_accessible import grave
from tests.browser.waiting import opened, settled
from tests.browser.windows import Window
from tests.join import room_client
from tests.running import RunningServer, start_server

pytestmark = pytest.mark.browser
PHONE = ViewportSize(width=320, height=640)
expect.set_options(timeout=15_000)
# What would not make sense on a page without any style: read from top to bottom, as it stands in the file.
PLAIN_FAULTS = """() => {
  const follows = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  const faults = [], seen = (one) => one.getBoundingClientRect();
  const heads = [...document.querySelectorAll("h1")];
  if (heads.length !== 1) faults.push(`${heads.length} headings`);
  const fields = [...document.querySelectorAll("input:not([type=hidden]), select, textarea")];
  const parts = [...heads, ...document.querySelectorAll("label, legend, button, a"), ...fields];
  for (const one of parts) if (!seen(one).width) faults.push(`not to be seen: ${one.outerHTML.slice(0, 80)}`);
  for (const one of fields) {
    const label = one.labels[0];
    const named = label?.textContent.trim() && (label.contains(one) || follows(label, one));
    if (!named) faults.push(`no label before ${one.id || one.name}`);
    if (!follows(heads[0], one)) faults.push("the heading comes after");
    if (["radio", "checkbox"].includes(one.type) && !one.closest("fieldset")) faults.push(`${one.name} in no group`);
  }
  for (const form of document.forms) {
    const own = [...form.elements].filter((one) => one.type !== "hidden" && one.tagName !== "FIELDSET");
    if (own.at(-1)?.type !== "submit" || own.filter((one) => one.type === "submit").length !== 1) faults.push("button");
  }
  const wrong = document.querySelector(".wrong"), form = document.forms[0];
  if (wrong && form && !follows(wrong, form)) faults.push("what is wrong comes after");
  return faults;
}"""


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    settled(page)


def at_the_door(person: Page, address: str) -> None:
    """Open the link; a phone with scripts may be going to the next step by itself at the same moment."""
    try:
        person.goto(address)
    except Error as said:
        if "interrupted by another navigation" not in said.message:
            raise
        person.wait_for_load_state()


def chosen(page: Page, label: str, words: str) -> None:
    """Choose from a list by typing."""
    box = page.get_by_label(label, exact=True)
    box.click()
    box.fill(words)
    page.get_by_role("option", name=words, exact=True).click()
    settled(page)


def made(host: Page, server: RunningServer) -> str:
    """Make a workshop and open it; returns its address without the page."""
    opened(host, f"{server.address}/workshop")
    host.get_by_label("Title").fill("Listening in spring")
    press(host, "Make it")
    press(host, "Open the workshop")
    return host.url.split("?")[1]


def test_a_short_workshop_from_welcome_to_the_pack(window: Window, new_server: Callable[[], RunningServer]) -> None:
    server = new_server()
    host = window()
    workshop = made(host, server)
    stage = window()
    stage.goto(f"{server.address}/stage?{workshop}")
    expect(stage.get_by_role("heading", name="Listening in spring")).to_be_visible()
    code = host.locator(".ks-code").inner_text()
    people = [window(viewport=PHONE, java_script_enabled=number != 0) for number in range(5)]

    # Words: hidden until they are shown, counted as they come.
    press(host, "Next")
    expect(stage.get_by_text("One to three words.")).to_be_visible()
    for number, person in enumerate(people):
        at_the_door(person, f"{server.address}/join/{code}")
        person.get_by_label("First word").fill("steady" if number < 3 else "<b>tired</b>")
        person.get_by_role("button", name="Send").click()
        expect(person.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(stage.get_by_text("5 answers have come")).to_be_visible()
    expect(stage.get_by_text("steady")).to_have_count(0)
    press(host, "Show the answers")
    expect(stage.get_by_text("steady")).to_be_visible()
    expect(stage.get_by_text("tired")).to_have_count(0)  # markup waits for the host's look
    host.get_by_role("button", name="Let it through").first.click()
    expect(stage.get_by_text("<b>tired</b>")).to_be_visible()  # and then it is text
    settled(host)

    # The evidence, by key from the stage; the host's window and the phones with scripts follow.
    stage.keyboard.press("ArrowRight")
    expect(stage.get_by_role("heading", name=re.compile("themes heard most"))).to_be_visible()
    expect(host.get_by_role("heading", name="What are we hearing?")).to_be_visible()
    expect(people[1].get_by_role("heading", name="What are we hearing?")).to_be_visible(timeout=12_000)
    assert people[0].get_by_role("heading", name="Thank you").is_visible()
    least = stage.locator(".ks-stage-chart svg text").evaluate_all(
        "texts => Math.min(...texts.map(one => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a))"
    )
    assert least >= 32  # 24 points, the chart's own words as well
    name = stage.locator(".ks-stage-chart svg text").nth(1).text_content() or ""
    stage.locator(".ks-stage-chart .barlayer .trace").last.locator(".point path").nth(1).click(force=True)
    expect(stage.get_by_role("heading", name=f"What was said: {name}")).to_be_visible()
    stage.keyboard.press("Escape")
    expect(stage.locator(".ks-stage-chart svg").first).to_be_visible()
    stage.keyboard.press("b")
    expect(stage.locator(".ks-stage-blank")).to_be_visible()
    stage.keyboard.press("b")

    # Written answers; one is hidden, and the chat is pasted.
    host.get_by_role("button", name=re.compile("Whom should we ask next")).click()
    settled(host)
    for number, person in enumerate(people):
        at_the_door(person, f"{server.address}/join/{code}")
        person.get_by_label("Your answer").fill(f"Ask group {number}")
        person.get_by_role("button", name="Send").click()
        expect(person.get_by_role("heading", name="Thank you")).to_be_visible()
    people[4].get_by_role("button", name="Take my answer back").click()
    expect(people[4].get_by_text("was taken back")).to_be_visible()
    expect(stage.get_by_text("4 answers have come")).to_be_visible()
    host.get_by_text("Bring in answers").click()
    host.get_by_label(re.compile("Paste the chat")).fill(
        "Jane Smith: The library\n10:31 From Jo to Everyone: The school"
    )
    press(host, "Bring them in")
    first = host.locator("[class*='st-key-card-answer-']").filter(has_text="Ask group 0")
    first.get_by_role("button", name="Hide").click()
    settled(host)
    press(host, "Show the answers")
    expect(stage.get_by_text("The library")).to_be_visible()
    expect(stage.get_by_text("Ask group 1")).to_be_visible()
    expect(stage.get_by_text("Ask group 0")).to_have_count(0)
    expect(stage.get_by_text("Jane Smith")).to_have_count(0)

    host.locator("[class*='st-key-card-answer-']").filter(has_text="Ask group 1").get_by_role(
        "button", name="Make a listening task"
    ).click()
    settled(host)
    chosen(host, "Place or group to listen to", "Fife")
    press(host, "Keep this listening task")

    # The themes are re-shaped in the workshop's own draft; the stage recounts.
    host.get_by_role("button", name=re.compile("Do these themes fit")).click()
    settled(host)
    chosen(host, "First theme", "Digital exclusion")
    chosen(host, "Second theme", "Food and essentials")
    host.get_by_label("Name of the theme they become").fill("Connected and fed")
    host.keyboard.press("Tab")
    settled(host)
    press(host, "Merge")
    expect(stage.get_by_text("into “Connected and fed”")).to_be_visible()
    expect(stage.locator(".ks-stage-chart").get_by_text("Connected and fed")).to_be_visible()

    # What it means, which of two readings fits better, and what will be done.
    host.get_by_role("radio", name="Meaning and actions").click()
    settled(host)
    for reading in ("It is about money", "It is about time"):
        if not host.get_by_label("The reading").last.is_visible():
            host.get_by_text("Add a reading").click()
        host.get_by_label("The reading").last.fill(reading)
        press(host, "Keep this reading")
    press(host, "Let the room vote on these two")
    host.get_by_role("radio", name="Run it").click()
    settled(host)
    press(host, "Next")
    expect(stage.get_by_role("heading", name="Which reading fits better?")).to_be_visible()
    for number, person in enumerate(people):
        at_the_door(person, f"{server.address}/join/{code}")
        person.get_by_label("It is about money" if number else "It is about time").check()
        person.get_by_role("button", name="Send").click()
        expect(person.get_by_role("heading", name="Thank you")).to_be_visible()
    press(host, "Show the answers")
    expect(stage.locator(".ks-room-bars li").filter(has_text="It is about money").locator("strong")).to_have_text("4")
    host.get_by_role("radio", name="Meaning and actions").click()
    settled(host)
    host.get_by_text("Add an action", exact=True).click()
    host.get_by_label("What is to be done").last.fill("Run an evening bus")
    press(host, "Keep this action")
    expect(host.get_by_text("Run an evening bus").first).to_be_visible()

    # Close; the host decides about the themes and keeps answers as insights.
    press(host, "Close the workshop")
    press(host, "Close it")
    person = people[2]
    at_the_door(person, f"{server.address}/join/{code}")
    expect(person.get_by_text("opens no workshop")).to_be_visible()
    host.get_by_role("radio", name="Recap").click()
    settled(host)
    press(host, "Commit: let it count for everybody")
    press(host, "Yes, commit")
    host.get_by_text("Keep answers as insights").click()
    settled(host)
    host.get_by_text("People were told that their answers may be kept").click()
    press(host, "Keep them as insights")
    expect(host.get_by_text("of 5 are kept already")).to_be_visible()

    # Publish, and open the three files.
    press(host, "Publish")
    host.get_by_role("link", name=re.compile("Published on")).click()
    settled(host)
    files = {}
    for name in ("Offline page", "Slides", "Workbook"):
        with host.expect_download() as coming:
            host.get_by_role("button", name=re.compile(name)).click()
        files[name] = coming.value.path().read_bytes()
    page = files["Offline page"].decode()
    assert "Run an evening bus" in page
    assert "It is about time" in page
    assert "Ask group 0" not in page
    assert "into “Connected and fed”" in page
    book = {
        sheet.title: list(sheet.iter_rows(min_row=2, values_only=True))
        for sheet in load_workbook(io.BytesIO(files["Workbook"]))
    }
    assert book["Theme changes"][0][0] == "Counted for everybody from then on"
    assert book["Listening"][0][0] == "Fife"
    deck = Presentation(io.BytesIO(files["Slides"]))
    charts = {
        slide.shapes.title.text: list(shape.chart.plots[0].series[0].values)
        for slide in deck.slides for shape in slide.shapes if shape.has_chart
    }  # fmt: skip
    server.stop()
    with duckdb.connect(str(server.database), read_only=True) as held:
        steady, money, time = (
            held.execute(
                "SELECT count(*) FILTER (answer LIKE '%steady%'), count(*) FILTER (answer LIKE '%[1]%'),"
                " count(*) FILTER (answer LIKE '%[2]%') FROM response"
            ).fetchone()
            or ()
        )
        merged = held.execute(
            "SELECT count(*) FROM coding_at($1, NULL) SEMI JOIN record USING (record_kind, record_id)"
            " JOIN theme_at($1, NULL) USING (theme_id) WHERE theme = 'Connected and fed'",
            [EVER],
        ).fetchone()
        kept = held.execute("SELECT count(*) FROM insight WHERE insight_id LIKE 'room-%'").fetchone()
    counted = [row[1:] for row in book["Answers counted"]]
    assert counted[0] == ("steady", steady) == ("steady", 3)
    assert counted[-2:] == [("It is about money", money), ("It is about time", time)]
    assert charts["Which reading fits better?"] == [money, time] == [4, 1]
    assert merged == (next(row[1] for row in book["Themes"] if row[0] == "Connected and fed"),)
    assert kept == (5,)


def test_the_stage_shows_only_what_the_room_should_see_in_large_type_and_axe_finds_nothing_serious_in_the_room(
    window: Window, new_server: Callable[[], RunningServer]
) -> None:
    server = new_server()
    host = window()
    workshop = made(host, server)
    for view in ("Run of show", "Meaning and actions", "Joining pack", "Recap", "Run it"):
        host.get_by_role("radio", name=view).click()
        settled(host)
        assert grave(host) == [], view
    stage = window()
    stage.goto(f"{server.address}/stage?{workshop}")
    expect(stage.get_by_role("heading", name="Listening in spring")).to_be_visible()
    expect(stage.get_by_test_id("stSidebar")).to_be_hidden()
    expect(stage.get_by_text("Read out the purpose")).to_have_count(0)  # the host's notes
    sizes = "[...document.querySelectorAll('.ks-stage :is(h1, h2, p, li)')].map((e) => getComputedStyle(e).fontSize)"
    assert min(float(size.removesuffix("px")) for size in stage.evaluate(sizes)) >= 32
    assert grave(stage) == []
    for _ in range(3):
        stage.keyboard.press("ArrowRight")
        stage.wait_for_timeout(1_500)
        assert grave(stage) == []
    press(host, "Show the code")
    expect(stage.locator(".ks-stage-code")).to_be_visible()
    assert grave(stage) == []
    press(host, "Hide the code")
    host.get_by_role("button", name=re.compile("One word for how")).click()
    settled(host)
    for name in ("Take answers again", "Rehearse with pretend answers", "Show the answers"):
        press(host, name)
    expect(stage.locator(".ks-room-bars li").first).to_be_visible()
    assert (grave(host), grave(stage)) == ([], [])
    host.get_by_role("button", name=re.compile("Do these themes fit")).click()
    settled(host)
    expect(stage.locator(".ks-stage-chart .main-svg").first).to_be_visible()
    assert (grave(host), grave(stage)) == ([], [])


def test_every_form_of_the_door_is_for_everybody_without_scripts_on_a_small_screen_and_at_400_per_cent(
    window: Window, empty: Path
) -> None:
    """At 400 % a screen of 1280 by 1024 pixels has room for 320 by 256."""

    def forms() -> dict[str, room_client.Page]:
        """Every page of the door; in a thread of its own, because Playwright keeps this one's event loop."""
        with_style = Starlette(routes=Door(both_looks()).routes())
        workshop_id = workshops.create("A workshop with a very-long-word-that-never-ends" * 2, "", "blank", "a test")
        code = workshops.open_door(workshop_id, "a test")
        choices = ["Short", "A long reading that goes on " * 6, "nospace" * 20]
        shown = {"no code": room_client.Browser(with_style).get("/join")}
        shown["wrong code"] = room_client.Browser(with_style).post("/join", {"code": "WRONG12345"})
        for kind in KINDS:
            asks = {"choices": choices[:2] if kind == "vote" else choices}
            plan = StepPlan(kind, f"What about {kind}?", "Words to read. " * 8, asks=asks, named=KINDS[kind].asks)
            steps.go_to(steps.add_step(workshop_id, plan, "a test"), "a test")
            person = room_client.Browser(with_style)
            shown[kind] = person.get(f"/join/{code}")
            if kind == "answers":
                shown["wrong"] = person.answer(code, text=" ")
                shown["thanks"] = person.answer(code, text="Words")
        answer_queue().close()
        return shown

    with ThreadPoolExecutor(1) as other:
        shown = other.submit(forms).result()
    page = window(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    for name, came in shown.items():
        page.set_content(re.sub("<script.*?</script>", "", came.text))  # as where scripts are off
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        assert page.evaluate("document.documentElement.lang") == "en"
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 20
        assert grave(page) == [], name
        plain = re.sub("<style>.*?</style>|<script.*?</script>", "", came.text, flags=re.DOTALL)
        page.set_content(plain)  # as where styles are off, too
        assert page.locator("link, style").count() == 0
        assert page.evaluate(PLAIN_FAULTS) == [], name
        assert grave(page) == [], name


@pytest.mark.parametrize(
    "path",
    ["/join/../dashboard.duckdb", "/join/%2e%2e/%2e%2e/etc/passwd", "/join/..%2f..%2fetc%2fpasswd", "//join/../app.py",
     "/join/x/take-back/../../../dashboard.duckdb.key", "/join/%00", "/join/..\\app.py"],
)  # fmt: skip
def test_a_path_that_climbs_out_of_the_door_reaches_no_file(server: RunningServer, path: str) -> None:
    asking = HTTPConnection(urlsplit(server.address).netloc, timeout=10)
    asking.request("GET", path, headers={"Host": "evil.example"})
    answer = asking.getresponse()
    body = answer.read()
    asking.close()
    # A path that is no route of ours is Streamlit's, which answers with its start page.
    assert answer.status in (400, 404) or body.lstrip().lower().startswith(b"<!doctype html>")
    assert not any(word in body for word in (b"DUCK", b"root:", b"import streamlit", b"evil.example"))


def test_everybody_goes_on_where_they_were_after_the_server_was_killed(
    window: Window, new_server: Callable[[], RunningServer]
) -> None:
    server = new_server()
    host = window()
    workshop = made(host, server)
    press(host, "Next")
    code = host.locator(".ks-code").inner_text()
    server.process.kill()
    server.process.wait()
    again = start_server(server.database.parent)
    try:
        stage = window()
        stage.goto(f"{again.address}/stage?{workshop}")
        expect(stage.get_by_text("One to three words.")).to_be_visible(timeout=15_000)
        door = window()
        door.goto(f"{again.address}/join/{code}")
        expect(door.get_by_label("First word")).to_be_visible()
    finally:
        again.stop()
