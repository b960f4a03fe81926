"""What a newer article of a story has overtaken, and what judges in its own voice."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest

from summarizers.facts.statements import statement
from summarizers.story.superseded import Telling, is_superseded, judges, leaves_open, plain

DATA = tomllib.loads((files("summarizers") / "data" / "superseded.toml").read_text("utf-8"))
EXAMPLES = [
    (rule["language"], text, yes)
    for rule in DATA["open"]
    for yes in (True, False)
    for text in rule["yes" if yes else "no"]
]
MORNING = datetime(2026, 3, 2, 6, tzinfo=UTC)
NOON = MORNING + timedelta(hours=6)


def telling(
    text: str, published: datetime | None = None, article: int = 0, language: str = "en"
) -> Telling:
    return Telling(text, language, statement(text, language), published, article)


@pytest.mark.parametrize(("language", "text", "yes"), EXAMPLES)
def test_every_pattern_finds_its_examples_and_no_counter_examples(
    language: str, text: str, yes: bool
) -> None:
    assert leaves_open(text, language) is yes


@pytest.mark.parametrize(("language", "text", "yes"), EXAMPLES)
def test_capitals_hide_nothing_that_is_open(language: str, text: str, yes: bool) -> None:
    assert leaves_open(text.upper(), language) is yes


EXPECTED = telling("Minister Arno Vell is expected to resign today.", MORNING)
HAPPENED = telling("Minister Arno Vell resigned on Monday.", NOON, 1)


def test_what_was_expected_gives_way_to_what_a_newer_article_tells() -> None:
    assert is_superseded(EXPECTED, [EXPECTED, HAPPENED])
    assert not is_superseded(HAPPENED, [EXPECTED, HAPPENED])


def test_what_is_expected_stays_beside_an_older_article() -> None:
    later = telling("Minister Arno Vell is expected to resign today.", NOON)
    older = telling("Minister Arno Vell resigned from his party's board.", MORNING, 1)
    assert not is_superseded(later, [later, older])


def test_what_is_expected_stays_beside_what_tells_of_something_else() -> None:
    other = telling("A storm closed the port of Halden.", NOON, 1)
    assert not is_superseded(EXPECTED, [EXPECTED, other])


def test_a_first_count_gives_way_to_a_higher_one_when_no_article_has_a_date() -> None:
    few = telling("The hotel fire has killed at least 12 guests.")
    many = telling("The hotel fire killed 31 guests, the mayor said.", None, 1)
    assert is_superseded(few, [few, many])
    other = telling("The hotel fire burned 40 rooms and killed nobody.", None, 1)
    assert not is_superseded(few, [few, other])
    lower = telling("The hotel fire killed 9 guests, the mayor said.", None, 1)
    assert not is_superseded(few, [few, lower])


@pytest.mark.parametrize(
    ("text", "language", "yes"),
    [
        ("In a disgraceful move, lawmakers raised the pension age.", "en", True),
        ("Lawmakers raised the pension age to 68 on Tuesday.", "en", False),
        ("I cannot understand the council.", "en", True),
        ('"I cannot understand the council," said Jo Marsh.', "en", False),
        ("Je trouve cette mesure inutile.", "fr", True),
        ("Yo creo que nadie la ha pedido.", "es", True),
        ("Ich verstehe den Rat nicht.", "de", True),
        ("Der Rat tagt am Montag.", "de", False),
    ],
)
def test_loaded_words_and_opinions_judge_and_quotations_do_not(
    text: str, language: str, yes: bool
) -> None:
    assert judges(text, language) is yes


def test_when_all_judge_they_are_all_there_is() -> None:
    told = [telling("I cannot understand it."), telling("What a disgraceful plan.", article=1)]
    assert plain(told) == [0, 1]
    assert plain([*told, telling("The council meets on Monday.", article=2)]) == [2]
