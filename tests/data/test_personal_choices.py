"""What is chosen about personal data, and that a value it holds is never told, kept or logged where it is not to be."""

from __future__ import annotations

import csv
import io
import logging
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from data import connect, history
from data.choices import Choices
from data.commands import run
from data.errors import Refused
from data.personal_names import names_somebody
from data.receipts import Receipt
from data.settings import EXAMPLES
from data.uploads import import_file
from tests.sheets import csv_file, xlsx_file

pytestmark = pytest.mark.process

HEADER = ["insight_id", "text", "place"]
ROWS = [["A-1", "Write to sam@example.org", "Fife"], ["A-2", "Ring 0131 496 0000", "Angus"], ["A-3", "Words", ""]]


def every(question: str, *values: Any) -> list[tuple[Any, ...]]:
    with connect.database().cursor() as cursor:
        return cursor.execute(question, list(values)).fetchall()


def take(choices: Choices, *rows: list[str], name: str = "heard.csv") -> Receipt:
    return import_file(csv_file([HEADER, *(rows or ROWS)]), name, choices, who="a test")


def kept_text(upload_id: str | None) -> str:
    content = history.kept_file(upload_id or "")[1]
    if not content.startswith(b"PK"):
        return content.decode()
    return str([list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(io.BytesIO(content)).worksheets])


def test_each_row_can_have_a_choice_of_its_own_and_the_kept_file_follows_it(empty: Path) -> None:
    receipt = take(Choices(personal="keep", personal_rows={("", 3): "mask"}, personal_reason="Agreed in writing"))
    assert every("SELECT text FROM insight ORDER BY insight_id") == [
        ("Write to sam@example.org",), ("Ring [phone number removed]",), ("Words",),
    ]  # fmt: skip
    text = kept_text(receipt.upload_id)
    assert "sam@example.org" in text
    assert "496 0000" not in text
    assert every("SELECT personal_reason FROM upload WHERE upload_id = $1", receipt.upload_id) == [
        ("Agreed in writing",)
    ]


def test_one_row_that_is_kept_does_not_unmask_the_others(empty: Path) -> None:
    receipt = take(Choices(personal_rows={("", 2): "keep", ("", 3): "park"}))
    assert (receipt.rows_saved, receipt.rows_parked) == (2, 1)
    text = kept_text(receipt.upload_id)
    assert "sam@example.org" in text
    assert "496 0000" not in text
    assert every("SELECT personal_reason FROM upload WHERE kind = 'insight'") == [("no reason given",)]


def test_no_reason_is_recorded_where_nothing_was_kept(empty: Path) -> None:
    take(Choices(personal="keep", personal_reason="In case"), ROWS[2])
    take(Choices(), *ROWS[:2], name="two.csv")
    assert every("SELECT personal_reason FROM upload WHERE kind = 'insight'") == [(None,), (None,)]


def test_personal_data_in_the_reason_itself_is_masked(empty: Path) -> None:
    take(Choices(personal="keep", personal_reason="Agreed with sam@example.org"))
    assert every("SELECT personal_reason FROM upload WHERE kind = 'insight'") == [("Agreed with [email removed]",)]


def test_a_title_above_the_table_is_masked_in_the_kept_file_also_where_rows_are_kept(empty: Path) -> None:
    content = csv_file([["Collected by lee@example.org"], [], HEADER, ROWS[0]])
    receipt = import_file(content, "heard.csv", Choices(personal="keep"))
    text = kept_text(receipt.upload_id)
    assert "lee@" not in text
    assert "sam@example.org" in text


def workbook_with_corners() -> bytes:
    """A workbook with personal data in a note, a link, its properties and a sheet's name, and none in its cells."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "ask pat@example.org"
    for row in (HEADER, ROWS[2]):
        sheet.append(row)
    sheet["B2"].comment = Comment("Said by kim@example.org", "somebody")
    sheet["B2"].hyperlink = "mailto:jo@example.org"
    book.properties.description = "from lee@example.org"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_stands_in_no_cell_is_not_kept_where_it_holds_personal_data(empty: Path) -> None:
    content = workbook_with_corners()
    receipt = import_file(content, "heard.xlsx", Choices(personal="keep"))
    name, kept = history.kept_file(receipt.upload_id or "")
    assert name == "heard.xlsx"
    with zipfile.ZipFile(io.BytesIO(kept)) as parts:
        everything = b"".join(parts.read(part) for part in parts.namelist())
    for value in (b"pat@", b"kim@", b"jo@", b"lee@"):
        assert value not in everything
    assert "example.org" not in str(receipt.as_dict())
    assert every("SELECT text FROM insight") == [("Words",)]


def test_a_workbook_without_personal_data_is_kept_byte_for_byte(empty: Path) -> None:
    content = xlsx_file(heard=[HEADER, ROWS[2]])
    receipt = import_file(content, "heard.xlsx")
    assert history.kept_file(receipt.upload_id or "") == ("heard.xlsx", content)
    with pytest.raises(Refused, match="not kept"):
        history.kept_file(receipt.upload_id or "", original=True)


def test_the_untouched_file_is_kept_only_where_that_is_switched_on_and_can_be_deleted(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(Choices())
    assert every("SELECT count(*) FROM upload_original") == [(0,)]
    monkeypatch.setenv("KENSPECKLE_KEEP_ORIGINALS", "1")
    receipt = take(Choices(), ["A-7", "Write to sam@example.org", ""], name="seven.csv")
    upload_id = receipt.upload_id or ""
    assert b"sam@example.org" in history.kept_file(upload_id, original=True)[1]
    assert b"sam@example.org" not in history.kept_file(upload_id)[1]
    assert every("SELECT did FROM audit WHERE about = $1 ORDER BY did_at", upload_id) == [
        ("upload",), ("original kept untouched",),
    ]  # fmt: skip
    history.delete_original(upload_id, "a test")
    with pytest.raises(Refused):
        history.delete_original(upload_id, "a test")
    assert every("SELECT did FROM audit ORDER BY did_at DESC LIMIT 1") == [("original deleted",)]


def test_no_value_is_told_or_logged_on_any_path(
    empty: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    book = xlsx_file(**{"Notes of kim@example.org": [["Ask lee@example.org"]], "Heard": [
        ["insight_id", "text", "place", "themes", "Contact pat@example.org"],
        ["ann@example.org", "Write to sam@example.org", "bob@example.org", "cat@example.org", "dan@example.org"],
        ["A-2", "", "eve@example.org", "", ""],
    ]})  # fmt: skip
    for personal in ("mask", "park", "keep"):
        receipt = import_file(book, "jo@example.org.xlsx", Choices(personal=personal), dry_run=personal != "mask")
        assert "@" not in str(receipt.as_dict())
    assert "@" not in str([row["cells"] for row in history.parked_rows()])
    assert "@" not in str(history.list_uploads())
    assert "@" not in caplog.text + capsys.readouterr().out


def test_the_permission_stands_for_a_missing_column_only(empty: Path) -> None:
    receipt = take(Choices(permission="workshop only"), *ROWS)
    assert every("SELECT DISTINCT quote_permission FROM insight") == [("workshop only",)]
    assert every("SELECT permission FROM upload WHERE upload_id = $1", receipt.upload_id) == [("workshop only",)]
    again = take(Choices(), *ROWS)
    assert (again.rows_unchanged, again.upload_id) == (3, None)
    content = csv_file([["insight_id", "text", "quote permission"], ["B-1", "Words", ""], ["B-2", "Others", "no"]])
    import_file(content, "other.csv", Choices(permission="public"))
    assert every("SELECT quote_permission FROM insight WHERE insight_id LIKE 'B%' ORDER BY ALL") == [("no",), (None,)]
    with pytest.raises(Refused, match="public"):
        Choices(permission="whatever")


@pytest.mark.parametrize(
    "text",
    [
        "My name is Jean Sample and I wait", "Mrs Sample told us", "MRS SAMPLE", "Mr. J. Sample", "Dr Sample said so",
        "a patient named Jean Sample fell", "The man, named Jean", "signed, Jean Sample",
        "Yours sincerely,\nJean Sample",
        "her name was Jo", "Thank you.\nKind regards, Jean",
    ],
)  # fmt: skip
def test_a_name_after_a_cue_is_noticed(text: str) -> None:
    assert names_somebody(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Dr Gray's Hospital in Elgin", "Dr Bell’s Family Centre", "a project named Food Train",
        "she signed up in Angus",
        "named Scotland's best", "the MS Society", "my name is on the list", "signed by Scottish Ministers",
        "a café named Jeans", "the care home named Ash Lodge", "Miss Out no more", "Name of the group: Angus Hub",
        "Best wishes from all of us", "the Royal College", "We dream of Dundee", "Dr is short for drive",
    ],
)  # fmt: skip
def test_what_is_no_name_after_a_cue_is_left_alone(text: str) -> None:
    assert not names_somebody(text)


def test_the_shipped_examples_name_nobody() -> None:
    found = [
        (path.name, number)
        for path in EXAMPLES.glob("*.csv")
        for number, row in enumerate(csv.reader(path.open(encoding="utf-8", newline="")), 1)
        if any(names_somebody(cell) for cell in row)
    ]
    assert found == []


def test_a_name_only_warns_and_is_not_repeated(empty: Path) -> None:
    receipt = take(Choices(), ["A-1", "Mrs Sample told us about the bus", "Fife"])
    (told,) = receipt.problems
    assert (receipt.rows_saved, told.code, told.column, told.row) == (1, "personal_name", "text", 2)
    assert "Sample" not in str(told)
    assert every("SELECT text FROM insight") == [("Mrs Sample told us about the bus",)]


def test_the_choices_are_there_on_the_command_line(empty: Path, tmp_path: Path) -> None:
    (tmp_path / "heard.csv").write_bytes(csv_file([HEADER, *ROWS]))
    words = ["import", str(tmp_path / "heard.csv"), "--database", str(empty), "--json"]
    done = run([*words, "--personal", "keep", "--reason", "Agreed", "--permission", "public"])
    assert done.exit_code == 0
    assert every("SELECT personal_reason, permission FROM upload WHERE kind = 'insight'") == [("Agreed", "public")]
    (tmp_path / "heard.csv").write_bytes(csv_file([HEADER, ["A-3", "Other words", ""]]))
    run([*words, "--changed", "replace"])
    assert every("SELECT text FROM insight WHERE insight_id = 'A-3'") == [("Other words",)]
    assert run([*words, "--permission", "all"]).exit_code == 2
