"""Finds personal data in text: what kind it is and where it stands, never what it says.

Pure functions. Nothing found is ever put into an error, a log line or a return value other than
as a position, so a caller can warn, mask or set a row aside without repeating the value.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

EMAIL = "email"
PHONE = "phone number"
CHI = "CHI number"
NATIONAL_INSURANCE = "National Insurance number"
POSTCODE = "postcode"
BIRTH_DATE = "date of birth"


@dataclass(frozen=True)
class Found:
    """One piece of personal data: its kind and the characters text[start:end] that hold it."""

    kind: str
    start: int
    end: int


# Full-width letters, odd spaces and odd dashes become plain ones; one character stays one character,
# so that positions found in the plain text are right for the original.
_PLAIN = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
_PLAIN |= dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x2010), 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF], 0x20)
_PLAIN |= dict.fromkeys([0xAD, *range(0x2010, 0x2016), 0x2212], 0x2D)
ODD_SIGNS = "".join(map(chr, sorted(_PLAIN)))
_ODD = re.compile(f"[{re.escape(ODD_SIGNS)}]")

# Cheap looks that come before the costly ones: enough digits close together for a phone or CHI number,
# the end of a National Insurance number, the second half of a postcode.
_DIGIT = re.compile(r"[0-9]")
_NINE_DIGITS = re.compile(r"[0-9](?:[ ().,/-]{0,4}[0-9]){8}")
_INSURANCE_TAIL = re.compile(r"[0-9]{2}[ -]?[0-9]{2}[ -]?[A-Da-d](?!\w)")
_POSTCODE_TAIL = re.compile(r"[0-9][A-Za-z]{2}(?!\w)")
STARTS_OF_BIRTH_CUES = ("born", "birth", "dob", "d.o", "d o b", "do b", "d. o")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.%+'-])[\w%+'-](?:[\w.%+'-]{0,62}[\w%+'-])?@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])")

# A phone number opens with a first group of three digits or more (0131, 020, 07700, +44 131): a date
# such as 03.04.2021 followed by a number does not.
_PHONE = re.compile(
    r"""(?<![\w£$€.,+-])
    (?: \(?(?:\+|\b00)\ ?44\)?[ .-]?(?:\(0\)[ .-]?)?(?P<uk>\(?[1-9][0-9]{1,4}\)?(?:[ .-]{0,2}[0-9]){5,9})
      | (?:\((?=0[0-9]{2,5}\)))?(?P<home>0[1-35789][0-9]{1,9}\)?(?:[ .-]{0,2}[0-9]){0,9})
      | (?P<abroad>\+[1-9][0-9]{0,2}(?:[ .-]?\(?[0-9]{1,5}\)?){2,6})
    )(?![\w%]|[.,-][0-9])""",
    re.VERBOSE,
)
_CHI = re.compile(r"(?<![\w£$€.,/+-])([0-9]{2})([ /.-]?)([0-9]{2})\2([0-9]{2})[ -]?([0-9]{4})(?![\w%]|[.,/-][0-9])")
_NATIONAL_INSURANCE = re.compile(
    r"(?<!\w)(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?"
    r"[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[A-D](?!\w)",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"(?<!\w)(?:AB|DD|DG|EH|FK|G|HS|IV|KA|KW|KY|ML|PA|PH|TD|ZE)[0-9]{1,2}[ -]{0,3}"
    r"[0-9](?P<unit>[ABD-HJLNP-UW-Z]{2})(?!\w)",
    re.IGNORECASE,
)
# A cell that is nothing but a number has often lost the 0 it began with.
_LOST_ZERO = re.compile(r"\s*(?:(?P<mobile>7[0-9]{9})|(?P<chi>[0-9]{9}))\s*")
_ORDINALS = {"st", "nd", "rd", "th"}  # "the G8 2nd meeting"

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = (
    r"(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
    r"|[0-9]{1,2}\ ?[-/.\ ]\ ?[0-9]{1,2}\ ?[-/.\ ]\ ?(?:[0-9]{4}|[0-9]{2})"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?[\ -]?(?:of\ )?{_MONTH}[\ ,-]{{0,2}}(?:[0-9]{{4}}|'?[0-9]{{2}})"
    rf"|{_MONTH}\ [0-9]{{1,2}}(?:st|nd|rd|th)?,?\ [0-9]{{4}})(?![\w])"
)
_BIRTH_WORD = r"(?:d\.?\ ?o\.?\ ?b\b\.?|date\ of\ birth|birth\ ?date|birthday)"
# Only small words may stand between the cue and the date: "children born after 1 August 2014" is no
# one's date of birth. A place may follow "born in".
_BIRTH_BEFORE = re.compile(
    rf"(?<!\w)(?:{_BIRTH_WORD}|born)(?:[\s:=,(\[-]|\b(?:is|was|on|the|as)\b){{0,12}}"
    rf"(?:\b(?:in|at)\ [^\W\d_]+(?:\ [^\W\d_]+)?(?:,|\ on)\ )?(?P<date>{_DATE})",
    re.IGNORECASE,
)
_BIRTH_HEADER = re.compile(rf"(?<!\w){_BIRTH_WORD}(?!\w)", re.IGNORECASE)
_CUE = "born "
_BIRTH_AFTER = re.compile(rf"(?<![\w/.-])(?P<date>{_DATE})[\s,;:(\[-]{{1,3}}{_BIRTH_WORD}", re.IGNORECASE)


def find(text: str) -> list[Found]:
    """Every piece of personal data in a text, in the order it stands there, none overlapping."""
    plain = text if text.isascii() or not _ODD.search(text) else text.translate(_PLAIN)
    has_digit = _DIGIT.search(plain) is not None
    if not has_digit and "@" not in plain:
        return []
    found = list(_spans(EMAIL, _EMAIL.finditer(plain))) if "@" in plain else []
    numbers = list(_numbers(plain)) if has_digit else []
    if numbers:
        taken = bytearray(len(plain))
        for start, end in [(one.start, one.end) for one in found] + _web_addresses(plain):
            taken[start:end] = b"\1" * (end - start)
        for one in numbers:
            if not any(taken[one.start : one.end]):
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
                found.append(one)
    return sorted(found, key=lambda one: one.start)


_MASK = re.compile(rf"\[(?:{'|'.join((EMAIL, PHONE, CHI, NATIONAL_INSURANCE, POSTCODE, BIRTH_DATE))}) removed\]")


def asks_birth_date(header: str) -> bool:
    """Whether a column's header is the cue that makes every date under it a date of birth."""
    return bool(_BIRTH_HEADER.search(header))


def mask_under(header: str, text: str, *, names_place: bool = False) -> tuple[str, tuple[str, ...]]:
    """``mask`` for a cell in its column: a date under “DOB” is a date of birth."""
    if asks_birth_date(header):
        masked, kinds = mask(_CUE + text)
        return masked.removeprefix(_CUE), kinds
    return mask(text, names_place=names_place)


def is_masked(text: str) -> bool:
    """Whether personal data was taken out of a text."""
    return bool(_MASK.search(text))


def mask(text: str, *, names_place: bool = False) -> tuple[str, tuple[str, ...]]:
    """The text with every personal value replaced, such as ``[email removed]``, and the kinds found.

    Each kind is named once, in the order of its first place. A text without any comes back unchanged. Of a text that
    is nothing but a full postcode its sector stays (EH6 5), and with ``names_place`` of every one: so much names an
    area of hundreds of homes and nobody's.
    """
    found = find(text)
    if not found:
        return text, ()
    parts: list[str] = []
    done = 0
    for one in found:
        sector = one.kind == POSTCODE and (names_place or text.strip() == text[one.start : one.end])
        said = _sector(text[one.start : one.end]) if sector else f"[{one.kind} removed]"
        parts += [text[done : one.start], said]
        done = one.end
    return "".join(parts) + text[done:], tuple(dict.fromkeys(one.kind for one in found))


def _sector(postcode: str) -> str:
    """A full postcode without its last two letters, as "EH6 5"."""
    bare = re.sub(r"[^A-Za-z0-9]", "", postcode.translate(_PLAIN)).upper()
    return f"{bare[:-3]} {bare[-3]}"


def _spans(kind: str, matches: Iterator[re.Match[str]], group: str | int = 0) -> Iterator[Found]:
    return (Found(kind, match.start(group), match.end(group)) for match in matches)


def _web_addresses(plain: str) -> list[tuple[int, int]]:
    """Where web addresses stand: the numbers in them are page numbers, not people's numbers."""
    return [match.span() for match in _ADDRESS.finditer(plain)]


def _numbers(plain: str) -> Iterator[Found]:
    """Everything that holds digits; earlier kinds win where two could be meant (phone before CHI)."""
    if _NINE_DIGITS.search(plain):
        yield from _spans(PHONE, (match for match in _PHONE.finditer(plain) if _is_phone(match)))
        yield from _spans(CHI, (match for match in _CHI.finditer(plain) if _is_chi(match)))
        yield from _lost_zero(plain)
    if _INSURANCE_TAIL.search(plain):
        yield from _spans(NATIONAL_INSURANCE, _NATIONAL_INSURANCE.finditer(plain))
    if _POSTCODE_TAIL.search(plain):
        postcodes = _POSTCODE.finditer(plain)
        yield from _spans(POSTCODE, (match for match in postcodes if match["unit"] not in _ORDINALS))
    lowered = plain.lower()
    if any(cue in lowered for cue in STARTS_OF_BIRTH_CUES):
        yield from _spans(BIRTH_DATE, _BIRTH_BEFORE.finditer(plain), "date")
        yield from _spans(BIRTH_DATE, _BIRTH_AFTER.finditer(plain), "date")


def _lost_zero(plain: str) -> Iterator[Found]:
    match = _LOST_ZERO.fullmatch(plain)
    if match and match["mobile"]:
        yield Found(PHONE, *match.span("mobile"))
    elif match and (number := _CHI.fullmatch("0" + match["chi"])) and _is_chi(number):
        yield Found(CHI, *match.span("chi"))


def _is_phone(match: re.Match[str]) -> bool:
    kind = match.lastgroup or ""
    digits = re.sub(r"[^0-9]", "", match[kind])
    if kind == "uk":
        return len(digits) in (9, 10)
    if kind == "abroad":
        return 9 <= len(digits) <= 15
    # Eleven digits from the 0; ten only where Ofcom still has such numbers (some 01 codes, 0800, 0500).
    return len(digits) == 11 or (len(digits) == 10 and digits.startswith(("01", "0800", "0500")))


def _is_chi(match: re.Match[str]) -> bool:
    """A Community Health Index number: a real day of birth first, then a modulus 11 check digit."""
    day, _, month, year, rest = match.groups()
    if not 1 <= int(month) <= 12:
        return False
    # The century is not written: 29 February is real if it was in 19xx or in 20xx.
    if not 1 <= int(day) <= max(monthrange(century + int(year), int(month))[1] for century in (1900, 2000)):
        return False
    digits = [int(digit) for digit in day + month + year + rest]
    total = sum(digit * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == digits[9]
