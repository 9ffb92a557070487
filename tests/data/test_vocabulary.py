"""The words of the coded columns: what people write finds its value, and nothing is guessed."""

from __future__ import annotations

import csv
from collections import defaultdict

import pytest

from data.areas import reference_rows
from data.settings import EXAMPLES
from data.vocabulary import Vocabulary, vocabulary

CODED = (
    "source_kind",
    "focus_area",
    "barrier_or_enabler",
    "inequality_effect",
    "level",
    "quote_permission",
    "date_precision",
)


def examples(name: str) -> list[dict[str, str]]:
    with (EXAMPLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("source_kind", "Interview", "structured conversation"),
        ("source_kind", "focus groups", "structured conversation"),
        ("source_kind", "journal article", "published literature"),
        ("source_kind", "Report", "grey literature"),
        ("source_kind", "news", "grey literature"),
        ("source_kind", "tweets", "social media"),
        ("source_kind", "Survey", "survey"),
        ("source_kind", "community event", "event"),
        ("focus_area", "community-led approaches", "Community Led Approaches"),
        ("barrier_or_enabler", "Barriers", "barrier"),
        ("barrier_or_enabler", "barrier / enabler", "both"),
        ("inequality_effect", "Widens", "widening"),
        ("inequality_effect", "increases inequality", "widening"),
        ("inequality_effect", "Reduced inequalities", "narrowing"),
        ("inequality_effect", "None", "none stated"),
        ("level", "System level", "macro"),
        ("level", "individual", "micro"),
        ("quote_permission", "YES", "public"),
        ("quote_permission", "Do not quote", "no"),
        ("quote_permission", "Workshop-only", "workshop only"),
        ("date_precision", "Month only", "month"),
        ("sector", "local authority", "council"),
        ("sector", "Health & Social Care Partnership", "HSCP"),
        ("sector", "charities", "third sector"),
        ("group", "Gypsy / Traveller", "Gypsy/Travellers"),
        ("group", "LGBTQI+", "LGBT+ people"),
        ("group", "BAME communities", "minority ethnic communities"),
        ("group", "carers", "unpaid carers"),
        ("group", "Gàidhlig speakers", "Gaelic speakers"),
        ("group", "over-65s", "older people"),
    ],
)
def test_what_teams_write_finds_its_value(field: str, written: str, value: str) -> None:
    assert vocabulary().look_up(field, written) == value


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("level", "local"),
        ("level", "regional"),
        ("level", "national"),
        ("inequality_effect", "no effect"),
        ("quote_permission", "anonymised"),
        ("group", "deprived areas"),
        ("source_kind", "barrier"),
        ("source_kind", "new"),
        ("group", "北京"),
        ("group", ""),
        ("sector", "quango"),
    ],
)
def test_a_word_that_is_not_listed_is_never_guessed(field: str, written: str) -> None:
    assert vocabulary().look_up(field, written) is None


def test_case_dashes_hidden_signs_and_plurals_make_no_difference() -> None:
    for written in (
        "Grey\u00adLiterature".replace("\u00ad", "\u00ad "),
        "GREY–LITERATURE",
        "  grey\u00a0literature. ",
        "grey_literature",
        "\u200bgrey literature\ufeff",
        "ｇｒｅｙ literature",
    ):
        assert vocabulary().look_up("source_kind", written) == "grey literature", written
    assert vocabulary().look_up("source_kind", "pod\u00adcast") == "podcast"
    assert vocabulary().look_up("group", "person with dementia") == "people with dementia"
    assert vocabulary().look_up("sector", "universities") == "academic"


def test_a_word_for_two_groups_gives_both_and_no_single_one() -> None:
    assert vocabulary().look_up("group", "Children and Young People") is None
    assert vocabulary().look_up_all("group", "Children and Young People") == ("children", "young people")


@pytest.mark.parametrize("written", ["", "  ", "-", "?", "N/A", "n.a.", "Unknown", "not known", "TBC", "No date"])
def test_a_cell_that_tells_nothing_is_known_as_such(written: str) -> None:
    assert vocabulary().says_nothing(written)


@pytest.mark.parametrize("written", ["none stated", "no", "barrier", "北京", "0"])
def test_a_cell_that_tells_something_is_not_taken_for_blank(written: str) -> None:
    assert not vocabulary().says_nothing(written)


def test_every_coded_word_of_the_examples_is_a_value_as_it_stands() -> None:
    words = vocabulary()
    for row in examples("insights") + examples("case_studies"):
        for field in CODED:
            assert not row.get(field) or words.look_up(field, row[field]) == row[field]
        for group in filter(None, (part.strip() for part in row["groups"].split(";"))):
            assert words.look_up("group", group) == group


def test_the_33_groups_of_the_examples_are_all_there() -> None:
    rows = examples("insights") + examples("case_studies")
    groups = {part.strip() for row in rows for part in row["groups"].split(";")} - {""}
    assert len(groups) == 33
    assert groups <= set(vocabulary().values("group"))


def test_every_value_has_a_label_and_is_its_own_synonym() -> None:
    words = vocabulary()
    for field in words.fields():
        for value, synonyms in words.synonyms(field).items():
            assert synonyms[0] == value
            assert words.look_up(field, value) == value
            assert words.label(field, value)


def test_an_id_leads_back_to_its_value() -> None:
    words = vocabulary()
    assert words.slug("focus_area", "Community Led Approaches") == "community-led-approaches"
    assert words.from_slug("focus_area", "nobody-knows") is None
    for field in words.fields():
        slugs = {words.slug(field, value): value for value in words.values(field)}
        assert len(slugs) == len(words.values(field))
        assert all(words.from_slug(field, slug) == value for slug, value in slugs.items())


def test_no_id_is_taken_by_the_word_for_not_recorded() -> None:
    words = vocabulary()
    assert all(words.from_slug(field, "not_recorded") is None for field in words.fields())


def test_only_words_for_several_groups_have_several_values() -> None:
    rows = reference_rows("vocabulary")
    values = defaultdict(set)
    for row in rows:
        values[row["field"], row["synonym"]].add(row["value"])
    shared = {field for (field, _), several in values.items() if len(several) > 1}
    assert shared == {"group"}
    for field, synonym in values:
        several = vocabulary().look_up_all(field, synonym)
        assert len(several) == 1 or field == "group", (field, synonym, several)


def test_a_row_of_the_file_is_enough_for_a_new_word() -> None:
    row = {"field": "level", "value": "micro", "label": "Micro", "synonym": "kitchen table", "note": ""}
    assert Vocabulary([row]).look_up("level", "Kitchen-Tables") == "micro"


def test_an_unlisted_value_is_its_own_label() -> None:
    assert vocabulary().label("sector", "choir") == "choir"
