"""Personal data is found by kind and place, masked, and ordinary text is left alone.

All people and numbers are made up; the phone numbers are those that Ofcom keeps free for drama.
"""

from __future__ import annotations

import csv
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.personal import find, mask
from data.settings import EXAMPLES


def chi_number(birth: str, serial: int) -> str:
    """A made up CHI number: six digits of birth date, a serial number, and the check digit."""
    for number in range(serial, serial + 5):
        nine = f"{birth}{number:03d}"
        check = (11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11) % 11
        if check < 10:
            return nine + str(check)
    raise AssertionError("five serial numbers in a row cannot all be without a check digit")


CHI = chi_number("020471", 12)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Mail r.sample@example.com then.", "Mail [email removed] then."),
        ("mailto:o'neil+x@mail.example.co.uk", "mailto:[email removed]"),
        ("Jo <jo_b@example.scot>, chair", "Jo <[email removed]>, chair"),
        ("https://example.org/?to=jo@example.org", "https://example.org/?to=[email removed]"),
        ("Text 07700 900777 only.", "Text [phone number removed] only."),
        ("(0131) 496 0123", "[phone number removed]"),
        ("(ring 0131 496 0123)", "(ring [phone number removed])"),
        ("0131-496-0123 or 020 7946 0958", "[phone number removed] or [phone number removed]"),
        ("+44 (0)131 496 0123", "[phone number removed]"),
        ("0044 7700 900777", "[phone number removed]"),
        ("+353 1 234 5678", "[phone number removed]"),
        ("tel:+447700900777", "tel:[phone number removed]"),
        ("07700\u00a0900\u2011777", "[phone number removed]"),
        ("\uff10\uff17\uff17\uff10\uff10\uff19\uff10\uff10\uff17\uff17\uff17", "[phone number removed]"),
        ("7700900777", "[phone number removed]"),
        (f"card says {CHI}", "card says [CHI number removed]"),
        (f"CHI {CHI[:6]} {CHI[6:]}.", "CHI [CHI number removed]."),
        (CHI.removeprefix("0"), "[CHI number removed]"),
        ("NI AB 12 34 56 C", "NI [National Insurance number removed]"),
        ("ab123456c", "[National Insurance number removed]"),
        ("lives at EH12 9AB now", "lives at [postcode removed] now"),
        ("g411aa, up the stairs", "[postcode removed], up the stairs"),
        ("date of birth 9 May 1958", "date of birth [date of birth removed]"),
        ("DOB: 1958-05-09", "DOB: [date of birth removed]"),
        ("d.o.b. 9/5/58", "d.o.b. [date of birth removed]"),
        ("She was born on the 9th of May, 1958.", "She was born on the [date of birth removed]."),
        ("born in Leith on 09.05.1958", "born in Leith on [date of birth removed]"),
        ("Ann, 9 May 1958 (DOB)", "Ann, [date of birth removed] (DOB)"),
    ],
)
def test_personal_data_is_masked_and_the_rest_of_the_text_stays(text: str, masked: str) -> None:
    assert mask(text)[0] == masked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "11,000 parcels went out in 2020/21",
        "£1,250,000 over 2019-2022, or 0.12345678901 of it",
        "G41 Glasgow Mutual Aid and the EH6 food bank",
        "03.04.2021 100 people attended, then 2020 2021 2022 2023",
        "https://example.org/news/07700900777/EH129AB",
        f"www.example.org/{CHI}",
        "G8 2nd summit, G20 4th",
        "children born after 1 August 2014 qualify",
        "the group was born in 1999, 25 years ago",
        "000_8586b1d04b69e964.txt",
        "@home we cope, twenty @ the hall, version 1.2.3@4",
        "1234567890 people, grant 0123456, form 01.02.03.04.05",
        "ISBN 978 0 12 345678 9",
        "S12000036, S01006506, ring 111 or 101",
        "the meeting on 9 May 1958",
        "BG 12 34 56 C is no prefix; nor is QQ 12 34 56 C",
        f"{int(CHI) + 1:010d}",
        "3102711234 is no day",
        "SW1A 1AA is not in Scotland",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert find(text) == []
    assert mask(text) == (text, ())


def test_each_kind_is_named_once_in_the_order_it_stands() -> None:
    text = "07700 900777, a@example.org, 07700 900888, EH12 9AB"
    assert mask(text)[1] == ("phone number", "email", "postcode")


def test_a_phone_number_goes_before_a_chi_number() -> None:
    ten_digits = chi_number("010170", 123)
    assert [one.kind for one in find(f"call {ten_digits}")] == ["phone number"]


def test_a_leap_day_is_real_if_it_was_in_either_century() -> None:
    assert [one.kind for one in find(chi_number("290200", 321))] == ["CHI number"]
    assert find(chi_number("300200", 321)) == []


def test_the_places_are_those_of_the_original_text() -> None:
    text = "£5 – “mail” jo@example.org"
    (one,) = find(text)
    assert text[one.start : one.end] == "jo@example.org"


def test_the_shipped_examples_hold_no_personal_data() -> None:
    for path in EXAMPLES.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.reader(file), 1):
                assert not any(find(cell) for cell in row), (path.name, number)


@given(st.text(alphabet="0179 +()-.@/aeHbornd£\u00a0\uff10", max_size=60))
def test_what_is_masked_holds_nothing_more_to_find(text: str) -> None:
    found = find(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    masked, kinds = mask(text)
    assert set(kinds) == {one.kind for one in found}
    assert len(find(masked)) <= len(found)


@pytest.mark.parametrize(
    "piece",
    ["a", "a.", "0", "0 1", "+1 ", "born ", "1/", "@", "a@a.", "01-", "12 may ", "07700900777 ", "www.1"],
)
def test_an_email_at_the_end_of_a_very_long_text_is_still_found(piece: str) -> None:
    text = piece * (200_000 // len(piece)) + " born 1 @ jo@example.org"
    last = find(text)[-1]
    assert (last.kind, text[last.start : last.end]) == ("email", "jo@example.org")
