"""What the Upload page says would change: a sentence first, the rest folded, all of it as text."""

from __future__ import annotations

from components import upload_changes
from data.consequences import Change, Consequences, Count

HOSTILE = "<img src=x onerror=alert(1)>"


def test_nothing_is_said_where_nothing_would_change() -> None:
    same = Consequences(themes=[Count("TH-1", "Inequality", 3, 3)], councils=[Count("S1", "Fife", 2, 2)])
    assert upload_changes.tell(same) == ""
    assert str(upload_changes.changes_markup(same)) == ""


def test_the_sentence_names_what_is_new_and_the_theme_that_moves_most() -> None:
    told = upload_changes.tell(
        Consequences(
            new_themes=["Sheds"],
            new_places=["Angus", "Moray", "Fife", "Orkney Islands"],
            themes=[Count("A", "Food", 5, 6), Count("B", "Digital exclusion", 12, 17)],
        )
    )
    assert told == (
        "For the first time: the theme “Sheds” and 4 places. “Digital exclusion” would go from 12 to 17 times raised."
    )


def test_old_and_new_stand_side_by_side_as_text_and_the_rest_is_counted() -> None:
    change = Change("insight", "A-1", "heard", 7, True, (("text", "Old words", HOSTILE), ("themes", "", "Sheds")))
    told = str(upload_changes.changes_markup(Consequences(changes=[change], changes_in_all=130)))
    assert "heard, row 7 (waits for you)" in told
    assert "What was heard" in told
    assert "&lt;img" in told
    assert "<img" not in told
    assert "129 more would change" in told


def test_only_councils_that_move_stand_in_their_table_and_all_ten_themes_in_theirs() -> None:
    told = str(
        upload_changes.changes_markup(
            Consequences(
                councils=[Count("S1", "Fife", 2, 2), Count("S2", "Angus", 0, 3)],
                themes=[Count("A", "Food", 5, 5), Count("B", "Sheds", 0, 1)],
            )
        )
    )
    assert "Fife" not in told
    assert "Angus" in told
    assert "Food" in told
    assert told.count("1 would change") == 2
