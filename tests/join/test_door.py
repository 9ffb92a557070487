"""The participants' door: who comes in, what is taken, what is taken once, and what is never taken."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from data import answers, steps, workshops
from data.answer_queue import answer_queue
from data.connect import database
from data.errors import Refused
from data.run_of_show import StepPlan
from tests.join.room_client import Browser, door

pytestmark = pytest.mark.process

CHOICES = {"choices": ["First reading", "Second reading"]}


@pytest.fixture
def app(empty: Path) -> Iterator[Starlette]:
    """The door over a database without any evidence."""
    yield door()
    answer_queue().close()


def running(kind: str = "answers", asks: dict[str, Any] | None = None, **plan: Any) -> tuple[str, str, str]:
    """A workshop at a step that asks: (code, step_id, workshop_id)."""
    workshop_id = workshops.create("Listening in Fife", "To listen", "blank", "a test")
    step_id = steps.add_step(workshop_id, StepPlan(kind, "What do you see?", asks=asks or {}, **plan), "a test")
    code = workshops.open_door(workshop_id, "a test")
    steps.go_to(step_id, "a test")
    return code, step_id, workshop_id


def held(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with database().cursor() as cursor:
        return cursor.execute(sql, list(values)).fetchall()


def test_the_code_opens_the_form_of_the_step_the_room_is_at(app: Starlette) -> None:
    code, _, _ = running()
    one = Browser(app)
    assert one.post("/join", {"code": code.lower().replace("-", " ")}).headers["location"] == f"/join/{code}"
    page = one.get(f"/join/{code}")
    assert page.status == 200
    assert "What do you see?" in page.text
    assert len(page.text.encode()) < 20_000


def test_a_code_may_be_typed_with_letters_that_look_like_digits(app: Starlette) -> None:
    code, _, _ = running()
    typed = code.replace("0", "o").replace("1", "l")
    assert Browser(app).post("/join", {"code": typed}).status == 303


def test_an_answer_is_in_the_database_when_the_thank_you_is_seen(app: Starlette) -> None:
    code, step_id, _ = running()
    page = Browser(app).answer(code, text="The bus does not come")
    assert (page.status, "Thank you" in page.text) == (200, True)
    assert [one.words for one in answers.responses(step_id)] == ["The bus does not come"]


def test_sending_twice_is_one_answer_and_two_thank_yous(app: Starlette) -> None:
    code, step_id, _ = running()
    one = Browser(app)
    one.answer(code, text="Once")
    again = one.post(f"/join/{code}", one.sent)
    assert (again.status, "Thank you" in again.text) == (200, True)
    assert answers.how_many(step_id) == 1


def test_somebody_may_say_several_things_but_vote_only_once(app: Starlette) -> None:
    code, step_id, _ = running()
    one = Browser(app)
    one.answer(code, text="One thing")
    one.answer(code, text="Another thing")
    assert answers.how_many(step_id) == 2
    code, step_id, _ = running("vote", CHOICES)
    one.answer(code, choice="1")
    page = one.answer(code, choice="2")
    assert (page.status, answers.how_many(step_id)) == (409, 1)


def test_a_phone_without_cookies_can_answer_and_a_second_sending_counts_once(app: Starlette) -> None:
    code, step_id, _ = running("vote", CHOICES)
    old = Browser(app, keeps_cookies=False)
    assert [old.answer(code, choice="2").status, old.post(f"/join/{code}", old.sent).status] == [200, 200]
    assert answers.how_many(step_id) == 1
    assert old.post(f"/join/{code}/take-back", old.sent).status == 200
    assert answers.how_many(step_id) == 0


def test_a_form_that_was_never_given_out_or_was_changed_is_not_taken(app: Starlette) -> None:
    code, step_id, _ = running()
    one = Browser(app)
    form = one.get(f"/join/{code}").hidden
    for changed in ({"number": "another"}, {"seal": "0" * 64}, {"step": "nothing"}, {"seal": ""}):
        assert one.post(f"/join/{code}", {**form, **changed, "text": "Forged"}).status == 409
    other = Browser(app)
    other.get(f"/join/{code}")
    assert other.post(f"/join/{code}", {**form, "text": "Stolen"}).status == 409
    assert answers.how_many(step_id) == 0


def test_an_answer_can_be_taken_back_until_it_is_shown_and_then_no_more(app: Starlette) -> None:
    code, step_id, _ = running("vote", CHOICES)
    one = Browser(app)
    one.answer(code, choice="1")
    assert one.post(f"/join/{code}/take-back", one.sent).status == 200
    assert answers.how_many(step_id) == 0
    one.answer(code, choice="2")
    steps.reveal_step(step_id, "a test")
    assert one.post(f"/join/{code}/take-back", one.sent).status == 409
    assert answers.how_many(step_id) == 1


def test_nobody_else_can_take_an_answer_back(app: Starlette) -> None:
    code, step_id, _ = running()
    one = Browser(app)
    one.answer(code, text="Mine")
    other = Browser(app)
    other.get(f"/join/{code}")
    assert other.post(f"/join/{code}/take-back", one.sent).status == 400
    assert other.post(f"/join/{code}/take-back", {**other.get(f"/join/{code}").hidden}).status == 409
    assert answers.how_many(step_id) == 1


def test_nothing_stored_ties_an_answer_to_whoever_sent_it(app: Starlette) -> None:
    code, step_id, _ = running("vote", CHOICES)
    one = Browser(app)
    one.answer(code, choice="1")
    person = one.cookie.split("=")[1]
    secrets = {person, one.sent["number"], one.sent["seal"], one.address}
    secrets |= {hashlib.sha256(one_secret.encode()).hexdigest() for one_secret in secrets}
    told = str(held("SELECT * FROM response")) + str(held("SELECT * FROM spent_token"))
    assert not [one_secret for one_secret in secrets if one_secret in told]
    steps.reveal_step(step_id, "a test")
    steps.close_step(step_id, "a test")
    assert held("SELECT count(*) FROM spent_token") == [(0,)]
    assert held("SELECT take_back_hash, given_name FROM response") == [(None, None)]


def test_a_closed_step_takes_nothing_and_says_so(app: Starlette) -> None:
    code, step_id, _ = running()
    one = Browser(app)
    form = one.get(f"/join/{code}").hidden
    steps.close_step(step_id, "a test")
    page = one.post(f"/join/{code}", {**form, "text": "Too late"})
    assert (page.status, "no more answers" in page.text) == (409, True)
    assert answers.how_many(step_id) == 0


def test_going_on_closes_the_step_before(app: Starlette) -> None:
    code, _, workshop_id = running()
    form = Browser(app).get(f"/join/{code}").hidden
    after = steps.add_step(workshop_id, StepPlan("text", "A break"), "a test")
    steps.go_to(after, "a test")
    one = Browser(app)
    assert one.post(f"/join/{code}", {**form, "text": "Late"}).status == 409
    assert "A break" in one.get(f"/join/{code}").text


def test_a_step_changed_while_the_room_is_at_it_is_changed_at_the_door(app: Starlette) -> None:
    code, step_id, workshop_id = running()
    one = Browser(app)
    one.get(f"/join/{code}")
    steps.edit_step(step_id, StepPlan("answers", "What do you see now?"), "a test")
    steps.move_step(step_id, -1, "a test")
    assert "What do you see now?" in one.get(f"/join/{code}").text
    assert [step.step_id for step in workshops.load(workshop_id).steps].index(step_id) == len(
        workshops.load(workshop_id).steps
    ) - 2


def test_wrong_codes_are_held_up_after_twenty_but_not_for_those_who_are_in(app: Starlette) -> None:
    code, _, _ = running()
    inside = Browser(app)
    inside.get(f"/join/{code}")
    guesser = Browser(app)
    tried = [guesser.post("/join", {"code": f"WRONG{number:05d}"}).status for number in range(25)]
    assert tried[:20] == [404] * 20
    assert tried[20:] == [429] * 5
    assert guesser.post("/join", {"code": code}).status == 429
    assert inside.get(f"/join/{code}").status == 200
    assert Browser(app, address="10.0.0.2").post("/join", {"code": code}).status == 303


def test_a_participant_sends_at_most_six_answers_a_minute_and_loses_no_word(app: Starlette) -> None:
    code, step_id, _ = running()
    one = Browser(app)
    sent = [one.answer(code, text=f"Answer {number}") for number in range(8)]
    assert [page.status for page in sent] == [200] * 6 + [429] * 2
    assert "Answer 7</textarea>" in sent[7].text
    assert answers.how_many(step_id) == 6


def test_an_answer_that_cannot_be_taken_comes_back_with_its_words_and_the_reason(app: Starlette) -> None:
    code, step_id, _ = running()
    one = Browser(app)
    page = one.answer(code, text="x" * 501)
    assert (page.status, "501 letters" in page.text, "x" * 501 in page.text) == (422, True, True)
    assert one.answer(code, text="   ").status == 422
    assert answers.how_many(step_id) == 0


@pytest.mark.parametrize("body", [b"a" * 1_000_000, b"text=\xff\xfe", b"&".join([b"a=1"] * 500), b""])
def test_what_is_no_form_is_refused_in_words(app: Starlette, body: bytes) -> None:
    code, step_id, _ = running()
    one = Browser(app)
    one.get(f"/join/{code}")
    page = one.post(f"/join/{code}", body)
    assert page.status in (400, 409, 413)
    assert "Traceback" not in page.text
    assert answers.how_many(step_id) == 0


def test_markup_in_every_field_is_text(app: Starlette) -> None:
    bad = "<script>alert(1)</script>\"'><img src=x>"
    workshop_id = workshops.create(bad, bad, "blank", "a test")
    plan = StepPlan("choose_one", bad, bad, asks={"choices": [bad, "other"]}, named=True)
    step_id = steps.add_step(workshop_id, plan, "a test")
    code = workshops.open_door(workshop_id, "a test")
    steps.go_to(step_id, "a test")
    one = Browser(app)
    for page in (one.get(f"/join/{code}"), one.post("/join", {"code": bad}), one.answer(code, choice="9", name=bad),
                 one.answer(code, choice="1", name=bad)):  # fmt: skip
        assert "<script>alert" not in page.text
        assert "<img" not in page.text


@pytest.mark.parametrize("size", [33_000, 1_000_000])
def test_an_answer_of_a_megabyte_is_refused_before_it_is_read_to_its_end(app: Starlette, size: int) -> None:
    code, step_id, _ = running("most_significant")
    one = Browser(app)
    page = one.answer(code, text="x" * size)
    assert (page.status, "too long" in page.text, len(page.text) < 20_000) == (413, True, True)
    assert answers.how_many(step_id) == 0


EVERY_KIND: list[tuple[str, dict[str, Any]]] = [
    ("answers", {}), ("words", {}), ("most_significant", {}), ("groups", {"groups": 2}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "asks"), EVERY_KIND)
def test_script_and_markup_in_every_written_answer_wait_for_the_host_and_come_back_as_text(
    app: Starlette, kind: str, asks: dict[str, Any]
) -> None:
    code, step_id, _ = running(kind, asks, named=True)
    bad = "<svg onload=alert(1)>{{7*7}}"
    one = Browser(app)
    sent = {"text": bad, "word": bad, "group": "1", "name": bad, "hard": bad}
    assert one.answer(code, **sent).status == 200
    (came,) = answers.responses(step_id)
    assert (came.held_for, came.words) == ("markup", bad)
    again = one.answer(code, **{**sent, "group": "1", "text": bad + "x" * 3_000, "word": "w" * 50 + bad})
    assert "<svg" not in again.text
    assert "&lt;svg" in again.text
    assert "{{7*7}}" in again.text


def test_a_form_of_one_workshop_or_step_opens_nothing_in_another(app: Starlette) -> None:
    code, step_id, workshop_id = running("vote", CHOICES)
    other_code, other_step, _ = running("vote", CHOICES)
    one = Browser(app)
    form = one.get(f"/join/{code}").hidden
    assert one.post(f"/join/{other_code}", {**form, "choice": "1"}).status == 409
    assert one.post(f"/join/{other_code}", {**form, "step": other_step, "choice": "1"}).status == 409
    assert one.post(f"/join/{other_code}/take-back", {**form, "step": other_step}).status == 400
    assert one.post(f"/join/{code}", {**form, "choice": "1"}).status == 200
    again = steps.add_step(workshop_id, StepPlan("vote", "Again?", asks=CHOICES), "a test")
    steps.go_to(again, "a test")
    assert one.post(f"/join/{code}", {**form, "choice": "2"}).status == 409  # the receipts went with the step
    assert [answers.how_many(one_step) for one_step in (step_id, other_step, again)] == [1, 0, 0]


def test_a_cookie_that_we_never_gave_is_nobody_and_one_changed_on_the_way_sends_nothing(app: Starlette) -> None:
    code, step_id, _ = running("vote", CHOICES)
    one = Browser(app)
    form = one.get(f"/join/{code}").hidden
    for cookie in ("", "'; DROP TABLE response --", "a" * 5_000, "../../etc/passwd", "\u202e" * 30):
        stranger = Browser(app, cookie=f"kenspeckle_room={cookie}".encode("ascii", "ignore").decode())
        page = stranger.post(f"/join/{code}", {**form, "person": "x" * 24, "choice": "1"})
        assert (page.status, "Traceback" in page.text) == (409, False)
    assert answers.how_many(step_id) == 0


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"])
def test_no_other_method_is_answered_and_no_header_turns_one_into_another(app: Starlette, method: str) -> None:
    code, step_id, _ = running()
    one = Browser(app)
    one.answer(code, text="Here")
    for path in ("/join", f"/join/{code}", f"/join/{code}/take-back", f"/join/{code}/now"):
        assert one.ask(method, path, one.sent).status == 405
    assert one.get(f"/join/{code}/take-back").status == 405
    one.get(f"/join/{code}", x_http_method_override="POST", x_original_url="/join/other", x_rewrite_url="/")
    assert answers.how_many(step_id) == 1


def test_no_header_of_a_request_comes_back_and_a_false_host_leads_nowhere(app: Starlette) -> None:
    code, _, _ = running()
    one = Browser(app)
    page = one.post("/join", {"code": code}, host="evil.example", x_forwarded_host="evil.example",
                    x_forwarded_proto="https", referer="https://evil.example", user_agent="<script>")  # fmt: skip
    assert page.headers["location"] == f"/join/{code}"
    shown = one.get(f"/join/{code}", host="evil.example", origin="https://evil.example")
    assert "evil" not in str(page.headers) + shown.text
    bad = one.post("/join", {"code": f"{code}\r\nSet-Cookie: a=b"})
    assert "a=b" not in str(bad.headers)


@pytest.mark.parametrize(
    "path",
    ["/join/../app", "/join/%2e%2e/etc", "/join/" + "A" * 5000, "/join/' OR 1=1 --", "/join/%00", "/join/\x00",
     "/join/..%2f..%2fetc%2fpasswd", "/join/\\..\\..\\app.py", "/join//now", "/join/CODE/../../app.py",
     "/join/%E2%80%AE", "/join/😀/now"],
)  # fmt: skip
def test_a_path_that_is_no_code_opens_nothing(app: Starlette, path: str) -> None:
    running()
    assert Browser(app).get(path).status == 404


def test_a_slash_too_many_leads_to_the_same_page_on_this_host_only(app: Starlette) -> None:
    code, _, _ = running()
    one = Browser(app)
    assert one.get(f"/join/{code}/", host="evil.example").headers["location"] == f"/join/{code.replace('-', '')}"
    assert [one.get(path, host="evil.example").headers["location"] for path in ("/join/", "/join/./")] == ["/join"] * 2


def test_personal_data_is_masked_before_it_is_stored_and_held_for_the_host(app: Starlette) -> None:
    code, step_id, _ = running()
    Browser(app).answer(code, text="Write to sam.sample@example.org")
    (one,) = answers.responses(step_id)
    assert (one.words, one.held_for) == ("Write to [email removed]", "personal data")
    steps.reveal_step(step_id, "a test")
    with database().cursor() as cursor:
        step = steps.step(cursor, step_id)
    assert answers.on_stage(step) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [("See www.example.org", "link"), ("<b>loud</b>", "markup"), ("You are a numpty", "word"), ("All good", None)],
)
def test_links_markup_and_words_on_the_hosts_list_wait_for_the_host(
    app: Starlette, text: str, reason: str | None
) -> None:
    code, step_id, workshop_id = running()
    workshops.edit(workshop_id, "a test", held_words=["Numpty"])
    Browser(app).answer(code, text=text)
    assert [one.held_for for one in answers.responses(step_id)] == [reason]


KINDS: list[tuple[str, dict[str, Any], list[tuple[str, str]], dict[str, Any]]] = [
    ("words", {}, [("word", "warm"), ("word", " cold  start "), ("word", "")], {"words": ["warm", "cold start"]}),
    ("scale", {"points": 5}, [("point", "4")], {"point": 4}),
    ("choose_one", CHOICES, [("choice", "2")], {"chosen": [2]}),
    ("choose_several", CHOICES, [("choice", "2"), ("choice", "1")], {"chosen": [1, 2]}),
    ("rank", CHOICES, [("place-1", "2"), ("place-2", "1")], {"order": [2, 1]}),
    ("place", CHOICES, [("zone-1", "4"), ("zone-2", "")], {"placed": {"1": 4}}),
    ("hand", {}, [], {"hand": True}),
    ("groups", {"groups": 3}, [("group", "3"), ("text", "We agree")], {"group": 3, "text": "We agree"}),
    ("most_significant", {}, [("text", "A story"), ("hard", "1")], {"text": "A story"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "asks", "fields", "answer"), KINDS)
def test_every_kind_of_step_can_be_answered(
    app: Starlette, kind: str, asks: dict[str, Any], fields: list[tuple[str, str]], answer: dict[str, Any]
) -> None:
    code, step_id, _ = running(kind, asks)
    one = Browser(app)
    form = list(one.get(f"/join/{code}").hidden.items())
    assert one.post(f"/join/{code}", form + fields).status == 200
    (came,) = answers.responses(step_id)
    assert (came.answer, came.closed_on_stage) == (answer, ("hard", "1") in fields)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [("scale", {"point": "9"}), ("scale", {}), ("choose_one", {"choice": "-1"}), ("vote", {"choice": "٣"}),
     ("rank", {"place-1": "1", "place-2": "1"}), ("place", {"zone-1": "7"}), ("words", {"word": "w" * 41}),
     ("groups", {"group": "5", "text": "No such group"}), ("groups", {"text": "Which group?"})],
)  # fmt: skip
def test_an_answer_outside_what_was_asked_is_refused(app: Starlette, kind: str, fields: dict[str, str]) -> None:
    code, step_id, _ = running(kind, {**CHOICES, "points": 5})
    assert Browser(app).answer(code, **fields).status == 422
    assert answers.how_many(step_id) == 0


def test_each_breakout_group_sends_one_note_from_the_door_or_through_the_host(app: Starlette) -> None:
    code, step_id, _ = running("groups", {"groups": 3})
    one, other = Browser(app), Browser(app)
    assert one.answer(code, group="1", text="The first group").status == 200
    page = other.answer(code, group="1", text="A second note")
    assert (page.status, "A second note</textarea>" in page.text) == (409, True)
    answers.type_in(step_id, {"group": ["2"], "text": ["On the phone"]}, "a test")
    assert other.answer(code, group="2", text="Twice").status == 409
    with pytest.raises(Refused, match="already"):
        answers.type_in(step_id, {"group": ["1"], "text": ["Again"]}, "a test")
    steps.close_step(step_id, "a test")
    steps.reopen_step(step_id, "a test")
    assert other.answer(code, group="1", text="After it was closed").status == 409
    assert other.answer(code, group="3", text="The third group").status == 200
    assert sorted((one.group, one.came_by) for one in answers.responses(step_id)) == [
        ("Group 1", "group"), ("Group 2", "group"), ("Group 3", "group"),
    ]  # fmt: skip


def test_a_group_that_takes_its_note_back_can_send_another(app: Starlette) -> None:
    code, step_id, _ = running("groups", {"groups": 2})
    one = Browser(app)
    one.answer(code, group="1", text="Too early")
    assert one.post(f"/join/{code}/take-back", one.sent).status == 200
    assert Browser(app).answer(code, group="1", text="Now").status == 200
    assert [note.words for note in answers.responses(step_id)] == ["Now"]


def test_after_the_workshop_is_closed_the_code_opens_nothing_and_no_secret_is_left(app: Starlette) -> None:
    code, _, workshop_id = running("vote", CHOICES)
    one = Browser(app)
    one.answer(code, choice="1")
    workshops.close(workshop_id, "a test")
    assert one.get(f"/join/{code}").status == 404
    assert held("SELECT count(*) FROM spent_token") == [(0,)]
    assert held("SELECT take_back_hash FROM response") == [(None,)]
    assert held("SELECT code_hash, code_seed FROM workshop") == [(None, None)]


def test_a_new_code_shuts_out_the_old_one(app: Starlette) -> None:
    old, _, workshop_id = running()
    new = workshops.open_door(workshop_id, "a test")
    assert old != new
    assert Browser(app).get(f"/join/{old}").status == 404
    assert Browser(app).get(f"/join/{new}").status == 200


def test_an_expired_code_opens_nothing(app: Starlette) -> None:
    code, _, _ = running()
    one = Browser(app)
    assert one.get(f"/join/{code}").status == 200
    with database().cursor() as cursor:
        cursor.execute("UPDATE workshop SET expires_at = TIMESTAMP '2020-01-01'")
    assert Browser(door()).get(f"/join/{code}").status == 404


def test_an_answer_on_its_way_when_the_code_runs_out_is_not_taken(app: Starlette) -> None:
    code, step_id, _ = running()
    one = Browser(app)
    form = one.get(f"/join/{code}").hidden
    with database().cursor() as cursor:
        cursor.execute("UPDATE workshop SET expires_at = TIMESTAMP '2020-01-01'")
    assert one.post(f"/join/{code}", {**form, "text": "Late"}).status == 409
    assert answers.how_many(step_id) == 0


def test_the_script_is_told_when_the_room_has_gone_on_and_nothing_else(app: Starlette) -> None:
    code, step_id, _ = running()
    before = Browser(app).get(f"/join/{code}/now").text
    Browser(app).answer(code, text="Something private")
    assert Browser(app).get(f"/join/{code}/now").text == before
    steps.close_step(step_id, "a test")
    after = Browser(app).get(f"/join/{code}/now").text
    assert after != before
    assert "private" not in after


def test_a_forwarded_address_is_believed_only_from_our_own_proxy(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    running()
    spoofer = Browser(door())
    tried = [
        spoofer.post("/join", {"code": "WRONG00000"}, x_forwarded_for=f"10.9.9.{number}").status for number in range(25)
    ]
    assert tried[-1] == 429
    monkeypatch.setenv("KENSPECKLE_PROXIES", "10.0.0.1")
    behind = Browser(door())
    tried = [
        behind.post("/join", {"code": "WRONG00000"}, x_forwarded_for=f"10.9.9.{number}").status for number in range(25)
    ]
    assert tried == [404] * 25
