"""CSV text in any usual encoding and separator is read into plain rows."""

from __future__ import annotations

import pytest

from data.workbook import Limits, read
from tests.data.refusing import SMALL, refused


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
        assert [problem.code for problem in read(content, "a.csv").problems] == ["csv_encoding"]

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
