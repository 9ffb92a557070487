"""Which column of a table is which field, how sure that is, and why: by decision, by name, by content.

The order in which the columns stand makes no difference: where two columns could be the same field, what they are
called and what stands in them decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from data.cells import as_text
from data.column_content import ROWS_LOOKED_AT, Fit, Themes, are_labels, fits, sample
from data.column_decisions import Decided
from data.columns import LIKELY, UNSURE, Column, fields_of
from data.fields import LIST_FIELDS, OF_SOURCE
from data.header_names import PART, Heading, NameRead, exactly, heading, nearly
from data.personal import asks_birth_date, mask
from data.plain import key
from data.tick_columns import are_ticks, ticked_field
from data.workbook import Cell
from data.workbook_cells import column_letter

SAMPLES = 3
_SAMPLE_LONGEST = 90
_AT_LEAST = 0.3  # a column called nearly like a field whose cells fit less than this is not read as it
_ONLY_OFFERED = 0.5
_TICKED = 0.8
_NEAR_ONLY = 0.7  # a name that is nearly known, where the cells of the field can be anything
_CHECKED = frozenset(
    {
        "recorded_on", "published_on", "source_url", "data_zone", "place", "themes", "groups", "source_kind",
        "focus_area", "barrier_or_enabler", "inequality_effect", "level", "quote_permission", "sector",
        "organisation_size",
    }
)  # fmt: skip
_HOW = {"chosen": 0, "remembered": 1, "name": 2}
_FIT_WORDS = {
    "recorded_on": "dates", "published_on": "dates", "source_url": "web addresses", "data_zone": "data zones",
    "place": "places", "themes": "known themes", "groups": "groups of people", "source_kind": "kinds of sources",
    "text": "long text", "what_changed": "long text", "insight_id": "numbers of their own",
    "case_study_id": "numbers of their own", "focus_area": "focus areas", "level": "levels",
    "barrier_or_enabler": "barriers or enablers", "inequality_effect": "effects on inequality",
    "quote_permission": "permissions", "sector": "sectors", "organisation_size": "sizes of organisations",
}  # fmt: skip


@dataclass(frozen=True)
class _Seen:
    """One column before it is decided: its cells, and what it could be."""

    at: int
    told: str
    heading: Heading
    cells: tuple[Cell, ...]
    by_name: NameRead | None

    @property
    def tie(self) -> tuple[object, ...]:
        """What decides between two columns of one field, wherever they stand: the name, then the cells."""
        order = self.by_name.order if self.by_name else 10_000
        texts = [as_text(cell) for cell in self.cells[:20]]
        return order, key(self.heading.words), -len(self.cells), texts


@dataclass(frozen=True)
class _Candidate:
    seen: _Seen
    field: str
    confidence: float
    how: str
    because: str
    remembered_at: datetime | None = None

    @property
    def ticks_list(self) -> bool:
        """Whether the column ticks one word of a list: several of them may stand beside one another."""
        return self.field in LIST_FIELDS and are_ticks(self.seen.cells)


def understand(
    headings: Sequence[Heading | None],
    body: Sequence[Sequence[Cell]],
    kind: str,
    sheet: str,
    decided: Decided,
    themes: Themes,
) -> tuple[Column, ...]:
    """The columns of a table in the order they stand; ``body`` is its rows, of which the first few are looked at."""
    columns = _seen(headings, body, kind)
    left_out: dict[int, _Candidate] = {}
    sure: list[_Candidate] = []
    for seen in columns:
        known = _known(seen, kind, sheet, decided)
        if known is None:
            continue
        if known.field:
            sure.append(known)
        else:
            left_out[seen.at] = known
    used: dict[str, _Candidate] = {}
    twins: dict[int, _Candidate] = {}
    beside: list[_Candidate] = []
    for one in sorted(sure, key=lambda one: (_HOW[one.how], -one.confidence, one.seen.tie)):
        if one.field not in used:
            used[one.field] = one
        elif _goes_on(one, used[one.field]):
            beside.append(one)
        else:
            twins[one.seen.at] = one
    settled = {one.seen.at for one in (*used.values(), *beside)} | left_out.keys() | twins.keys()
    guesses = [guess for seen in columns if seen.at not in settled for guess in _guesses(seen, kind, themes)]
    offers: dict[int, _Candidate] = {}
    for one in sorted(guesses, key=lambda one: (-one.confidence, one.seen.tie, one.field)):
        if one.seen.at in settled:
            continue
        if one.field in used and one.ticks_list:
            beside.append(one)
            settled.add(one.seen.at)
        elif one.field in used:
            if one.confidence >= LIKELY and one.field in (*_CHECKED, "text"):
                twins.setdefault(one.seen.at, one)
        elif one.confidence >= LIKELY:
            used[one.field] = one
            settled.add(one.seen.at)
        else:
            offers.setdefault(one.seen.at, one)
    by_place = {one.seen.at: one for one in (*used.values(), *beside)}
    return tuple(
        _column(seen, by_place.get(seen.at) or left_out.get(seen.at), twins.get(seen.at), offers.get(seen.at), used)
        for seen in columns
    )


def _goes_on(one: _Candidate, first: _Candidate) -> bool:
    """Whether a column goes on with a list that the first began: “Theme 1”, “Theme 2”; “Theme”, “Sub-theme”."""
    if one.ticks_list or first.ticks_list:
        return True
    words = {other.seen.heading.words for other in (one, first)}
    if one.field not in LIST_FIELDS or len(words) != 2:
        return False
    return all(any(map(str.isdigit, each)) for each in words) or any(key(each).startswith("sub") for each in words)


def named_fields(headings: Sequence[Heading | None], kind: str, sheet: str, decided: Decided) -> dict[str, float]:
    """The fields that a row of headings names by itself, and how sure each is: no cell is looked at."""
    found: dict[str, float] = {}
    for at, (told, one) in enumerate(_told(headings)):
        if one is None:
            continue
        known = _known(_Seen(at, told, one, (), exactly(one, kind)), kind, sheet, decided)
        # A choice to leave a column out does not make the row any less a header.
        name = known.field if known and known.field else one and (read := exactly(one, kind)) and read.field
        if name:
            found[name] = max(found.get(name, 0.0), known.confidence if known else 0.0)
    return found


def _told(headings: Sequence[Heading | None]) -> list[tuple[str, Heading | None]]:
    """Each heading with what it is told as: its column's letter is added where an earlier one is the same."""
    met: set[str] = set()
    told = []
    for at, one in enumerate(headings):
        words = one.words if one else ""
        told.append((f"{words} (column {column_letter(at)})" if words in met else words, one))
        met.add(words)
    return told


def _seen(headings: Sequence[Heading | None], body: Sequence[Sequence[Cell]], kind: str) -> list[_Seen]:
    """Every column with a header, and every column without one that has cells."""
    width = max([len(headings), *map(len, body[:ROWS_LOOKED_AT])])
    found = []
    for at, (told, one) in enumerate(_told([*headings, *[None] * (width - len(headings))])):
        cells = tuple(sample(body, at))
        if one is not None:
            found.append(_Seen(at, told, one, cells, exactly(one, kind)))
        elif cells:
            nameless = f"column {column_letter(at)}"
            found.append(_Seen(at, nameless, heading(nameless), cells, None))
    return found


def _known(seen: _Seen, kind: str, sheet: str, decided: Decided) -> _Candidate | None:
    """What is known about a column without a look at its cells; the field "" leaves it out."""
    chosen = decided.choice(sheet, seen.told, seen.heading.words, kind)
    if chosen is not None:
        return _Candidate(seen, chosen, 1.0, "chosen", "as you chose")
    held = decided.remembered.get((key(seen.heading.words), kind))
    if held is not None and (not held.field or held.field in fields_of(kind)):
        return _Candidate(seen, held.field, 1.0, "remembered", "as decided before", held.decided_at)
    if seen.by_name is not None:
        return _Candidate(seen, seen.by_name.field, seen.by_name.confidence, "name", "by its name")
    return None


def _guesses(seen: _Seen, kind: str, themes: Themes) -> list[_Candidate]:
    """What a column may be that no one decided about and whose name is not known."""
    if kind not in ("insight", "case_study"):
        names = () if seen.told.startswith("column ") else nearly(seen.heading, kind)
        return [
            _Candidate(seen, one.field, one.confidence, "near", _like(one)) for one in names if one.confidence > PART
        ]
    if asks_birth_date(seen.heading.words):
        return []
    if are_ticks(seen.cells) and (ticked := ticked_field(seen.heading.words, themes)):
        return [_Candidate(seen, ticked, _TICKED, "content", "its cells are ticks and its name is a known one")]
    by_content = fits(seen.cells, kind, themes)
    found = {name: _by_content(seen, fit) for name, fit in by_content.items()}
    for name in found.keys() & OF_SOURCE.keys():  # a hall may be where something was heard, “small” anything
        found[name] = replace(found[name], confidence=min(found[name].confidence, _ONLY_OFFERED))
    for named in nearly(seen.heading, kind):
        one = _by_both(seen, named, by_content.get(named.field))
        if one.field not in found or found[one.field].confidence < one.confidence:
            found[one.field] = one
    return [one for one in found.values() if one.confidence >= UNSURE]


def _by_content(seen: _Seen, fit: Fit) -> _Candidate:
    confidence = fit.confidence
    if fit.field in ("insight_id", "case_study_id") and fit.share > 0.9 and fit.looked_at > 2:
        confidence = UNSURE  # only offered: a row number that is taken for an id would meet other files' numbers
    return _Candidate(seen, fit.field, confidence, "content", _fit_words(fit))


def _by_both(seen: _Seen, named: NameRead, fit: Fit | None) -> _Candidate:
    """A name that is nearly known, or known in part, with what the cells say to it."""
    share = fit.share if fit else 0.0
    because = _like(named) + (f" and {_fit_words(fit)}" if fit else "")
    if named.field in LIST_FIELDS and share < 0.5 and are_labels(seen.cells):
        # A team's own words for its themes are known to nobody yet: here the name and the look of the cells decide.
        return _Candidate(seen, named.field, LIKELY, "near", f"{_like(named)} and its cells are short")
    if named.field in _CHECKED or fit:
        if share < _AT_LEAST and seen.cells:
            return _Candidate(seen, named.field, UNSURE, "near", because)
        return _Candidate(seen, named.field, round(min(0.94, named.confidence + 0.45 * share), 2), "near", because)
    part = LIKELY if " " in named.name else named.confidence  # several words that stand together say enough
    confidence = part if named.confidence <= PART else _NEAR_ONLY
    return _Candidate(seen, named.field, confidence, "near", because)


def _like(named: NameRead) -> str:
    return f"its name has “{named.name}” in it" if named.confidence <= PART else f"its name is like “{named.name}”"


def _fit_words(fit: Fit) -> str:
    what = _FIT_WORDS.get(fit.field, "of this kind")
    return f"{fit.hits:,} of {fit.looked_at:,} cells {'is' if fit.hits == 1 else 'are'} {what}"


def _column(
    seen: _Seen,
    used: _Candidate | None,
    twin: _Candidate | None,
    offer: _Candidate | None,
    all_used: Mapping[str, _Candidate],
) -> Column:
    written = seen.heading.words
    bare = Column(
        seen.at,
        seen.told,
        None,
        confidence=0.0,
        how="none",
        samples=_samples(seen.heading.words, seen.cells),
        written="" if written == seen.told else written,
    )
    if used:
        return replace(
            bare,
            field=used.field or None,
            confidence=used.confidence,
            how=used.how,
            because=used.because,
            remembered_at=used.remembered_at,
            ticked=used.ticks_list,
        )
    if twin:
        holder = all_used[twin.field].seen.told
        return replace(bare, offer=twin.field, confidence=twin.confidence, twin_of=holder, because=twin.because)
    if offer:
        return replace(bare, offer=offer.field, confidence=offer.confidence, because=offer.because)
    return bare


def _samples(words: str, cells: Sequence[Cell]) -> tuple[str, ...]:
    """Three different cells as a person may see them: personal data masked, shortened."""
    found: dict[str, None] = {}
    for cell in cells:
        text, kinds = mask(" ".join(as_text(cell).split()))
        by_header = () if kinds else mask(f"{words}: {text}")[1]  # a date under “Date of birth” is one
        text = f"[{by_header[0]} removed]" if by_header else text
        found[text if len(text) <= _SAMPLE_LONGEST else text[: _SAMPLE_LONGEST - 1].rstrip() + "…"] = None
        if len(found) == SAMPLES:
            break
    return tuple(found)
