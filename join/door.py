"""The participants' door: plain HTML forms under ``/join``, on the same server and port as the pages.

A thank-you is sent only after the answer is committed. A code opens the form of the step that the room is at, and
nothing else.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from data.answer_queue import Incoming, Outcome, answer_queue, take_back
from data.answers import screen_answer
from data.errors import Refused
from data.join_code import normal
from data.screening import screened
from data.step_kinds import KINDS, LONGEST_NAME, answer_of
from data.workshops import Workshop, by_code
from data.write import version
from join.door_forms import COOKIE, Form, TooLarge, fields_of, form_of, new_form, new_person, person_of, person_receipt
from join.door_pages import Pages
from join.rate_limit import RateLimit

WRONG_CODES_A_MINUTE = 20  # from one address
ANSWERS_A_MINUTE = 6  # from one participant's browser
SENDINGS_A_MINUTE = 3_000  # from one address: a hall of people shares one
SECONDS_TO_COMMIT = 20
# What to say for each outcome that is not a thank-you: the status and the words.
_WORDS = {
    "closed": (409, "This question takes no more answers. If you saw a thank-you before, your answer is in."),
    "answered": (409, "You have answered this question already. Take your answer back first if you want to change it."),
    "full": (503, "The room is full just now. Your answer was not sent. Wait a moment, then send it again."),
}
_NOTED = "This group has sent its note already. Choose your own group, or tell the host what should be changed."
logger = logging.getLogger("kenspeckle.door")


class Door:
    """The routes under ``/join`` and what they remember for a minute."""

    def __init__(self, style: str) -> None:
        """``style`` is the colours as CSS variables; the pages hold none of their own."""
        self._pages = Pages(style)
        self._wrong = RateLimit(WRONG_CODES_A_MINUTE)
        self._answers = RateLimit(ANSWERS_A_MINUTE)
        self._sendings = RateLimit(SENDINGS_A_MINUTE)
        self._proxies = {one.strip() for one in os.environ.get("KENSPECKLE_PROXIES", "").split(",") if one.strip()}
        self._known: dict[str, tuple[int, Workshop]] = {}

    def routes(self) -> list[Route]:
        """What the server answers under ``/join``."""
        return [
            Route("/join", self._entrance, methods=["GET", "POST"]),
            Route("/join/{code}", self._step, methods=["GET", "POST"]),
            # A slash too many; without these the answer would repeat the host that the request claims.
            Route("/join/", _without_slash, methods=["GET"]),
            Route("/join/{code}/", _without_slash, methods=["GET"]),
            Route("/join/{code}/now", self._now, methods=["GET"]),
            Route("/join/{code}/take-back", self._take_back, methods=["POST"]),
        ]

    async def _entrance(self, request: Request) -> Response:
        if request.method == "GET":
            return self._pages.entrance()
        try:
            fields = await fields_of(request)
        except (TooLarge, ValueError):
            return self._pages.entrance("That is not a code. It has ten letters and digits.", status=400)
        code = normal(fields.get("code", [""])[0])
        if not code:
            return self._pages.entrance("Type the code that you were given.", status=400)
        return await self._with(request, code, self._enter)

    async def _enter(self, request: Request, workshop: Workshop) -> Response:
        return RedirectResponse(f"/join/{quote(workshop.code or '')}", status_code=303)

    async def _step(self, request: Request) -> Response:
        handler = self._show if request.method == "GET" else self._send
        return await self._with(request, normal(request.path_params["code"]), handler)

    async def _with(
        self, request: Request, code: str, handler: Callable[[Request, Workshop], Awaitable[Response]]
    ) -> Response:
        """Let ``handler`` answer if the code opens a workshop; wrong ones are counted by address."""
        address = self._address(request)
        # Somebody who is in already is never held up by what others in the same hall mistype.
        if not person_of(request) and self._wrong.is_over(address):
            return self._pages.entrance("Too many wrong codes. Wait a minute, then try again.", status=429)
        workshop = await self._workshop(code)
        if workshop is None:
            if not self._wrong.count(address):
                return self._pages.entrance("Too many wrong codes. Wait a minute, then try again.", status=429)
            return self._pages.entrance("This code opens no workshop now. Check it, or ask the host.", status=404)
        return await handler(request, workshop)

    async def _show(self, request: Request, workshop: Workshop, wrong: str = "", status: int = 200) -> Response:
        person = person_of(request) or new_person()
        step = workshop.current
        form = new_form(step.step_id, person) if step and step.takes_answers else None
        response = self._pages.step(workshop, form, wrong=wrong, status=status)
        if not person_of(request):
            self._remember(request, response, person)
        return response

    async def _send(self, request: Request, workshop: Workshop) -> Response:
        person = person_of(request)
        if not self._sendings.count(self._address(request)):
            return await self._show(request, workshop, _WORDS["full"][1], 429)
        try:
            fields = await fields_of(request)
        except TooLarge:
            return await self._show(request, workshop, "That is too long to be an answer. Nothing was sent.", 413)
        except ValueError:
            return await self._show(request, workshop, "That was not understood. Answer again, please.", 400)
        form = form_of(fields, person)
        step = next((one for one in workshop.steps if form and one.step_id == form.step_id), None)
        if form is None or step is None:
            return await self._show(
                request, workshop, "This form is not good any more, and nothing was sent. Here is a fresh one.", 409
            )
        try:
            answer = answer_of(step.plan.kind, step.plan.asks, fields)
            name = _name(fields) if step.plan.named else None
        except Refused as refused:
            return self._pages.step(workshop, form, wrong=str(refused), status=422, written=fields)
        if not self._answers.count(form.person):
            return self._pages.step(
                workshop, form, wrong="That is a lot of answers in a minute. Wait a little, then send it again.",
                status=429, written=fields,
            )  # fmt: skip
        outcome = await self._handed_in(form, step.plan.kind, answer, name, fields, workshop, step.plan.live)
        if outcome in ("taken", "again"):
            return self._pages.thanks(workshop, step, form, fields)
        status, words = _WORDS[outcome]
        if outcome == "answered" and step.plan.kind == "groups":
            return self._pages.step(workshop, form, wrong=_NOTED, status=status, written=fields)
        if outcome == "full":
            return self._pages.step(workshop, form, wrong=words, status=status, written=fields)
        return await self._show(request, await self._workshop(workshop.code or "") or workshop, words, status)

    async def _handed_in(
        self, form: Form, kind: str, answer: str, name: str | None, fields: dict[str, list[str]],
        workshop: Workshop, live: bool,
    ) -> Outcome:  # fmt: skip
        clean, held_for = screen_answer(answer, workshop.held_words)
        future = answer_queue().submit(
            Incoming(
                step_id=form.step_id,
                answer=clean,
                held_for=held_for,
                given_name=name,
                sending=form.sending,
                person=person_receipt(form) if KINDS[kind].once else None,
                take_back_hash=None if live else form.take_back_hash,
                closed_on_stage=bool(fields.get("hard")),
                came_by="group" if kind == "groups" else "door",
                group=json.loads(answer).get("group"),
            )
        )
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), SECONDS_TO_COMMIT)
        except Exception as fault:  # nothing of it is kept, or the receipt says so when it is sent again
            logger.error("an answer could not be written", exc_info=fault)
            return "full"

    async def _take_back(self, request: Request) -> Response:
        return await self._with(request, normal(request.path_params["code"]), self._taken_back)

    async def _taken_back(self, request: Request, workshop: Workshop) -> Response:
        person = person_of(request)
        try:
            form = form_of(await fields_of(request), person)
        except (TooLarge, ValueError):
            form = None
        if form is None:
            return await self._show(request, workshop, "That was not understood, and nothing was changed.", 400)
        gone = await run_in_threadpool(take_back, form.take_back_hash, person_receipt(form))
        words = (
            "Your answer was taken back."
            if gone
            else "The answers have been shown, so yours can no longer be taken back."
        )
        return await self._show(request, workshop, words, 200 if gone else 409)

    async def _now(self, request: Request) -> Response:
        """Where the room is, in a few letters, for the script that looks whether the page is still the right one."""
        workshop = await self._workshop(normal(request.path_params["code"]))
        if workshop is None:
            return PlainTextResponse("over", status_code=404)
        return Response(json.dumps({"now": self._pages.place(workshop)}), media_type="application/json")

    async def _workshop(self, code: str) -> Workshop | None:
        """The workshop that a code opens; read again whenever the run of show has changed."""
        stands_at = version("room")
        held = self._known.get(code)
        if held and held[0] == stands_at and held[1].door_is_open:
            return held[1]
        found = await run_in_threadpool(by_code, code) if len(code) >= 8 else None
        if found is None:
            self._known.pop(code, None)
            return None
        if len(self._known) > 100:
            self._known.clear()
        self._known[code] = (stands_at, found)
        return found

    def _remember(self, request: Request, response: Response, person: str) -> None:
        forwarded = request.headers.get("x-forwarded-proto", "") if self._from_proxy(request) else ""
        response.set_cookie(
            COOKIE,
            person,
            path="/join",
            httponly=True,
            samesite="lax",
            secure="https" in (request.url.scheme, forwarded),
        )

    def _address(self, request: Request) -> str:
        direct = request.client.host if request.client else ""
        if not self._from_proxy(request):
            return direct
        told = [one.strip() for one in request.headers.get("x-forwarded-for", "").split(",")]
        return next((one for one in reversed(told) if one and one not in self._proxies), direct)[:64]

    def _from_proxy(self, request: Request) -> bool:
        return bool(request.client and request.client.host in self._proxies)


async def _without_slash(request: Request) -> Response:
    code = normal(request.path_params.get("code", ""))
    return RedirectResponse(f"/join/{code}" if code else "/join", status_code=303)


def _name(fields: dict[str, list[str]]) -> str | None:
    told, _ = screened(" ".join(fields.get("name", [""])[0].split())[:LONGEST_NAME])
    return told or None
