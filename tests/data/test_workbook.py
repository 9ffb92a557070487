"""An uploaded workbook is read into plain rows; its name and the limits are settings and labels only."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from data.errors import Refused, WorkbookError
from data.workbook import Limits, clean_name, read
from tests.data import hostile_files as make
from tests.data.refusing import SMALL, refused


class TestReadingXlsx:
    def test_every_kind_of_cell_keeps_its_kind(self) -> None:
        row = ["text", 3, 2.5, True, date(2026, 2, 1), datetime(2026, 2, 1, 10, 30), None, "end"]
        book = read(make.saved_by_openpyxl({"Insights": [["h"] * 8, row]}), "a.xlsx", SMALL)
        assert book.kind == "xlsx"
        assert book.sheets[0].rows[1] == row
        assert [type(cell) for cell in book.sheets[0].rows[1]] == [type(cell) for cell in row]
        assert book.problems == ()

    def test_a_long_column_of_one_kind_reads_as_well_as_a_mixed_one(self) -> None:
        rows = [[at, at + 0.5, f"t{at}", date(2026, 1, 1 + at % 28), at % 2 == 0, None] for at in range(120)]
        mixed = [[at if at % 3 else "none", None if at % 2 else 1.5] for at in range(120)]
        book = read(make.saved_by_openpyxl({"One": rows, "Mixed": mixed}), "a.xlsx", Limits())
        assert [[*row, None] for row in book.sheets[0].rows] == rows
        assert book.sheets[1].rows == mixed

    def test_rows_are_numbered_as_the_person_sees_them(self) -> None:
        book = read(make.workbook(f'<row r="4">{make.text_cell("B4", "late")}</row>'), "a.xlsx", SMALL)
        sheet = book.sheets[0]
        assert sheet.rows[4 - sheet.first_row] == [None, "late"]

    def test_cells_without_places_stand_one_after_the_other(self) -> None:
        book = read(make.workbook("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"), "a.xlsx")
        assert book.sheets[0].rows == [[1, 2], [3, None]]

    def test_blank_rows_at_the_end_are_left_out(self) -> None:
        book = read(make.saved_by_openpyxl({"A": [["text"], ["x"], [" "], [""]]}), "a.xlsx", SMALL)
        assert book.sheets[0].rows == [["text"], ["x"]]

    def test_a_1904_workbook_has_its_own_dates(self) -> None:
        styles = '<workbookPr date1904="1"/>'
        cell = '<row r="1"><c r="A1" t="d"><v>2026-01-02</v></c><c r="B1"><v>7</v></c></row>'
        book = read(make.zipped(make.parts({"A": make.sheet(cell)}, settings=styles)), "a.xlsx", SMALL)
        assert book.sheets[0].rows == [[date(2026, 1, 2), 7]]

    def test_a_hidden_sheet_is_read_and_said(self) -> None:
        content = make.saved_by_openpyxl({"Shown": [["text"]], "Kept": [["text"], ["x"]]}, hidden=["Kept"])
        book = read(content, "a.xlsx", SMALL)
        assert [sheet.hidden for sheet in book.sheets] == [False, True]
        assert book.sheets[1].rows == [["text"], ["x"]]
        assert [(problem.code, problem.sheet) for problem in book.problems] == [("sheet_hidden", "Kept")]
        assert "hidden" in str(book.problems[0])

    def test_an_error_cell_is_blank_and_told_with_its_place(self) -> None:
        cells = f'{make.text_cell("A2", "x")}<c r="AB2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        book = read(make.workbook(f'<row r="2">{cells}</row>'), "a.xlsx")
        assert book.sheets[0].rows[1] == ["x", *[None] * 27]
        (problem,) = book.problems
        assert (problem.code, problem.sheet, problem.row, problem.column) == (
            "error_cell",
            "Insights",
            2,
            "AB",
        )
        assert problem.found == "#DIV/0!"

    def test_an_error_cell_never_repeats_what_is_not_an_error(self) -> None:
        problem = refused(make.workbook('<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>Jo</v></c></row>'))
        assert (problem.code, problem.row, problem.column) == ("error_cell_unreadable", 1, "B")
        assert "Jo" not in str(problem)

    def test_many_error_cells_are_told_once_with_their_number(self) -> None:
        rows = [
            f'<row r="{at}"><c r="A{at}" t="e"><v>#N/A</v></c><c r="B{at}"><v>1</v></c></row>' for at in range(1, 151)
        ]
        problems = read(make.workbook(*rows), "a.xlsx").problems
        assert len(problems) == 101
        assert "50 more" in problems[-1].found

    @pytest.mark.parametrize("cell", ['<c r="B1"><f>UPPER("x")</f></c>', '<c r="B1"><f>1+1</f><v></v></c>'])
    def test_a_formula_without_a_saved_result_is_blank_and_told(self, cell: str) -> None:
        book = read(
            make.workbook(f'<row r="1">{make.text_cell("A1", "x")}{cell}<c r="C1"><v>1</v></c></row>'),
            "a.xlsx",
        )
        assert book.sheets[0].rows == [["x", None, 1]]
        (problem,) = book.problems
        assert (problem.code, problem.row, problem.column) == ("formula_no_value", 1, "B")

    def test_a_formula_with_a_saved_result_is_that_result(self) -> None:
        cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><v>1</v></c>'
        book = read(make.workbook(f'<row r="1">{cells}</row>'), "a.xlsx", SMALL)
        assert book.sheets[0].rows == [[2, None, 1]]
        assert book.problems == ()

    def test_a_workbook_with_macros_is_read_and_they_are_not_run(self) -> None:
        parts = make.parts() | {"xl/vbaProject.bin": b"\0\1\2 not looked at"}
        kind = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        types = parts["[Content_Types].xml"]
        start = types.index(b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")
        parts["[Content_Types].xml"] = types[:start] + kind + types[types.index(b'"', start) :]
        assert read(make.zipped(parts), "a.xlsm", SMALL).sheets[0].rows[1][0] == "Buses"

    def test_a_cell_that_is_too_long_is_told_with_its_place_and_kept(self) -> None:
        book = read(make.with_sheet(make.small_sheet("x" * 120)), "a.xlsx", Limits(cell_characters=100))
        (problem,) = book.problems
        assert (problem.severity, problem.code, problem.row, problem.column) == (
            "error",
            "cell_too_long",
            2,
            "B",
        )
        assert book.sheets[0].rows[1][1] == "x" * 120

    def test_a_far_column_that_is_only_coloured_does_no_harm(self) -> None:
        row = f'<row r="1">{make.text_cell("A1", "x")}<c r="XFD1" s="0"/></row>'
        last = '<row r="1048576"><c r="A1048576"/></row>'
        assert read(make.workbook(row, last), "a.xlsx", SMALL).sheets[0].rows == [["x"]]

    def test_a_written_size_that_is_far_too_large_does_no_harm(self) -> None:
        row = f'<row r="1">{make.text_cell("A1", "x")}</row>'
        assert read(make.workbook(row, before='<dimension ref="A1:XFD1048576"/>'), "a.xlsx").sheets[0].rows == [["x"]]


class TestFileNames:
    @pytest.mark.parametrize("name", ["spring round.xlsx", "Ceòl is òrain.csv", "insights (2).csv", "a[1].csv"])
    def test_a_plain_name_stays(self, name: str) -> None:
        assert clean_name(name) == (name, False)

    @pytest.mark.parametrize(
        ("name", "cleaned"),
        [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\me\\spring.csv", "spring.csv"),
            ("..%2fup.csv", "up.csv"),
            ("star*name?.csv", "star_name_.csv"),
            ("a\x00b\x1b[31m.csv", "ab[31m.csv"),
            ("evil\u202excod.csv", "evilxcod.csv"),
            ("", "unnamed"),
            ("...", "unnamed"),
            ("<b>.csv", "_b_.csv"),
        ],
    )
    def test_a_name_with_odd_characters_is_cleaned(self, name: str, cleaned: str) -> None:
        assert clean_name(name) == (cleaned, True) if name else ("unnamed", True)

    def test_a_long_name_is_cut_and_keeps_its_ending(self) -> None:
        cleaned, changed = clean_name("x" * 300 + ".xlsx")
        assert changed
        assert len(cleaned) == 80
        assert cleaned.endswith("x.xlsx")

    def test_letters_in_two_parts_become_one_without_a_word(self) -> None:
        assert clean_name("Ce\u0300ol.csv") == ("C\u00e8ol.csv", False)

    def test_a_changed_name_is_told(self) -> None:
        problems = read(b"title,text\na,b", "../up.csv", SMALL).problems
        assert [problem.file for problem in problems] == ["up.csv"]
        assert "file name" in str(problems[0])

    def test_personal_data_in_a_name_is_never_repeated(self) -> None:
        problem = refused(b"", "jo@example.org.csv")
        assert "jo@" not in str(problem)
        book = read(
            make.saved_by_openpyxl({"A": [["x"]], "jo@example.org": [["x"]]}, hidden=["jo@example.org"]),
            "07700900123.xlsx",
        )
        assert "jo@" not in str(book.problems)
        assert "07700" not in str(book.problems)


class TestLimits:
    def test_a_setting_changes_a_limit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("KENSPECKLE_MAX_CSV_ROWS", "2")
        assert Limits.from_settings().csv_rows == 2
        with pytest.raises(WorkbookError, match="more than 2 rows"):
            read(b"a\nb\nc", "a.csv")

    @pytest.mark.parametrize("written", ["0", "-1", "many", "1.5"])
    def test_a_setting_that_is_no_number_is_refused(self, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
        monkeypatch.setenv("KENSPECKLE_MAX_ROWS", written)
        with pytest.raises(Refused, match="KENSPECKLE_MAX_ROWS"):
            Limits.from_settings()

    def test_the_command_line_takes_longer_files(self) -> None:
        assert Limits.from_settings().csv_rows == 200_000
        assert Limits.from_settings(command_line=True).csv_rows == 2_000_000
