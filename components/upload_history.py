"""What was brought in, by whom and when; each upload can be taken back whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from markupsafe import Markup

from components import pager, upload_files
from components import upload_words as words
from components.markup import join, plain, shortened, tag
from components.sign_in import who
from data.dependents import Dependents, dependents
from data.errors import KenspeckleError
from data.history import list_uploads
from data.taking_back import undo_upload
from data.vocabulary import vocabulary

SIZE = 10
KEY = "uploads"
PERSONAL = {"mask": "masked where found", "park": "rows that hold it set aside", "keep": "kept where found"}
Upload = Mapping[str, Any]


def show_history() -> None:
    """The uploads, newest first, a page at a time."""
    uploads = list_uploads()
    st.html(str(tag("h2", "What was brought in", class_="ks-step")))
    _tell_last()
    if not uploads:
        st.html(str(tag("p", "Nothing yet. Choose a spreadsheet above.", class_="ks-note")))
        return
    start = pager.offset(KEY, len(uploads), SIZE)
    page = uploads[start : start + SIZE]
    for upload in page:
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key=f"card-upload-{upload['upload_id']}"
        ):
            st.html(str(upload_markup(upload)), width="stretch")
            with st.container(width="content", key=f"upload-doing-{upload['upload_id']}"):
                if upload["undone_at"] is None and st.button(
                    "Take back", key=f"take-back-{upload['upload_id']}", icon=":material/undo:"
                ):
                    _ask(upload, _depends(upload))
                upload_files.show(upload)
    pager.turner(KEY, len(uploads), start=start, shown=len(page), matching=len(uploads), size=SIZE, noun="uploads")


def upload_markup(upload: Upload) -> Markup:
    """One upload in words: file, who, when, what became of its rows, the file's fingerprint."""
    back = upload["undone_at"]
    counts = [
        (upload["rows_read"], "read"),
        (upload["rows_saved"], "saved"),
        (upload["rows_parked"], "for your attention"),
        (upload["rows_unchanged"], "here already"),
        (upload["rows_blank"], "blank"),
    ]
    told = join((join([tag("b", f"{number:,}"), f" {name}"]) for number, name in counts if number), " · ")
    state = (
        tag("p", f"Taken back on {words.moment(back)} by {upload['undone_by'] or 'somebody'}", class_="ks-back")
        if back
        else ""
    )
    return tag(
        "div",
        tag("h3", upload["file_name"], class_="ks-title"),
        tag(
            "p",
            f"{words.kind(upload['kind']).capitalize()}, brought in on {words.moment(upload['uploaded_at'])} "
            f"by {upload['who']}",
            class_="ks-from",
        ),
        tag("p", told, class_="ks-tally"),
        _since(upload),
        tag(
            "p",
            f"Personal data: {PERSONAL.get(upload['personal_data'], 'not recorded')}{_why(upload)}. "
            "Fingerprint of the file: ",
            tag("code", upload["sha256"][:12], title=upload["sha256"]),
            class_="ks-small",
        ),
        state,
        class_="ks-upload ks-undone" if back else "ks-upload",
    )


def _since(upload: Upload) -> Markup:
    """What became of the rows that were set aside, and what was said about quoting."""
    parts = [
        f"{words.rows(upload['waiting'])} still to mend" if upload.get("waiting") else "",
        f"{words.rows(upload['mended'])} mended since" if upload.get("mended") else "",
        f"{words.rows(upload['discarded'])} discarded" if upload.get("discarded") else "",
        f"Who may see the words: {vocabulary().label('quote_permission', upload['permission']).lower()}"
        if upload.get("permission")
        else "",
    ]
    told = ". ".join(part for part in parts if part)
    return tag("p", f"{told}.", class_="ks-small") if told else Markup("")


def _why(upload: Upload) -> str:
    return f" (why: {upload['personal_reason']})" if upload.get("personal_reason") else ""


def _depends(upload: Upload) -> Dependents:
    """Asked once, when the dialog opens: inside it, it would be asked again after the upload has gone."""
    try:
        return dependents(upload["upload_id"])
    except KenspeckleError as refused:
        return Dependents(upload["file_name"], why_not=str(refused))


@st.dialog("Take this upload back?", width="medium")
def _ask(upload: Upload, found: Dependents) -> None:
    lines = join(tag("li", line) for line in found.told())
    name = tag("p", shortened(upload["file_name"], 80), class_="ks-lead")
    st.html(str(name + tag("ul", lines, class_="ks-list")))
    with st.container(horizontal=True, horizontal_alignment="right", key="take-back-choice"):
        if st.button("Leave it as it is", key="take-back-no"):
            st.rerun()
        if not found.why_not and st.button(
            plain("Take it back"), key="take-back-yes", type="primary", on_click=_take_back, args=(upload["upload_id"],)
        ):
            st.rerun()


def _take_back(upload_id: str) -> None:
    """Done before the page runs again, so that a second click finds nothing left to take back."""
    try:
        done = undo_upload(upload_id, who())
    except KenspeckleError as refused:
        st.session_state[f"{KEY}-told"] = (False, str(refused))
        return
    parts = [
        f"{words.rows(done['rows_removed'])} went",
        f"{done['rows_restored']:,} came back as they were" if done["rows_restored"] else "",
        f"{done['rows_stayed']:,} stayed because a later upload changed them" if done["rows_stayed"] else "",
        f"{done['rows_waiting_again']:,} need attention again" if done["rows_waiting_again"] else "",
    ]
    st.session_state[f"{KEY}-told"] = (True, "Taken back: " + ", ".join(part for part in parts if part) + ".")


def _tell_last() -> None:
    """What became of the last taking back; said once."""
    went, told = st.session_state.pop(f"{KEY}-told", (True, ""))
    if told:
        st.html(str(tag("p", told, class_="ks-done" if went else "ks-refused", role="status")))
