"""Whatever is brought in ends in one of few ways, in words, with every row accounted for and nothing run or fetched."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from data import connect
from data.check import check
from data.uploads import import_file
from tests.hostile_files import CASES, Case

pytestmark = pytest.mark.process


def words_in_database() -> str:
    """Every text of every table that uploads write to, one a line."""
    with connect.database().cursor() as cursor:
        tables = cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_catalog = current_database()"
            " AND table_name IN (SELECT table_name FROM duckdb_tables()) AND data_type IN ('VARCHAR', 'DATE')"
            " AND table_name NOT IN ('town', 'place_alias', 'vocabulary', 'council', 'group_alias')"
        ).fetchall()
        lines: list[str] = []
        for table, column in tables:
            told = cursor.execute(f'SELECT "{column}"::VARCHAR FROM "{table}" WHERE "{column}" IS NOT NULL').fetchall()
            lines += [str(one).replace("\n", " ") for (one,) in told]
        kept = cursor.execute("SELECT content FROM upload_file").fetchall()
    lines += [
        bytes(content).decode("utf-8-sig", "ignore") for (content,) in kept if not bytes(content).startswith(b"PK")
    ]
    return "\n".join(lines)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_file_ends_as_it_should(empty: Path, case: Case) -> None:
    if case.first:
        import_file(CASES[case.first].make(), case.first)
    receipt = import_file(case.make(), case.name)
    told = json.dumps(receipt.as_dict(), ensure_ascii=False)
    assert receipt.status in case.ends, told[:2000]
    parts = (receipt.rows_saved, receipt.rows_parked, receipt.rows_unchanged, receipt.rows_blank)
    assert receipt.rows_read == sum(parts)
    if receipt.status == "rejected":
        assert (receipt.rows_saved, receipt.upload_id) == (0, None)
        assert receipt.problems[0].what_to_do
    else:
        assert receipt.rows_saved in case.saved, told[:2000]
        assert receipt.rows_parked in case.parked, told[:2000]
    if receipt.status != "accepted":
        assert re.search(case.says, told), told[:2000]
    assert not re.search(case.never, told)
    assert all(finding.holds for finding in check())
    if case.holds or case.lacks:
        words = words_in_database()
        assert re.search(case.holds, words, re.MULTILINE)
        assert not case.lacks or not re.search(case.lacks, words, re.MULTILINE)
