"""A sentence as what it states: other words for one thing are one, who said so is none."""

from __future__ import annotations

import pytest

from summarizers.facts.statements import content_words, statement
from tests.summarizers.examples import Rule, rules

RULES = [rule for rule in rules("same_words.toml") if rule.group.endswith("attribution")]


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_who_said_so_is_no_part_of_it(rule: Rule) -> None:
    assert rule.found
    assert rule.spared
    language = rule.group.partition("/")[0]
    for example in rule.found:
        text, _, left = example.partition(" ¦ ")
        states, told = statement(text, language), statement(left, language)
        assert states == told
        assert (states.numbers, states.newsworthy) == (told.numbers, told.newsworthy)
    for text in rule.spared:
        assert len(statement(text, language).words) > 1


def test_words_of_one_meaning_state_the_same() -> None:
    one = statement("Two people were killed in a blaze.", "en")
    other = statement("Two people died in a fire.", "en")
    assert one.words == other.words
    assert one.words != statement("Two people were hurt in a fire.", "en").words


def test_a_denial_is_told_and_two_of_them_are_none() -> None:
    assert statement("The mayor denied it.", "en").negated
    assert statement("The bridge wasn't closed.", "en").negated
    assert not statement("Nobody denied that the bridge was not closed.", "en").negated
    assert not statement("The bridge was closed.", "en").negated


def test_opposites_are_known() -> None:
    closed, opened = statement("The bridge closed.", "en"), statement("The bridge reopened.", "en")
    assert closed.opposites & opened.words
    assert opened.opposites & closed.words


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Yesterday Ida Moss opened the bridge.", "en", {"ida", "moss"}),
        ("The bridge of Halden is closed.", "en", {"halden"}),
        ("Angry drivers left.", "en", set()),
        ("NATO met.", "en", {"nato"}),
        ("Am Montag kam Ida Moss.", "de", {"moss"}),
    ],
)
def test_names_are_told_by_their_capitals(text: str, language: str, names: set[str]) -> None:
    assert statement(text, language).names == names


def test_of_a_name_only_its_last_word_is_news() -> None:
    assert statement("It was opened by Mayor Ida Moss.", "en").newsworthy == {"moss"}


def test_figures_are_no_words() -> None:
    states = statement("About 200 people came.", "en")
    assert [number[0] for number in states.numbers] == [200.0]
    assert "200" not in content_words("About 200 people came.", "en")


def test_more_words_than_are_kept_count_as_what_they_are() -> None:
    """A language's words are forgotten when there are too many; each is then found again."""
    words = [f"{letter}{number}x" for letter in "abcdefghij" for number in range(500)]
    told = content_words(" ".join(["bridges", *words, "bridges"]), "en")
    assert told == ("bridg", *words, "bridg")


def test_a_language_without_lists_still_states_its_words() -> None:
    assert statement("Мост закрыт.", "ru").words == set(content_words("Мост закрыт.", "ru"))
    assert len(content_words("Мост закрыт.", "ru")) == 2
