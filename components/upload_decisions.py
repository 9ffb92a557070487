"""Words that nobody has placed: one decision for all rows of a word, remembered for every file to come."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import streamlit as st

from components import upload_words as words
from components.markup import plain, shortened, tag
from components.sign_in import who
from data import decisions
from data.consequences import Word, may_be_shown
from data.decisions import ONE_VALUE, Decided, OpenWord
from data.errors import KenspeckleError
from data.personal import mask
from data.word_choices import Choice, choices, suggestions

ELSE, LEAVE, NEW_THEME = "Something else …", "Leave as not recorded", "Make it a new theme"
AT_FIRST = 5  # words of one kind that are shown; the rest at a click
_KINDS = {"place": "Places", "themes": "Themes", "groups": "Groups", "date": "Dates"}
_LONGEST = 60


def show_decisions(found: Sequence[Word], *, key: str, decided: Callable[[], None]) -> None:
    """The open words of a file that is looked at; ``decided`` is called after each decision."""
    _show([OpenWord(word.field, word.raw, word.rows) for word in found], key, decided, "Words that need a decision")


def show_open_words() -> None:
    """The open words of everything that is saved, to be decided at any time."""
    found = [word for word in decisions.open_words() if may_be_shown(word.field, word.raw)]
    _show(found, "open-words", lambda: None, "Words nobody has placed yet")


def _show(found: Sequence[OpenWord], key: str, decided: Callable[[], None], heading: str) -> None:
    told = st.session_state.pop(f"{key}-told", None)
    if not found and not told:
        return
    st.html(str(tag("h2", heading, class_="ks-step")))
    if told:
        went, sentence = told
        st.html(str(tag("p", sentence, class_="ks-done" if went else "ks-refused", role="status")))
    if not found:
        st.html(str(tag("p", "Every word is placed.", class_="ks-note")))
        return
    note = "Decide once: it holds for every row with this word, and for every file to come. You can forget it again."
    st.html(str(tag("p", note, class_="ks-note")))
    for field in dict.fromkeys(word.field for word in found):
        mine = [word for word in found if word.field == field]
        _kind(field, mine, key, decided)


def _kind(field: str, found: Sequence[OpenWord], key: str, decided: Callable[[], None]) -> None:
    name = _KINDS.get(field, words.field(field))
    with st.expander(f"{plain(name)}: {len(found):,} to decide", expanded=False, key=f"{key}-{field}"):
        all_of_them = f"{key}-{field}-all"
        shown = found if st.session_state.get(all_of_them) else found[:AT_FIRST]
        for word in shown:
            with st.container(border=True, key=f"card-{_own_key(key, word)}"):
                _word(word, _own_key(key, word), key, decided)
        if len(shown) < len(found):
            st.button(
                f"Show {len(found) - len(shown):,} more",
                key=f"{all_of_them}-button",
                on_click=lambda: st.session_state.update({all_of_them: True}),
            )


def _word(word: OpenWord, own: str, key: str, decided: Callable[[], None]) -> None:
    likely = {choice.label: choice for choice in suggestions(word.field, word.raw)}
    new = [NEW_THEME] if word.field == "themes" else []
    options = [*likely, *new, ELSE, LEAVE]
    # Not the label of the radio: a screen reader would be told the signs that disarm markdown.
    st.html(str(tag("h3", f"{_shown(word.raw)} in {words.rows(word.records)}", class_="ks-title")))
    picked = st.radio(
        "It stands for",
        options,
        index=0 if likely else None,
        format_func=plain,
        key=f"{own}-radio",
    )
    meant: Choice | None = likely.get(picked or "")
    name = ""
    if picked == ELSE:
        meant = _something_else(word, own)
    elif picked == NEW_THEME:
        name = st.text_input(
            "Name of the new theme", value=shortened(word.raw, decisions.LONGEST_NAME), key=f"{own}-name"
        )
    ready = picked in (LEAVE, NEW_THEME) or meant is not None
    st.button(
        f"Remember for {'this row' if word.records == 1 else f'all {word.records:,} rows'}",
        key=f"{own}-remember",
        type="primary",
        icon=":material/check:",
        disabled=not ready,
        on_click=_decide,
        args=(word, meant, name if picked == NEW_THEME else None, key, decided),
    )


def _something_else(word: OpenWord, own: str) -> Choice | None:
    if word.field == "date":
        written = st.text_input("A date, month, quarter or year, such as 2026-04 or Q2 2026", key=f"{own}-date")
        return Choice((written.strip(),), written.strip()) if written.strip() else None
    offered = {choice.label: choice for choice in choices(word.field)}
    if word.field in ONE_VALUE:
        one = st.selectbox("Choose from all", list(offered), index=None, key=f"{own}-one")
        return offered[one] if one else None
    several = st.multiselect("Choose from all, one or several", list(offered), key=f"{own}-several")
    values = tuple(value for label in several for value in offered[label].values)
    return Choice(values, " and ".join(several)) if several else None


def _decide(word: OpenWord, meant: Choice | None, new_name: str | None, key: str, decided: Callable[[], None]) -> None:
    """Done before the page runs again, so that a second click finds it decided."""
    try:
        if new_name is not None:
            done = decisions.make_theme(word.raw, who(), new_name)
        else:
            done = decisions.decide(word.field, word.raw, meant.values if meant else None, who())
    except KenspeckleError as refused:
        st.session_state[f"{key}-told"] = (False, str(refused))
        return
    st.session_state[f"{key}-told"] = (True, _told(word, done))
    decided()


def _told(word: OpenWord, done: Decided) -> str:
    meant = f"means {' and '.join(done.labels)}" if done.labels else "is left as not recorded"
    rows = (
        f" {words.rows(done.records)} that {'was' if done.records == 1 else 'were'} saved before"
        if done.records
        else ""
    )
    also = f" It was used at once in{rows}." if rows else ""
    return f"Remembered: {_shown(word.raw)} {meant}, from now on.{also}"


def _shown(raw: str) -> str:
    return f"‘{shortened(mask(raw)[0], _LONGEST)}’"


def _own_key(key: str, word: OpenWord) -> str:
    return f"{key}-{hashlib.sha256(f'{word.field} {word.raw}'.encode()).hexdigest()[:12]}"
