"""What re-shaping tells before and after: pure words and tables."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from components import month_marks, reshape_preview, theme_family, theme_squares
from components.month_marks import Mark
from components.palette import look
from components.reshape_attempt import in_words
from components.reshape_changes import sentence

LIGHT = look(dark=False)


def row(theme: str, mentions: int | None, **more: Any) -> dict[str, Any]:
    masked = {"mentions_masked": True} if mentions is None else {}
    return {"theme_id": theme[:2], "theme": theme, "mentions": mentions, **masked, **more}


def test_a_merge_tells_what_counts_once() -> None:
    words, table = reshape_preview.of_merge([row("Ash", 12), row("Birch", 5), row("", 15)], "Trees", "mentions")
    assert words == (
        "Ash (12) and Birch (5) become Trees: 15 times raised. 2 records name more than one of these and count once."
    )
    assert [(one["theme"], one["now"], one["after"]) for one in table] == [
        ("Ash", 12, None), ("Birch", 5, None), ("Trees", None, 15),
    ]  # fmt: skip


def test_a_masked_number_is_told_neither_before_nor_after_nor_by_the_difference() -> None:
    words, table = reshape_preview.of_merge([row("Ash", None), row("Birch", 5), row("", None)], "Trees", "mentions")
    assert words == "Ash (not shown) and Birch (5) become Trees: not shown."
    assert (table[0]["now_masked"], table[2]["after_masked"]) == (True, True)


def test_a_move_tells_every_theme_above() -> None:
    above = {"theme": "Trees", "mentions_with_sub": 4, "mentions_after": 9}
    words, _ = reshape_preview.of_move([above], "Birch", "under Trees", "mentions")
    assert words == ("Birch stands under Trees. Trees goes from 4 to 9. What counts under Birch itself stays as it is.")


def test_a_draft_beside_now_names_only_what_differs() -> None:
    now = [row("Ash", 3), row("Birch", 2), row("Cedar", 1), row("Dogwood", 4, parent_theme=None)]
    drafted = [
        row("Birch", 2),
        {**row("Cedar", 6), "theme": "Pine"},
        row("Elm", 1),
        row("Dogwood", 4, parent_theme="Elm"),
    ]
    assert {one["theme"]: one["what"] for one in reshape_preview.compare(now, drafted, "mentions")} == {
        "Ash": "merged or retired",
        "Elm": "new",
        "Pine": "was called Cedar, goes from 1 to 6 times raised",
        "Dogwood": "moved under Elm",
    }


def test_a_refusal_says_no_id_and_no_command() -> None:
    told = "Later work stands on it (change 7 by on this page, 3b241101-e2bb-4255-8caf-4136c566a962). Take that back."
    assert in_words(told) == "Later work stands on it (change 7 by somebody). Take that back."
    assert in_words("There is no theme “Ash”. See: python -m data theme list") == "There is no theme “Ash”."
    assert sentence({"made_by": "on this page", "words": "retired “Ash”"}) == "Somebody retired “Ash”"


def test_a_family_tree_goes_back_to_the_first_themes() -> None:
    made = {"made_by": "Ann", "made_at": datetime(2026, 3, 1, 12), "workshop_id": None}
    steps = [
        {"theme_id": "A", "kind": "create", "from_ids": [], "from_themes": [], **made},
        {"theme_id": "B", "kind": "split", "from_ids": ["A"], "from_themes": ["Ash"], **made},
        {"theme_id": "C", "kind": "merge", "from_ids": ["B", "X"], "from_themes": ["Birch <b>", "Yew"], **made},
    ]
    told = theme_family.markup(steps, "C", "Trees")
    assert told.index("Trees") < told.index("Birch &lt;b&gt;") < told.index("Ash") < told.index("Yew")
    assert "merged from these on 1 March 2026 by Ann" in told
    assert told.count("<ul") == told.count("</ul>") == 3


def test_a_change_is_marked_where_it_lies_on_the_axis_and_told_where_it_does_not() -> None:
    rows: list[dict[str, Any]] = [
        {"kind": "define", "themes": ["Ash"], "theme": None, "theme_ids": ["A"], "into_id": None, "undone": False,
         "made_at": datetime(2026, 5, 4, 23, 30)},
        {"kind": "rename", "themes": ["Ash"], "theme": "Yew", "theme_ids": ["A"], "into_id": None, "undone": True,
         "made_at": datetime(2026, 4, 4)},
        {"kind": "merge", "themes": ["A", "B"], "theme": "Ash", "theme_ids": ["X", "Y"], "into_id": "A",
         "undone": False, "made_at": datetime(2026, 2, 2)},
    ]  # fmt: skip
    found = month_marks.marks(rows, ["A"])
    assert found == [
        Mark(date(2026, 2, 2), "“A” and “B” became “Ash”"),
        Mark(date(2026, 5, 5), "“Ash” was defined anew"),  # past midnight in Scotland
    ]
    span = (date(2026, 1, 1), date(2026, 3, 1))
    lines, numbers = month_marks.drawn(found, span, LIGHT)
    assert [line["x0"] for line in lines] == ["2026-02-02"]
    assert "<b>1</b>" in numbers[0]["text"]
    assert month_marks.said(found, span) == (
        "Marked: 1, 2 February 2026: “A” and “B” became “Ash”. "
        "Outside these months: 5 May 2026: “Ash” was defined anew."
    )
    assert month_marks.marks(rows, ["B"]) == []


PAIRS: list[dict[str, Any]] = [
    {"theme_id": "A", "theme": "Ash", "other_theme_id": "B", "other_theme": "Birch", "records": 7, "sources": 5,
     "share": 0.5},
    {"theme_id": "A", "theme": "Ash", "other_theme_id": "C", "other_theme": "Cedar", "records": None,
     "records_masked": True, "sources": None, "share": None},
]  # fmt: skip


def test_a_square_for_each_pair_hands_back_both_themes() -> None:
    drawn = theme_squares.figure(PAIRS, look=LIGHT, chosen="A|B")
    bars, words = drawn["data"]
    assert bars["customdata"] == ["A|B", "A|C"]
    assert sorted(words["text"]) == ["7", "–"]
    assert theme_squares.heading(PAIRS) == "Ash and Birch come up together most often"
    assert "Ash and Cedar: not shown records name both" in theme_squares.alt(PAIRS)
    assert theme_squares.figure([], look=LIGHT)["data"][0]["x"] == []
