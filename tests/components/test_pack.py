"""The pack of a publication: three files that hold the same numbers as the database did, and nothing in confidence."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from components import pack_content
from components.pack_html import html
from components.pack_slides import slides
from components.pack_workbook import workbook
from data import actions, answers, evidence_links, listening, publications, rehearsal, steps, workshops
from data.errors import Refused
from data.publications import Publication
from data.run_of_show import StepPlan
from data.uploads import import_file
from queries.disclosure import tell
from queries.filters import Filters
from tests.sheets import csv_file

pytestmark = pytest.mark.process

PICTURES = (
    ("Help and hindrance", "themes", "barriers"),
    ("Over [time]?", "trends", "lines"),
    ("Who is missing?", "places", "classes"),
    ("Bands", "inequality", "bands"),
)
BAD = "<script>alert(1)</script> =1+1"


@pytest.fixture
def published(own_examples: Path) -> Publication:
    """A workshop with answers, a reading and an action, closed and published."""
    workshop_id = workshops.create(f"Spring {BAD}", "To listen", "blank", "a test")
    vote = steps.add_step(workshop_id, StepPlan("vote", "Which?", asks={"choices": ["Money", "Time"]}), "a test")
    said = steps.add_step(workshop_id, StepPlan("answers", "What else?"), "a test")
    looked_at = [
        steps.add_step(workshop_id, StepPlan("evidence", title, page=page, asks={"card": card}), "a test")
        for title, page, card in PICTURES
    ]
    steps.add_step(
        workshop_id, StepPlan("evidence", "Not shown in the end", page="themes", asks={"card": "focus"}), "a test"
    )
    workshops.open_door(workshop_id, "a test")
    for step_id in looked_at:
        steps.go_to(step_id, "a test")
    for choice in ("1", "1", "2"):
        answers.type_in(vote, {"choice": [choice]}, "a test")
    for words in ("The bus", BAD, "=2+2", "See www.example.org"):
        answers.type_in(said, {"text": [words]}, "a test")
    rehearsal.fill(said, "a test")  # the host forgets to take the pretend answers away
    secret = answers.type_in(said, {"text": ["hide this"]}, "a test")
    answers.set_on([secret], "a test", hidden=True)
    for step_id in (vote, said):
        steps.go_to(step_id, "a test")
        steps.reveal_step(step_id, "a test")
    reading = actions.keep_reading("It is about money", "a test", workshop_id=workshop_id, dissent="Or about time")
    answer = next(one for one in answers.responses(said) if one.words == "The bus").response_id
    evidence_links.attach("interpretation", reading, "response", answer, "a test")
    action = actions.keep_action("Run an evening bus", "a test", workshop_id=workshop_id, owner="Transport lead")
    evidence_links.attach("action", action, "response", answer, "a test")
    listening.keep_task(("place", "Fife"), "a test", words="Ask the night shift", response_id=answer)
    workshops.close(workshop_id, "a test")
    made = publications.publish(
        "Spring", pack_content.content(workshop_id, "4 link workers, Fife"), "a test", workshop_id=workshop_id
    )
    return publications.publication(made)


def test_the_page_opens_without_a_network_and_runs_nothing(published: Publication) -> None:
    page = html(published)
    assert not re.search(r"<script|src=|https?://(?!www\.w3)", page.replace("&lt;script&gt;", ""))
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert len(page.encode()) < 6_000_000


def test_all_three_hold_the_numbers_of_the_database(published: Publication) -> None:
    top = tell("theme_frequency", Filters(mode="sharing")).rows[0]
    page = html(published)
    assert f"{top['mentions']}" in page
    book = load_workbook(io.BytesIO(workbook(published)))
    themes = list(book["Themes"].iter_rows(values_only=True))
    assert themes[1][:2] == (top["theme"], top["mentions"])
    votes = list(book["Answers counted"].iter_rows(values_only=True))
    assert votes[1:] == [("Which?", "Money", 2), ("Which?", "Time", 1)]
    deck = Presentation(io.BytesIO(slides(published)))
    charts = {
        slide.shapes.title.text: shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart
    }
    plot = charts["Themes raised most"].plots[0]
    assert (plot.categories[0], plot.series[0].values[0]) == (top["theme"], top["mentions"])
    assert list(charts["Which?"].plots[0].series[0].values) == [2, 1]


def test_the_pictures_that_the_room_was_shown_are_in_all_three_with_the_numbers_of_their_page(
    published: Publication,
) -> None:
    barriers = next(row for row in tell("theme_barriers", Filters(mode="sharing")).rows if row["barrier"])
    months = tell("theme_by_month", Filters(mode="sharing")).rows
    page = html(published)
    shown = page.split("What the room looked at")[1].split("What it may mean")[0]
    assert [title for title, _, _ in PICTURES if title in shown] == [title for title, _, _ in PICTURES]
    assert "Not shown in the end" not in page
    assert "<polyline" in shown
    book = load_workbook(io.BytesIO(workbook(published)))
    sheets = {name: list(book[name].iter_rows(values_only=True)) for name in book.sheetnames}
    table = sheets["Shown 1 Help and hindrance"]
    row = next(cells for cells in table if cells[0] == barriers["theme"])
    assert row[1:4] == (barriers["barrier"], barriers["enabler"], barriers["both"])
    assert "Shown 2 Over time" in sheets
    deck = Presentation(io.BytesIO(slides(published)))
    charts = {
        slide.shapes.title.text: shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart
    }
    helped = next(chart for title, chart in charts.items() if title.startswith("What got in the way"))
    at = list(helped.plots[0].categories).index(barriers["theme"])
    assert [series.values[at] for series in helped.plots[0].series] == [barriers["barrier"], barriers["enabler"],
                                                                       barriers["both"]]  # fmt: skip
    lines = next(chart for title, chart in charts.items() if "month by month" in title)
    assert lines.chart_type == XL_CHART_TYPE.LINE
    first = lines.plots[0].series[0]
    assert sum(first.values) == sum(row["mentions"] for row in months if row["theme"] == first.name)
    assert any("have we not heard from" in slide.shapes.title.text for slide in deck.slides)


def test_every_slide_has_notes_and_every_chart_says_what_it_shows(published: Publication) -> None:
    made = slides(published)
    deck = Presentation(io.BytesIO(made))
    assert all(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    with ZipFile(io.BytesIO(made)) as parts:
        drawn = "".join(parts.read(name).decode() for name in parts.namelist() if re.match(r"ppt/slides/slide", name))
    said = re.findall(r'<p:graphicFrame>.*?descr="([^"]{30,})"', drawn)
    assert len(said) == sum(shape.has_chart for slide in deck.slides for shape in slide.shapes)
    assert all(re.search(r"\d", one) for one in said)


def test_hidden_and_held_answers_are_in_no_file_and_text_is_text(published: Publication) -> None:
    book = load_workbook(io.BytesIO(workbook(published)))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    told = html(published) + " ".join(cells)
    assert "hide this" not in told
    assert "pretend" not in told
    assert "www.example.org" not in told
    assert "<script>" not in html(published)
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_pack_leads_from_what_was_said_to_what_will_be_done(published: Publication) -> None:
    page = html(published)
    assert "Answer of the room: The bus" in page
    assert "1 answer of the room" in page
    assert "Ask the night shift" in page
    book = load_workbook(io.BytesIO(workbook(published)))
    acts = list(book["Actions"].iter_rows(values_only=True))
    assert acts[1][-2:] == ("The bus", "1 answer of the room")
    assert next(book["Listening"].iter_rows(min_row=2, values_only=True))[:2] == ("Fife", "Ask the night shift")


def test_later_evidence_does_not_change_what_was_published(published: Publication) -> None:
    before = html(published)
    import_file(csv_file([["text", "themes"], ["New words", "Food and essentials"]]), "later.csv")
    assert html(publications.publication(published.publication_id)) == before


def test_a_withdrawn_publication_leaves_only_a_tombstone(published: Publication) -> None:
    with pytest.raises(Refused, match="why"):
        publications.withdraw(published.publication_id, "  ", "a test")
    publications.withdraw(published.publication_id, "A participant asked for it", "a test")
    left = publications.publication(published.publication_id)
    assert (left.title, left.snapshot, left.withdrawn_why) == ("Spring", {}, "A participant asked for it")
    with pytest.raises(Refused, match="already"):
        publications.withdraw(published.publication_id, "Again", "a test")
