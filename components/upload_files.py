"""The file of an upload to download: as it was saved, and untouched where an administrator has that kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.sign_in import who
from data.errors import KenspeckleError
from data.history import delete_original, kept_file

Upload = Mapping[str, Any]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(upload: Upload) -> None:
    """The buttons; nothing where no file is kept."""
    upload_id = upload["upload_id"]
    if upload["has_file"]:
        st.download_button(
            "The file as it was saved",
            data=lambda: kept_file(upload_id)[1],
            file_name=_name(upload),
            mime=_XLSX if _name(upload).endswith(("xlsx", "xlsm")) else "text/csv",
            key=f"kept-{upload_id}",
            on_click="ignore",
            icon=":material/download:",
            help="Personal data that was masked is masked in it." if upload["masked"] else None,
        )
    if upload["has_original"]:
        st.download_button(
            "The untouched file",
            data=lambda: kept_file(upload_id, original=True)[1],
            file_name=upload["file_name"],
            key=f"original-{upload_id}",
            on_click="ignore",
            icon=":material/download:",
            help="It may hold personal data.",
        )
        st.button(
            "Delete the untouched file",
            key=f"delete-original-{upload_id}",
            icon=":material/delete:",
            on_click=_delete,
            args=(upload_id,),
        )


def _name(upload: Upload) -> str:
    """The name to download it under; a workbook that was written anew holds no macros any more."""
    name = str(upload["file_name"])
    return f"{name[:-5]}.xlsx" if upload["masked"] and name.casefold().endswith(".xlsm") else name


def _delete(upload_id: str) -> None:
    try:
        delete_original(upload_id, who())
        st.session_state["uploads-told"] = (True, "The untouched file is deleted. The file as it was saved stays.")
    except KenspeckleError as refused:
        st.session_state["uploads-told"] = (False, str(refused))
