"""How each column of a file is read: its header, three of its cells, the field, and how sure that is; to be changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import streamlit as st
from markupsafe import Markup

from components.markup import join, plain, tag
from components.sign_in import who
from components.upload_round import Round
from data import column_mappings
from data.columns import SURE, Column, fields_of
from data.errors import KenspeckleError
from data.field_words import field_word
from data.tables_in_book import SeenColumn

KEY = "upload-column"
NOT_USED = "Not used: kept with each row"
FOLDED_FROM = 13  # columns from which on those that are understood are folded away
_NEVER_ASKED = ("original_cells",)


def show_columns(now: Round, columns: Sequence[SeenColumn]) -> None:
    """The columns of the file of this round. A change is tried at once, and remembered when the file is saved."""
    if not columns:
        return
    doubtful = [seen for seen in columns if is_doubtful(seen.column)]
    understood = [seen for seen in columns if not is_doubtful(seen.column)]
    several = len({seen.sheet for seen in columns}) > 1
    with st.container(key=f"{KEY}s-head", horizontal=True, vertical_alignment="center"):
        st.html(str(heading(columns)), width="stretch")
        _download(columns)
    failed = st.session_state.pop(f"{KEY}-told", "")
    if failed:
        st.html(str(tag("p", failed, class_="ks-refused", role="alert")))
    if doubtful and len(columns) < FOLDED_FROM:
        for seen in columns:
            _row(now, seen, columns, several)
        return
    for seen in doubtful:
        _row(now, seen, columns, several)
    if understood:
        with st.expander(f"{_columns(len(understood))} understood: look at them or change them"):
            for seen in understood:
                _row(now, seen, columns, several)


def is_doubtful(column: Column) -> bool:
    """Whether a person should look at it: it was guessed, or is not used though nobody said so."""
    if column.how in ("chosen", "remembered"):
        return False
    return column.field is None or column.confidence < SURE


def heading(columns: Sequence[SeenColumn]) -> Markup:
    """How many columns are used, and how many want a look."""
    used = sum(1 for seen in columns if seen.column.field)
    look = sum(1 for seen in columns if is_doubtful(seen.column))
    told = f"{used} of {_columns(len(columns))} understood"
    rest = f" {look} {'wants' if look == 1 else 'want'} a look: change what is wrong." if look else ""
    note = tag("p", f"{told}.{rest}", class_="ks-note")
    return tag("h3", "How the columns are read", class_="ks-title") + note


def column_markup(seen: SeenColumn, *, with_sheet: bool) -> Markup:
    """The header of a column and three of its cells."""
    samples = seen.column.samples
    cells = join(tag("li", sample) for sample in samples) if samples else tag("li", "no cell is filled")
    where = tag("span", f" sheet {seen.sheet}", class_="ks-small") if with_sheet and seen.sheet else ""
    return tag("p", tag("b", seen.column.header), where, class_="ks-colhead") + tag("ul", cells, class_="ks-cells")


def how_sure(column: Column) -> str:
    """The confidence in words, with the reason."""
    if column.how == "chosen":
        return "As you chose" if column.field else "Left out, as you chose"
    if column.how == "remembered" and column.remembered_at:
        return f"Remembered from {column.remembered_at.day} {column.remembered_at:%B}"
    if column.twin_of is not None:
        return f"The same as “{column.twin_of}”, which is used"
    if column.field is None:
        return f"Not sure: maybe {field_word(column.offer)}, {column.because}" if column.offer else "Not known"
    if column.confidence >= SURE:
        return "Sure: its name is known"
    return f"Likely: {column.because}"


def mapping_json(columns: Sequence[SeenColumn]) -> str:
    """The mapping that the command line takes with ``--mapping``: what is used, and what was left out on purpose."""
    told = {
        seen.name: seen.column.field or ""
        for seen in columns
        if seen.column.field or seen.column.how in ("chosen", "remembered")
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def chosen(now: Round, seen: SeenColumn, field: str, columns: Sequence[SeenColumn]) -> None:
    """Read a column as a field from now on; another one of its sheet that was chosen for it gives way."""
    rivals = {
        other.name for other in columns if other.sheet == seen.sheet and other.kind == seen.kind and other.column.field
    }
    kept = {name: to for name, to in now.choices.mapping.items() if not (field and to == field and name in rivals)}
    now.choose(mapping={**kept, seen.name: field})


def _row(now: Round, seen: SeenColumn, columns: Sequence[SeenColumn], several: bool) -> None:
    column = seen.column
    key = f"{KEY}-{now.number}-{seen.sheet}-{seen.kind}-{column.at}"
    options = ["", *(name for name in fields_of(seen.kind) if name not in _NEVER_ASKED or name == column.field)]
    if st.session_state.get(key) != (column.field or ""):
        st.session_state[key] = column.field or ""  # another choice may have given or taken its field
    with st.container(key=f"row-{key}", horizontal=True, vertical_alignment="center"):
        st.html(str(column_markup(seen, with_sheet=several)), width="stretch")
        st.selectbox(
            f"Read {plain(column.header)} as",
            options,
            key=key,
            format_func=lambda name: field_word(name) if name else NOT_USED,
            label_visibility="collapsed",
            width=270,
            on_change=lambda: chosen(now, seen, st.session_state[key], columns),
        )
        with st.container(width=250, gap=None, key=f"sure-{key}"):
            st.html(str(tag("p", how_sure(column), class_="ks-sure")))
            _button(now, seen, columns, key)


def _button(now: Round, seen: SeenColumn, columns: Sequence[SeenColumn], key: str) -> None:
    """One click that settles a column, where there is something to settle."""
    column = seen.column

    def button(label: str, name: str, on_click: Callable[[], None]) -> None:
        st.button(label, key=f"{name}-{key}", type="tertiary", on_click=on_click, help=None)

    if column.how == "remembered":
        button("Forget it", "forget", lambda: _forget(now, seen))
    elif column.field and column.how != "chosen" and column.confidence < SURE:
        field = column.field
        button("That is right", "right", lambda: chosen(now, seen, field, columns))
    elif column.field is None and column.offer and column.how != "chosen":
        offer = column.offer
        button(f"Read it as {plain(field_word(offer))}", "take", lambda: chosen(now, seen, offer, columns))


def _forget(now: Round, seen: SeenColumn) -> None:
    try:
        column_mappings.forget(seen.column.words, seen.kind, who())
    except KenspeckleError as refused:
        st.session_state[f"{KEY}-told"] = str(refused)
    now.look_again()


def _download(columns: Sequence[SeenColumn]) -> None:
    st.download_button(
        "Download for the command line",
        data=mapping_json(columns),
        file_name=f"kenspeckle_columns_{datetime.now(UTC):%Y-%m-%d}.json",
        mime="application/json",
        key=f"{KEY}s-json",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )


def _columns(number: int) -> str:
    return f"{number:,} {'column' if number == 1 else 'columns'}"
