"""What travels between the door and a participant's page: a random name in a cookie, and forms that cannot be forged.

A form carries a random number and a seal over it, the step and the cookie's name. The seal shows that we made the
form; the receipt of the number is how a second sending is known. Neither is stored with the answer.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request

from data.room_key import keyed, same

COOKIE = "kenspeckle_room"
LARGEST_BODY = 32 * 1024  # bytes; a story of 2,000 letters takes at most 24 kB as a form sends it
MOST_FIELDS = 60


class TooLarge(Exception):
    """More was sent than any answer can hold."""


@dataclass(frozen=True)
class Form:
    """One form that we gave out: its step, its number, its seal, and the random name of the browser it went to."""

    step_id: str
    number: str
    seal: str
    person: str

    @property
    def sending(self) -> str:
        """The receipt that tells a second sending of this form from a first one."""
        return keyed("sending", self.step_id, self.number)

    @property
    def take_back_hash(self) -> str:
        """What is stored so that whoever holds this form can take the answer back until the reveal."""
        return hashlib.sha256(keyed("take back", self.step_id, self.number).encode()).hexdigest()


def new_form(step_id: str, person: str) -> Form:
    """A fresh form for a step and the person whose page it is on."""
    number = secrets.token_urlsafe(16)
    return Form(step_id, number, _seal(step_id, number, person), person)


def form_of(fields: dict[str, list[str]], person: str) -> Form | None:
    """The form that was sent back; None where we never gave it out to this browser.

    ``person`` is the name in the cookie; a browser that keeps none (then it is "") is known by the form alone.
    """
    step_id, number, seal, named = (fields.get(name, [""])[0][:100] for name in ("step", "number", "seal", "person"))
    person = person or named
    if not (step_id and number and same(seal, _seal(step_id, number, person))):
        return None
    return Form(step_id, number, seal, person)


def person_receipt(form: Form) -> str:
    """The receipt of a browser that may answer a step only once."""
    return keyed("person", form.step_id, form.person)


def person_of(request: Request) -> str:
    """The random name in the request's cookie; "" where there is none."""
    name = request.cookies.get(COOKIE, "")
    return name if 20 <= len(name) <= 60 and name.replace("-", "").replace("_", "").isalnum() else ""


def new_person() -> str:
    """A random name for a participant's browser; it is never stored here."""
    return secrets.token_urlsafe(18)


async def fields_of(request: Request) -> dict[str, list[str]]:
    """The fields of a form, read with a limit. Raises TooLarge, and ValueError for what is no form."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_BODY:
            raise TooLarge
    return parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")


def _seal(step_id: str, number: str, person: str) -> str:
    return keyed("form", step_id, number, person)
