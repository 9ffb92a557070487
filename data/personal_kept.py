"""What is kept of personal data and what is not: in which rows of a file, why, and in which corners of a workbook."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence

from data.choices import Choices
from data.columns import Table
from data.personal import mask
from data.receipts import Receipt
from data.workbook import Workbook

NO_REASON = "no reason given"
LONGEST_REASON = 500  # characters
# Parts of an XLSX file beside its cells in which people leave words: notes, links, headers, who wrote it.
_CORNERS = re.compile(
    r"(?:docProps/.*|xl/(?:comments|threadedComments|persons|drawings|worksheets/_rels|externalLinks|customXml).*"
    r"|customXml/.*)\.(?:xml|rels|vml)",
    re.IGNORECASE,
)
_CORNER_BYTES = 4 * 1024 * 1024  # of one part; notes are small
_WORDS = re.compile(r">([^<]+)<|=\"([^\"]*)\"")
Hides = Callable[[str, int], bool]


def reason_given(receipt: Receipt, choices: Choices) -> str | None:
    """Why personal data may be kept, for the record; None where none was kept. Personal data in it is masked."""
    kept = (
        problem.code == "personal_data"
        and problem.row is not None
        and choices.personal_in(problem.sheet, problem.row) == "keep"
        for problem in receipt.problems
    )
    if not any(kept):
        return None
    said = mask(" ".join(choices.personal_reason.split()))[0]
    return said[:LONGEST_REASON] or NO_REASON


def hides(book: Workbook, content: bytes, receipt: Receipt, tables: Sequence[Table], choices: Choices) -> Hides | None:
    """Whether personal data of a row (by sheet and row) is masked in the file that is kept.

    None where nothing in the file is to be masked, so that its own bytes can be kept.
    """
    data_from: dict[str, int] = {}
    for table in tables:
        first = table.sheet.first_row + table.first_data
        data_from[table.sheet.name] = min(first, data_from.get(table.sheet.name, first))

    def hide(sheet: str, row: int) -> bool:
        is_data = sheet in data_from and row >= data_from[sheet]
        return not is_data or choices.personal_in(sheet, row) != "keep"

    found = [problem for problem in receipt.problems if problem.code == "personal_data"]
    if any(problem.row is None or hide(problem.sheet, problem.row) for problem in found):
        return hide
    return hide if book.kind == "xlsx" and any(mask(words)[1] for words in _corners(content)) else None


def _corners(content: bytes) -> Iterable[str]:
    """The words of an XLSX file that stand in no cell. The file was checked before."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for part in parts.infolist():
            if _CORNERS.fullmatch(part.filename):
                with parts.open(part) as file:
                    text = file.read(_CORNER_BYTES).decode("utf-8", "replace")
                yield from (inside or named for inside, named in _WORDS.findall(text))
