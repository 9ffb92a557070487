"""Whatever stands in the cells, and however a file is turned, cut or brought again, the counts and the data agree."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
import xlsxwriter
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data import connect
from data.check import check
from data.export import export
from data.formula_text import guarded, unguarded
from data.receipts import Receipt
from data.taking_back import undo_upload
from data.uploads import import_file
from data.write import write

pytestmark = [pytest.mark.usefixtures("empty"), pytest.mark.process]

# Each example writes to a database several times; the profile "thorough" tries more of them.
few = settings(max_examples=settings().max_examples // 8)
HEADERS = (
    "insight_id", "recorded_on", "title", "text", "source_name", "source_url", "place", "themes", "groups", "level",
    "quote permission", "chair", "What did we hear?", "=1+1",
)  # fmt: skip
EVIDENCE = (
    "insight", "insight_place", "insight_group", "case_study", "case_study_place", "case_study_group", "coding",
    "record_version", "source", "unresolved", "upload", "upload_file", "parked_row",
)  # fmt: skip
# What an upload may change, without what says when and by which upload.
STATE = {
    "insight": "* EXCLUDE (upload_id, sheet, sheet_row, added_at, removed_at)",
    "insight_place": "*",
    "insight_group": "*",
    "coding": "record_kind, record_id, theme_id",
    "coding_now": "*",
    "source": "* EXCLUDE (sector_upload_id, size_upload_id)",
    "unresolved": "*",
    "record_version": "record_kind, record_id",
}
LIVE = {"insight": " WHERE removed_at IS NULL", "coding": " WHERE removed_at IS NULL"}

anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
usual = {
    "insight_id": st.sampled_from(["A-1", "A-2", "a-1", "0012", "12", " A-1 ", "=1"]),
    "recorded_on": st.sampled_from(["2026-02-03", "03/02/2026", "31/02/2026", "March 2021", "spring", "44621"]),
    "place": st.sampled_from(["Fife", "Edinbrugh", "Perth, Fife", "EH6", "Newport", "KY16 9AJ", "nowhere"]),
    "themes": st.sampled_from(["Inequality", "inequality; Time travel", "Digital exclusion, Inequality", "-"]),
    "groups": st.sampled_from(["older people", "Giants", "children and young people"]),
    "level": st.sampled_from(["micro", "sideways", "meso"]),
    "quote permission": st.sampled_from(["yes", "public", "perhaps"]),
    "source_name": st.sampled_from(["A group", "a  Group", "=cmd"]),
    "source_url": st.sampled_from(["https://example.org/1", "javascript:1", "example"]),
}
told = st.sampled_from(
    ["Two buses", "two  buses", "No bus", "'=1+1", "=1+1", "-5 degrees", "<b>x</b>", "call 07700 900456"]
)


def cell(header: str) -> st.SearchStrategy[str]:
    """A cell as it may stand under a header: blank, usual or anything."""
    return st.one_of(st.just(""), usual.get(header, told), told, anything)


@st.composite
def grids(draw: st.DrawFn, *, plain_ids: bool = False) -> list[list[str]]:
    """A header and rows. With ``plain_ids`` each row has words and an id of its own."""
    headers = draw(st.lists(st.sampled_from(HEADERS), min_size=1, max_size=8, unique=True))
    assume(not {"text", "What did we hear?"} <= set(headers))
    if plain_ids:
        headers = list(dict.fromkeys(["insight_id", "text", *[one for one in headers if one != "What did we hear?"]]))
    rows = draw(st.lists(st.tuples(*(cell(header) for header in headers)), max_size=6))
    made = [list(row) for row in rows]
    if plain_ids:
        for number, row in enumerate(made):
            row[0], row[1] = f"R-{number}", f"Remark {number}: {row[1]}"
    return [headers, *made]


def as_csv(grid: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(grid)
    return out.getvalue().encode()


def as_workbook(grid: list[list[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet("Grid")
        for at, row in enumerate(grid):
            for across, cell in enumerate(row):
                page.write_string(at, across, cell)
    return out.getvalue()


def take(grid: list[list[str]], **options: Any) -> Receipt:
    receipt = import_file(as_csv(grid), "grid.csv", **options)
    assert receipt.rows_read == (receipt.rows_saved + receipt.rows_parked + receipt.rows_unchanged + receipt.rows_blank)
    assert receipt.status != "rejected" or receipt.rows_read == 0
    return receipt


def start_again() -> None:
    """A database without evidence, for the next example."""
    with write("evidence", "themes") as cursor:
        for table in EVIDENCE:
            cursor.execute(f"DELETE FROM {table}")


def state() -> dict[str, list[tuple[Any, ...]]]:
    """Everything that counts, in an order of its own."""
    with connect.database().cursor() as cursor:
        return {
            table: sorted(cursor.execute(f"SELECT {what} FROM {table}{LIVE.get(table, '')}").fetchall(), key=repr)
            for table, what in STATE.items()
        }


@few
@given(grids())
def test_any_grid_of_cells_is_taken_in_with_every_row_accounted_for(grid: list[list[str]]) -> None:
    start_again()
    receipt = take(grid)
    if receipt.status != "rejected":
        assert receipt.rows_read == len(grid) - 1 - _blank_end(grid)
    assert [finding.name for finding in check() if not finding.holds] == []


def _blank_end(grid: list[list[str]]) -> int:
    """Blank rows at the end of a file are no rows."""
    filled = [at for at, row in enumerate(grid) if any(cell.strip() for cell in row)]
    return len(grid) - 1 - (filled[-1] if filled else 0)


@few
@given(grids(), st.sampled_from(["mask", "park", "keep"]))
def test_a_trial_tells_what_will_become_of_every_row_and_changes_nothing(grid: list[list[str]], personal: str) -> None:
    from data.choices import Choices

    start_again()
    before = state()
    choices = Choices(personal=personal, personal_reason="a test")
    trial = take(grid, choices=choices, dry_run=True)
    assert state() == before
    real = take(grid, choices=choices)
    apart = {"upload_id": None, "consequences": None}
    assert trial.as_dict() | apart == real.as_dict() | apart


@few
@given(grids(plain_ids=True), st.randoms(use_true_random=False))
def test_the_order_of_columns_and_rows_makes_no_difference(grid: list[list[str]], chance: Any) -> None:
    start_again()
    take(grid)
    first = state()
    start_again()
    order = list(range(len(grid[0])))
    chance.shuffle(order)
    rows = grid[1:]
    chance.shuffle(rows)
    take([[row[at] for at in order] for row in (grid[0], *rows)])
    assert state() == first


@few
@given(grids())
def test_plain_rows_are_read_as_if_cell_by_cell(grid: list[list[str]]) -> None:
    start_again()
    first = take(grid).as_dict()
    there = state()
    start_again()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("data.rows.PlainRows", lambda *_: None)
        second = take(grid).as_dict()
    assert state() == there
    assert first | {"upload_id": None} == second | {"upload_id": None}


@few
@given(grids(plain_ids=True), st.integers(0, 6))
def test_a_file_cut_in_two_gives_the_same_insights(grid: list[list[str]], cut: int) -> None:
    start_again()
    whole = take(grid)
    first = state()
    start_again()
    one, other = take([grid[0], *grid[1 : 1 + cut]]), take([grid[0], *grid[1 + cut :]])
    assert state() == first
    assert one.rows_saved + other.rows_saved == whole.rows_saved


@few
@given(grids())
def test_the_same_file_again_changes_nothing(grid: list[list[str]]) -> None:
    start_again()
    first = take(grid)
    before = state()
    again = take(grid)
    assert state() == before
    assert again.rows_saved == 0
    assert again.rows_unchanged == first.rows_saved + first.rows_unchanged


@few
@given(grids(plain_ids=True), grids())
def test_taking_back_restores_exactly_what_was_there(held: list[list[str]], grid: list[list[str]]) -> None:
    start_again()
    take(held)
    before = state()
    receipt = take(grid)
    if receipt.upload_id:
        undo_upload(receipt.upload_id, "a test")
    assert state() == before
    assert [finding.name for finding in check() if not finding.holds] == []


@few
@given(grids(plain_ids=True))
def test_an_export_comes_back_unchanged(tmp_path_factory: pytest.TempPathFactory, grid: list[list[str]]) -> None:
    start_again()
    take(grid)
    before = state()
    folder = tmp_path_factory.mktemp("export")
    export(folder / "all")
    receipt = import_file((folder / "all" / "insights.csv").read_bytes(), "insights.csv")
    assert receipt.rows_saved == 0, receipt.problems
    assert state() == before


@given(anything)
def test_a_guard_before_formula_like_text_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text).lstrip().lstrip("'")[:1] not in set("=+-@＝\t\r") or guarded(text).startswith("'")


@pytest.mark.process
@few
@given(grids(plain_ids=True))
def test_a_workbook_gives_what_its_csv_file_gives(grid: list[list[str]]) -> None:
    start_again()
    take(grid)
    first = state()
    start_again()
    import_file(as_workbook(grid), "grid.xlsx")
    assert state() == first
