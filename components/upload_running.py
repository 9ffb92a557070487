"""What is being brought in just now, for every tab that did not begin it: another one, or this one loaded again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from components import upload_words as words
from components.markup import shortened, tag
from components.sign_in import who
from components.upload_waiting import show_progress
from components.upload_work import Work, being_saved

KEY = "running"
_SECONDS_BUSY, _SECONDS_IDLE = 1.0, 5.0
Own = Callable[[], Sequence[Work | None]]


def show_running(own: Own) -> None:
    """Files on their way in, apart from this tab's ``own``, which it follows itself; nothing where there are none."""
    followed: list[Work] = st.session_state.setdefault(KEY, [])
    busy = bool(followed or _others(own))
    st.fragment(_running, run_every=_SECONDS_BUSY if busy else _SECONDS_IDLE)(own, followed, busy)


def _others(own: Own) -> list[Work]:
    mine = own()
    return [work for work in being_saved() if work not in mine]


def _running(own: Own, followed: list[Work], busy: bool) -> None:
    followed += [work for work in _others(own) if work not in followed]
    if followed and not busy:
        st.rerun()  # look more often from now on
    for at, work in enumerate(followed):
        if work.finished.is_set():
            _finished(work)
        else:
            st.html(str(tag("p", f"A file is being brought in: {shortened(work.label, 80)}", class_="ks-note")))
            if work.who == who():
                show_progress(work, f"{KEY}-{at}")
            else:
                st.progress(work.share, work.words)
    if busy and followed and all(work.finished.is_set() for work in followed):
        followed.clear()
        st.rerun()  # the lists below have changed


def _finished(work: Work) -> None:
    receipt = work.receipt
    if receipt is None:
        told = "was stopped or could not be taken in. Nothing of it was saved."
    elif receipt.status == "rejected":
        told = "was not taken in, and nothing was saved."
    else:
        told = f"is here now. {words.what_became(vars(receipt), saved=True)}"
    st.session_state[f"{KEY}-told"] = f"{shortened(work.label, 80)} {told}"


def tell_last() -> None:
    """What became of the last file that this tab followed; said once."""
    told = st.session_state.pop(f"{KEY}-told", "")
    if told:
        st.html(str(tag("p", told, class_="ks-done", role="status")))
