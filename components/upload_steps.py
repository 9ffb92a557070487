"""Brings a spreadsheet in, in three steps: choose, see what would happen, save."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from components import upload_report as report
from components import upload_words as words
from components.markup import tag
from components.refusal import show_refusal, show_rejection
from components.upload_changes import show_changes
from components.upload_columns import show_columns
from components.upload_decisions import show_decisions
from components.upload_other_words import show_other_words
from components.upload_permission import show_permission
from components.upload_personal import NO_REASON, lacks_reason, show_personal
from components.upload_round import Round
from components.upload_waiting import wait
from components.upload_work import STOPPED, Work
from data.errors import Cancelled, KenspeckleError
from data.receipts import Receipt
from data.workbook import Limits
from data.workbook_limits import MEGABYTE

KEY = "upload"
COUNTED_AGAIN = (
    ("overview", "Overview"),
    ("themes", "Themes"),
    ("places", "Places"),
    ("inequality", "Inequality"),
    ("trends", "Trends"),
    ("insights", "Insights"),
    ("case_studies", "Case studies"),
)


def here() -> Round:
    """What this reader does with a file just now."""
    held: Round = st.session_state.setdefault(f"{KEY}-round", Round())
    return held


def show_upload() -> None:
    """The three steps, or, once begun, the saving and its receipt."""
    round_ = here()
    try:
        if round_.saving is not None:
            _saved(round_, round_.saving)
        else:
            _choose(round_)
    except Cancelled:
        st.html(str(tag("p", STOPPED, class_="ks-done", role="status")))
        if round_.saving is not None:
            _another(round_)
            return
        st.button("Back to the file", key=f"{KEY}-back", icon=":material/arrow_back:", on_click=round_.back)
    except KenspeckleError as refused:
        show_refusal(str(refused))
        if round_.saving is not None:
            _another(round_)


def _choose(now: Round) -> None:
    _step(1, "Choose a spreadsheet")
    limits = Limits.from_settings()
    file = st.file_uploader(
        "Drop a file here: insights, case studies or themes, as XLSX or CSV",
        type=["xlsx", "xlsm", "csv"],
        max_upload_size=max(1, max(limits.file_bytes, limits.csv_bytes) // MEGABYTE),
        key=f"{KEY}-file-{now.number}",
    )
    if file is None:
        return
    _step(2, "See what would happen")
    receipt = wait(now.look(file), f"{KEY}-look")
    if receipt.status == "rejected":
        show_rejection(receipt)
        show_columns(now, receipt.columns)
        return
    _consequences(receipt)
    show_columns(now, receipt.columns)
    if receipt.problems:
        st.html(str(report.problems(receipt.problems)))
    if receipt.consequences:
        show_decisions(receipt.consequences.words, key=f"{KEY}-words-{now.number}", decided=now.look_again)
    show_other_words(now, receipt)
    show_personal(now, receipt)
    show_permission(now, receipt)
    if not receipt.nothing_new:
        _step(3, "Save")
        st.button(
            f"Save {words.rows(receipt.rows_saved)}" if receipt.rows_saved else "Keep these rows for mending",
            key=f"{KEY}-save-{now.number}",
            type="primary",
            icon=":material/save:",
            on_click=_save,
            args=(now, file),
        )
        if st.session_state.pop(f"{KEY}-no-reason", False) and lacks_reason(now):
            st.html(str(tag("p", NO_REASON, class_="ks-refused", role="alert")))
        st.html(str(tag("p", "You can take the whole upload back at any time.", class_="ks-note")))


def _save(now: Round, file: UploadedFile) -> None:
    """Begin to save, unless personal data is to be kept and nobody said why."""
    if lacks_reason(now):
        st.session_state[f"{KEY}-no-reason"] = True
    else:
        now.save(file)


def _consequences(receipt: Receipt) -> None:
    lead = words.what_became(vars(receipt), saved=False)
    kind = tag("p", f"The rows are read as {words.kind(receipt.kind)}. Nothing is saved yet.", class_="ks-note")
    st.html(str(tag("p", lead, class_="ks-lead", role="status") + kind + report.counts(receipt, saved=False)))
    if receipt.consequences:
        show_changes(receipt.consequences)


def _saved(now: Round, saving: Work) -> None:
    receipt = wait(saving, f"{KEY}-saving")
    if receipt.status == "rejected":
        show_rejection(receipt)
    else:
        lead = words.what_became(vars(receipt), saved=True)
        begun = "✓ Saved" if now.begun_here else "✓ Here already: another window was bringing this file in"
        done = tag("p", begun, class_="ks-done") + tag("p", lead, class_="ks-lead", role="status")
        st.html(str(done + report.counts(receipt, saved=True) + report.problems(receipt.problems)))
        if receipt.rows_saved:
            st.html(str(tag("p", "Every page that counts has counted again. See what became of it:", class_="ks-note")))
            with st.container(horizontal=True, key=f"{KEY}-links"):
                for page, label in COUNTED_AGAIN:
                    st.page_link(f"pages/{page}.py", label=label)
    _another(now)


def _another(now: Round) -> None:
    st.button("Bring in another file", key=f"{KEY}-again", icon=":material/upload_file:", on_click=_again, args=(now,))


def _again(now: Round) -> None:
    st.session_state[f"{KEY}-round"] = Round(number=now.number + 1)


def _step(number: int, words_: str) -> None:
    st.html(str(tag("h2", tag("b", str(number)), " ", words_, class_="ks-step")))
