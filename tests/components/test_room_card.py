"""The card for participants: what they need to come in, and nothing that does not work."""

from __future__ import annotations

from pathlib import Path

import pytest

from components import room_card
from data import workshops

pytestmark = pytest.mark.process
ELSEWHERE = "https://room.example.org/join"


def test_the_card_has_the_code_and_the_address_once_people_can_use_them(empty: Path) -> None:
    workshop_id = workshops.create("Spring <script>", "To listen", "blank", "a test")
    before = room_card.html(workshops.load(workshop_id), ELSEWHERE)
    code = workshops.open_door(workshop_id, "a test")
    card = room_card.html(workshops.load(workshop_id), ELSEWHERE)
    assert ("Code: <span" in before, "<svg" in before) == (True, False)
    assert (code in card, ELSEWHERE in card, "<svg" in card) == (True, True, True)
    assert "Spring &lt;script&gt;" in card
    assert "127.0.0.1" not in room_card.html(workshops.load(workshop_id), "http://127.0.0.1:8501/join")


def test_the_card_without_a_workshop_has_lines_to_write_on() -> None:
    assert room_card.html().count("to be filled in") == 2
