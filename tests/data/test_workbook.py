"""An uploaded file is read into plain rows, or refused in words that a person can act on."""

from __future__ import annotations

import zipfile
from datetime import date, datetime

import pytest

from data.errors import Problem, Refused, WorkbookError
from data.workbook import Limits, clean_name, read
from tests.data import hostile_files as make

SMALL = Limits(rows=50, csv_rows=50, columns=10, seconds=20)


def refused(content: bytes, name: str = "spring.xlsx", limits: Limits = SMALL) -> Problem:
    with pytest.raises(WorkbookError) as caught:
        read(content, name, limits)
    assert caught.value.problem.file
    assert caught.value.problem.what_to_do
    return caught.value.problem


def codes(content: bytes, name: str = "spring.csv") -> list[str]:
    return [problem.code for problem in read(content, name, SMALL).problems]


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


class TestRefusingXlsx:
    @pytest.mark.parametrize(
        "place",
        ["XFD1048576", "A51", "K1"],
    )
    def test_a_cell_beyond_the_limit(self, place: str) -> None:
        row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        problem = refused(make.workbook(f'<row r="{row}"><c r="{place}"><v>1</v></c></row>'))
        assert problem.code in ("too_many_rows", "too_many_columns")
        assert problem.sheet == "Insights"
        assert problem.row == int(row)

    def test_a_far_cell_whose_place_is_written_in_an_odd_way(self) -> None:
        for cell in (
            '<c s="0" r="XFD2"><v>1</v></c>',
            '<c r="&#88;FD2"><v>1</v></c>',
            '<x:c r="XFD2"><x:v>1</x:v></x:c>',
        ):
            xml = make.sheet(f'<row r="2">{cell}</row>').replace("<worksheet ", '<worksheet xmlns:x="y" ')
            assert refused(make.with_sheet(xml)).code == "too_many_columns"

    def test_many_rows_without_numbers(self) -> None:
        assert refused(make.workbook('<row><c t="b"><v>1</v></c></row>' * 51)).code == "too_many_rows"

    def test_a_document_type_with_entities(self) -> None:
        entities = '<!DOCTYPE worksheet [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
        xml = make.sheet(f'<row r="1">{make.text_cell("A1", "x")}</row>', doctype=entities)
        problem = refused(make.with_sheet(xml.replace(">x<", ">&b;<")))
        assert problem.code == "xml_unsafe"
        assert "entities" in problem.found

    def test_an_entity_that_points_at_a_file(self) -> None:
        entity = '<!DOCTYPE worksheet [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
        assert refused(make.with_sheet(make.sheet(doctype=entity))).code == "xml_unsafe"

    @pytest.mark.parametrize("name", ["c", "v", "a"])
    def test_elements_that_stand_too_deep(self, name: str) -> None:
        deep = f"<{name}>" * 60 + f"</{name}>" * 60
        assert refused(make.workbook(f'<row r="1">{deep}</row>')).code == "xml_unsafe"

    def test_xml_that_breaks_off(self) -> None:
        problem = refused(make.with_sheet(make.small_sheet()[:-40]))
        assert problem.code == "file_damaged"
        assert problem.sheet == "Insights"

    def test_xml_in_an_encoding_that_would_come_out_empty(self) -> None:
        xml = make.sheet(f'<row r="1">{make.text_cell("A1", "x")}</row>', encoding="UTF-16")
        assert refused(make.with_sheet(xml.encode("utf-16"))).code == "file_damaged"
        bare = xml.partition("?>")[2]
        assert refused(make.with_sheet(bare.encode("utf-16"))).code == "file_damaged"

    def test_a_shared_text_that_is_not_in_the_table(self) -> None:
        assert refused(make.workbook('<row r="1"><c r="A1" t="s"><v>7</v></c></row>')).code == "file_damaged"

    def test_a_cell_whose_place_makes_no_sense(self) -> None:
        assert refused(make.workbook('<row r="1"><c r="1A"><v>7</v></c></row>')).code == "file_damaged"

    def test_a_sheet_that_is_not_there(self) -> None:
        parts = make.parts()
        del parts[make.SHEET_PART]
        assert refused(make.zipped(parts)).code == "file_damaged"

    def test_two_sheets_in_one_part(self) -> None:
        parts = make.parts({"A": make.small_sheet(), "B": make.small_sheet()})
        links = "xl/_rels/workbook.xml.rels"
        parts[links] = parts[links].replace(b"sheet2.xml", b"sheet1.xml")
        assert refused(make.zipped(parts)).code == "file_damaged"

    def test_a_reader_that_runs_out_of_memory_is_a_clear_answer(self) -> None:
        rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="200000"><c r="GR200000"><v>1</v></c></row>'
        problem = refused(make.workbook(rows), limits=Limits(memory_bytes=400 * 1024 * 1024))
        assert problem.code == "file_unreadable"
        assert "memory" in problem.what_to_do

    def test_a_reader_that_takes_too_long_is_a_clear_answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("data.workbook_reading.time_limit", lambda _limits, _size: 0.01)
        problem = refused(make.zipped(make.parts()))
        assert problem.code == "file_took_too_long"


class TestRefusingZips:
    def test_a_part_that_unpacks_to_far_more(self) -> None:
        bomb = make.with_sheet(b" " * 4_000_000)
        assert len(bomb) < 10_000
        problem = refused(bomb)
        assert problem.code == "file_unpacks_too_large"
        assert "too large" in problem.what_to_do

    def test_a_bomb_that_lies_about_its_size(self) -> None:
        bomb = make.lying_about_size(make.with_sheet(b" " * 4_000_000), make.SHEET_PART, 1000)
        assert refused(bomb).code == "file_unpacks_too_large"

    def test_all_parts_together_over_the_limit(self) -> None:
        parts = make.parts() | {f"xl/media/{at}.bin": bytes(range(256)) * 400 for at in range(12)}
        content = make.zipped(parts, zipfile.ZIP_STORED)
        assert refused(content, limits=Limits(unpacked_bytes=1024 * 1024)).code == "file_unpacks_too_large"

    def test_a_part_whose_size_is_not_what_it_says(self) -> None:
        content = make.lying_about_size(make.zipped(make.parts()), make.SHEET_PART, 40)
        assert refused(content).code == "file_damaged"

    def test_too_many_parts(self) -> None:
        parts = make.parts() | {f"xl/{at}.bin": b"" for at in range(30)}
        assert refused(make.zipped(parts), limits=Limits(zip_entries=20)).code == "file_unpacks_too_large"

    @pytest.mark.parametrize(
        "name", ["../evil.xml", "/etc/evil.xml", "xl/../../evil.xml", "C:/evil.xml", "xl\\evil.xml"]
    )
    def test_a_part_that_points_out_of_the_file(self, name: str) -> None:
        assert refused(make.zipped(make.parts() | {name: b"<a/>"})).code == "file_damaged"

    def test_a_name_that_is_there_twice(self) -> None:
        with pytest.warns(UserWarning, match="Duplicate"):
            content = make.zipped([*make.parts().items(), (make.SHEET_PART, make.small_sheet().encode())])
        assert refused(content).code == "file_damaged"

    def test_parts_that_lie_over_each_other(self) -> None:
        assert refused(make.overlapping()).code == "file_damaged"

    def test_a_packing_that_workbooks_do_not_use(self) -> None:
        assert refused(make.zipped(make.parts(), zipfile.ZIP_BZIP2)).code == "file_damaged"

    @pytest.mark.parametrize("keep", [0.3, 0.7, 0.98])
    def test_a_file_that_was_cut_short(self, keep: float) -> None:
        content = make.zipped(make.parts())
        assert refused(content[: int(len(content) * keep)]).code == "file_damaged"

    def test_a_file_with_something_after_its_end(self) -> None:
        assert refused(make.zipped(make.parts()) + b"more").code == "file_damaged"

    def test_a_damaged_byte_anywhere_gives_an_answer(self) -> None:
        content = make.zipped(make.parts())
        for at in range(40, len(content), len(content) // 4):
            damaged = bytearray(content)
            damaged[at] ^= 0x55
            with pytest.raises(WorkbookError):
                read(bytes(damaged), "a.xlsx", SMALL)


class TestNamingOtherKinds:
    @pytest.mark.parametrize(
        ("content", "named"),
        [
            (make.ole("Workbook"), "XLS"),
            (b"\x09\x08\x10\0\0\6\5\0" + b"\0" * 60, "XLS"),
            (make.zipped({"xl/workbook.bin": b"\0"}), "XLSB"),
            (
                make.zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}),
                "ODS",
            ),
            (make.zipped({"word/document.xml": b"<a/>"}), "Word"),
            (make.zipped({"notes.txt": b"hello"}), "ZIP"),
            (b"%PDF-1.7\n...", "PDF"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
            (b"\x89PNG\r\n\x1a\n\0", "PNG"),
            (b"{\\rtf1 hello}", "RTF"),
            (b"\n<!DOCTYPE html><html></html>", "web page"),
            (b"\x7fELF\0\0\0", "not a spreadsheet"),
            ("text,place\nx,Fife".encode("utf-16-le"), "not a spreadsheet"),
        ],
    )
    def test_another_kind_is_named_and_told_what_to_do(self, content: bytes, named: str) -> None:
        problem = refused(content)
        assert problem.code == "file_kind"
        assert named in problem.found
        assert ".xlsx" in problem.what_to_do

    @pytest.mark.parametrize("content", [make.ole("EncryptionInfo", "EncryptedPackage"), make.encrypted_part()])
    def test_a_password_is_named(self, content: bytes) -> None:
        problem = refused(content)
        assert problem.code == "file_password"
        assert "password" in problem.what_to_do

    @pytest.mark.parametrize("content", [b"", b" \r\n\r\n", b"\xef\xbb\xbf", make.workbook(), b"\xff\xfe"])
    def test_an_empty_file_is_said_to_be_empty(self, content: bytes) -> None:
        problem = refused(content)
        assert problem.code == "file_empty"
        assert "empty" in problem.what_to_do

    def test_a_file_over_the_size_limit(self) -> None:
        problem = refused(b"text\n" + b"x\n" * 2000, limits=Limits(csv_bytes=1000))
        assert problem.code == "file_too_large"

    def test_the_content_counts_and_not_the_name(self) -> None:
        assert read(make.zipped(make.parts()), "really.csv", SMALL).kind == "xlsx"
        assert read(b"title,text\na,b", "really.xlsx", SMALL).kind == "csv"


class TestReadingCsv:
    words = "title,text\nBuses,“It costs £4” – café\n"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def test_a_unicode_encoding_is_read_without_a_word(self, encoding: str) -> None:
        mark = "\ufeff" if encoding.startswith("utf-16-") else ""
        book = read((mark + self.words).encode(encoding), "a.csv", SMALL)
        assert book.sheets[0].rows == [["title", "text"], ["Buses", "“It costs £4” – café"]]
        assert (book.kind, book.sheets[0].name, book.sheets[0].first_row, book.problems) == ("csv", "", 1, ())

    def test_windows_1252_is_read_with_a_warning(self) -> None:
        content = self.words.encode("cp1252")
        assert read(content, "a.csv", SMALL).sheets[0].rows[1][1] == "“It costs £4” – café"
        assert codes(content) == ["csv_encoding"]

    def test_an_encoding_that_cannot_be_known_is_refused(self) -> None:
        assert refused(b"title,text\n\x81\x8d,x").code == "csv_encoding"
        assert refused("title".encode("utf-16")[:-1]).code == "csv_encoding"

    def test_a_byte_of_nothing_is_refused(self) -> None:
        assert refused(b"title,text\nx,a\0b").code == "file_kind"
        assert refused("title,te\0xt".encode("utf-16")).code == "csv_encoding"

    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    def test_the_separator_is_recognised(self, separator: str) -> None:
        rows = [["title", "text", "themes"], ["a", "One; two, three|four", "x"], ["b", 'said "yes"', "y; z"]]
        lines = [separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
        assert read("\r\n".join(lines).encode(), "a.csv", SMALL).sheets[0].rows == rows

    def test_commas_in_sentences_do_not_hide_a_semicolon(self) -> None:
        content = b"title;text;place\nBus;Slow, late, dear;Fife\nFood;Dear, far;Moray\n"
        assert read(content, "a.csv", SMALL).sheets[0].rows[1] == ["Bus", "Slow, late, dear", "Fife"]

    def test_a_separator_that_the_file_names_is_taken(self) -> None:
        assert read(b"sep=;\r\na;b,c\r\n", "a.csv", SMALL).sheets[0].rows == [["a", "b,c"]]

    def test_blank_lines_keep_their_row_numbers(self) -> None:
        rows = read(b"title,text\n\na,b\n,\n\n", "a.csv", SMALL).sheets[0].rows
        assert rows == [["title", "text"], [], ["a", "b"]]

    def test_a_cell_may_hold_several_lines(self) -> None:
        rows = read(b'title,text\na,"one\r\ntwo"\nc,d', "a.csv", SMALL).sheets[0].rows
        assert rows == [["title", "text"], ["a", "one\r\ntwo"], ["c", "d"]]

    @pytest.mark.parametrize("line", [b'a,"never closed', b'a,"so "it" goes"'])
    def test_a_quote_that_does_not_match_is_told_with_its_row(self, line: bytes) -> None:
        problem = refused(b"title,text\nfine,fine\n" + line + b"\nd,e\n")
        assert (problem.code, problem.row) == ("csv_quote", 3)

    def test_an_endless_cell_is_refused(self) -> None:
        problem = refused(b'title,text\na,"' + b"x" * 200_000, limits=Limits())
        assert problem.row == 2

    def test_too_many_rows_or_columns_are_refused(self) -> None:
        assert refused(b"a,b\n" * 51).code == "too_many_rows"
        assert refused(b",".join([b"a"] * 11)).code == "too_many_columns"
        assert read(b"a,b" + b"," * 300, "a.csv", SMALL).sheets[0].rows == [["a", "b"]]

    def test_a_cell_that_is_too_long_needs_attention_and_is_kept(self) -> None:
        book = read(b"title,text\na," + b"x" * 40_000, "a.csv")
        (problem,) = book.problems
        assert (problem.severity, problem.row, problem.column) == ("error", 2, "B")
        assert len(str(book.sheets[0].rows[1][1])) == 40_000

    def test_text_that_looks_like_a_formula_or_markup_stays_text(self) -> None:
        content = b'text\n=1+1\n+1 for this\n<script>x</script>\n"**bold**"\n'
        rows = read(content, "a.csv", SMALL).sheets[0].rows
        assert rows[1:] == [["=1+1"], ["+1 for this"], ["<script>x</script>"], ["**bold**"]]


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
