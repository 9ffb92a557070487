"""The sentence a page opens with, and its counts."""

from components.headline import counts_markup, sentence_markup


def test_the_sentence_is_escaped_and_may_carry_a_note() -> None:
    assert sentence_markup("<b>Trust</b>", "n = 3") == (
        '<p class="ks-lead">&lt;b&gt;Trust&lt;/b&gt;</p><p class="ks-note">n = 3</p>'
    )


def test_counts_are_a_list_with_large_numbers() -> None:
    written = counts_markup([(1234, "insights", ""), ("26 of 32", "council areas", "3 only within a wider area")])
    assert "<li><strong>1,234</strong><span>insights</span></li>" in written
    assert "<small>3 only within a wider area</small>" in written
