"""A workbook that is hostile, damaged or of another kind is refused in words that a person can act on."""

from __future__ import annotations

import zipfile

import pytest

from data.errors import WorkbookError
from data.workbook import Limits, read
from tests.data import hostile_files as make
from tests.data.refusing import SMALL, refused

pytestmark = pytest.mark.process


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
