"""A search finds words, phrases and near misses, ranked, within the filters, and never what may not be told."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from components.insight_csv import csv_bytes
from data import saved_searches
from data.coding import give
from data.errors import Refused
from data.search_index import index_now
from data.search_words import Part, parts_of
from data.uploads import import_file
from data.write import now, write
from queries.commands import run
from queries.filters import Filters
from queries.search import marks, read, search
from tests.sheets import csv_file

pytestmark = pytest.mark.process

HEADS = ["insight_id", "title", "text", "source", "place", "quote permission"]
ROWS = [
    ["A", "The bus", "A bus late at night helps carers.", "First group", "Fife", "public"],
    ["B", "Fares", "The night bus costs more; carers’ fares rose.", "Second group", "Moray", "public"],
    ["C", "A garden", "Neighbours dig at night.", "Third group", "Fife", "no"],
    ["D", "Café", "The wheelchair ramp at the café is new.", "First group", "Angus", "no"],
]


@pytest.fixture
def four(empty: Path) -> Path:
    import_file(csv_file([HEADS, *ROWS]), "heard.csv")
    return empty


def found(text: str, filters: Filters | None = None) -> list[str]:
    told = search(text, filters or Filters())
    assert told.matching == len(told.records)
    return [record_id for _, record_id in told.records]


def test_words_phrases_and_what_to_leave_out(four: Path) -> None:
    assert set(found("night")) == {"A", "B", "C"}
    assert set(found("night bus")) == {"A", "B"}
    assert found('"night bus"') == ["B"]
    assert found("“night bus”") == ["B"]
    assert found("night -bus") == ["C"]
    assert found('night -"night bus" -garden') == ["A"]
    assert set(found("-night")) == {"D"}
    assert found("") == found(" - ") == found('""') == []


def test_endings_accents_and_slips_of_spelling_are_forgiven(four: Path) -> None:
    assert set(found("carer")) == {"A", "B"}
    assert found("cafe") == ["D"]
    told = search("weelchair", Filters())
    assert told.records == (("insight", "D"),)
    assert told.instead == (("weelchair", "wheelchair"),)
    assert found("bas") == []


def test_a_word_in_the_title_ranks_first(four: Path) -> None:
    assert found("bus")[0] == "A"


def test_the_source_is_searched_and_filters_narrow(four: Path) -> None:
    assert set(found('"first group"')) == {"A", "D"}
    assert found("night", Filters(place=("S12000047",))) != found("night")
    assert set(found("night", Filters(place=("S12000047",)))) == {"A", "C"}


def test_only_what_may_be_quoted_is_found_when_shared(four: Path) -> None:
    sharing = Filters(mode="sharing")
    assert set(found("night", sharing)) == {"A", "B"}
    assert found("wheelchair", sharing) == []
    assert search("weelchair", sharing).instead == ()


def test_withdrawn_words_are_never_found(four: Path) -> None:
    with write("evidence") as cursor:
        cursor.execute("UPDATE insight SET withdrawn_at = now()::TIMESTAMP WHERE insight_id = 'C'")
    assert set(found("night")) == {"A", "B"}
    assert found("garden") == []


def test_case_studies_are_found_too(examples: Path) -> None:
    told = search("community", Filters(record_kind="case_study"), limit=500)
    assert told.matching == len(told.records) > 10
    assert {kind for kind, _ in told.records} == {"case_study"}
    page = search("community", Filters(), limit=5, offset=5)
    assert page.records == search("community", Filters(), limit=10).records[5:]


def test_a_change_of_the_evidence_is_searched_at_once(four: Path) -> None:
    assert found("lantern") == []
    import_file(csv_file([HEADS, ["E", "Light", "A lantern.", "", "", "public"]]), "more.csv")
    assert found("lantern") == ["E"]


def test_matches_are_marked_as_places_in_the_text(four: Path) -> None:
    told = search("carer", Filters())
    text = "Carers’ fares. A carer <b>cares</b>."
    assert [text[begin:end] for begin, end in marks(text, told.stems)] == ["Carers", "carer"]
    assert marks("short", told.stems) == []


def test_what_is_typed_is_read_as_parts() -> None:
    assert parts_of('a "b c" -d -"e f" !') == (
        Part(("a",)), Part(("b", "c"), phrase=True), Part(("d",), without=True),
        Part(("e", "f"), without=True, phrase=True),
    )  # fmt: skip
    assert len(parts_of("x " * 600)) == 20


def test_page_download_and_command_line_find_the_same(four: Path) -> None:
    for text, filters in (("night -bus", Filters()), ("carer", Filters(mode="sharing")), ("", Filters())):
        page = read("insights", text, filters, limit=2)
        sheet = csv_bytes(filters, text).decode("utf-8-sig").splitlines()
        told = json.loads(run(["insights", f"--search={text}", "--mode", filters.mode, "--json"]).out)["rows"]
        assert page.matching == len(sheet) - 1 == len(told)
        every = [row["insight_id"] for row in read("insights", text, filters, limit=9).rows]
        assert [row["insight_id"] for row in told] == every == [line.split(",")[0] for line in sheet[1:]]


def test_a_tag_needs_no_new_index_and_changed_words_do(four: Path) -> None:
    before = index_now()
    give("Digital exclusion", ["A"], who="A test")
    after = index_now()
    assert before is not None
    assert after is not None
    assert after.index is before.index
    assert found("night", Filters(theme=("TH-15",))) == ["A"]
    import_file(csv_file([HEADS, ["E", "Light", "A lantern.", "", "", "public"]]), "more.csv")
    assert index_now() is not after


def test_a_search_that_looks_back_finds_what_counted_on_that_day(four: Path) -> None:
    long_ago, today = Filters(as_at=date(2020, 1, 1)), Filters(as_at=now().date() + timedelta(days=1))
    assert found("night", long_ago) == []
    assert set(found("night", today)) == {"A", "B", "C"}


def test_a_kept_search_tells_what_is_new(four: Path) -> None:
    kept = saved_searches.keep("Night", "q=night", who="A test")
    with pytest.raises(Refused, match="already"):
        saved_searches.keep("night", "q=night", who="A test")
    assert search("night", Filters(), added_after=kept.seen_at).matching == 0
    import_file(csv_file([HEADS, ["E", "Light", "A lantern at night.", "", "", "public"]]), "more.csv")
    assert search("night", Filters(), added_after=kept.seen_at).records == (("insight", "E"),)
    saved_searches.look(kept.saved_search_id)
    (again,) = saved_searches.kept_searches()
    assert search("night", Filters(), added_after=again.seen_at).matching == 0
    saved_searches.forget(kept.saved_search_id)
    assert saved_searches.kept_searches() == []
