"""What the cards of a page were given, and what a browser would send back: a test of a page sees no further."""

from __future__ import annotations

import json
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

HTML = ("head", "body", "foot")


def cards(test: AppTest) -> list[dict[str, Any]]:
    """What each card was given, in the order of the page."""
    return [json.loads(element.proto.json) for element in test.get("bidi_component")]


def card(test: AppTest, key: str) -> dict[str, Any]:
    """What the card with this key was given."""
    given: dict[str, Any] = json.loads(_proto(test, key).json)
    return given


def charts(test: AppTest) -> list[str]:
    """The charts in words."""
    return [given["chart"]["alt"] for given in cards(test) if "chart" in given]


def written(test: AppTest) -> str:
    """Everything that reached the page as HTML, by itself or inside a card."""
    own = [str(element.proto.body) for element in test.get("html")]
    return "\n".join(own + [given[part] for given in cards(test) for part in HTML if part in given])


def see(test: AppTest, key: str, view: str) -> AppTest:
    """Turn the switch of a card, as its script does."""
    state = WidgetState(id=_proto(test, key).id, json_value=json.dumps({"view": view}))
    return _sent(test, state)


def press(test: AppTest, key: str, event: str, value: Any) -> AppTest:
    """Let a card tell of something that was done in it: ``clicked``, ``chosen`` or ``csv``."""
    events = f"$$STREAMLIT_INTERNAL_KEY_{_proto(test, key).id}__events"
    return _sent(test, WidgetState(id=events, json_trigger_value=json.dumps([{"event": event, "value": value}])))


def _proto(test: AppTest, key: str) -> Any:
    [found] = [
        element.proto for element in test.get("bidi_component") if element.proto.id.endswith(f"-card-{key}")
    ]  # fmt: skip
    return found


def _sent(test: AppTest, state: WidgetState) -> AppTest:
    states = test._tree.get_widget_states()
    states.widgets.append(state)
    return test._run(states)
